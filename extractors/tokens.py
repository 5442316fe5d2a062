"""Cut a text into tokens: words, numbers and single punctuation marks, each with its offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.text import MARKS, fold_letters, fold_word

# A run of letters with its marks, or a run of digits with separators inside, or one other character.
_TOKEN = re.compile(rf"[0-9]+(?:[.,٫٬][0-9]+)*|[^\W\d_][^\W\d_{MARKS}]*(?:[{MARKS}]+[^\W\d_{MARKS}]*)*|[^\s{MARKS}]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: folded keys and half-open offsets in the original, in parallel."""

    text: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def quote(self, start: int, end: int) -> str:
        """Return the original words from token `start` up to token `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


_folded: dict[str, str] = {}
_MEMORY = 300_000  # distinct words kept; newspapers rarely exceed it


def tokenize(text: str) -> Tokens:
    """Return the tokens of `text`.

    >>> list(tokenize("مقتل 26 عنصرًا و21 آخرين.").keys)
    ['مقتل', '26', 'عنصرا', 'و', '21', 'اخرين', '.']
    """
    letters = fold_letters(text)
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(letters):
        word = match.group()
        keys.append(_folded.get(word) or _remember(word))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, keys, starts, ends)


def _remember(word: str) -> str:
    """Fold a word and remember the answer."""
    if len(_folded) > _MEMORY:
        _folded.clear()
    key = _folded[word] = fold_word(word) or word
    return key
