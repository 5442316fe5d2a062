"""Compute the tables of schema/derived/ from the records: of all articles, or of those that changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from publish.schemas import DERIVED, Schema, read_all_schemas, read_schemas
from publish.stories.finding import find_stories
from publish.tables import QUERIES, create_table, index_table

_OF_TOUCHED = "event_id in (select event_id from main.incident_events where incident_id in temp.touched_incidents)"
_LINKED = (  # the few incidents that several articles tell
    "create index idx_incident_events_linked on incident_events (incident_id) where event_id <> incident_id"
)
_BY_INCIDENT = ("incident_tolls",)  # computed when it is known which events are one
_SEEN_BY_INCIDENT = ("claims", "incident_events")


def create_derived(db: Database) -> None:
    """Create the derived tables, with an index for each key of another table."""
    for schema in read_schemas(DERIVED):
        create_table(db, schema)
        index_table(db, schema)
    db.execute(_LINKED)


def derive_tables(db: Database) -> None:
    """Fill the derived tables; each query may read the tables before it."""
    create_derived(db)
    mark_changed(db, (row[0] for row in db.execute("select article_id from articles")))
    for schema in _queried(of_incidents=False):
        _fill(db, schema)
    find_stories(db)
    for schema in _queried(of_incidents=True):
        _fill(db, schema)


def mark_changed(db: Database, articles: Iterable[str]) -> None:
    """Fill temp.changed: the articles that came, went or changed; of them alone, tables are derived anew."""
    db.execute("create temp table leaving (article_id text primary key) without rowid")
    db.execute("create temp table changed (article_id text primary key) without rowid")
    db.execute("create temp table touched_incidents (incident_id text primary key) without rowid")
    with db.atomic():
        db.conn.executemany("insert into temp.changed values (?)", ((article,) for article in articles))


def forget_derived(db: Database) -> None:
    """Delete what was derived of the articles of temp.leaving; their records must still be there."""
    of_events = _of_events("leaving")
    touch = "insert or ignore into temp.touched_incidents select distinct incident_id from incident_events"
    db.execute(f"{touch} where {of_events}")
    for schema in _queried(of_incidents=False):
        db.execute(f'delete from "{schema.table}" where {scope_of(schema, "leaving")}')  # noqa: S608  # our names
    db.execute(f"delete from incident_events where {of_events}")  # noqa: S608


def renew_derived(db: Database) -> None:
    """Derive anew what changed articles, whose records are there now, have part in."""
    with only_changed(db):
        for schema in _queried(of_incidents=False):
            _fill(db, schema)
    find_stories(db)
    with _only(db, dict.fromkeys(_SEEN_BY_INCIDENT, _OF_TOUCHED)):
        for schema in _queried(of_incidents=True):
            db.execute(f'delete from main."{schema.table}" where incident_id in temp.touched_incidents')  # noqa: S608
            _fill(db, schema)


@contextmanager
def only_changed(db: Database) -> Iterator[None]:
    """Let the names of tables stand for their rows of changed articles alone."""
    with _only(db, {schema.table: scope for schema in read_all_schemas() if (scope := scope_of(schema, "changed"))}):
        yield


def scope_of(schema: Schema, articles: str) -> str | None:
    """Return the condition for a table's rows of articles of a temporary table; None where rows belong to none."""
    names = [column.name for column in schema.columns]
    of_articles = f"article_id in (select article_id from temp.{articles})"  # noqa: S608  # our names
    return of_articles if "article_id" in names else _of_events(articles) if "event_id" in names else None


def _of_events(articles: str) -> str:
    return (
        f"event_id in (select event_id from main.events where article_id in (select article_id from temp.{articles}))"  # noqa: S608
    )


@contextmanager
def _only(db: Database, scopes: dict[str, str]) -> Iterator[None]:
    for table, scope in scopes.items():
        db.execute(f'create temp view "{table}" as select * from main."{table}" where {scope}')  # noqa: S608
    try:
        yield
    finally:
        for table in scopes:
            db.execute(f'drop view temp."{table}"')


def _queried(*, of_incidents: bool) -> list[Schema]:
    return [
        schema
        for schema in read_schemas(DERIVED)
        if (QUERIES / f"{schema.table}.sql").exists() and (schema.table in _BY_INCIDENT) == of_incidents
    ]


def _fill(db: Database, schema: Schema) -> None:
    query = (QUERIES / f"{schema.table}.sql").read_text(encoding="utf-8")
    names = ", ".join(f'"{column.name}"' for column in schema.columns)
    db.execute(f'insert into main."{schema.table}" ({names}) select {names} from ({query}) order by {names}')  # noqa: S608
