"""Tell how much of their wording two texts share, and which texts are worth comparing.

A text is the set of its runs of three words, as numbers. Of each set a sketch is kept (one permutation hashing, with
empty slots filled from their neighbours: Li, Owen and Zhang 2012, Shrivastava and Li 2014), cut into bands: texts that
share a band are worth comparing.
"""

import re
from functools import lru_cache
from hashlib import blake2b

from extractors.text import fold

Runs = frozenset[int]

_SLOTS = 128  # of a sketch
_ROWS = 4  # slots of a band: texts that share half of their runs meet in one of 32 bands with a chance of 0.87
_MASK = (1 << 64) - 1
_MIX = 0x9E3779B97F4A7C15  # odd, and far from any pattern: the golden ratio of 2**64
_LETTERS = re.compile(r"[^\W_]+")


def runs_of_words(text: str) -> Runs:
    """Return the runs of three words of a text, as numbers below 2**64; a shorter text is one run.

    >>> len(runs_of_words("قصف الجيش القرية مساء الثلاثاء"))
    3
    """
    words = list(filter(None, map(_number, text.split())))
    if len(words) < 3:
        return frozenset(words[:1])
    return frozenset(
        [((a * _MIX + b) * _MIX + c) & _MASK for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    )


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    """Return the number of a word however it is spelt; 0 where there is no letter or digit in it."""
    letters = "".join(_LETTERS.findall(fold(word)))
    return int.from_bytes(blake2b(letters.encode(), digest_size=7).digest(), "big") if letters else 0


def bands(runs: Runs) -> tuple[bytes, ...]:
    """Return what texts of much the same runs have in common: 32 digests, of which such texts share one or more."""
    if not runs:
        return ()
    sketch = _filled(_least_of_each_slot(runs))
    return tuple(
        blake2b(repr((place, sketch[place : place + _ROWS])).encode(), digest_size=8).digest()
        for place in range(0, _SLOTS, _ROWS)
    )


def _least_of_each_slot(runs: Runs) -> list[int | None]:
    slots: list[int | None] = [None] * _SLOTS
    for run in sorted(runs, reverse=True):
        slots[run % _SLOTS] = run
    return slots


def _filled(slots: list[int | None]) -> list[int]:
    """Give each empty slot what stands in the next full one, and how far away that is."""
    filled: list[int] = [0] * _SLOTS
    found = distance = 0
    for place in range(2 * _SLOTS - 1, -1, -1):
        slot = slots[place % _SLOTS]
        found, distance = (slot, 0) if slot is not None else (found, distance + 1)
        filled[place % _SLOTS] = found + (distance << 64)
    return filled


def shared(one: Runs, other: Runs) -> tuple[float, float]:
    """Return which share of all their runs two texts have in common, and which share of the shorter one's."""
    common = len(one & other)
    if not common:
        return 0.0, 0.0
    return common / (len(one) + len(other) - common), common / min(len(one), len(other))
