"""Decide whether two names, spans or dates are the same, and match two lists one to one."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

P = TypeVar("P")
G = TypeVar("G")

Span = tuple[int, int]
Role = tuple[str, Collection[str]]

_FOLDED = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")  # alef with hamza, madda, wasla → alef
    | {"ى": "ي", "ئ": "ي", "ی": "ي"}  # alef maqsura, hamza on yeh, Farsi yeh → yeh
    | {"ة": "ه", "ؤ": "و", "ک": "ك"}  # teh marbuta → heh, hamza on waw → waw, Farsi kaf → kaf
    | dict.fromkeys(["ـ", "\u0670", *map(chr, range(0x64B, 0x653))])  # tatweel and vowel signs
)
# The article, with or without a proclitic, before at least three letters: ال (the), لل (to the), ل before ل.
_ARTICLE = re.compile(r"^(?:[وفبلك]?ال|لل|ل(?=ل))(?=.{3,}$)")
# Words that make another name of it: free, south(ern), north(ern), east, west, countryside, surroundings, against,
# opposition.
_DISTINCT = frozenset("حر حره جنوب جنوبي شمال شمالي شرق غرب ريف محيط ضد معارض معارضه".split())
_LONG = timedelta(days=5)  # spans from here on may begin a day apart: weeks begin differently


def bare_name(name: str | None) -> str:
    """Return the name folded, each word without proclitic and article.

    >>> bare_name("الجيش السوريّ")
    'جيش سوري'
    """
    words = re.sub(r"[^\w\s]", " ", (name or "").translate(_FOLDED)).split()
    return " ".join(_ARTICLE.sub("", word) for word in words)


def same_name(one: str | None, other: str | None) -> bool:
    """Say whether the names are equal, or one is the beginning or the last name of the other."""
    short, long = sorted((bare_name(one).split(), bare_name(other).split()), key=len)
    if not short or short == long:
        return short == long and bool(short)
    if long[: len(short)] == short:
        rest = long[len(short) :]
    elif long[-len(short) :] == short and (len(short) > 1 or len(short[0]) > 3):
        rest = long[: -len(short)]
    else:
        return False
    return 3 * len(short) >= len(long) and not _DISTINCT.intersection(rest)


def any_same(names: Iterable[str], target: str | None) -> bool:
    """Say whether one of the names is the target's."""
    return any(same_name(name, target) for name in names)


def same_date(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Say whether two (start, end) are the same days; long spans may be off by one."""
    try:
        begin, end, other_begin, other_end = map(_day, (one[0], one[1] or one[0], other[0], other[1] or other[0]))
    except (TypeError, ValueError):
        return False
    slack = timedelta(days=1 if other_end - other_begin >= _LONG else 0)
    return abs(begin - other_begin) <= slack and abs(end - other_end) <= slack


def _day(written: str | None) -> date:
    return date.fromisoformat(written)  # type: ignore[arg-type]  # None raises the TypeError that is caught


def overlap(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def evidence_overlap(some: Iterable[Sequence[int]], others: Sequence[Sequence[int]]) -> int:
    """Return the largest overlap of two spans that share at least a fifth of their union, else 0."""
    shared = [(overlap(a, b), max(a[1], b[1]) - min(a[0], b[0])) for a in some for b in others]
    return max((characters for characters, union in shared if characters and 5 * characters >= union), default=0)


def assign(predicted: Sequence[P], gold: Sequence[G], score: Callable[[P, G], float]) -> list[tuple[int, int]]:
    """Return (predicted, gold) indices matched one to one, the best scores first; zero is no match."""
    scored = ((score(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold))
    pairs = sorted((triple for triple in scored if triple[0] > 0), key=lambda triple: (-triple[0], *triple[1:]))
    matched: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            matched.append((i, j))
    return matched


def count_roles(predicted: Sequence[Role], gold: Sequence[tuple[str, str]]) -> int:
    """Return how many gold (role, name) find a predicted one of their own: the largest such matching."""
    fits = [
        [k for k, (role, names) in enumerate(predicted) if role == wanted and any_same(names, name)]
        for wanted, name in gold
    ]
    owner: dict[int, int] = {}
    return sum(_find_own(j, fits, owner, set()) for j in range(len(gold)))


def _find_own(j: int, fits: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give gold role `j` a predicted one, moving earlier ones where that helps."""
    for k in fits[j]:
        if k not in seen:
            seen.add(k)
            if k not in owner or _find_own(owner[k], fits, owner, seen):
                owner[k] = j
                return True
    return False
