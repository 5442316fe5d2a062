"""Find people's names: after a title, before an office, or by a known given name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.lexicon import Lexicon
from extractors.mentions import Mention
from extractors.sentences import Sentence
from extractors.words import OF_PLACES, VERBAL_NOUN, Word

_REACH = 9  # words between a title and the name it belongs to
_LONGEST_NAME = 5  # words


class PeopleFinder:
    """Find names in one article; a surname found once is known for the rest of the article."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with nobody known but the people of `lexicon`."""
        self._actors = lexicon.actors
        self._find_names = lexicon.find_names
        self.surnames: dict[str, tuple[tuple[str, str], ...]] = {}
        self._openings: frozenset[int] = frozenset()
        self._places: dict[int, int] = {}
        self._inner: frozenset[int] = frozenset()
        self._upon: frozenset[int] = frozenset()

    def find(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
        """Return `mentions` with the names of people added, none overlapping."""
        taken = {
            i: mention
            for mention in mentions
            for i in range(mention.lo, mention.hi)
            if mention.is_a("actor", "country", "seat") or (mention.is_a("place") and mention.name)
        }
        self._openings, self._places = (
            _openings(sentence),
            {i: m.hi for m in mentions if m.is_a("place") for i in range(m.lo, m.hi)},
        )
        self._inner = frozenset(i for m in mentions if m.is_a("body") for i in range(m.lo + 1, m.hi))
        self._upon = _upon(sentence)
        self._learn(sentence, mentions)
        found: list[Mention] = []
        i = 0
        while i < len(sentence.words):
            person = self._may_begin(sentence.words[i]) and (
                self._after_title(sentence, i, taken)
                or self._by_given_name(sentence, i, taken)
                or self._known(sentence, i, taken)
                or self._by_place(sentence, i, taken)
            )
            if person:
                found.append(person)
                i = person.hi
            else:
                i += 1
        found += self._by_model(sentence, [*mentions, *found])
        covered = {i for person in found for i in range(person.lo, person.hi)}
        kept = [m for m in mentions if covered.isdisjoint(range(m.lo, m.hi))]
        return sorted([*kept, *(_with_office(person, mentions) for person in found)], key=lambda m: m.lo)

    def _may_begin(self, word: Word) -> bool:
        """Return whether a person's title or name may begin with a word: most others need no second look."""
        return (
            not word.kinds
            or not word.kinds.isdisjoint(_BEGINNING)
            or word.key in _KUNYA
            or word.key in self.surnames
            or word.stem in self.surnames
        )

    def _after_title(self, sentence: Sentence, i: int, taken: Mapping[int, Mention]) -> Mention | None:
        """Return the person whose title stands at `i`: وزير الدفاع الأميركي آشتون كارتر."""
        words = sentence.words
        if not _is_title(words[i]) or i in taken or i in self._inner or i in self._places or _names_a_place(words, i):
            return None
        for lo in range(i + 1, min(i + 1 + _REACH, len(words))):
            word = words[lo]
            if lo in self._openings and not word.has("given-name"):
                return None
            if lo in self._places and not word.has("given-name"):
                continue
            if lo in taken:
                named = taken[lo]
                if named.lo == lo and self._is_person(named):
                    return Mention(
                        i, named.hi, named.readings, words[i].conjunction, words[i].preposition, (lo, named.hi)
                    )
                if (
                    named.lo == lo
                    and (words[lo - 1].definite or words[lo - 1].has("nationality"))
                    and not named.preposition
                ):
                    return None
                continue
            if self._opens_name(words, lo, i) and (hi := self._name_end(words, lo, taken)) > max(
                lo, self._place_end(words, lo)
            ):
                return self._remember(sentence, i, lo, hi)
            if not _may_stand_in_title(word) and not (word.key in _SOFT and self._names_after_comma(words, lo + 1)):
                return None
        return None

    def _is_person(self, mention: Mention) -> bool:
        ref = mention.ref("actor")
        return ref is not None and self._actors[ref].actor_type == "person"

    def _opens_name(self, words: Sequence[Word], lo: int, title: int) -> bool:
        """Return whether a name may begin at `lo`: a given name, or a strange word after a closed title."""
        word, previous = words[lo], words[lo - 1]
        if previous.pos == "F" and lo - 1 > title:  # شمال صلاح الدين
            return False
        if word.key in _KUNYA and lo + 1 < len(words):
            return True
        if word.has("nationality") and not (lo + 1 < len(words) and self._goes_on(words[lo + 1])):  # مسؤول تركي
            return False
        if word.has("given-name") and not word.preposition:
            if word.key == "علي":  # on, where it is not a name
                return lo not in self._upon and (lo - 1 == title or previous.definite)
            return word.pos != "F"
        closed = previous.definite or previous.has("nationality") or (not previous.kinds and lo - 1 > title)
        return closed and is_strange(word)

    def _name_end(self, words: Sequence[Word], lo: int, taken: Mapping[int, Mention]) -> int:
        hi = lo
        while hi < len(words) and hi - lo < _LONGEST_NAME and hi not in taken:
            word = words[hi]
            if hi > lo and (hi in self._openings or hi in self._upon or word.preposition or _is_title_too(word)):
                break
            if hi == lo and word.key == "علي" and not self._is_ali(words, hi):  # on
                break
            is_part = (
                word.has("given-name")
                or word.has("name-part")
                or (
                    (is_strange(word) or (hi > lo and words[hi - 1].has("given-name") and _is_family(word)))
                    and hi not in self._openings
                    and hi not in self._places
                )
            )
            is_second = hi == lo + 1 and words[lo].has("given-name") and word.key not in _FORMER
            may_be = _may_be_surname(word) or (is_second and not (word.has("title") or word.has("people")))
            is_surname = hi > lo and word.definite and not word.preposition and may_be
            joined = word.conjunction and not (hi == lo + 1 and _is_foreign(word) and words[lo].pos == "N")
            if not (is_part or is_surname) or (hi > lo and joined):
                break
            hi += 1
            if (
                is_surname and not word.key.endswith("الدين") and words[hi - 2].key != "عبد"
            ):  # the second half of a given name
                break
        while hi > lo + 1 and words[hi - 1].has("name-part") and words[hi - 1].key != "الدين":  # of the faith
            hi -= 1
        return hi

    def _is_ali(self, words: Sequence[Word], i: int) -> bool:
        """Return whether علي is the name and not على (on): another name must follow."""
        return i + 1 < len(words) and (
            words[i + 1].has("given-name") or is_strange(words[i + 1]) or words[i + 1].key.startswith("ال")
        )

    def _by_given_name(self, sentence: Sentence, i: int, taken: Mapping[int, Mention]) -> Mention | None:
        """Return a person of two names or more that begins with a known given name."""
        word = sentence.words[i]
        if (
            i in taken
            or i in self._upon
            or word.pronoun
            or not (word.has("given-name") or word.key in _KUNYA)
            or _names_a_place(sentence.words, i)
        ):
            return None
        hi = self._name_end(sentence.words, i, taken)
        if (
            hi - i < _SHORTEST_NAME
            or hi <= self._place_end(sentence.words, i)
            or (hi - i == _SHORTEST_NAME and sentence.words[hi - 1].key == "الله" and word.key != "عبد")  # God
            or (_is_common(word) and not self._goes_on(sentence.words[i + 1]))
        ):
            return None
        return self._remember(sentence, i, i, hi)

    def _names_after_comma(self, words: Sequence[Word], lo: int) -> bool:
        """Return whether a full name follows the comma behind a long title."""
        return (
            lo + 1 < len(words)
            and words[lo].has("given-name")
            and (words[lo + 1].has("given-name") or _may_be_surname(words[lo + 1]))
        )

    def _place_end(self, words: Sequence[Word], lo: int) -> int:
        """Return where a place of two words that begins at `lo` ends, where a place is meant: شمال صلاح الدين."""
        before = words[lo - 1] if lo else None
        located = before is not None and (before.pos == "F" or before.has("place-head"))
        return self._places.get(lo, 0) if located else 0

    def _goes_on(self, word: Word) -> bool:
        """Return whether a word behind one that may be a given name makes it one: علي حسن, سعيد بن تيمور."""
        return word.has("given-name") or (word.has("name-part") and not word.definite)

    def _by_place(self, sentence: Sentence, i: int, taken: Mapping[int, Mention]) -> Mention | None:
        """Return a person of strange words, after a verb of saying or before an office: قال ريدور خليل المتحدث."""
        words = sentence.words
        if i in taken or not is_strange(words[i]) or (i and is_strange(words[i - 1])) or _names_a_place(words, i):
            return None
        hi = self._name_end(words, i, taken)
        if hi - i < _SHORTEST_NAME or not (_speaks(words[i - 1] if i else None) or _opens_office(words, hi)):
            return None
        return self._remember(sentence, i, i, hi)

    def _learn(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Remember the surnames of the lexicon's people that stand in the sentence."""
        for mention in mentions:
            if self._is_person(mention):
                surname = sentence.words[mention.hi - 1].stem
                if (
                    mention.hi - mention.lo > 1
                    and len(surname) > 3
                    and not sentence.words[mention.hi - 1].has("given-name")
                ):
                    self.surnames.setdefault(surname, mention.readings)

    def _known(self, sentence: Sentence, i: int, taken: Mapping[int, Mention]) -> Mention | None:
        """Return a later mention of somebody by surname."""
        word = sentence.words[i]
        for key in (word.key, word.stem):
            readings = self.surnames.get(key)
            if readings and i not in taken:
                return Mention(i, i + 1, readings, word.conjunction, word.preposition, (i, i + 1))
        return None

    def _by_model(self, sentence: Sentence, known: Sequence[Mention]) -> list[Mention]:
        """Return the people whom only the user's model finds; what lists and rules say of a word stays."""
        if self._find_names is None:
            return []
        taken = {i for mention in known for i in range(mention.lo, mention.hi)}
        taken |= {i for i, word in enumerate(sentence.words) if word.pos in ".D"}
        return [
            self._remember(sentence, lo, lo, hi)
            for lo, hi in self._find_names(sentence.written_words())
            if taken.isdisjoint(range(lo, hi))
        ]

    def _remember(self, sentence: Sentence, i: int, lo: int, hi: int) -> Mention:
        keys = tuple(sentence.words[j].stem for j in range(lo, hi))
        surname = keys[-1]
        readings: tuple[tuple[str, str], ...] = (("person", " ".join(keys)),)
        known = self.surnames.get(surname)
        if len(keys) == 1 and known:
            readings = known
        elif len(surname) > 3 and not sentence.words[hi - 1].has("given-name"):
            self.surnames.setdefault(surname, readings)
        word = sentence.words[i]
        return Mention(i, hi, readings, word.conjunction, word.preposition, (lo, hi))


_FORMER = frozenset(
    {"السابق", "الاسبق", "الحالي", "الراحل", "المخلوع", "الجديد", "المنتخب", "المقبل", "المعزول"}
)  # former, present, late, ousted, new, elected, next, deposed: adjectives behind a name
_SHORTEST_NAME = 2  # words of a name that no title announces
_BEGINNING = frozenset({"title", "given-name"})
_KUNYA = frozenset({"ابو", "ام", "ابي", "عبد"})  # father of, mother of, servant of: what names of two words begin with


def _is_title(word: Word) -> bool:
    """Return whether a name may follow: a title, or a relative's relation (شقيقه; شقيق is somebody's brother)."""
    titles = word.of("title")
    return bool(titles) and (bool(word.pronoun) or any(sense.form != "kin" for sense in titles))


def _is_common(word: Word) -> bool:
    """Return whether a given name is a common word too: علي (on), سعيد (happy), خلف (behind)."""
    return (
        word.pos != "N"
        or word.key in _KUNYA - {"عبد"}
        or any(sense.form == "common" for sense in word.of("given-name"))
    )


def _names_a_place(words: Sequence[Word], i: int) -> bool:
    """Return whether the word before a name calls something after somebody: مستشفى, جامعة, شارع."""
    if i and words[i - 1].has("title") and not words[i - 1].has("named-after"):  # مستشفى الأمير سلطان
        i -= 1
    before = words[i - 1] if i else None
    return before is not None and before.has("named-after") and not before.definite and not before.pronoun


def _speaks(word: Word | None) -> bool:
    return word is not None and any(sense.ref.startswith("=report") for sense in word.of("verb"))


def _opens_office(words: Sequence[Word], i: int) -> bool:
    """Return whether a name's bearer is explained at word `i`: ، رئيس, المتحدث باسم, وهو ناشط."""
    if i < len(words) and words[i].key in _SOFT:
        i += 1
    return (
        i < len(words) and not words[i].preposition and (words[i].key in ("وهو", "وهي") or words[i].has("title"))
    )  # who is


_SOFT = frozenset("،,")


def _with_office(person: Mention, mentions: Sequence[Mention]) -> Mention:
    """Return a person's mention with the organisations that his title names: رئيس بعثة الأمم المتحدة."""
    inner = tuple(
        m for m in mentions if person.name and person.lo < m.lo and m.hi <= person.name[0] and m.is_a("actor", "body")
    )
    return replace(person, within=inner) if inner else person


def _upon(sentence: Sentence) -> frozenset[int]:
    """Return where على (on) is written with ى, unless the paper writes every ي so: فى."""
    found: list[int] = []
    for i, key in enumerate(sentence.keys):
        if key in ("علي", "في"):  # on, in
            written = sentence.tokens.text[sentence.tokens.ends[sentence.positions[i]] - 1]
            if key == "في" and written == "ى":
                return frozenset()
            if key == "علي" and written == "ى":
                found.append(i)
    return frozenset(found)


def _is_title_too(word: Word) -> bool:
    """Return whether a word that may be a given name is a title behind a name: أمير."""
    return word.has("title") and _is_common(word)


def _openings(sentence: Sentence) -> frozenset[int]:
    """Return the words that a quotation mark stands before: no name runs over it."""
    positions = sentence.positions
    return frozenset(i for i in range(1, len(positions)) if positions[i] - positions[i - 1] > 1)


def _may_be_surname(word: Word) -> bool:
    """Return whether a definite word may end a name: الحريري, المصري, الدوري, not المبادرة."""
    is_relative = word.kinds == _NOUN and word.stem.endswith("ي") and len(word.stem) >= _RELATIVE
    return word.has("nationality") or word.kinds <= OF_PLACES or is_relative


_NOUN = frozenset({"noun"})
_RELATIVE = 5  # letters of the shortest relative noun with its article: الدوري is longer


def _is_foreign(word: Word) -> bool:
    """Return whether a surname only looks like و with a word: والتون, وين."""
    return word.conjunction == "و" and not word.kinds and not word.preposition  # and


def is_strange(word: Word) -> bool:
    """Return whether no list knows the word and its shape could be a name's."""
    return (
        word.kinds <= OF_PLACES
        and word.pos == "N"
        and not word.definite
        and not word.preposition
        and not word.conjunction
        and len(word.key) > 1
        and not word.key.endswith("ات")
        and not VERBAL_NOUN.match(word.key)
    )


def _is_family(word: Word) -> bool:
    """Return whether an unknown word may be a family's name behind a given one, plural though it looks: جرادات."""
    plain = not word.kinds and word.pos == "N" and not (word.definite or word.preposition or word.conjunction)
    return plain and word.key.endswith("ات")


_EVENTS = frozenset({"masdar", "event-noun"})


def _may_stand_in_title(word: Word) -> bool:
    """Return whether a title may run on over this word."""
    if word.pos in ".VD" or word.kinds & _EVENTS or (word.conjunction and not word.definite):
        return False
    if word.pos == "F":
        return (
            word.stem in ("في", "باسم", "من", "لدي", "علي") or word.senses[0].ref == "direction"
        )  # in, in the name of, of, at
    return True


def without_titles(mention: Mention) -> Mention:
    """Return a person's mention cut to the name alone."""
    return replace(mention, lo=mention.name[0]) if mention.name else mention
