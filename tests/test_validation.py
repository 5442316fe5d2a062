"""The compiled schemas judge rows as jsonschema does: nothing that it refuses passes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.schemas import Column, Schema, read_schemas
from publish.validation import _compiled, _validators, schema_fault

TABLES = [schema.table for schema in read_schemas()]
ODD = [None, True, -1, 0, 1.0, 1.5, 10**30, float("nan"), "", "SYR", "SYR\n", "syr", "2015-13-01", "٢٠١٥-٠١-٠١"]
ODD += ["2015-01-01", "20150101", "2015-01-01T00:00", "http://a.example/ب", "http://a b", "\ud800", [], ["أ"], [1], {}]
ODD_VALUES = st.sampled_from(ODD) | st.text(max_size=3) | st.integers() | st.floats()


def _usual(column: Column, document: dict[str, Any]) -> Any:
    """Return a value that the column takes."""
    if column.values:
        return column.values[0]
    if document.get("format") == "date":
        return "2015-07-23"
    usual = {"string": "a" * 64, "integer": 1, "number": 1, "array": []}[column.json_type]
    return {"^[A-Z]{3}$": "SYR", "^[a-z]{2,3}$": "ar"}.get(document.get("pattern", ""), usual)


def _row(schema: Schema) -> dict[str, Any]:
    return {
        column.name: None if column.is_nullable else _usual(column, schema.document["properties"][column.name])
        for column in schema.columns
    }


SCHEMAS = {schema.table: schema for schema in read_schemas()}


@pytest.mark.parametrize("table", TABLES)
def test_a_plain_row_passes_both(table: str) -> None:
    row = _row(SCHEMAS[table])
    assert _compiled()[table].is_valid(row)
    assert schema_fault(table, row) is None


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_compiled_schema_passes_nothing_that_jsonschema_refuses(table: str, data: st.DataObject) -> None:
    row = _row(SCHEMAS[table])
    for name in data.draw(st.lists(st.sampled_from([*row, "unheard-of"]), min_size=1, max_size=2)):
        row[name] = data.draw(ODD_VALUES)
    for name in data.draw(st.lists(st.sampled_from(list(row)), max_size=1)):
        del row[name]
    expected = [error.message for error in _validators()[table].iter_errors(row)]
    fault = schema_fault(table, row)
    assert (fault is None) is (not expected)
    assert fault is None or expected[0][:300] in fault
