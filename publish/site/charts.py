"""Count for charts: bars of equal spans of time, without gaps."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

_MANY_DAYS = 60  # from here on, months are easier to read
_MANY_MONTHS = 48  # from here on, years are easier to read


class Bar(TypedDict):
    """One span of time with its number of events; `share` is its height among the bars, from 0 to 1."""

    label: str
    first: str
    last: str
    number: int
    share: float


def count_by_time(days: Mapping[str | None, int]) -> list[Bar]:
    """Return a bar for each month from the first day to the last, or each day, or each year, as the span allows.

    >>> [(bar["label"], bar["number"]) for bar in count_by_time({"2031-01-03": 1, "2031-03-09": 2, None: 4})]
    [('2031-01', 1), ('2031-02', 0), ('2031-03', 2)]
    """
    known = [day for day in days if day]
    if not known:
        return []
    labels = _labels(date.fromisoformat(min(known)), date.fromisoformat(max(known)))
    counts: Counter[str] = Counter()
    for day in known:
        counts[day[: len(labels[0])]] += days[day]
    highest = max(counts.values())
    return [_bar(label, counts[label], highest) for label in labels]


def _labels(first: date, last: date) -> list[str]:
    days = (last - first).days + 1
    if days <= _MANY_DAYS:
        return [(first + timedelta(number)).isoformat() for number in range(days)]
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(numbers) <= _MANY_MONTHS:
        return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]
    return [f"{year:04d}" for year in range(first.year, last.year + 1)]


def _bar(label: str, number: int, highest: int) -> Bar:
    first, last = label + "-01-01"[len(label) - len("2031") :], label + "-12-31"[len(label) - len("2031") :]
    return {"label": label, "first": first, "last": last, "number": number, "share": number / highest}


class Toll(TypedDict):
    """The largest toll of one event in a span of time; nothing is added up, for events of two articles may be one."""

    label: str
    event_id: str | None
    low: int
    best: int
    high: int
    is_open: bool
    best_share: float
    high_share: float


def largest_by_time(tolls: Iterable[Mapping[str, Any]]) -> list[Toll]:
    """Return for each span of time the largest of the tolls, which have `day`, `low`, `best`, `high` and `event_id`.

    >>> tolls = [{"day": "2031-05-03", "event_id": "e1", "low": 4, "best": 4, "high": 12, "high_is_open": 0}]
    >>> [(toll["label"], toll["best"], toll["high_share"]) for toll in largest_by_time(tolls)]
    [('2031-05-03', 4, 1.0)]
    """
    dated = sorted((toll for toll in tolls if toll["day"]), key=lambda toll: (toll["best"], toll["high"]))
    if not dated:
        return []
    days = [toll["day"] for toll in dated]
    labels = _labels(date.fromisoformat(min(days)), date.fromisoformat(max(days)))
    largest = {toll["day"][: len(labels[0])]: toll for toll in dated}  # the last one stands: the largest
    highest = max(toll["high"] for toll in largest.values()) or 1
    return [_toll(label, largest.get(label), highest) for label in labels]


def _toll(label: str, toll: Mapping[str, Any] | None, highest: int) -> Toll:
    known = toll or {"event_id": None, "low": 0, "best": 0, "high": 0, "high_is_open": 0}
    return {
        "label": label,
        "event_id": known["event_id"],
        "low": known["low"],
        "best": known["best"],
        "high": known["high"],
        "is_open": bool(known["high_is_open"]),
        "best_share": known["best"] / highest,
        "high_share": known["high"] / highest,
    }
