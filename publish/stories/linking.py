"""Link the events of two articles that are one event: a score, and the reasons that make it up."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publish.matching import assign
from publish.stories.occasions import AREAS, CITY, LEAST_TOLL, WIDE, Occasion, Story
from publish.stories.wording import shared

REASONS = Path(__file__).parent / "reasons.tsv"
LEAST_SCORE = 0.7
_COPY, _CUT_COPY, _CUT = 0.5, 0.35, 0.8  # likeness of copies; of a copy that was cut, and what it has of its own
_SAME_WORDS = 0.6  # shares of the words of two quotes
_DAYS_APART = 2  # papers print an agency's story, and its "yesterday", on different days
_PARTIES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that are one."""

    event_id: str
    other_event_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two articles have in common: their likeness if they are copies of one story, and their linked events."""

    likeness: float | None
    links: tuple[Link, ...]


@cache
def weights() -> dict[str, float]:
    """Return what each reason of reasons.tsv adds to a score."""
    with REASONS.open(encoding="utf-8", newline="") as lines:
        return {row["reason"]: float(row["weight"]) for row in csv.DictReader(lines, delimiter="\t")}


def compare(one: Story, other: Story) -> Comparison:
    """Return what two articles have in common; each event is linked to one of the other article at most."""
    likeness, part = shared(one.runs, other.runs)
    is_copy = likeness >= _COPY or (likeness >= _CUT_COPY and part >= _CUT)
    reasons = [[_reasons(a, b, is_copy=is_copy) for b in other.occasions] for a in one.occasions]
    mine, theirs = range(len(one.occasions)), range(len(other.occasions))
    matched = assign(mine, theirs, lambda i, j: _score(reasons[i][j]))
    links = tuple(_link(one.occasions[i], other.occasions[j], reasons[i][j]) for i, j in matched)
    return Comparison(round(likeness, 3) if is_copy else None, links)


def _score(reasons: tuple[str, ...]) -> float:
    total = round(sum(weights()[reason] for reason in reasons), 2)
    return total if total >= LEAST_SCORE else 0.0


def _link(one: Occasion, other: Occasion, reasons: tuple[str, ...]) -> Link:
    first, second = sorted((one.event_id, other.event_id))
    return Link(first, second, min(_score(reasons), 1.0), reasons)


def _reasons(one: Occasion, other: Occasion, *, is_copy: bool) -> tuple[str, ...]:
    """Return what speaks for and against one event; empty where it cannot be one."""
    if one.status != other.status or one.family != other.family:
        return ()
    says_same = is_copy and _share(one.words, other.words) >= _SAME_WORDS
    place, day = _place_reason(one, other), _day_reason(one, other, is_copy=says_same)
    if place is None or day is None:
        return ()
    kind = "same_type" if one.event_type == other.event_type else "kindred_type"
    first = ("same_words" if says_same else "", kind, place, day)
    found = (*first, *_actor_reasons(one, other), *_toll_reasons(one, other), *_more(one, other))
    is_known = place or says_same or "same_toll" in found  # a day, a type and famous actors do not make one event
    return tuple(filter(None, found)) if is_known else ()


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _place_reason(one: Occasion, other: Occasion) -> str | None:
    """Return a reason, "" where the places say nothing, None where they contradict each other."""
    a, b = one.site, other.site
    if a is None or b is None:
        return ""
    if a.place_id == b.place_id:
        wider = {"same_city": CITY, "same_area": AREAS, "": WIDE}
        return next((reason for reason, types in wider.items() if a.place_type in types), "same_site")
    if a.place_id in b.within or b.place_id in a.within:
        return "" if {a.place_type, b.place_type} & WIDE else "place_within"
    return None


def _day_reason(one: Occasion, other: Occasion, *, is_copy: bool) -> str | None:
    if one.days & other.days:
        return "same_day" if one.is_dated and other.is_dated else "fitting_day"
    near = any(abs((a - b).days) <= _DAYS_APART for a in one.days for b in other.days)
    return "" if is_copy and (near or not one.days or not other.days) else None


def _actor_reasons(one: Occasion, other: Occasion) -> Iterator[str]:
    both = one.actors & other.actors
    roles = [role for role, _ in sorted(both)]
    yield from (f"same_{role}" for role in ("agent", "patient") if role in roles)
    yield from ["same_party"] * min(roles.count("participant"), _PARTIES)
    agents = [{name for role, name in side.actors if role == "agent"} for side in (one, other)]
    if all(agents) and not agents[0] & agents[1]:
        yield "other_agent"


def _toll_reasons(one: Occasion, other: Occasion) -> Iterator[str]:
    pairs = [(a, b) for a in one.tolls for b in other.tolls if a[0] == b[0]]
    equal = [a[1] for a, b in pairs if a == b and a[1] is not None and a[1] == a[2]]
    if equal:
        yield "same_toll" if max(equal) >= LEAST_TOLL else "same_small_toll"
    elif any(_fit(a, b) for a, b in pairs):
        yield "fitting_toll"
    elif pairs:
        yield "other_toll"


def _fit(one: tuple[str, int | None, int | None], other: tuple[str, int | None, int | None]) -> bool:
    greatest = [count for count in (one[2], other[2]) if count is not None]
    return max(one[1] or 0, other[1] or 0) <= min(greatest, default=float("inf"))


def _more(one: Occasion, other: Occasion) -> Iterator[str]:
    if one.quantity == other.quantity and (one.quantity or 0) > 1:
        yield "same_quantity"
    if one.object_type == other.object_type and one.object_type not in {None, "other"}:
        yield "same_object"
