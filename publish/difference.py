"""Tell what rows came, went and changed between two releases of the database."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publish.schemas import Schema, read_schemas


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs: `came`, `went` or `changed`, in which case `columns` have (old, new) values."""

    table: str
    key: tuple[Any, ...]
    kind: str
    columns: dict[str, tuple[Any, Any]]

    def to_json(self) -> str:
        """Return the change as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def compare(old: Path, new: Path) -> Iterator[Change]:
    """Yield the changes of every table that has a key, in the order of tables and keys; both files are only read."""
    connection = sqlite3.connect(f"file:{new.resolve()}?mode=ro", uri=True)
    try:
        connection.execute("attach database ? as old", [f"file:{old.resolve()}?mode=ro"])
        for schema in read_schemas():
            if schema.primary_key:
                yield from _compare_table(connection, schema)
    finally:
        connection.close()


def _compare_table(connection: sqlite3.Connection, schema: Schema) -> Iterator[Change]:
    names = [column.name for column in schema.columns]
    keys = [names.index(name) for name in schema.primary_key]
    for before, after in _differing_rows(connection, schema, names):
        kind = "came" if before is None else "went" if after is None else "changed"
        row = after or before or ()
        key = tuple(row[number] for number in keys)
        pairs = zip(names, before or (), after or (), strict=True) if kind == "changed" else ()
        yield Change(schema.table, key, kind, {name: (a, b) for name, a, b in pairs if a != b})


def _differing_rows(
    connection: sqlite3.Connection, schema: Schema, names: list[str]
) -> Iterator[tuple[tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    """Yield (old row, new row) where they differ, None where there is no such row."""
    key = " and ".join(f'o."{name}" = n."{name}"' for name in schema.primary_key)
    order = ", ".join(f'"{name}"' for name in schema.primary_key)
    listed = {side: ", ".join(f'{side}."{name}"' for name in names) for side in "on"}
    table = schema.table
    old, new = f'old."{table}" o', f'main."{table}" n'
    gone = f"select {listed['o']} from {old} where not exists (select 1 from {new} where {key}) order by {order}"  # noqa: S608
    for row in connection.execute(gone):
        yield tuple(row), None
    same = " and ".join(f'o."{name}" is n."{name}"' for name in names)
    both = f"select {listed['n']}, {listed['o']} from {new} left join {old} on {key} where not ({same}) order by "  # noqa: S608
    order_new = ", ".join(f'n."{name}"' for name in schema.primary_key)
    for row in connection.execute(both + order_new):
        before = tuple(row[len(names) :])
        has_old = before[names.index(schema.primary_key[0])] is not None
        yield (before if has_old else None), tuple(row[: len(names)])


def summarise(changes: Iterator[Change]) -> dict[str, dict[str, int]]:
    """Return for each table how many rows came, went and changed."""
    counts: dict[str, dict[str, int]] = {}
    for change in changes:
        table = counts.setdefault(change.table, {"came": 0, "went": 0, "changed": 0})
        table[change.kind] += 1
    return counts
