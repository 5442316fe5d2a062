"""Analyse single words: clitics off, dictionary senses found, a part of speech guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple


class Sense(NamedTuple):
    """One meaning of a written form.

    `kind` says what it is (verb, noun, adjective, function, number…), `ref` which entry,
    `form` its inflection (`past`, `present`, `passive-past`, `passive-present`, a noun's
    number `s d p`), `agreement` a verb's gender and number (`ms fs md fd mp fp`).
    """

    kind: str
    ref: str
    form: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A token's analysis: `stem` is the dictionary form that was found, clitics off.

    `tells` marks a word that may open a record or a claim; a sentence with none is not read further.
    """

    key: str
    stem: str
    senses: tuple[Sense, ...] = ()
    conjunction: str = ""
    preposition: str = ""
    particle: str = ""
    definite: bool = False
    pronoun: str = ""
    pos: str = "N"
    kinds: frozenset[str] = field(default=frozenset())
    tells: bool = False
    _by_kind: Mapping[str, tuple[Sense, ...]] = field(init=False, repr=False, compare=False)
    spellings: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the senses by kind and list the spellings: words are remembered, and asked for both again and again.

        `spellings` are the forms under which a list may name the word: as written, clitics off, the accusative's ا off.
        """
        forms = {self.key, self.stem}
        forms |= {form[:-1] for form in forms if form.endswith("ا") and len(form) > _SHORTEST}
        object.__setattr__(self, "spellings", frozenset(forms))
        by_kind: dict[str, tuple[Sense, ...]] = {}
        for sense in self.senses:
            by_kind[sense.kind] = (*by_kind.get(sense.kind, ()), sense)
        object.__setattr__(self, "_by_kind", by_kind)

    def has(self, kind: str) -> bool:
        """Return whether some sense is of `kind`."""
        return kind in self.kinds

    def of(self, kind: str) -> tuple[Sense, ...]:
        """Return the senses of `kind`."""
        return self._by_kind.get(kind, ())


_SHORTEST = 4  # letters of a word with tanwin
CONJUNCTIONS = ("و", "ف")  # and, so
PREPOSITIONS = ("ب", "ل", "ك")  # with/in, to/for, like
VERB_PARTICLES = ("س", "ل")  # shall, in order to
PRONOUNS = ("هما", "هم", "هن", "ها", "كم", "نا", "ه")  # them two, them, them f., her, you, us, him
_FIRST = {"function": 0, "verb": 1}
_PUNCTUATION_POS = "."


OF_PLACES = frozenset({"place-opener", "place-attribute"})  # what the names of places and people have in common
# The shapes of verbal nouns that are no names, with a preposition or none: استباق, انتظار, اتخاذ, تقديم.
VERBAL_NOUN = re.compile("[بلك]?(?:است..?ا.|ان.?.ا.|ا.ت?.ا.|ت..ي.)$")


def is_direction(word: Word) -> bool:
    """Return whether a word is a direction: شمال (north), شرقي (east of)."""
    return word.pos == "F" and any(sense.ref == "direction" for sense in word.of("function"))


class Analyser:
    """Find the senses of written words, remembering the latest answers."""

    def __init__(self, senses: Mapping[str, tuple[Sense, ...]]) -> None:
        """Use `senses` of folded forms."""
        self._senses = senses
        self._word = lru_cache(maxsize=_MEMORY)(self._analyse)

    def __call__(self, key: str, *, feminine: bool = False) -> Word:
        """Return the analysis of one folded word; `feminine` tells that ة, not ه, stood at its end."""
        return self._word(key, feminine)

    def _analyse(self, key: str, feminine: bool) -> Word:
        if not key[0].isalnum():
            return Word(key, key, pos=_PUNCTUATION_POS)
        if key[0].isdigit():
            return Word(key, key, pos="D")
        senses = self._senses.get(key)
        if senses and feminine:  # وحدة is a unit, not وحده, alone
            senses = tuple(sense for sense in senses if sense.kind != "function" or sense.form != "ه")
        if senses and (
            key.endswith("ت") or not (key[0] in CONJUNCTIONS and self._is_function(key[1:]))
        ):  # فتحت: she opened
            return _word(key, key, senses)
        return self._clitics(key, feminine) or _unknown(key)

    def _is_function(self, rest: str) -> bool:
        return any(sense.kind == "function" for sense in self._senses.get(rest, ()))

    def _clitics(self, key: str, feminine: bool) -> Word | None:
        """Return the reading with the fewest clitics that the dictionary knows."""
        rest = key[1:]
        if (
            key[0] in CONJUNCTIONS
            and len(rest) > 2
            and any(sense.kind == "verb" for sense in self._senses.get(rest, ()))
        ):
            return _word(key, rest, self._senses[rest], conjunction=key[0])  # وترهن is no وتر with a pronoun
        for conjunction in ("", *CONJUNCTIONS):
            if not key.startswith(conjunction) or len(key) - len(conjunction) < 2:
                continue
            rest = key[len(conjunction) :]
            word = self._after_conjunction(key, conjunction, rest)
            if word and not (feminine and word.pronoun.endswith("ه")):
                return word
        return None

    def _after_conjunction(self, key: str, conjunction: str, rest: str) -> Word | None:
        if conjunction and (senses := self._senses.get(rest)):
            return _word(key, rest, senses, conjunction=conjunction)
        return (
            self._with_preposition(key, conjunction, rest)
            or self._with_particle(key, conjunction, rest)
            or self._with_pronoun(key, conjunction, "", rest)
        )

    def _with_preposition(self, key: str, conjunction: str, rest: str) -> Word | None:
        for preposition in PREPOSITIONS:
            if rest.startswith(preposition) and len(rest) > 3:
                stem = "ال" + rest[2:] if rest.startswith("لل") else rest[1:]  # للجيش: ل and الجيش
                senses = tuple(s for s in self._senses.get(stem, ()) if s.kind != "verb")
                if senses:
                    return _word(key, stem, senses, conjunction=conjunction, preposition=preposition)
                word = self._with_pronoun(key, conjunction, preposition, stem)
                if word:
                    return word
        return None

    def _with_particle(self, key: str, conjunction: str, rest: str) -> Word | None:
        for particle in VERB_PARTICLES:
            if not rest.startswith(particle) or len(rest) < 4:
                continue
            for stem, pronoun in _without_pronoun(rest[1:]):
                senses = tuple(s for s in self._senses.get(stem, ()) if s.kind == "verb" and "present" in s.form)
                if senses:
                    return _word(key, stem, senses, conjunction=conjunction, particle=particle, pronoun=pronoun)
        return None

    def _with_pronoun(self, key: str, conjunction: str, preposition: str, rest: str) -> Word | None:
        for stem, pronoun in _without_pronoun(rest):
            if not pronoun or stem.startswith("ال"):
                continue
            for form in self._nouns_first(_before_pronoun(stem)):
                senses = tuple(
                    s
                    for s in self._senses.get(form, ())
                    if s.kind != "function" and (not preposition or s.kind != "verb")
                )
                if senses:
                    return _word(key, form, senses, conjunction=conjunction, preposition=preposition, pronoun=pronoun)
        return None

    def _nouns_first(self, forms: tuple[str, ...]) -> list[str]:
        """Return the forms, nouns before verbs: سيطرته is his control, زوجته his wife, not what she did to him."""
        return sorted(forms, key=lambda form: all(sense.kind not in _OWNED for sense in self._senses.get(form, ())))


_OWNED = frozenset({"masdar", "people", "title"})  # kinds of nouns that are often somebody's


_MEMORY = 60_000  # distinct words


def _without_pronoun(word: str) -> list[tuple[str, str]]:
    """Return the readings of `word` with and without an object or possessive pronoun."""
    return [(word, "")] + [
        (word[: -len(pronoun)], pronoun)
        for pronoun in PRONOUNS
        if word.endswith(pronoun) and len(word) - len(pronoun) >= 2
    ]


def _before_pronoun(stem: str) -> tuple[str, ...]:
    """Return what `stem` may be without its pronoun: قتلو → قتلوا, غارت → غاره, رما → رمي."""
    forms = [stem]
    if stem.endswith("و"):
        forms.append(stem + "ا")
    if stem.endswith("ت"):
        forms.append(stem[:-1] + "ه")
    if stem.endswith("ا"):
        forms.append(stem[:-1] + "ي")
    return tuple(forms)


def _word(  # noqa: PLR0913  # one argument for each part of a written word
    key: str,
    stem: str,
    senses: tuple[Sense, ...],
    *,
    conjunction: str = "",
    preposition: str = "",
    particle: str = "",
    pronoun: str = "",
) -> Word:
    kinds = frozenset(sense.kind for sense in senses)
    return Word(
        key,
        stem,
        tuple(sense for sense in senses if sense.kind not in _PLAIN),
        conjunction,
        preposition,
        particle,
        stem.startswith("ال") and not kinds & _NEVER_DEFINITE,
        pronoun,
        _part_of_speech(kinds - _PLAIN),
        kinds,
        any(sense.kind in _TELLING or (sense.kind == "verb" and not sense.ref.startswith(_SILENT)) for sense in senses),
    )


# kinds that add no meaning for the clause: what is no name, what is named after people, what is said, parts of names
_PLAIN = frozenset(
    {
        "no-article",
        "noun",
        "named-after",
        "document",
        "tells-alone",
        "statement",
        "witness",
        "place-opener",
        "place-attribute",
    }
)
_NEVER_DEFINITE = frozenset({"verb", "no-article"})
_TELLING = frozenset({"masdar", "event-noun", "victim-noun", "opens-phrase"})
_SILENT = ("=other", "=light", "=aspect", "=modal")  # classes of verbs that tell nothing by themselves


def _part_of_speech(kinds: frozenset[str]) -> str:
    """Return F (function word), V (verb), H (verb or noun, to be settled in its clause) or N."""
    if "function" in kinds:
        return "F"
    if "verb" in kinds:
        return "H" if len(kinds) > 1 else "V"
    return "N"


def _unknown(key: str) -> Word:
    """Return the best guess for a word that no list knows."""
    conjunction = key[0] if key[0] in CONJUNCTIONS and len(key) > 4 and _opens(key[0], key[1:]) else ""
    rest = key[len(conjunction) :]
    preposition = ""
    if rest.startswith("لل") and len(rest) > 4:
        preposition, rest = "ل", "ال" + rest[2:]
    elif rest[0] in PREPOSITIONS and rest[1:].startswith("ال") and len(rest) > 5:
        preposition, rest = rest[0], rest[1:]
    verb = rest.startswith(("سي", "ست", "سن")) and len(rest) >= 5 + rest.startswith("سن") and not preposition  # shall
    return Word(
        key, rest, (), conjunction, preposition, "س" if verb else "", rest.startswith("ال"), "", "V" if verb else "N"
    )


def _opens(conjunction: str, rest: str) -> bool:
    """Return whether a word that follows و or ف looks like one that a conjunction was written to."""
    return rest.startswith(("ال", "بال", "لل", "كال")) or (len(rest) >= 5 and conjunction == "و")  # and
