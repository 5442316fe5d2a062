"""Find which names and fixed expressions may begin at a written word, with and without its proclitics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.words import CONJUNCTIONS, PREPOSITIONS


class Phrase(NamedTuple):
    """A name or fixed expression: its folded words, what kind of thing it names, and which."""

    keys: tuple[str, ...]
    kind: str
    ref: str


class Candidate(NamedTuple):
    """A phrase that may begin at a word, and the proclitics that are left off there."""

    conjunction: str
    preposition: str
    phrase: Phrase


_Starts = Mapping[str, tuple[Candidate, ...]]  # by the second word of a phrase; "" for phrases of one word
_NONE: _Starts = {}
_MEMORY = 60_000  # distinct words whose phrases are remembered


class PhraseIndex:
    """Phrases by their first two words, so that few are compared at each word of a text."""

    def __init__(self, phrases: Mapping[str, tuple[Phrase, ...]]) -> None:
        """Use `phrases`, given by their first words."""
        self._phrases = phrases
        self._starts = lru_cache(maxsize=_MEMORY)(self._find_starts)

    def at(self, keys: Sequence[str], i: int) -> tuple[Candidate, ...]:
        """Return the phrases that stand at word `i`, those of several words first."""
        starts = self._starts(keys[i])
        if not starts:
            return ()
        alone = starts.get("", ())
        longer = starts.get(keys[i + 1], ()) if i + 1 < len(keys) else ()
        return (*(c for c in longer if _stands_at(c.phrase, keys, i)), *alone) if longer else alone

    def _find_starts(self, key: str) -> _Starts:
        starts: dict[str, list[Candidate]] = defaultdict(list)
        for conjunction, preposition, stem in proclitic_readings(key):
            for phrase in self._phrases.get(stem, ()):
                second = phrase.keys[1] if len(phrase.keys) > 1 else ""
                starts[second].append(Candidate(conjunction, preposition, phrase))
        return {second: tuple(candidates) for second, candidates in starts.items()} if starts else _NONE


def _stands_at(phrase: Phrase, keys: Sequence[str], i: int) -> bool:
    size = len(phrase.keys)
    return size == _PAIR or tuple(keys[i + _PAIR : i + size]) == phrase.keys[_PAIR:]


_PAIR = 2  # words that the index has compared already


def proclitic_readings(key: str) -> list[tuple[str, str, str]]:
    """Return the ways to take proclitics off a word, fewest first."""
    readings = [("", "", key)]
    for conjunction in ("", *CONJUNCTIONS):
        if not key.startswith(conjunction) or len(key) - len(conjunction) < 2:
            continue
        rest = key[len(conjunction) :]
        if conjunction:
            readings.append((conjunction, "", rest))
        for preposition in PREPOSITIONS:
            if rest.startswith("لل") and preposition == "ل":
                readings.append((conjunction, preposition, "ال" + rest[2:]))  # للجيش: ل and الجيش
            if rest.startswith(preposition) and len(rest) > 2:
                readings.append((conjunction, preposition, rest[1:]))
    return readings
