"""Tell conflict news from sport, economy, culture and advice, whose words are often the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# How many times the conflict words another domain's words may be before an article is that domain's.
_DOMINANCE = {
    "sport": 0.7,
    "health": 1.0,
    "culture": 1.2,
    "technology": 1.2,
    "weather": 0.9,
    "crime": 1.2,
    "lifestyle": 1.6,
    "economy": 1.8,
}
_CHANCE = 0.7  # a single word of another domain rules no text that has one of conflict
_POLITICS = 0.5  # what a word of politics counts beside a word of violence
_TITLE = 3  # times that a word of the title counts
_LEAST = 0.01  # conflict words as a share of a text's words; below it nothing is read
_PLAIN = 0.03  # from here on a text is conflict news without further signs
_POLITICAL = 0.035  # the same for a text with no word of violence: diplomacy


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much of an article's words are of conflict: `share` of all of them, `violence` how many are of violence."""

    share: float
    violence: int

    @property
    def is_read(self) -> bool:
        """Whether the article is read at all."""
        return self.share >= _LEAST

    @property
    def is_plain(self) -> bool:
        """Whether the words alone say that it is conflict news, so that its events need no further signs."""
        return self.share >= (_PLAIN if self.violence else _POLITICAL)


def relevance_of(keys: Sequence[str], title: Iterable[str], domains: Mapping[str, str]) -> Relevance:
    """Return how much of conflict an article's words say; a share of 0 where another domain rules it.

    `keys` are the folded words of the text, `title` those of the title; `domains` gives their domain.
    """
    counts = Counter(map(domains.get, keys))
    violence = counts["conflict"]
    for domain, number in Counter(map(domains.get, title)).items():
        counts[domain] += _TITLE * number
    conflict = counts["conflict"] + _POLITICS * counts["politics"]
    if not keys or any(counts[domain] > limit * conflict + _CHANCE for domain, limit in _DOMINANCE.items()):
        return Relevance(0.0, violence)
    return Relevance(conflict / len(keys), violence)


def written_forms(word: str) -> Iterator[str]:
    """Yield a folded word as texts write it: alone, behind و and ف, and behind prepositions.

    >>> sorted(written_forms("قصف"))[:4]  # shelling
    ['بقصف', 'فقصف', 'قصف', 'كقصف']
    """
    forms = [word, *("لل" + word[2:] if word.startswith("ال") and letter == "ل" else letter + word for letter in "بلك")]
    for form in forms:
        yield form
        yield "و" + form  # and
    yield "ف" + word  # so
