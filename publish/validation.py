"""Check one article's records before they are loaded: schema, evidence, keys. What fails becomes an Issue."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema_rs import Draft202012Validator as CompiledValidator

from extractors import Records
from extractors.records import Article, Issue
from publish.schemas import Schema, read_schemas, schema_of

Row = dict[str, Any]
TABLES = (
    "articles",
    "places",
    "actors",
    "events",
    "event_actors",
    "actor_mentions",
    "casualties",
    "sanctions",
    "evidence",
)
SHARED = ("articles", "places", "actors")  # tables whose rows other articles refer to


class HasArticle(Protocol):
    """An article with its records."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def records(self) -> Records:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that wants to be loaded, and what is wrong with it, if anything."""

    table: str
    row: Row
    fault: str | None


class Keys:
    """The primary keys that are loaded, of the tables that many articles share."""

    def __init__(self, rules: Iterable[str], event_types: Iterable[str]) -> None:
        self._known: dict[str, set[Any]] = {table: set() for table in SHARED}
        self._known |= {"rules": set(rules), "event_types": set(event_types)}

    def has(self, table: str, key: object) -> bool:
        """Return whether a row of `table` with this key is loaded."""
        return key in self._known.get(table, ())

    def add(self, table: str, key: object) -> None:
        """Remember that a row of `table` is loaded."""
        if table in self._known:
            self._known[table].add(key)


def to_row(record: object) -> Row:
    """Return a record as a row of JSON values."""
    names: tuple[str, ...] = record.__slots__  # type: ignore[attr-defined]
    return {name: list(value) if isinstance(value := getattr(record, name), tuple) else value for name in names}


def to_issue(candidate: Candidate, article_id: str | None) -> Issue:
    """Return the issue that says why the row stands in no table."""
    row = candidate.row
    return Issue(
        record_type=candidate.table,
        article_id=article_id,
        rule=row.get("rule") if isinstance(row.get("rule"), str) else None,
        message=candidate.fault or "",
        record=json.dumps(row, ensure_ascii=False, default=str),
    )


def check_result(result: HasArticle, keys: Keys) -> list[Candidate]:
    """Return the article and its records, each with its fault or None; repeated actors and places are left out."""
    article = to_row(result.article)
    candidates = [_check_row("articles", article, article)]
    for table in TABLES[1:]:
        rows = sorted((to_row(record) for record in getattr(result.records, table)), key=_order_of(table))
        candidates += [_check_row(table, row, article) for row in rows if not _is_known(table, row, keys)]
    return _check_references(_drop_missing_parents(_check_repeats(candidates, keys), keys), keys)


def _is_known(table: str, row: Row, keys: Keys) -> bool:
    return table in {"actors", "places"} and keys.has(table, row[schema_of(table).primary_key[0]])


def _order_of(table: str) -> Callable[[Row], str]:
    """Order rows by key; the text order of positions is padded, so that 9 comes before 10."""
    names = schema_of(table).primary_key
    return lambda row: "\0".join(f"{row[n]:09d}" if isinstance(row[n], int) else str(row[n]) for n in names)


def _check_row(table: str, row: Row, article: Row) -> Candidate:
    return Candidate(table, row, schema_fault(table, row) or evidence_fault(row, article))


def schema_fault(table: str, row: Row) -> str | None:
    """Return what the table's schema finds wrong with the row, or None."""
    if _is_plainly_valid(table, row):
        return None
    for error in _validators()[table].iter_errors(row):
        return f"{'.'.join(map(str, error.absolute_path)) or 'record'}: {error.message[:300]}"
    return None


def _is_plainly_valid(table: str, row: Row) -> bool:
    """Return whether the compiled schema finds nothing wrong; what it finds or cannot read, `jsonschema` judges."""
    try:
        return _compiled()[table].is_valid(row)
    except ValueError:  # half a surrogate pair
        return False


@cache
def _compiled() -> dict[str, CompiledValidator]:
    return {s.table: CompiledValidator(s.document, validate_formats=True) for s in read_schemas()}


@cache
def _validators() -> dict[str, Draft202012Validator]:
    checker = FormatChecker(formats=("date",))
    return {s.table: Draft202012Validator(s.document, format_checker=checker) for s in read_schemas()}


def evidence_fault(row: Row, article: Row) -> str | None:
    """Return why the row's words are not the article's at that place, or None."""
    if row.get("article_id", article["article_id"]) != article["article_id"]:
        return f"article_id: {row['article_id']} is not the article that it was read in"
    words = row.get("quote", row.get("mention_text"))
    if "start" in row and article["text"][row["start"] : row["end"]] != words:
        return f"quote: the text from {row['start']} to {row['end']} reads otherwise"
    if "trigger_start" in row and not row["trigger_start"] < row["trigger_end"] <= len(article["text"]):
        return f"trigger_start: {row['trigger_start']} to {row['trigger_end']} is no stretch of the text"
    return None


def _check_repeats(candidates: list[Candidate], keys: Keys) -> list[Candidate]:
    """Mark rows whose key is taken; a row that says the same thing twice, or a shared one, is simply left out."""
    seen: dict[tuple[str, Any], Row] = {}
    kept = []
    for candidate in candidates:
        key = (candidate.table, _key_of(candidate))
        first = seen.setdefault(key, candidate.row)
        if keys.has(candidate.table, key[1]) or (first is not candidate.row and first != candidate.row):
            kept.append(Candidate(candidate.table, candidate.row, candidate.fault or f"duplicate key: {key[1]}"))
        elif first is candidate.row:
            kept.append(candidate)
    return kept


def _key_of(candidate: Candidate) -> Any:  # noqa: ANN401  # a value, or a tuple of values
    names = schema_of(candidate.table).primary_key
    values = tuple(candidate.row[name] for name in names)
    return values[0] if len(values) == 1 else values


def _drop_missing_parents(candidates: list[Candidate], keys: Keys) -> list[Candidate]:
    """Load an actor or a place without a parent that is not there: the fault is told, but the row is not lost."""
    valid = {(c.table, _key_of(c)) for c in candidates if c.fault is None}
    kept = []
    for candidate in candidates:
        checked = _check_reference(candidate, valid, keys) if "parent_id" in candidate.row else candidate
        kept.append(checked)
        if checked is not candidate:
            kept.append(Candidate(candidate.table, candidate.row | {"parent_id": None}, None))
    return kept


def _check_references(candidates: list[Candidate], keys: Keys) -> list[Candidate]:
    """Mark rows that refer to what is not there, and then those that refer to them, until none is left."""
    while True:
        valid = {(c.table, _key_of(c)) for c in candidates if c.fault is None}
        checked = [_check_reference(candidate, valid, keys) for candidate in candidates]
        if checked == candidates:
            return candidates
        candidates = checked


def _check_reference(candidate: Candidate, valid: set[tuple[str, Any]], keys: Keys) -> Candidate:
    if candidate.fault is None:
        for column, table, key in _references(schema_of(candidate.table), candidate.row):
            if (table, key) not in valid and not keys.has(table, key):
                return Candidate(candidate.table, candidate.row, f"{column}: there is no {key} in {table}")
    return candidate


def _references(schema: Schema, row: Row) -> Iterator[tuple[str, str, Any]]:
    if schema.table == "evidence":
        yield "record_id", row["record_type"], row["record_id"]
    for column in schema.columns:
        if column.refers_to and row[column.name] is not None:
            yield column.name, column.refers_to[0], row[column.name]
