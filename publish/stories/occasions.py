"""What an event can be recognised by in another article: its type, place, days, actors, toll and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from publish.stories.wording import Runs

CITY = frozenset({"city"})
AREAS = frozenset({"district", "governorate", "region", "water"})
WIDE = frozenset({"country", "other"})  # too wide to tell events apart
LEAST_TOLL = 3  # victims from which an equal count is no accident
_LEAST_TOLL_ALONE = 5  # the same without a place
_DAYS = 3  # the most days that a stated span may have


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its kind and the places that it lies in, the nearest first."""

    place_id: str
    place_type: str
    within: tuple[str, ...]

    @property
    def is_precise(self) -> bool:
        """Return whether it is a village, a quarter, an installation: no city and nothing wider."""
        return self.place_type not in CITY | AREAS | WIDE


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event of an article; `family` is what its kindred types share, `tolls` are (harm, least, greatest)."""

    event_id: str
    event_type: str
    family: str
    status: str
    site: Site | None
    days: frozenset[date]
    is_dated: bool
    actors: frozenset[tuple[str, str]]
    tolls: frozenset[tuple[str, int | None, int | None]]
    quantity: int | None
    object_type: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Story:
    """An article as far as it is compared with others."""

    article_id: str
    runs: Runs
    occasions: tuple[Occasion, ...]


def possible_days(start: str | None, end: str | None, report: str | None) -> tuple[frozenset[date], bool]:
    """Return the days on which it may have happened, and whether the text names them.

    A text that names none tells of its day of publication or the one before.
    """
    if start:
        first = date.fromisoformat(start)
        length = (date.fromisoformat(end or start) - first).days + 1
        return frozenset(first + timedelta(day) for day in range(length if length <= _DAYS else 0)), True
    if report:
        published = date.fromisoformat(report)
        return frozenset((published, published - timedelta(1))), False
    return frozenset(), False


def keys(occasion: Occasion) -> Iterator[bytes]:
    """Yield what the occasion has in common with every other that could be linked to it."""
    for day in sorted(occasion.days):
        for mark in sorted(set(_marks(occasion))):
            parts = (occasion.status, occasion.family, day.isoformat(), *mark)
            yield blake2b(repr(parts).encode(), digest_size=8).digest()


def _marks(occasion: Occasion) -> Iterator[tuple[str, str]]:
    counts = [(harm, least) for harm, least, greatest in occasion.tolls if least is not None and least == greatest]
    site = occasion.site
    if site and site.is_precise:
        yield site.place_id, ""
    if site and site.place_type not in WIDE:
        for place in (site.place_id, *site.within):
            yield from ((place, name) for _, name in occasion.actors)
            yield from ((place, f"{harm} {count}") for harm, count in counts if count >= LEAST_TOLL)
    yield from (("", f"{harm} {count}") for harm, count in counts if count >= _LEAST_TOLL_ALONE)
