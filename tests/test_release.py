"""`sijill check` stops a database that is not fit for release, and says why."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from register import FIGURE, OTHER_RULE, RULE, results

from publish.cli import ALL_READ, NOTHING_MADE, SOME_REJECTED, main
from publish.load import load
from publish.release import GATES, check_release
from publish.schemas import read_all_schemas

STRICT = {"least_rows": 1}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    load(tmp_path / "x.db", results(), [], [RULE, OTHER_RULE], [FIGURE])
    return tmp_path / "x.db"


def spoil(database: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(database)) as db, db:
        for statement in statements:
            db.execute(statement)
    return database


def gates(folder: Path, **changed: object) -> Path:
    path = folder / "gates.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(GATES.read_text()) | changed))
    return path


def test_a_good_database_may_be_released(database: Path) -> None:
    assert check_release(database) == []
    answer = CliRunner().invoke(main, ["check", str(database)])
    assert (answer.exit_code, answer.output) == (ALL_READ, f"{database}: may be released\n")


SPOILT = {
    "events.*later than it was reported": [
        "update events set status = 'actual', date_start = '2031-06-01', report_date = '2031-05-04'",
    ],
    "casualties.*more than a million": ["update casualties set count_max = 9000000 where casualty_id = 'c1'"],
    "places.*nowhere": ["update places set latitude = 95.0, longitude = 10.0"],
    "evidence.sql": ["update events set quote = 'x' where event_id = 'e1'"],
    "foreign_keys.sql": ["update events set rule = 'gone' where event_id = 'e1'"],
    "articles: there is none": ["delete from articles"],
}  # fmt: skip


@pytest.mark.parametrize("expected", SPOILT)
def test_what_is_wrong_is_told_and_stops_the_release(database: Path, expected: str) -> None:
    spoil(database, *SPOILT[expected])
    answer = CliRunner().invoke(main, ["check", str(database)])
    assert answer.exit_code == SOME_REJECTED
    assert re.search(expected, answer.output), answer.output


def test_few_rows_have_no_ordinary_share_but_many_do(database: Path, tmp_path: Path) -> None:
    assert not any("have a value" in message for message in check_release(database))
    found = check_release(database, gates=gates(tmp_path, **STRICT))
    assert "sanctions.authority_actor_id" not in "".join(found)
    spoil(database, "update events set report_date = null")
    found = check_release(database, gates=gates(tmp_path, **STRICT))
    assert any(message.startswith("events.report_date: 0% of 4 rows have a value") for message in found)
    counted = {"rows_for_an_article": {"events": [3, 9]}}
    assert any(
        message.startswith("events: 4 rows for 2 articles")
        for message in check_release(database, gates=gates(tmp_path, **STRICT, **counted))
    )


def test_a_rule_that_fires_far_more_often_than_before_is_told(database: Path, tmp_path: Path) -> None:
    last = tmp_path / "last.db"
    last.write_bytes(database.read_bytes())
    assert check_release(database, last) == []
    spoil(last, "update rules set fired = 100 where rule_id like 'shelling%'")
    assert any(message.startswith(f"{RULE.rule_id}: gives ") for message in check_release(database, last))


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_what_is_no_register_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    answer = CliRunner().invoke(main, ["check", str(tmp_path / "x.db")])
    assert answer.exit_code == NOTHING_MADE
    assert str(tmp_path / "x.db") in answer.output


def test_gates_name_columns_that_there_are() -> None:
    asked = yaml.safe_load(GATES.read_text(encoding="utf-8"))
    columns = {schema.table: {column.name for column in schema.columns} for schema in read_all_schemas()}
    for table, shares in asked["filled"].items():
        assert set(shares) <= columns[table]
    assert {*asked["rows_for_an_article"], *(suspect["table"] for suspect in asked["suspect"])} <= set(columns)
