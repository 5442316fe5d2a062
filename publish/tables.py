"""Create the tables of schema/ with their keys and indexes, and the views of publish/views/."""

from pathlib import Path

from sqlite_utils import Database

from publish.schemas import Column, Schema, read_schemas

VIEWS = Path(__file__).parent / "views"
QUERIES = Path(__file__).parent / "derived"
SQLITE_TYPES: dict[str, type] = {"string": str, "integer": int, "number": float, "array": str}
FACETS = {  # columns that readers filter and sort by, closed lists and foreign keys aside
    "articles": ("published", "source"),
    "events": ("date_start", "report_date"),
    "casualties": ("date_start", "report_date"),
    "sanctions": ("date_start",),
    "actors": ("country",),
    "places": ("country",),
    "evidence": ("record_id",),
    "tolls": ("best",),
    "sides": ("first_type", "second_type"),
    "event_links": ("score",),
    "incident_tolls": ("best",),
}
SMALL = frozenset({"event_types", "rules", "quality", "issues", "rejected", "corrections", "sources"})
BY_DAY = "(status, coalesce(date_start, report_date) desc, event_id)"  # as lists of the latest events are ordered
TOGETHER = {"events": ("event_type", "status")}  # columns that are counted together


def create_tables(db: Database) -> None:
    """Create every table, those that others refer to first."""
    waiting = list(read_schemas())
    done: set[str] = set()
    while waiting:
        schema = next(schema for schema in waiting if _referred_tables(schema) <= done)
        create_table(db, schema)
        waiting.remove(schema)
        done.add(schema.table)


def _referred_tables(schema: Schema) -> set[str]:
    return {column.refers_to[0] for column in schema.columns if column.refers_to} - {schema.table}


def create_table(db: Database, schema: Schema) -> None:
    """Create one table with its keys."""
    keys = [(column.name, *column.refers_to) for column in schema.columns if column.refers_to]
    db.table(schema.table).create(
        {column.name: SQLITE_TYPES[column.json_type] for column in schema.columns},
        pk=_primary_key(schema),
        foreign_keys=keys,
        not_null={column.name for column in schema.columns if not column.is_nullable},
        strict=True,
    )


def _primary_key(schema: Schema) -> str | tuple[str, ...] | None:
    return schema.primary_key[0] if len(schema.primary_key) == 1 else schema.primary_key or None


def create_indexes(db: Database) -> None:
    """Index what readers filter by; called after the inserts, when it is quicker."""
    for schema in read_schemas():
        index_table(db, schema)
        if schema.table in TOGETHER:
            db.table(schema.table).create_index(TOGETHER[schema.table])
    db.execute(f"create index idx_events_by_day on events {BY_DAY}")


def index_table(db: Database, schema: Schema) -> None:
    """Index each foreign key, closed list and facet of a table by itself."""
    for column in schema.columns:
        if _is_indexed(schema, column):
            db.table(schema.table).create_index([column.name])


def _is_indexed(schema: Schema, column: Column) -> bool:
    if schema.primary_key[:1] == (column.name,):
        return False  # the primary key's own index serves
    is_filtered = bool(column.values) or column.refers_to or column.name in FACETS.get(schema.table, ())
    return bool(is_filtered) and schema.table not in SMALL


def create_views(db: Database) -> None:
    """Create the views: each file holds one select, named as the file, after a comment that says what a row is."""
    for path in view_files():
        db.create_view(path.stem, path.read_text(encoding="utf-8"))


def view_files() -> tuple[Path, ...]:
    """Return the files of the views, in the order in which they build on each other."""
    return tuple(sorted(VIEWS.iterdir(), key=lambda path: (path.stem != "event_details", path.stem)))
