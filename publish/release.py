"""Look at a finished database as a whole before its release: counts, fill rates, rows that are hardly true, rules."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from publish.checking import run_checks
from publish.faults import SijillError
from publish.metadata import FOLDER
from publish.schemas import read_all_schemas

GATES = FOLDER / "gates.yaml"
_SHOWN = 3  # suspect rows that a message names


def check_release(path: Path, last: Path | None = None, gates: Path = GATES) -> list[str]:
    """Return what stands against releasing the database, nothing if it may be; raises SijillError.

    `last` is the database of the last release, to which the rates of rules are compared.
    """
    asked = yaml.safe_load(gates.read_text(encoding="utf-8"))
    with closing(_open(path)) as db:
        found = [*run_checks(Database(db)), *_check_counts(db, asked), *_check_suspects(db, asked)]
        if last:
            with closing(_open(last)) as old:
                found += _check_rules(db, old, asked)
    return found


def _open(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        tables = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
    except sqlite3.Error as error:
        raise SijillError(f"{path}: {error}: it is no database that can be read") from error
    missing = {schema.table for schema in read_all_schemas()} - tables
    if missing:
        db.close()
        raise SijillError(
            f"{path}: there is no table {min(missing)}: it was not made by this version of `sijill build`"
        )
    return db


def _count(db: sqlite3.Connection, table: str, where: str = "true") -> int:
    return int(db.execute(f'select count(*) from "{table}" where {where}').fetchone()[0])  # noqa: S608  # of gates.yaml


def _check_counts(db: sqlite3.Connection, gates: dict[str, Any]) -> Iterator[str]:
    articles = _count(db, "articles")
    if not articles:
        yield "articles: there is none"
    if articles >= gates["least_rows"]:
        for table, (least, most) in gates["rows_for_an_article"].items():
            rows = _count(db, table)
            if not least <= rows / articles <= most:
                yield f"{table}: {rows:,} rows for {articles:,} articles; from {least} to {most} each is usual"
    for table, columns in gates["filled"].items():
        if (rows := _count(db, table)) >= gates["least_rows"]:
            for column, least in columns.items():
                share = _count(db, table, f'"{column}" is not null') / rows
                if share < least:
                    yield f"{table}.{column}: {share:.0%} of {rows:,} rows have a value; at least {least:.0%} is usual"


def _check_suspects(db: sqlite3.Connection, gates: dict[str, Any]) -> Iterator[str]:
    for suspect in gates["suspect"]:
        table, where = suspect["table"], suspect["where"]
        number = _count(db, table, where)
        if number > suspect["share"] * max(_count(db, table), gates["least_rows"]):
            query = f'select * from "{table}" where {where} order by 1 limit {_SHOWN}'  # noqa: S608  # of gates.yaml
            shown = ", ".join(str(row[0]) for row in db.execute(query))
            yield f"{table}: {number:,} rows tell of {suspect['says']}: {shown}"


def _check_rules(db: sqlite3.Connection, old: sqlite3.Connection, gates: dict[str, Any]) -> Iterator[str]:
    least, most = gates["rule_rates"]["least_rows"], gates["rule_rates"]["most_times"]
    now, before = _rates(db), _rates(old)
    for rule in sorted(now.keys() & before.keys()):
        (fired, rate), (fired_before, rate_before) = now[rule], before[rule]
        if max(fired, fired_before) < least or max(rate, rate_before) <= most * min(rate, rate_before):
            continue
        yield f"{rule}: gives {rate:.1f} rows for a thousand articles, {rate_before:.1f} in the last release"


def _rates(db: sqlite3.Connection) -> dict[str, tuple[int, float]]:
    """Return how often each rule fired, and for a thousand articles."""
    articles = max(_count(db, "articles"), 1)
    return {rule: (fired, 1000 * fired / articles) for rule, fired in db.execute("select rule_id, fired from rules")}
