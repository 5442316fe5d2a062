"""Tell conflict news from sport, economy, culture and advice, whose words are often the same."""

from collections import Counter
from collections.abc import Mapping, Sequence

# How many times the conflict words another domain's words may be before an article is that domain's.
_DOMINANCE = {"sport": 1.0, "health": 1.0, "culture": 1.2, "lifestyle": 1.6, "economy": 2.2}
_LEAST = 0.006  # conflict words as a share of a text's words; below it nothing is read
_PLAIN = 0.018  # from here on a text is conflict news without further signs


def conflict_share(keys: Sequence[str], domains: Mapping[str, str]) -> float:
    """Return conflict words as a share of an article's tokens; 0 where another domain rules it.

    `domains` gives the domain of folded words; `keys` are the article's tokens.
    """
    counts = Counter(map(domains.get, keys))
    conflict = counts["conflict"]
    share = conflict / len(keys) if keys else 0.0
    ruled = any(counts[domain] > limit * conflict for domain, limit in _DOMINANCE.items())
    return 0.0 if ruled or share < _LEAST else share


def is_plainly_conflict(share: float) -> bool:
    """Return whether speech and meetings of single people count in such an article."""
    return share >= _PLAIN
