"""Tell conflict news from sport, economy, culture and advice, whose words are often the same."""

from collections import Counter
from collections.abc import Mapping, Sequence

_STRANGE = frozenset({"sport", "health", "culture", "lifestyle", "economy"})
_LEAST = 0.012  # conflict words in a text of conflict news, as a share of its words
_DOMINANCE = {"sport": 1.0, "health": 1.0, "culture": 1.2, "lifestyle": 1.6, "economy": 2.2}  # times the conflict words


def is_conflict_news(keys: Sequence[str], domains: Mapping[str, str]) -> bool:
    """Return whether the words of an article speak of conflict more than of anything else.

    `domains` gives the domain of folded words; `keys` are the article's tokens.
    """
    counts = Counter(domain for key in keys if (domain := domains.get(key)))
    conflict = counts["conflict"]
    if conflict < _LEAST * len(keys):
        return False
    return all(counts[domain] <= _DOMINANCE[domain] * conflict for domain in _STRANGE)
