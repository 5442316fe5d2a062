"""Show table cells as what they are: Arabic from right to left, numbers with their unit."""

from functools import cache

from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup

from publish.schemas import read_schemas

_ARABIC = ("\u0600", "\u06ff")


@hookimpl
def render_cell(value: object, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """Return the cell's markup, or None where Datasette's own will do: it cuts long texts short."""
    unit = _units().get((table or "", column))
    if unit and isinstance(value, int | float):
        return Markup('{} <span class="unit">{}</span>').format(value, unit)  # escapes both
    if not isinstance(value, str) or len(value) > datasette.setting("truncate_cells_html"):
        return None
    if any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in value):
        return Markup('<span lang="ar" dir="rtl">{}</span>').format(value)
    return None


@cache
def _units() -> dict[tuple[str, str], str | None]:
    return {(schema.table, column.name): column.unit for schema in read_schemas() for column in schema.columns}
