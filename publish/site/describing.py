"""Say what tables and columns mean, in one language."""

from collections.abc import Iterable, Sequence
from typing import Any

from datasette.utils import to_css_class
from markupsafe import Markup

from publish.columns import columns_of_views, text_of
from publish.metadata import read_views
from publish.schemas import read_all_schemas
from publish.site.language import Language

EVIDENCE = ("quote", "mention_text")  # columns of words that a row rests on


def describe_columns(table: str, language: Language) -> list[dict[str, Any]]:
    """Return title, description and labelled values of each column of a table or view."""
    labels = {
        column.name: column.labels
        for schema in read_all_schemas()
        if schema.table == table
        for column in schema.columns
    }
    return [
        {
            "name": name,
            "title": language.pick((text.title, text.title_ar)),
            "description": language.pick((text.description, text.description_ar)),
            "labels": [(value, language.pick(label)) for value, label in labels.get(name, {}).items()],
        }
        for name in labels or columns_of_views().get(table, ())
        if (text := text_of(table, name))
    ]


def table_description(table: str, written: str | None, language: Language) -> str:
    """Return what a row of the table is; of a view, whose text has both languages, this language's part."""
    for schema in read_all_schemas():
        if schema.table == table:
            return language.pick((schema.description, schema.description_ar))
    english, arabic = _split_languages(written or "")
    return language.pick((english, arabic))


def _split_languages(text: str) -> tuple[str, str]:
    first = next((place for place, letter in enumerate(text) if "\u0600" <= letter <= "\u06ff"), len(text))
    return text[:first].strip(), text[first:].strip() or text


def tables_and_views(language: Language) -> list[tuple[str, str, str]]:
    """Return name, title and description of every table and view."""
    described = {schema.table: "" for schema in read_all_schemas()}
    described |= {name: view["description"] for name, view in read_views().items()}
    return [
        (name, language.table(name) or name, table_description(name, text, language))
        for name, text in described.items()
    ]


def reading_order(columns: Sequence[dict[str, Any]]) -> list[int]:
    """Return the places of the columns as they are read: what the row is, then its words, then the rest."""
    words = [place for place, column in enumerate(columns) if column["name"] in EVIDENCE and place > 0]
    return [0, *words, *(place for place in range(1, len(columns)) if place not in words)] if columns else []


def cell_heads(table: str, columns: Iterable[str], language: Language) -> dict[str, Markup]:
    """Return the attributes of the cells of each column: made once for a page, not for each of its cells."""
    return {
        column: Markup(' class="col-{}" data-label="{}"').format(
            to_css_class(column), language.column(table, column) or column
        )
        for column in columns
    }
