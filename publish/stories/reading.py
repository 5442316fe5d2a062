"""Read articles from the database as stories that can be compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlite_utils import Database

from extractors.text import fold
from publish.stories.occasions import Occasion, Site, Story, keys, possible_days
from publish.stories.wording import bands, runs_of_words

_EVENTS = """
select e.event_id, e.event_type,
  case t.plover_type when 'ASSAULT' then t.acled_event_type else e.event_type end as family,
  e.status, e.place_id, e.date_start, e.date_end, e.report_date, e.object_type, e.quote,
  case when e.quantity_min = e.quantity_max then e.quantity_min end as quantity
from events e join event_types t using (event_type) where e.article_id = ? order by e.start, e.event_id
"""
_ACTORS = """
select e.event_id, x.role, a.name_ar from events e join event_actors x using (event_id) join actors a using (actor_id)
where e.article_id = ? and (a.name_en_basis = 'known' or a.actor_type = 'person')
"""
_ROLES = {"agent": "agent", "patient": "patient", "participant": "party"}


class StoryReader:
    """Reads stories; it keeps the last ones, and all places."""

    def __init__(self, db: Database, kept: int = 500) -> None:
        self._db = db
        self._sites = _read_sites(db)
        self._kept = kept
        self._stories: dict[str, Story] = {}

    def read(self, article_id: str) -> Story:
        """Return the story of an article."""
        story = self._stories.pop(article_id, None) or self._read(article_id)
        self._stories[article_id] = story
        if len(self._stories) > self._kept:
            del self._stories[next(iter(self._stories))]
        return story

    def _read(self, article_id: str) -> Story:
        [(text,)] = self._db.execute("select text from articles where article_id = ?", [article_id])
        return Story(article_id, runs_of_words(text), tuple(self._occasions(article_id)))

    def _occasions(self, article_id: str) -> Iterator[Occasion]:
        actors, tolls = self._actors(article_id), self._tolls(article_id)
        for row in self._db.query(_EVENTS, [article_id]):
            days, is_dated = possible_days(row["date_start"], row["date_end"], row["report_date"])
            yield _occasion(row, self._sites.get(row["place_id"]), days, is_dated, actors, tolls)

    def _actors(self, article_id: str) -> dict[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for event_id, role, name in self._db.execute(_ACTORS, [article_id]):
            found[event_id].add((_ROLES[role], fold(name)))
        return found

    def _tolls(self, article_id: str) -> dict[str, set[tuple[str, int | None, int | None]]]:
        found: dict[str, set[tuple[str, int | None, int | None]]] = defaultdict(set)
        claims = "select event_id, harm, count_min, count_max from claims where article_id = ?"
        for event_id, harm, least, greatest in self._db.execute(claims, [article_id]):
            found[event_id].add((harm, least, greatest))
        return found

    def keys(self, article_ids: Iterable[str]) -> Iterator[tuple[bytes, str]]:
        """Yield (key, article) for what each article has in common with those that are worth comparing with it."""
        for article_id in article_ids:
            story = self._read(article_id)
            found = {*bands(story.runs), *(key for occasion in story.occasions for key in keys(occasion))}
            yield from ((key, article_id) for key in sorted(found))


def _occasion(
    row: dict[str, Any],
    site: Site | None,
    days: frozenset[date],
    is_dated: bool,
    actors: dict[str, set[tuple[str, str]]],
    tolls: dict[str, set[tuple[str, int | None, int | None]]],
) -> Occasion:
    event_id = row["event_id"]
    return Occasion(
        event_id=event_id,
        event_type=row["event_type"],
        family=row["family"],
        status=row["status"],
        site=site,
        days=days,
        is_dated=is_dated,
        actors=frozenset(actors.get(event_id, ())),
        tolls=frozenset(tolls.get(event_id, ())),
        quantity=row["quantity"],
        object_type=row["object_type"],
        words=frozenset(fold(row["quote"]).split()),
    )


def _read_sites(db: Database) -> dict[str, Site]:
    rows = {row[0]: row[1:] for row in db.execute("select place_id, place_type, parent_id from places")}
    return {place: Site(place, rows[place][0], tuple(_parents(place, rows))) for place in rows}


def _parents(place: str, rows: dict[str, tuple[str, str | None]]) -> Iterator[str]:
    """Yield the places that a place lies in, countries aside: each has one parent, and the last one none."""
    seen = {place}
    parent = rows[place][1]
    while parent is not None and parent in rows and parent not in seen:
        if rows[parent][0] == "country":
            return
        yield parent
        seen.add(parent)
        parent = rows[parent][1]
