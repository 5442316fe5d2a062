"""Fill article_clusters, event_links and incident_events, or renew what changed articles touch."""

import json
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from publish.stories.clusters import find_clusters, find_incidents
from publish.stories.linking import Comparison, compare
from publish.stories.neighbours import create_tables, find_pairs
from publish.stories.reading import StoryReader

_OF_PAIRS = "select article_id, other_id from temp.pairs"
_LINKS_OF_PAIRS = (
    "from event_links l join temp.pairs p on p.article_id = l.article_id and p.other_id = l.other_article_id"
)
# Articles and events whose cluster or incident this run may change.
_TOUCHED = (
    "create temp table touched_articles (article_id text primary key) without rowid",
    "create temp table touched_events (event_id text primary key) without rowid",
)
_TOUCH_ARTICLES = """
insert or ignore into temp.touched_articles
select article_id from temp.changed
union all select article_id from temp.pairs union all select other_id from temp.pairs
"""
_TOUCH_EVENTS = (
    f"insert or ignore into temp.touched_events select l.event_id {_LINKS_OF_PAIRS}",
    f"insert or ignore into temp.touched_events select l.other_event_id {_LINKS_OF_PAIRS}",
)
# Who is one voice in an incident's toll depends on the clusters of its articles.
_TOUCH_TOLLS = """
insert or ignore into temp.touched_incidents
select incident_id from incident_events where event_id in (select event_id from events where article_id = ?)
"""
_COPY = "insert into work.copies (article_id, other_id, likeness) values (?, ?, ?)"
_LINK = (
    "insert into event_links (event_id, other_event_id, article_id, other_article_id, score, reasons)"
    " values (?, ?, ?, ?, ?, ?)"
)


def find_stories(db: Database) -> None:
    """Compare the articles of temp.changed, which came, went or changed, with all that are near them."""
    create_tables(db)
    reader = StoryReader(db)
    there = [row[0] for row in db.execute("select article_id from articles where article_id in temp.changed")]
    find_pairs(db, reader.keys(there))
    with db.atomic():
        for statement in (*_TOUCHED, _TOUCH_ARTICLES, *_TOUCH_EVENTS):
            db.execute(statement)
        _renew_pairs(db, reader)
        for statement in _TOUCH_EVENTS:
            db.execute(statement)
        _renew_clusters(db)
        _renew_incidents(db)


def _renew_pairs(db: Database, reader: StoryReader) -> None:
    db.execute(f"delete from work.copies where (article_id, other_id) in ({_OF_PAIRS})")  # noqa: S608  # our names
    db.execute(f"delete from event_links where (article_id, other_article_id) in ({_OF_PAIRS})")  # noqa: S608
    for one, other in db.execute(f"{_OF_PAIRS} where is_near order by article_id, other_id"):
        for statement, row in _rows(one, other, compare(reader.read(one), reader.read(other))):
            db.execute(statement, row)


def _rows(one: str, other: str, found: Comparison) -> Iterator[tuple[str, list[object]]]:
    if found.likeness is not None:
        yield _COPY, [one, other, found.likeness]
    for link in found.links:
        reasons = json.dumps(link.reasons)
        yield _LINK, [link.event_id, link.other_event_id, one, other, link.score, reasons]


def _renew_clusters(db: Database) -> None:
    """Renew the clusters of touched articles; an article that has no copy stands in none."""
    touched = [row[0] for row in db.execute("select article_id from temp.touched_articles order by article_id")]
    rows = list(find_clusters(db, touched))
    forget = "delete from article_clusters where article_id = ?"
    articles = [[article] for article in {*touched, *(row[0] for row in rows)}]
    db.conn.executemany(_TOUCH_TOLLS, articles)
    db.conn.executemany(forget, articles)
    db.conn.executemany("insert into article_clusters (article_id, cluster_id, likeness) values (?, ?, ?)", rows)


def _renew_incidents(db: Database) -> None:
    """Renew the incidents of touched events, and give each new event one."""
    touched = [row[0] for row in db.execute("select event_id from temp.touched_events order by event_id")]
    there = "select event_id from events where event_id = ?"
    rows = list(find_incidents(db, (event for event in touched if list(db.execute(there, [event])))))
    events = {*touched, *(row[0] for row in rows)}
    _touch_incidents(db, events)
    db.conn.executemany("delete from incident_events where event_id = ?", ([event] for event in events))
    insert = "insert or ignore into incident_events (event_id, incident_id)"
    db.conn.executemany(f"{insert} values (?, ?)", rows)
    db.execute(f"{insert} select event_id, event_id from events where article_id in temp.changed")  # noqa: S608
    changed = db.execute("select event_id from events where article_id in temp.changed")
    _touch_incidents(db, {*events, *(row[0] for row in changed)})


def _touch_incidents(db: Database, events: Iterable[str]) -> None:
    incidents = "select incident_id from incident_events where event_id = ?"
    db.conn.executemany(f"insert or ignore into temp.touched_incidents {incidents}", ([event] for event in events))
