"""Make metadata.json: hand-written texts from this folder, column texts from schema/."""

from pathlib import Path
from typing import Any

import yaml

from publish.columns import columns_of_views, text_of
from publish.schemas import Column, Schema, read_all_schemas

FOLDER = Path(__file__).parent
DATABASE = "sijill"


def make_metadata(name: str = DATABASE) -> dict[str, Any]:
    """Return the content of metadata.json for Datasette 0.65; `name` is the database file's, without its suffix."""
    site = _read("site.yaml")
    tables = {
        schema.table: _describe_table(schema) | site["tables"].get(schema.table, {}) for schema in read_all_schemas()
    }
    tables |= {view: described | {"columns": _describe_columns(view)} for view, described in site["views"].items()}
    texts = {table: described | site["rights"] for table, described in tables.items()}
    queries = {query: _describe_query(described) for query, described in read_questions().items()}
    database = site["database"] | site["rights"] | {"tables": texts, "queries": queries}
    return {**site["site"], **site["rights"], "databases": {name: database}}


def read_questions() -> dict[str, dict[str, str]]:
    """Return the questions of queries.yaml by name: `title`, `title_ar`, `description`, `description_ar`, `sql`."""
    questions: dict[str, dict[str, str]] = _read("queries.yaml")
    return questions


def read_views() -> dict[str, dict[str, Any]]:
    """Return what site.yaml says of each view: `title`, `description`, in English and then Arabic."""
    views: dict[str, dict[str, Any]] = _read("site.yaml")["views"]
    return views


def _read(name: str) -> Any:  # noqa: ANN401  # what a YAML file holds is known by its reader alone
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _describe_table(schema: Schema) -> dict[str, Any]:
    units = {column.name: column.unit for column in schema.columns if column.unit == "deg"}
    return {
        "title": f"{schema.title} · {schema.title_ar}",
        "description": f"{schema.description} {schema.description_ar}",
        "columns": {column.name: describe_column(column) for column in schema.columns},
        **({"units": units} if units else {}),
    }


def _describe_columns(view: str) -> dict[str, str]:
    texts = {column: text_of(view, column) for column in columns_of_views()[view]}
    return {
        column: f"{text.title}: {text.description} · {text.title_ar}: {text.description_ar}"
        for column, text in texts.items()
        if text
    }


def describe_column(column: Column) -> str:
    """Return a column's text: title and description in English, then in Arabic."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    return f"{column.title}: {column.description}{unit} · {column.title_ar}: {column.description_ar}"


def _describe_query(query: dict[str, str]) -> dict[str, str]:
    return {
        "title": f"{query['title']} · {query['title_ar']}",
        "description": f"{query['description']} {query['description_ar']}",
        "sql": query["sql"],
    }
