"""Show table cells as what they are: Arabic from right to left, numbers with their unit, keys as links."""

from dataclasses import replace
from functools import cache
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from publish.schemas import Column, read_all_schemas

_EVIDENCE = ("quote", "mention_text")
_PREFIXES = {"events": "event", "casualties": "casualty", "sanctions": "sanction"}
_ANCHORS = {  # table → what its records are called on the article page, and the column of their id
    "events": ("event", "event_id"),
    "event_details": ("event", "event_id"),
    "casualties": ("casualty", "casualty_id"),
    "sanctions": ("sanction", "sanction_id"),
    "actor_mentions": ("actor", "actor_id"),
    "evidence": ("", "record_id"),
}
_PERSONS = "persons"
_DEGREES = "deg"  # other units stand in the column's description
_ARABIC = ("\u0600", "\u06ff")


@hookimpl
def render_cell(
    row: Any,  # noqa: ANN401  # a row of SQLite, or Datasette's own
    value: object,
    column: str,
    table: str | None,
    database: str,
    datasette: Datasette,
) -> Markup | None:
    """Return the cell's markup, or None where Datasette's own will do: it cuts long texts short."""
    if column in _EVIDENCE and isinstance(value, str) and table and _has_anchor(table, row):
        return _link_to_words(row, value, table, database, datasette)
    known = _columns().get((table or "", column)) or _keys().get(column)
    if isinstance(value, dict):  # a foreign key with the label of its row
        return _link(value["value"], value["label"], known, database, datasette)
    if known and known.refers_to and value is not None:
        return _link(value, value, known, database, datasette)
    if known and known.unit == _DEGREES and isinstance(value, int | float):
        return Markup('{} <span class="unit">{}</span>').format(value, known.unit)  # escapes both
    if known and known.unit == _PERSONS and isinstance(value, int):
        return escape(f"{value:,}")
    if isinstance(value, str) and _is_arabic(value) and len(value) <= datasette.setting("truncate_cells_html"):
        return _words(value)
    return None


def _has_anchor(table: str, row: Any) -> bool:  # noqa: ANN401
    """Return whether the row, which may be shown without some columns, tells where its words are."""
    return table in _ANCHORS and {"article_id", _ANCHORS[table][1]} <= set(row.keys())


def _link_to_words(row: Any, words: str, table: str, database: str, datasette: Datasette) -> Markup:  # noqa: ANN401
    """Return the words of a record as a link to their place in the article."""
    prefix, column = _ANCHORS[table]
    prefix = prefix or _PREFIXES[_value(row["record_type"])]
    article = datasette.urls.row(database, "articles", tilde_encode(_value(row["article_id"])))
    return Markup('<a class="words" href="{}#{}-{}">{}</a>').format(article, prefix, _value(row[column]), _words(words))


def _value(cell: Any) -> str:  # noqa: ANN401  # a value, or with the label of the row that it leads to
    return str(cell["value"] if isinstance(cell, dict) else cell)


def _link(key: object, label: object, column: Column | None, database: str, datasette: Datasette) -> Markup | None:
    if column is None or column.refers_to is None:
        return None
    address = datasette.urls.row(database, column.refers_to[0], tilde_encode(str(key)))
    return Markup('<a href="{}">{}</a>').format(address, _words(str(label or key)))


def _words(text: str) -> Markup:
    return Markup('<span lang="ar" dir="rtl">{}</span>').format(text) if _is_arabic(text) else escape(text)


def _is_arabic(text: str) -> bool:
    return any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in text)


@cache
def _columns() -> dict[tuple[str, str], Column]:
    return {(schema.table, column.name): column for schema in read_all_schemas() for column in schema.columns}


@cache
def _keys() -> dict[str, Column]:
    """Return the columns that lead to a row, or count people, wherever they stand, as in views and questions."""
    every = [column for schema in read_all_schemas() for column in schema.columns]
    columns = {column.name: column for column in every if column.refers_to or column.unit == _PERSONS}
    casualties, sanctions = columns["part_of"], replace(columns["part_of"], refers_to=("sanctions", "sanction_id"))
    others = {f"other_{name}": column for name, column in columns.items()}
    return columns | others | {"casualty_id": casualties, "sanction_id": sanctions}
