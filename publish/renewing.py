"""Bring a database up to date with its inputs: the rows of changed articles leave, their new ones come."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from publish.deriving import forget_derived, scope_of
from publish.schemas import Schema, read_schemas, schema_of
from publish.search import INDEXES, Index, index_rows, unindex_rows
from publish.validation import Keys

_SHARED = ("actors", "places")


class StoredKeys(Keys):
    """The keys that are loaded, those of an earlier build among them."""

    def __init__(self, db: Database, rules: Iterable[str], event_types: Iterable[str]) -> None:
        super().__init__(rules, event_types)
        self._db = db

    def has(self, table: str, key: object) -> bool:
        """Return whether a row of `table` with this key is loaded."""
        return super().has(table, key) or (table in {"articles", *_SHARED} and _is_there(self._db, table, key))


def _is_there(db: Database, table: str, key: object) -> bool:
    [name] = schema_of(table).primary_key
    return bool(list(db.execute(f'select 1 from "{table}" where "{name}" = ?', [key])))  # noqa: S608  # our names


def remove_articles(db: Database, articles: Iterable[str]) -> None:
    """Delete the rows of articles, what was derived of them, and the actors and places that nobody else names.

    Their ids stand in temp.leaving until the next call, and in temp.changed for good.
    """
    db.execute("delete from temp.leaving")
    db.conn.executemany("insert into temp.leaving values (?)", ([article] for article in articles))
    db.execute("insert or ignore into temp.changed select article_id from temp.leaving")
    forget_derived(db)
    named = {table: list(_named(db, table)) for table in _SHARED}
    for index, of_articles in _indexes_of_articles():
        unindex_rows(db, index, of_articles)
    for schema in sorted(read_schemas(), key=lambda schema: schema.table in {"events", "articles"}):
        if scope := scope_of(schema, "leaving"):
            db.execute(f'delete from "{schema.table}" where {scope}')  # noqa: S608  # our names
    for table, keys in named.items():
        _prune(db, schema_of(table), keys)


def last_rows(db: Database) -> dict[str, int]:
    """Return the last row number of each table whose rows articles share."""
    queries = {table: f'select coalesce(max(rowid), 0) from "{table}"' for table in _SHARED}  # noqa: S608  # our names
    return {table: next(db.execute(query))[0] for table, query in queries.items()}


def index_new_rows(db: Database, last: dict[str, int]) -> None:
    """Make the new rows of the articles of temp.leaving findable, and the shared ones after the `last`."""
    for index, of_articles in _indexes_of_articles():
        index_rows(db, index, of_articles)
    for index in INDEXES:
        if index.table in last:
            index_rows(db, index, f"rowid > {last[index.table]}")


def _indexes_of_articles() -> Iterator[tuple[Index, str]]:
    for index in INDEXES:
        if scope := scope_of(schema_of(index.table), "leaving"):
            yield index, scope


def _references(table: str) -> Iterator[tuple[Schema, str]]:
    for schema in read_schemas():
        for column in schema.columns:
            if column.refers_to and column.refers_to[0] == table:
                yield schema, column.name


def _named(db: Database, table: str) -> Iterator[str]:
    """Yield the actors or places that rows of leaving articles name."""
    for schema, column in _references(table):
        if scope := scope_of(schema, "leaving"):
            query = f'select distinct "{column}" from "{schema.table}" where {scope} and "{column}" is not null'  # noqa: S608
            yield from (row[0] for row in db.execute(query))


def _prune(db: Database, schema: Schema, keys: list[str]) -> None:
    """Delete those of the rows that no row refers to, and then their parents, if nothing else does."""
    [key] = schema.primary_key
    used = " or ".join(
        f'exists (select 1 from "{other.table}" where "{column}" = :key)'  # noqa: S608  # our names
        for other, column in _references(schema.table)
    )
    unused = f'select parent_id from "{schema.table}" where "{key}" = :key and not ({used})'  # noqa: S608
    index = next(index for index in INDEXES if index.table == schema.table)
    waiting = sorted(set(keys))
    while waiting:
        one = waiting.pop()
        for (parent,) in list(db.execute(unused, {"key": one})):
            unindex_rows(db, index, f'"{key}" = ?', one)
            db.execute(f'delete from "{schema.table}" where "{key}" = :key', {"key": one})  # noqa: S608
            waiting += [parent] if parent is not None else []
