"""Cut a text into tokens: words, numbers and single punctuation marks, each with its offsets."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extractors.text import MARKS, fold_letters, fold_word

# A run of letters with its marks, or a run of digits with separators inside, or one other character.
_TOKEN = re.compile(rf"[0-9]+(?:[.,٫٬][0-9]+)*|[^\W\d_][^\W\d_{MARKS}]*(?:[{MARKS}]+[^\W\d_{MARKS}]*)*|[^\s{MARKS}]")


class Tokens:
    """The tokens of a text: folded keys and half-open offsets in the original, in parallel.

    Offsets are worked out when they are first asked for: of most articles nobody wants more than the keys.
    """

    def __init__(self, text: str) -> None:
        """Cut `text`."""
        self.text = text
        self._runs = list(map(_cut, text.split()))
        self.keys: Sequence[str] = [key for run in self._runs for key in run.keys]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each token begins."""
        return [at + start for at, run in self._placed for start in run.starts]

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where each token ends."""
        return [at + end for at, run in self._placed for end in run.ends]

    @cached_property
    def _placed(self) -> Sequence[tuple[int, "_Run"]]:
        placed = []
        at = 0
        for written, run in zip(self.text.split(), self._runs, strict=True):
            at = self.text.index(written, at)
            placed.append((at, run))
            at += len(written)
        return placed

    def quote(self, start: int, end: int) -> str:
        """Return the original words from token `start` up to token `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


def tokenize(text: str) -> Tokens:
    """Return the tokens of `text`.

    >>> list(tokenize("مقتل 26 عنصرًا و21 آخرين.").keys)
    ['مقتل', '26', 'عنصرا', 'و', '21', 'اخرين', '.']
    """
    return Tokens(text)


class _Run(NamedTuple):
    """The tokens of what stands between two spaces, with offsets in it."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=80_000)
def _cut(written: str) -> _Run:
    """Cut what stands between two spaces; the same comes again and again, so the latest answers are remembered."""
    matches = list(_TOKEN.finditer(fold_letters(written)))
    return _Run(
        tuple(fold_word(match.group()) or match.group() for match in matches),
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )
