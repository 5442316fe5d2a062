"""What the columns of tables, views and questions mean: from schema/, and from publish/metadata/columns.yaml."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from sqlite_utils import Database

from publish.deriving import create_derived
from publish.schemas import read_all_schemas
from publish.tables import create_tables, create_views, view_files

FILE = Path(__file__).parent / "metadata" / "columns.yaml"


class ColumnText(NamedTuple):
    """A column's title and its meaning, each in English and in Arabic."""

    title: str
    title_ar: str
    description: str
    description_ar: str


def text_of(table: str | None, column: str) -> ColumnText | None:
    """Return the text of a column of a table or view, else of any column of that name, else None."""
    own, shared = _texts()
    return own.get((table or "", column)) or shared.get(column)


@cache
def columns_of_views() -> dict[str, tuple[str, ...]]:
    """Return the columns of each view, as SQLite sees them over an empty register."""
    with Database(memory=True) as db:
        create_tables(db)
        create_derived(db)
        create_views(db)
        return {path.stem: tuple(column.name for column in db.view(path.stem).columns) for path in view_files()}


@cache
def _texts() -> tuple[dict[tuple[str, str], ColumnText], dict[str, ColumnText]]:
    written = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    of_tables = {
        (schema.table, column.name): ColumnText(
            column.title, column.title_ar, column.description, column.description_ar
        )
        for schema in read_all_schemas()
        for column in schema.columns
    }
    of_views = {
        (view, column): ColumnText(*text)
        for view, columns in written.items()
        if view != "shared"
        for column, text in columns.items()
    }
    shared = {column: ColumnText(*text) for column, text in written["shared"].items()}
    return of_tables | of_views, {column: text for (_, column), text in of_tables.items()} | shared
