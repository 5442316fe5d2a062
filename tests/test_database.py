"""The finished database: its checks find what is wrong, its views count by the contract's rule."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from register import ACTORS, OTHER_RULE, RULE, TEXT, Result, casualty, results, shelling_article
from sqlite_utils import Database

from extractors.records import Actor, Casualty
from publish.checking import CHECKS, run_checks
from publish.load import load
from publish.tables import QUERIES, view_files

PERSON = Actor(actor_id="salim", name_ar="سليم الراوي", actor_type="person", aliases=())
QUOTE = "مقتل 12 مدنيًّا"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    load(tmp_path / "built.db", results(), [], [RULE, OTHER_RULE])
    return Database(tmp_path / "built.db")


SPOILT = {
    "evidence": "update events set quote = 'x' where event_id = 'e1'",
    "foreign_keys": "update events set place_id = 'gone' where event_id = 'e1'",
    "further_mentions": "update evidence set record_id = 'gone'",
    "order": "update casualties set count_min = 9, count_max = 3 where casualty_id = 'c1'",
    "parents": "update places set parent_id = 'kafr-zaytun' where place_id = 'country'",
    "same_article": "update casualties set event_id = 'e9' where casualty_id = 'c1'",
}


def test_checks_find_nothing_in_a_good_database(db: Database) -> None:
    assert run_checks(db) == []


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_a_check_finds_what_it_is_for(db: Database, name: str) -> None:
    db.execute("pragma foreign_keys = off")
    db.execute(SPOILT[name])
    assert [message for message in run_checks(db) if message.startswith(f"{name}.sql: ")]


def test_a_damaged_file_is_found(db: Database, tmp_path: Path) -> None:
    db.execute("pragma writable_schema = on")
    db.execute(
        "update sqlite_master set sql = replace(sql, '\"weapon\" TEXT', '\"weapon\" TEXT NOT NULL')"
        " where name = 'events'"
    )
    db.close()
    assert run_checks(Database(tmp_path / "built.db"))[0].startswith(
        "integrity.sql: the database file is damaged: NULL value"
    )


def test_every_check_is_tried() -> None:
    assert {path.stem for path in CHECKS.glob("*.sql")} == {*SPOILT, "integrity"}


def test_every_check_begins_with_its_message() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("-- ") for path in CHECKS.glob("*.sql"))


def test_every_view_says_what_a_row_is() -> None:
    paths = [*view_files(), *QUERIES.glob("*.sql")]
    assert all(path.read_text(encoding="utf-8").startswith("-- One row is ") for path in paths)


def counted(number: int, who: str | None, **fields: object) -> dict[str, Any]:
    return {"count_min": number, "count_max": number, "source_actor_id": who, "event_id": "e1"} | fields


def toll(tmp_path: Path, *rows: dict[str, Any]) -> dict[str, Any] | None:
    """Return the toll of the event whose casualty rows are these."""
    casualties = tuple(casualty(TEXT, QUOTE, **{"casualty_id": f"c{number}", **row}) for number, row in enumerate(rows))
    whole = shelling_article()
    records = replace(whole.records, casualties=casualties, actors=(*ACTORS, PERSON))
    summary = load(tmp_path / "toll.db", [Result(whole.article, records)], [], [RULE, OTHER_RULE])
    assert summary.issues == 0
    return next(iter(Database(tmp_path / "toll.db").query("select * from tolls")), None)


def figures(found: dict[str, Any] | None) -> tuple[int, int, int]:
    assert found
    return found["low"], found["best"], found["high"]


def test_low_best_and_high_say_who_says_so(tmp_path: Path) -> None:
    found = toll(tmp_path, counted(30, "observatory"), counted(10, "a1.source"), counted(30, None))
    assert figures(found) == (10, 30, 30)
    assert found
    assert (found["low_source_actor_id"], found["best_sources"], found["claims"]) == ("a1.source", 2, 3)


def test_the_lower_count_is_best_when_tied(tmp_path: Path) -> None:
    assert figures(toll(tmp_path, counted(30, "observatory"), counted(10, "a1.source"))) == (10, 10, 30)


def test_a_breakdown_is_not_added_to_its_sum(tmp_path: Path) -> None:
    assert figures(toll(tmp_path, counted(12, "observatory"), counted(3, "observatory", part_of="c0"))) == (12, 12, 12)


def test_civilians_and_combatants_of_one_source_are_added(tmp_path: Path) -> None:
    rows = counted(5, None, victim_type="civilian"), counted(7, None, victim_type="combatant")
    assert figures(toll(tmp_path, *rows)) == (12, 12, 12)


def test_victims_of_two_groups_are_added(tmp_path: Path) -> None:
    rows = counted(5, None, victim_actor_id="valley-forces"), counted(7, None, victim_actor_id="council-x")
    rows[1]["victim_actor_id"] = "observatory"
    assert figures(toll(tmp_path, *rows)) == (12, 12, 12)


def test_a_sum_stands_for_its_parts(tmp_path: Path) -> None:
    assert figures(toll(tmp_path, counted(12, None), counted(5, None, victim_type="civilian"))) == (12, 12, 12)


def test_named_victims_are_not_added_to_their_sum(tmp_path: Path) -> None:
    assert figures(toll(tmp_path, counted(4, None), counted(1, None, victim_actor_id="salim"))) == (4, 4, 4)


def test_named_victims_alone_are_counted(tmp_path: Path) -> None:
    rows = (counted(1, None, victim_actor_id="salim"), counted(1, None, victim_actor_id="salim"))
    assert figures(toll(tmp_path, *rows)) == (2, 2, 2)


@pytest.mark.parametrize(
    "fields", [{"scope": "running_total"}, {"scope": "period"}, {"status": "denied"}, {"event_id": None}], ids=str
)
def test_other_scopes_statuses_and_unlinked_counts_are_no_part_of_a_toll(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    assert toll(tmp_path, counted(500, None, **fields)) is None
    assert figures(toll(tmp_path, counted(500, None, **fields), counted(2, None))) == (2, 2, 2)


def test_at_least_leaves_the_upper_end_open(tmp_path: Path) -> None:
    found = toll(tmp_path, counted(40, None, count_max=None, count_precision="at_least"))
    assert figures(found) == (40, 40, 40)
    assert found
    assert found["high_is_open"] == 1


def test_at_most_counts_by_its_upper_end(tmp_path: Path) -> None:
    assert figures(toll(tmp_path, counted(40, None, count_min=None, count_precision="at_most"))) == (40, 40, 40)


def test_disagreements_pair_tolls_and_denials(db: Database) -> None:
    rows = [
        (row["matter"], row["source_actor_id"], row["other_source_actor_id"])
        for row in db.query("select * from disagreements order by matter desc")
    ]
    assert rows == [("toll", "a1.source", "observatory"), ("event", None, "a1.source")]


def test_counts_of_different_victims_do_not_disagree(tmp_path: Path) -> None:
    toll(tmp_path, counted(5, "observatory", victim_type="civilian"), counted(7, "a1.source", victim_type="combatant"))
    assert list(Database(tmp_path / "toll.db").query("select * from disagreements where matter = 'toll'")) == []


def test_the_day_of_an_event_says_what_it_rests_on(db: Database) -> None:
    days = {row["event_id"]: (row["day"], row["day_basis"]) for row in db.query("select * from event_details")}
    assert days == {
        "e1": ("2031-05-03", "stated"),
        "e2": ("2031-05-04", "reported"),
        "e3": ("2031-05-04", "reported"),
        "e9": (None, None),
    }


def test_no_casualty_row_is_lost_between_the_table_and_the_register() -> None:
    assert {type(row) for result in results() for row in result.records.casualties} == {Casualty}


def test_the_views_of_other_datasets_name_sides_kinds_and_tolls(db: Database) -> None:
    acled = {row["event_id_cnty"]: row for row in db.query("select * from acled_like")}
    assert set(acled) == {"e1"}  # a sanction has no place in ACLED; what is denied or planned did not happen
    event = acled["e1"]
    assert (event["event_type"], event["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (event["actor1"], event["inter1"], event["actor2"], event["inter2"]) == ("Valley Forces", 1, "مدنيًّا", 7)
    assert (event["interaction"], event["fatalities"], event["geo_precision"], event["year"]) == (17, 4, 1, 2031)
    plover = {row["id"]: (row["event_type"], row["hypothetical"]) for row in db.query("select * from plover_like")}
    assert plover == {"e1": ("ASSAULT", 0), "e3": ("ASSAULT", 1), "e9": ("SANCTION", 0)}
    ucdp = next(iter(db.query("select * from ucdp_like")))
    assert (ucdp["id"], ucdp["type_of_violence"], ucdp["low"], ucdp["best"], ucdp["high"]) == ("e1", 3, 4, 4, 12)
