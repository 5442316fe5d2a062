"""Make metadata.json: hand-written texts from this folder, column texts from schema/."""

from pathlib import Path
from typing import Any

import yaml

from publish.schemas import Column, Schema, read_schemas

FOLDER = Path(__file__).parent


def make_metadata() -> dict[str, Any]:
    """Return the content of metadata.json for Datasette 0.65."""
    site = _read("site.yaml")
    tables = {schema.table: _describe_table(schema, site["tables"].get(schema.table, {})) for schema in read_schemas()}
    for texts in tables.values():
        texts.update(site["rights"])
    database = {**site["database"], **site["rights"], "tables": tables}
    return {**site["site"], **site["rights"], "databases": {site["name"]: database}}


def _read(name: str) -> Any:  # noqa: ANN401  # what a YAML file holds is known by its reader alone
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _describe_table(schema: Schema, chosen: dict[str, Any]) -> dict[str, Any]:
    units = {column.name: column.unit for column in schema.columns if column.unit == "deg"}
    return {
        "title": f"{schema.title} · {schema.title_ar}",
        "description": f"{schema.description} {schema.description_ar}",
        "columns": {column.name: describe_column(column) for column in schema.columns},
        **({"units": units} if units else {}),
        **chosen,
    }


def describe_column(column: Column) -> str:
    """Return a column's text: title and description in English, then in Arabic."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    return f"{column.title}: {column.description}{unit} · {column.title_ar}: {column.description_ar}"
