"""Say of a sentence's nominal phrases who they are: actor types, numbers, lists, whom a pronoun stands for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractors.chunks import Chunk
from extractors.lexicon import Lexicon
from extractors.mentions import Mention
from extractors.numbers import read_count
from extractors.sentences import Sentence
from extractors.words import Word

_PLURAL = frozenset({"هم", "هن", "هما"})  # them, both of them
_COLLECTIVE = frozenset({"state", "political", "other", None})  # plurals of bodies take the feminine singular
_PLACING = frozenset({"في", "من", "الي", "ب"})  # in, from, to
_FEMININE_BODIES = frozenset({"قوات", "القوات", "كتاءب", "سرايا", "فصاءل", "الفصاءل", "قوي"})  # forces, brigades…
_ACTING = frozenset({"armed_group", "military", "state", "political", "igo", "ngo", "media", "company", "person"})


@dataclass(slots=True)
class Nominals:
    """A sentence's chunks, asked about its nominal phrases."""

    sentence: Sentence
    chunks: Sequence[Chunk]
    lexicon: Lexicon

    def conjuncts(self, first: int | None) -> list[int]:
        """Return the chunk `first` and those that و ties to it."""
        if first is None:
            return []
        run = [first]
        j = first + 1
        while j < len(self.chunks):
            chunk = self.chunks[j]
            if chunk.kind in "NT" and chunk.joined and not chunk.before:
                run.append(j)
            elif not (chunk.kind == "N" and chunk.before and self._resumes(j + 1)):
                break
            j += 1
        return run

    def _resumes(self, j: int) -> bool:
        """Return whether a conjunct at `j` goes on with a list of people or bodies over a phrase put between."""
        if j >= len(self.chunks) or not self.chunks[j].joined:
            return False
        between, mention = self.chunks[j - 1].mention, self.chunks[j].mention
        is_place = mention is not None and mention.is_a("place", "country")  # في لبنان والكويت: only places go on
        over_place = between is not None and between.is_a("place", "country") and self.can_act(self.chunks[j])
        over_place = over_place and not is_place
        return over_place or self.counted(self.chunks[j])

    def actor_type(self, chunk: Chunk) -> str | None:
        """Return the actor type that a phrase's name or head noun gives, if any."""
        if chunk.mention and (named := self._named_type(chunk.mention)):
            return named
        words = self.sentence.words
        for i in range(chunk.lo, chunk.hi):
            if i > chunk.lo and self._describes(words[i], words[i - 1]):
                continue
            for sense in words[i].of("people"):
                return self.lexicon.nouns[sense.ref].actor_type
        if words[chunk.lo].has("title"):
            return "person"
        if chunk.hi - chunk.lo == 1 and (senses := words[chunk.lo].of("nationality")):
            return "state" if any(sense.form == "s" for sense in senses) else "civilians"
        return None

    def _named_type(self, mention: Mention) -> str | None:
        """Return the actor type of what a mention names: an actor, a state, a body, a person, people of two words."""
        if ref := mention.ref("actor"):
            return self.lexicon.actors[ref].actor_type
        if ref := mention.ref("body"):
            return self.lexicon.bodies[ref].actor_type
        if ref := mention.ref("people"):
            return self.lexicon.nouns[ref].actor_type
        kinds = {"country": "state", "seat": "state", "person": "person", "outlet": "media"}
        return next((actor_type for kind, actor_type in kinds.items() if mention.is_a(kind)), None)

    def _describes(self, word: Word, thing: Word) -> bool:
        """Return whether a word that may name people describes a thing here: طابعا إرهابيا, رتلا عسكريا."""
        is_nisba = word.key.endswith(("ي", "يا", "يه")) and word.definite == thing.definite and not word.preposition
        return is_nisba and "noun" in thing.kinds and not (thing.has("people") or thing.has("title"))

    def can_act(self, chunk: Chunk) -> bool:
        """Return whether a phrase names somebody who acts: an organisation, a state, armed men, a person."""
        return self.actor_type(chunk) in _ACTING

    def counted(self, chunk: Chunk) -> bool:
        """Return whether a phrase begins with a number."""
        return read_count(self.sentence.keys, chunk.lo) is not None

    def is_definite(self, i: int) -> bool:
        """Return whether word `i` has the article or a demonstrative stands there."""
        word = self.sentence.words[i]
        return word.definite or any(sense.ref == "dem" for sense in word.of("function"))

    def counted_noun(self, chunk: Chunk) -> int:
        """Return the position of the noun behind a phrase's number, else of its first word."""
        count = read_count(self.sentence.keys, chunk.lo)
        return count.end if count and count.end < chunk.hi else chunk.lo

    def referent(self, at: int, pronoun: str, exclude: Collection[int | None] = ()) -> int | None:
        """Return the nearest somebody before chunk `at` with whom a pronoun agrees: اعتقلته, أنهم, بسجنه.

        None where a thing that agrees stands nearer: استولوا على سيارة وأحرقوها.
        """
        for j in range(at - 1, -1, -1):
            chunk = self.chunks[j]
            if chunk.kind not in "NT" or j in exclude:
                continue
            if self._is_somebody(chunk) and self.agrees_with(pronoun, chunk):
                return j
            if pronoun == "ها" and chunk.kind == "N" and self._is_feminine_thing(chunk):  # her, it
                return None
        return None

    def _is_somebody(self, chunk: Chunk) -> bool:
        """Return whether a phrase begins with people or a body, and not only says where: not حقوق الإنسان."""
        if chunk.mention is not None and chunk.mention.is_a("country", "seat") and chunk.before in _PLACING:
            return False
        head = self.sentence.words[self.counted_noun(chunk)]
        is_person = chunk.mention is not None and self.actor_type(chunk) == "person"  # منزل القاضي حسن الربيعي
        opens = chunk.mention is not None and (chunk.mention.lo == chunk.lo or is_person)
        return (opens or head.has("people") or head.has("title")) and self.actor_type(chunk) is not None

    def _is_feminine_thing(self, chunk: Chunk) -> bool:
        word = self.sentence.words[self.counted_noun(chunk)]
        return word.stem.endswith(("ه", "ات")) and not (word.has("people") or word.has("place-head") or chunk.mention)

    def agrees_with(self, pronoun: str, chunk: Chunk) -> bool:
        """Return whether a phrase has the gender and number of a pronoun; people's names have either gender."""
        word = self.sentence.words[self.counted_noun(chunk)]
        is_plural = any(sense.form in "pd" for sense in word.of("people") + word.of("nationality"))
        if pronoun in _PLURAL:
            return is_plural or (self.counted(chunk) and word.has("people"))
        if chunk.mention and chunk.mention.is_a("person", "actor") and self.actor_type(chunk) == "person":
            return True
        if chunk.mention and chunk.mention.is_a("country", "seat"):
            return pronoun == "ها"  # her
        if is_plural:
            return pronoun == "ها" and self.actor_type(chunk) in _COLLECTIVE  # her
        is_feminine = word.stem.endswith(("ه", "ات")) or word.stem in _FEMININE_BODIES
        return is_feminine is (pronoun == "ها")  # her

    def is_accusative(self, i: int) -> bool:
        """Return whether a nominal is a sound plural in the accusative: المتمردين, never a subject."""
        word = self.sentence.words[self.chunks[i].lo]
        return word.stem.endswith("ين") and any(
            sense.form == "p" for sense in word.of("people") + word.of("nationality")
        )
