"""Find places by their head noun, listed or not (قرية زركال), and the unlisted ones again without it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors.lexicon import Lexicon
from extractors.mentions import Mention
from extractors.numbers import read_count
from extractors.people import is_strange
from extractors.phrase_index import proclitic_readings
from extractors.sentences import QUOTES, Sentence
from extractors.text import fold
from extractors.words import Word, is_direction

UNLISTED = "="  # opens the reference of a place that no list knows
_SETTLED = frozenset({"city", "town", "village", "district", "governorate"})  # their names stand without the head noun
_LONGEST = 4  # words of a name
_FEW = 3  # letters; shorter names are not looked for without their head noun
_LOOSE = frozenset(
    "منطقه منطقتي طريق جبهه سوق بوابه ريف جبل بحر خليج اقليم عاصمه قضاء ناحيه سد ساحه ميدان حاجز قاعده كليه"
    " مديريه".split()
)  # area, road, front, market, gate, countryside, mountain, sea…: they stand before any noun
_PLURAL = frozenset("مدن قري بلدات احياء مناطق محافظات".split())  # cities, villages, towns, quarters, areas, provinces
_NOT_AFTER = {"طريق": "عن", "ناحيه": "من", "جهه": "من"}  # by way of, with regard to
_PLAIN = frozenset({"noun", "place-opener", "place-attribute", "given-name", "name-part", "named-after", "object"})
_PARTS = frozenset({"مركز"})  # the centre: a body's head noun that also tells a part of a place
_OPENING, _CLOSING = "(", ")"
_MARKS = QUOTES | {_OPENING, _CLOSING}


class PlaceNames:
    """The places of one article that were named with their head noun."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with none."""
        self._heads = lexicon.place_heads
        self._known: dict[str, tuple[tuple[str, ...], str]] = {}

    def find(self, sentence: Sentence, mentions: Sequence[Mention], dates: AbstractSet[int]) -> list[Mention]:
        """Return `mentions` with head nouns joined to the places they name, and with unlisted places added."""
        at = {mention.lo: mention for mention in mentions}
        inner = {i for mention in mentions for i in range(mention.lo + 1, mention.hi)}
        taken = {i for mention in mentions for i in range(mention.lo, mention.hi)} | set(dates)
        found = list(self._headed(sentence, at, inner, taken))
        covered = {i for mention in found for i in range(mention.lo, mention.hi)}
        found += self._located(sentence, taken | covered)
        covered = {i for mention in found for i in range(mention.lo, mention.hi)}
        found += self._told_again(sentence, taken | covered)
        kept = [m for m in mentions if covered.isdisjoint(range(m.lo, m.hi))]
        return sorted([*kept, *found], key=lambda mention: mention.lo)

    def _headed(
        self, sentence: Sentence, at: Mapping[int, Mention], inner: AbstractSet[int], taken: AbstractSet[int]
    ) -> Iterator[Mention]:
        for i, word in enumerate(sentence.words):
            is_part = word.stem in _PARTS and i + 1 in at
            if not (is_part or "place-head" in word.kinds) or i in inner:
                continue
            if _acts(at.get(i)) or not _is_head(sentence, i):
                continue
            named = at.get(i + 1)
            if named is not None and named.is_a("place") and not named.conjunction + named.preposition:
                hi = None if _is_whole(sentence, named) else _name_end(sentence, i, taken - {i, i + 1})
                if hi is None or hi <= named.hi:
                    yield _join(sentence, i, named)
                    continue
            elif (i in at and not at[i].is_a("body")) or i + 1 in taken:
                continue
            else:
                hi = _name_end(sentence, i, taken)
            if hi:
                yield self._remember(sentence, i, hi)

    def _located(self, sentence: Sentence, taken: AbstractSet[int]) -> Iterator[Mention]:
        """Yield strange names that the text itself locates: في سوروتش جنوب تركيا, في كيليس (جنوب)."""
        words = sentence.words
        for i in range(1, len(words)):
            if i in taken or not is_strange(words[i]) or not _locates(words[i - 1]) or read_count([words[i].key], 0):
                continue
            hi = i + 1
            while hi < len(words) and hi not in taken and hi - i < _LONGEST - 1 and is_strange(words[hi]):
                hi += 1
            after = hi + (hi < len(words) and words[hi].key == _OPENING)
            if after < len(words) and is_direction(words[after]) and "وسط" not in words[after].stem:  # amid
                reading = UNLISTED + " ".join(sentence.keys[i:hi])
                self._known.setdefault(sentence.keys[i], (tuple(sentence.keys[i:hi]), reading))
                yield Mention(i, hi, (("place", reading),), "", "", (i, hi))

    def _remember(self, sentence: Sentence, i: int, hi: int) -> Mention:
        """Return the mention of an unlisted place, and know its name from here on."""
        lo = i + 1 + (sentence.keys[i + 1] == _OPENING)
        reading = UNLISTED + fold(plain_name(sentence.quote(i, hi)))
        names = tuple(sentence.keys[lo : hi - (sentence.keys[hi - 1] == _CLOSING)])
        if len(names) > 1 or (len(names[0]) > _FEW and not sentence.words[lo].kinds):
            self._known.setdefault(names[0], (names, reading))
        word = sentence.words[i]
        name = (lo if self._heads.get(word.stem) in _SETTLED else i, hi)
        return Mention(i, hi, (("place", reading),), word.conjunction, word.preposition, name)

    def _told_again(self, sentence: Sentence, taken: AbstractSet[int]) -> Iterator[Mention]:
        """Yield the places whose name alone stands in a sentence after it was told with its head."""
        if not self._known:
            return
        for i, key in enumerate(sentence.keys):
            if i in taken:
                continue
            for conjunction, preposition, stem in proclitic_readings(key):
                names, reading = self._known.get(stem, ((), ""))
                hi = i + len(names)
                if names and tuple(sentence.keys[i + 1 : hi]) == names[1:] and taken.isdisjoint(range(i, hi)):
                    yield Mention(i, hi, (("place", reading),), conjunction, preposition, (i, hi))
                    break


def _is_head(sentence: Sentence, i: int) -> bool:
    """Return whether a head noun is open for a name, and not part of a phrase: عن طريق, لإحياء."""
    word = sentence.words[i]
    if word.definite or word.pronoun or (word.preposition == "ل" and (word.stem == "احياء" or word.has("masdar"))):
        return False  # for
    return i == 0 or sentence.words[i - 1].stem != _NOT_AFTER.get(word.stem)


def plain_name(text: str) -> str:
    """Return a place's words without quotation marks and brackets.

    >>> plain_name("سجن «بوكا")  # the prison of Bucca
    'سجن بوكا'
    """
    return " ".join("".join(" " if mark in _MARKS else mark for mark in text).split())


def _locates(word: Word) -> bool:
    return word.stem == "في" or is_direction(word)  # in


def _acts(mention: Mention | None) -> bool:
    if mention is None or (mention.hi - mention.lo == 1 and mention.is_a("body") and not mention.is_a("actor")):
        return False  # مديرية (a district, a directorate)
    return mention.is_a("actor", "body", "trigger")


def _join(sentence: Sentence, i: int, named: Mention) -> Mention:
    """Return a listed place with its head noun, which leaves no doubt that it is a place and no government."""
    word = sentence.words[i]
    readings = tuple(reading for reading in named.readings if reading[0] == "place")
    return replace(
        named,
        lo=i,
        readings=readings,
        conjunction=word.conjunction,
        preposition=word.preposition,
        name=named.name or (named.lo, named.hi),
    )


def _is_whole(sentence: Sentence, named: Mention) -> bool:
    """Return whether a listed name ends where the place's name does: no strange word goes on with it."""
    following = sentence.words[named.hi] if named.hi < len(sentence.words) else None
    word = sentence.words[named.lo]
    is_title = named.hi - named.lo == 1 and (word.has("title") or word.has("given-name"))
    is_name = following is not None and (is_strange(following) or following.has("given-name"))
    return not (is_title and is_name and _goes_on(sentence, named.hi, of_person=True))


def _name_end(sentence: Sentence, i: int, taken: AbstractSet[int]) -> int | None:
    """Return where the name behind head noun `i` ends, None where no name follows."""
    words = sentence.words
    lo = i + 1
    is_bracketed = lo < len(words) and words[lo].key == _OPENING
    lo += is_bracketed
    if lo >= len(words) or lo in taken or not _opens(words, i, lo):
        return None
    hi = lo + 1
    of_person = words[lo].has("title") or words[lo].has("given-name")
    if words[lo].has("place-opener") or words[lo].has("title"):
        if hi >= len(words) or hi in taken or not _may_complete(words[hi]):
            return None
        hi += 1
    while hi < len(words) and hi - lo < _LONGEST and hi not in taken and _goes_on(sentence, hi, of_person=of_person):
        hi += 1
    if is_bracketed:
        return hi + 1 if hi < len(words) and words[hi].key == _CLOSING else None
    return hi


def _opens(words: Sequence[Word], i: int, lo: int) -> bool:
    """Return whether the word at `lo` begins the name of what the head noun at `i` is."""
    head, word = words[i], words[lo]
    if word.preposition or word.conjunction or word.pronoun or word.pos in ".VFD" or read_count([word.key], 0):
        return False
    if word.has("place-opener"):
        return True
    is_wide = head.stem in _LOOSE or head.stem in _PLURAL or head.has("masdar")
    if word.has("title") or word.has("given-name"):
        return head.has("named-after") and not (is_wide and _may_describe(head, word))
    if is_strange(word):
        return len(word.key) >= _FEW and not _may_describe(head, word)
    return word.definite and (not word.kinds or (not is_wide and word.kinds <= _PLAIN))


def _may_describe(head: Word, word: Word) -> bool:
    """Return whether a strange indefinite word may be the head noun's adjective: منطقة مأهولة, حي سكني."""
    if word.key.endswith(("ها", "هم")):  # her, their
        return True
    if head.stem.endswith("ه") or head.stem in _PLURAL:
        return bool(_FEMININE.match(word.key))
    return bool(_MASCULINE.match(word.key))


_FEMININE = re.compile("م.*ه$|.*يه$|.?ا..ه$")  # محاصرة, سكنية, عازلة: shapes of feminine adjectives
_MASCULINE = re.compile(".*ي$|م..و.$")  # سكني, مسدود: shapes of masculine adjectives


def _may_complete(word: Word) -> bool:
    return word.pos in "NH" and not (word.preposition or word.conjunction)


def _goes_on(sentence: Sentence, i: int, *, of_person: bool = False) -> bool:
    """Return whether the word at `i` goes on with the name before it: زور مغار, حصيبة الشرقية, الملك عبد الله."""
    word = sentence.words[i]
    if sentence.positions[i] - sentence.positions[i - 1] > 1 or word.preposition or word.conjunction:
        return False
    if of_person and (word.has("given-name") or word.has("name-part") or sentence.words[i - 1].has("name-part")):
        return True
    if word.has("place-attribute"):
        return True
    return word.has("place-opener") or (is_strange(word) and not word.key.startswith(("ي", "ت")))
