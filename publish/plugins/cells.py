"""Show table cells as what they are: Arabic from right to left, numbers with their unit, keys as links."""

from dataclasses import replace
from functools import cache

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from publish.schemas import Column, read_all_schemas

_DEGREES = "deg"  # other units stand in the column's description
_ARABIC = ("\u0600", "\u06ff")


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Datasette) -> Markup | None:
    """Return the cell's markup, or None where Datasette's own will do: it cuts long texts short."""
    known = _columns().get((table or "", column)) or _keys().get(column)
    if isinstance(value, dict):  # a foreign key with the label of its row
        return _link(value["value"], value["label"], known, database, datasette)
    if known and known.refers_to and value is not None:
        return _link(value, value, known, database, datasette)
    if known and known.unit == _DEGREES and isinstance(value, int | float):
        return Markup('{} <span class="unit">{}</span>').format(value, known.unit)  # escapes both
    if isinstance(value, str) and _is_arabic(value) and len(value) <= datasette.setting("truncate_cells_html"):
        return _words(value)
    return None


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
    """Return the columns that lead to a row wherever they stand, as in views and questions."""
    columns = {column.name: column for schema in read_all_schemas() for column in schema.columns if column.refers_to}
    casualties, sanctions = columns["part_of"], replace(columns["part_of"], refers_to=("sanctions", "sanction_id"))
    others = {f"other_{name}": column for name, column in columns.items()}
    return columns | others | {"casualty_id": casualties, "sanction_id": sanctions}
