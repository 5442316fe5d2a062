"""Say what tables and columns mean, in one language."""

from collections.abc import Iterable
from typing import Any

from datasette.utils import to_css_class
from markupsafe import Markup

from publish.schemas import read_all_schemas
from publish.site.language import Language


def describe_columns(table: str, language: Language) -> list[dict[str, Any]]:
    """Return title, description and labelled values of each column of a table; nothing for views."""
    return [
        {
            "name": column.name,
            "title": language.pick((column.title, column.title_ar)),
            "description": language.pick((column.description, column.description_ar)),
            "labels": [(value, language.pick(label)) for value, label in column.labels.items()],
        }
        for schema in read_all_schemas()
        if schema.table == table
        for column in schema.columns
    ]


def table_description(table: str, language: Language) -> str | None:
    """Return what a row of the table is, or None for views."""
    return next(
        (language.pick((s.description, s.description_ar)) for s in read_all_schemas() if s.table == table), None
    )


def titles_of(title: str | None, language: Language) -> str | None:
    """Return this language's half of a title that has both, as those of views have."""
    halves = (title or "").split(" · ")
    return language.pick((halves[0], halves[-1])) if title else None


def cell_heads(table: str, columns: Iterable[str], language: Language) -> dict[str, Markup]:
    """Return the attributes of the cells of each column: made once for a page, not for each of its cells."""
    return {
        column: Markup(' class="col-{}" data-label="{}"').format(
            to_css_class(column), language.column(table, column) or column
        )
        for column in columns
    }
