"""schema/ is valid, complete in both languages, agrees with itself, and what is made from it is current."""

import csv
import json
import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extractors.records import RECORDS
from publish.generate import make_files, put_dictionary
from publish.load import EVENT_TYPES
from publish.metadata import make_metadata
from publish.schemas import Column, Schema, read_all_schemas, read_schemas, schema_of

COLUMNS = [(schema, column) for schema in read_all_schemas() for column in schema.columns]
EACH_TABLE = pytest.mark.parametrize("schema", read_all_schemas(), ids=lambda schema: schema.table)
EACH_RECORD = pytest.mark.parametrize("schema", read_schemas(), ids=lambda schema: schema.table)
EACH_COLUMN = pytest.mark.parametrize(("schema", "column"), COLUMNS, ids=[f"{s.table}.{c.name}" for s, c in COLUMNS])
ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z]")


@EACH_TABLE
def test_a_schema_is_a_valid_json_schema(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema.document)


@EACH_TABLE
def test_a_schema_names_every_column_as_required_and_allows_no_other(schema: Schema) -> None:
    assert schema.document["required"] == [column.name for column in schema.columns]
    assert schema.document["additionalProperties"] is False


@EACH_TABLE
def test_primary_keys_are_columns_that_are_never_null(schema: Schema) -> None:
    assert not any(schema.column(name).is_nullable for name in schema.primary_key)


@EACH_TABLE
def test_a_table_is_described_in_both_languages(schema: Schema) -> None:
    assert ARABIC.search(schema.title_ar)
    assert ARABIC.search(schema.description_ar)
    assert LATIN.search(schema.description)
    assert not LATIN.search(schema.description_ar), "Arabic shares no line with Latin letters"


@EACH_COLUMN
def test_a_column_is_described_in_both_languages(schema: Schema, column: Column) -> None:
    assert ARABIC.search(column.title_ar)
    assert ARABIC.search(column.description_ar)
    assert not LATIN.search(column.description_ar), "Arabic shares no line with Latin letters"
    assert not ARABIC.search(column.title + column.description)


@EACH_COLUMN
def test_each_value_of_a_closed_list_has_two_labels(schema: Schema, column: Column) -> None:
    if column.name != "event_type":  # labelled in its own table
        assert set(column.labels) == set(column.values)
    assert all(ARABIC.search(ar) and LATIN.search(en) for en, ar in column.labels.values())


OF_THEIR_OWN = {("sanctions", "status"), ("issues", "record_type"), ("corrections", "record_type")}


def test_closed_lists_of_one_name_and_meaning_are_the_same_everywhere() -> None:
    lists: dict[str, set[tuple[str, ...]]] = {}
    for schema, column in COLUMNS:
        if column.values and (schema.table, column.name) not in OF_THEIR_OWN:
            lists.setdefault(column.name, set()).add(column.values)
    assert {name for name, values in lists.items() if len(values) > 1} == set()


@EACH_COLUMN
def test_a_foreign_key_leads_to_a_primary_key(schema: Schema, column: Column) -> None:
    if column.refers_to:
        assert schema_of(column.refers_to[0]).primary_key == (column.refers_to[1],)


def test_event_types_and_their_table_agree() -> None:
    with EVENT_TYPES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert tuple(row["event_type"] for row in rows) == schema_of("events").column("event_type").values
    assert list(rows[0]) == [column.name for column in schema_of("event_types").columns]


@EACH_RECORD
def test_a_record_class_has_the_columns_in_order_and_a_default_where_null_is_allowed(schema: Schema) -> None:
    record = RECORDS[schema.table]
    assert record.__name__ == schema.record
    assert [field.name for field in fields(record)] == [column.name for column in schema.columns]
    assert [field.default is not MISSING for field in fields(record)] == [
        column.is_nullable for column in schema.columns
    ]


@pytest.mark.parametrize(("path", "text"), list(make_files()), ids=lambda value: getattr(value, "name", ""))
def test_generated_files_are_current(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `make generate`"


def test_the_dictionary_is_put_between_its_markers_and_nothing_else_changes() -> None:
    first = put_dictionary("# Title\n\nText.\n", "old table")
    second = put_dictionary(first + "\nafter\n", "new table")
    assert "old table" in first
    assert "old table" not in second
    assert second.startswith("# Title\n\nText.\n")
    assert second.endswith("\nafter\n")
    assert put_dictionary(second, "new table") == second


@EACH_COLUMN
def test_metadata_describes_every_column_in_both_languages(schema: Schema, column: Column) -> None:
    text = make_metadata()["databases"]["sijill"]["tables"][schema.table]["columns"][column.name]
    assert column.description in text
    assert column.description_ar in text
    assert column.unit is None or f"Unit: {column.unit}." in text


def test_metadata_gives_every_table_its_licence_and_source() -> None:
    tables = make_metadata()["databases"]["sijill"]["tables"]
    assert all(table["license"] and table["license_url"] and table["source"] for table in tables.values())
    json.dumps(tables, ensure_ascii=False)
