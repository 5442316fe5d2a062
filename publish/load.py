"""Load extracted records into a database, all or nothing: it replaces the old one only when it is whole."""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from sqlite_utils import Database

from extractors.records import RECORDS, EventType, Rejected, Rule
from publish.checking import run_checks
from publish.deriving import derive_tables
from publish.faults import LoadFault
from publish.schemas import PROJECT, read_schemas, schema_of
from publish.search import create_search
from publish.tables import create_indexes, create_tables, create_views
from publish.validation import HasArticle, Keys, Row, check_result, to_issue, to_row

EVENT_TYPES = PROJECT / "extractors" / "lexicon" / "event_types.tsv"
TABLES = {record: table for table, record in RECORDS.items()}
_BATCH = 2000  # rows of a table that wait for one insert


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """How many rows each table has; `rejected` and `issues` are tables too."""

    rows: dict[str, int]

    @property
    def issues(self) -> int:
        """Return how many records were refused."""
        return self.rows["issues"]

    @property
    def rejected(self) -> int:
        """Return how many inputs could not be read."""
        return self.rows["rejected"]


def load(
    db_path: Path,
    results: Iterable[HasArticle | Rejected],
    rejected: Iterable[Rejected] = (),
    rules: Iterable[Rule] = (),
    further: Iterable[object] = (),
    *,
    work: Path | None = None,
) -> LoadSummary:
    """Write a new database at `db_path` and return how many rows it has.

    `results` may have rejected inputs among its articles; `rejected` and `further`, records of other tables, are read
    after it. What a later build goes on from is left in the SQLite file `work`. Raises LoadFault, and leaves what stood
    at `db_path`, when a check of publish/checks/ finds a row, or when no article came to replace it.
    """
    with replace_whole(db_path) as unfinished:
        return refuse_empty(_fill(unfinished, work, tuple(rules), results, rejected, further), db_path)


def refuse_empty(summary: LoadSummary, db_path: Path) -> LoadSummary:
    """Return the summary; raises LoadFault where a database without an article would take the place of another."""
    if not summary.rows["articles"] and db_path.exists():
        raise LoadFault(f"{db_path}: not one article could be read, so what stood there stays: see what is rejected")
    return summary


@contextmanager
def replace_whole(path: Path) -> Iterator[Path]:
    """Give a file to write; when that is done it takes the place of `path`, and if it fails nothing is changed."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    try:
        yield unfinished
        _make_durable(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(
    path: Path,
    work: Path | None,
    rules: tuple[Rule, ...],
    results: Iterable[HasArticle | Rejected],
    rejected: Iterable[Rejected],
    further: Iterable[object],
) -> LoadSummary:
    with Database(path) as db:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536"):
            db.execute(f"pragma {pragma}")  # what is lost in a crash is the unfinished file alone
        db.execute("attach database ? as work", [str(work or "")])
        db.execute("pragma work.synchronous = off")
        create_tables(db)
        loading = Loading(Keys(*known_keys(rules)))
        for result in results:
            loading.add(db, result)
        for one in rejected:
            loading.put(db, "rejected", to_row(one))
        known = (*read_event_types(), *sorted(rules, key=lambda rule: rule.rule_id))
        for record in chain(further, known):
            loading.put(db, TABLES[type(record)], to_row(record))
        loading.finish(db)
        return _complete(db)


def known_keys(rules: Iterable[Rule]) -> tuple[list[str], tuple[str, ...]]:
    """Return the rules and the event types that records may refer to."""
    return [rule.rule_id for rule in rules], schema_of("events").column("event_type").values


def _complete(db: Database) -> LoadSummary:
    create_indexes(db)
    count_rules(db)
    db.analyze()  # without statistics the joins of derived tables take time in the square of the articles
    derive_tables(db)
    create_views(db)
    db.vacuum()
    create_search(db)
    db.analyze()
    raise_faults(db)
    return summarise(db)


def raise_faults(db: Database, without: frozenset[str] = frozenset()) -> None:
    """Raise LoadFault where a check of publish/checks/ finds a row, but for those named."""
    faults = run_checks(db, without)
    if faults:
        raise LoadFault("the finished database fails its checks:\n" + "\n".join(faults))


def summarise(db: Database) -> LoadSummary:
    """Return how many rows each table has."""
    return LoadSummary({schema.table: db.table(schema.table).count for schema in read_schemas()})


def count_rules(db: Database) -> None:
    """Write down how many records each rule made."""
    counts = " + ".join(
        f'(select count(*) from "{schema.table}" where rule = rules.rule_id)'  # noqa: S608  # our names
        for schema in read_schemas()
        if any(column.refers_to == ("rules", "rule_id") for column in schema.columns)
    )
    db.execute(f"update rules set fired = {counts}")  # noqa: S608


def read_event_types() -> tuple[EventType, ...]:
    """Return the event types of extractors/lexicon/event_types.tsv."""
    with EVENT_TYPES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(EventType(**{name: value or None for name, value in row.items()}) for row in rows)  # type: ignore[arg-type]


@dataclass(slots=True)
class Loading:
    """Rows on their way into the database."""

    keys: Keys
    waiting: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, db: Database, result: HasArticle | Rejected) -> None:
        """Load one article with its records; those that fail become issues."""
        if isinstance(result, Rejected):
            self.put(db, "rejected", to_row(result))
            return
        for candidate in check_result(result, self.keys):
            if candidate.fault:
                self.put(db, "issues", to_row(to_issue(candidate, result.article.article_id)))
            else:
                self._accept(db, candidate.table, candidate.row)

    def _accept(self, db: Database, table: str, row: Row) -> None:
        self.keys.add(table, row[schema_of(table).primary_key[0]])
        self.put(db, table, row)

    def put(self, db: Database, table: str, row: Row) -> None:
        """Insert the row, in company."""
        rows = self.waiting.setdefault(table, [])
        rows.append({name: _to_sqlite(value) for name, value in row.items()})
        if len(rows) >= _BATCH:
            self._flush(db, table)

    def finish(self, db: Database) -> None:
        """Insert all that waits."""
        for table in sorted(self.waiting):
            self._flush(db, table)

    def _flush(self, db: Database, table: str) -> None:
        db.table(table).insert_all(self.waiting.pop(table, []), batch_size=_BATCH)


def _to_sqlite(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
