"""Cut the tokens of a text into sentences and give each word its analysis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.tokens import Tokens
from extractors.words import Analyser, Word

_ENDS = frozenset(".!؟?…")
QUOTES = frozenset("«»\"“”„‟'‘’`”″<>")
_LONGEST = 160  # words; a longer run without a full stop is cut at its next comma
_ENDLESS = 400  # words; so long a run is no sentence, and is cut where it stands, for reading takes its length squared


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `positions` are the indices of its tokens, quotation marks left out.

    `clitics` counts the letters of each word's proclitics; a name that is found may correct it.
    """

    tokens: Tokens
    number: int
    positions: Sequence[int]
    keys: Sequence[str]
    words: Sequence[Word]
    clitics: list[int]
    starts_paragraph: bool

    def start(self, lo: int, *, clitics: bool = False) -> int:
        """Return the text offset of word `lo`, behind its proclitics unless `clitics`."""
        start = self.tokens.starts[self.positions[lo]]
        return start if clitics else start + self.clitics[lo]

    def end(self, hi: int) -> int:
        """Return the text offset behind word `hi` - 1."""
        return self.tokens.ends[self.positions[hi - 1]]

    def quote(self, lo: int, hi: int) -> str:
        """Return the original text of words `lo` to `hi`, proclitics of the first left out."""
        return self.tokens.text[self.start(lo) : self.end(hi)]

    def written_words(self) -> list[str]:
        """Return every word as it stands in the text."""
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        return [text[starts[i] : ends[i]] for i in self.positions]


def split_sentences(tokens: Tokens, analyse: Analyser) -> Iterator[Sentence]:
    """Yield the sentences of `tokens` in order, each at least one word long."""
    opening = True
    number = 0
    text, ends = tokens.text, tokens.ends
    for lo, hi in _ranges(tokens):
        positions = [i for i in range(lo, hi) if tokens.keys[i] not in QUOTES]
        if not positions:
            continue
        keys = [tokens.keys[i] for i in positions]
        words = [
            analyse(key, feminine=key[-1] == "ه" and text[ends[i] - 1] == "ة")
            for key, i in zip(keys, positions, strict=True)
        ]
        clitics = [len(word.conjunction) + len(word.preposition) for word in words]
        yield Sentence(tokens, number, positions, keys, words, clitics, opening)
        number += 1
        opening = "\n" in tokens.text[tokens.ends[hi - 1] : tokens.starts[hi] if hi < len(tokens.starts) else None]


def _ranges(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield token ranges between sentence ends, line breaks and, in long runs, commas or anything."""
    lo = 0
    keys, starts, ends, text = tokens.keys, tokens.starts, tokens.ends, tokens.text
    for i, key in enumerate(keys):
        following = text[ends[i] : starts[i + 1]] if i + 1 < len(keys) else "\n"
        stops = key in _ENDS and not _abbreviates(tokens, i)
        if stops or "\n" in following or (key in "،,؛" and i - lo > _LONGEST) or i - lo >= _ENDLESS:
            yield lo, i + 1
            lo = i + 1
    if lo < len(keys):
        yield lo, len(keys)


def _abbreviates(tokens: Tokens, i: int) -> bool:
    """Return whether the full stop at `i` only closes a one-letter abbreviation (أ.ف.ب, د.)."""
    return tokens.keys[i] == "." and i > 0 and len(tokens.keys[i - 1]) == 1 and tokens.keys[i - 1].isalpha()
