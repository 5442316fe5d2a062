"""Read schema/*.schema.json: the one source of what a row is."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "schema"
DERIVED = FOLDER / "derived"  # tables that are computed from the others by publish/derived/*.sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, with its texts in English and Arabic.

    `json_type` is `string`, `integer`, `number` or `array`; `labels` gives the English and the
    Arabic name of each value of a closed list; `refers_to` is the table and column of a foreign key.
    """

    name: str
    json_type: str
    is_nullable: bool
    title: str
    title_ar: str
    description: str
    description_ar: str
    values: tuple[str, ...]
    labels: dict[str, tuple[str, str]]
    refers_to: tuple[str, str] | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One table: its columns in order, its keys, its texts, and the JSON Schema itself; `record` is its class."""

    table: str
    record: str
    primary_key: tuple[str, ...]
    title: str
    title_ar: str
    description: str
    description_ar: str
    columns: tuple[Column, ...]
    document: dict[str, Any]

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.table} has no column {name}")


@cache
def read_schemas(folder: Path = FOLDER) -> tuple[Schema, ...]:
    """Return every table's schema, in the order in which the tables are shown."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.schema.json"))]
    return tuple(_read_schema(document) for document in sorted(documents, key=lambda document: document["x-order"]))


def read_all_schemas() -> tuple[Schema, ...]:
    """Return the schemas of tables of records, then those of tables computed from them."""
    return read_schemas() + read_schemas(DERIVED)


@cache
def schema_of(table: str) -> Schema:
    """Return the schema of `table`; KeyError if there is none."""
    for schema in read_schemas():
        if schema.table == table:
            return schema
    raise KeyError(f"no schema describes the table {table}")


def _read_schema(document: dict[str, Any]) -> Schema:
    return Schema(
        table=document["x-table"],
        record=document.get("x-record", ""),
        primary_key=tuple(document["x-primary-key"]),
        title=document["title"],
        title_ar=document["x-title-ar"],
        description=document["description"],
        description_ar=document["x-description-ar"],
        columns=tuple(_read_column(name, prop) for name, prop in document["properties"].items()),
        document=document,
    )


def _read_column(name: str, prop: dict[str, Any]) -> Column:
    types = [prop["type"]] if isinstance(prop["type"], str) else prop["type"]
    key = prop.get("x-foreign-key")
    return Column(
        name=name,
        json_type=types[0],
        is_nullable="null" in types,
        title=prop["title"],
        title_ar=prop["x-title-ar"],
        description=prop["description"],
        description_ar=prop["x-description-ar"],
        values=tuple(value for value in prop.get("enum", ()) if value is not None),
        labels={value: (label["en"], label["ar"]) for value, label in prop.get("x-labels", {}).items()},
        refers_to=(key["table"], key["column"]) if key else None,
        unit=prop.get("x-unit"),
    )
