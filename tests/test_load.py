"""Loading: what is valid goes in, what is not becomes an issue, and a build is all or nothing."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from register import (
    ACTORS,
    FIGURE,
    OTHER_RULE,
    REJECTED,
    RULE,
    SHELLING,
    TEXT,
    Result,
    article,
    results,
    shelling_article,
    span,
)
from sqlite_utils import Database

from extractors.records import Actor, Evidence
from publish import load as loading
from publish.faults import LoadFault
from publish.load import LoadSummary, load

RULES = (RULE, OTHER_RULE)


def build(path: Path, *batches: object) -> tuple[Database, LoadSummary]:
    summary = load(path, batches, [REJECTED], RULES, [FIGURE])
    return Database(path), summary


def issues_of(path: Path, result: Result) -> list[tuple[str, str]]:
    db, _ = build(path, result)
    return list(db.execute("select record_type, message from issues order by rowid"))


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    return tmp_path / "built.db"


def test_every_record_stands_in_its_table(db_path: Path) -> None:
    db, summary = build(db_path, *results())
    expected = {
        "articles": 2, "events": 4, "event_actors": 4, "actors": 5, "actor_mentions": 3, "casualties": 3,
        "sanctions": 1, "places": 2, "evidence": 1, "event_types": 32, "rules": 2, "rejected": 1, "issues": 0,
        "quality": 1, "corrections": 0, "sources": 0,
    }  # fmt: skip
    assert summary.rows == expected
    assert {table: db.table(table).count for table in expected} == expected


def test_tables_have_their_keys(db_path: Path) -> None:
    db, _ = build(db_path, *results())
    keys = {(key.column, key.other_table, key.other_column) for key in db.table("casualties").foreign_keys}
    assert keys == {
        ("article_id", "articles", "article_id"),
        ("event_id", "events", "event_id"),
        ("part_of", "casualties", "casualty_id"),
        ("place_id", "places", "place_id"),
        ("rule", "rules", "rule_id"),
        *((f"{who}_actor_id", "actors", "actor_id") for who in ("victim", "perpetrator", "source", "via")),
    }
    assert db.table("events").pks == ["event_id"]
    assert db.table("evidence").pks == ["record_type", "record_id", "start", "end"]


def test_a_rejected_input_among_the_results_is_a_row_too(db_path: Path) -> None:
    db, summary = build(db_path, replace(REJECTED, input="other.txt"), shelling_article())
    assert summary.rejected == 2
    assert [row["input"] for row in db.table("rejected").rows] == ["other.txt", "broken.jsonl"]


def test_shared_actors_and_places_are_loaded_once(db_path: Path) -> None:
    db, _ = build(db_path, *results())
    assert db.table("actors").count == len({actor.actor_id for r in results() for actor in r.records.actors})


def test_a_rule_counts_the_records_it_made(db_path: Path) -> None:
    db, _ = build(db_path, *results())
    assert dict(db.execute("select rule_id, fired from rules")) == {RULE.rule_id: 5, OTHER_RULE.rule_id: 3}


def test_lists_are_json_and_arabic_stays_readable(db_path: Path) -> None:
    db, _ = build(db_path, *results())
    assert db.table("actors").get("valley-forces")["aliases"] == '["جيش الوادي"]'


def with_records(**changes: object) -> Result:
    whole = shelling_article()
    return Result(whole.article, replace(whole.records, **changes))


def changed(table: str, number: int, **fields: object) -> Result:
    rows = list(getattr(shelling_article().records, table))
    rows[number] = replace(rows[number], **fields)
    return with_records(**{table: tuple(rows)})


FAULTS = {
    "an unknown value": (changed("casualties", 2, harm="annoyed"), "casualties", "harm: 'annoyed' is not one of"),
    "a wrong type": (changed("casualties", 2, count_min="four"), "casualties", "count_min: 'four' is not of type"),
    "an impossible date": (
        changed("events", 2, date_start="2031-02-30"),
        "events",
        "date_start: '2031-02-30' is not a 'date'",
    ),
    "a missing id": (changed("events", 2, event_id=None), "events", "event_id: None is not of type"),
    "another quote": (changed("casualties", 2, quote="40 شخصًا"), "casualties", "quote: the text from"),
    "a negative place": (changed("casualties", 2, start=-5), "casualties", "start: -5 is less than"),
    "a trigger outside": (
        changed("events", 2, trigger_start=9000, trigger_end=9004),
        "events",
        "trigger_start: 9000 to",
    ),
    "another mention": (changed("event_actors", 2, mention_text="جنود"), "event_actors", "quote: the text from"),
    "another article": (changed("casualties", 2, article_id="a7"), "casualties", "article_id: a7 is not the article"),
    "an unknown rule": (
        changed("casualties", 2, rule="none.such"),
        "casualties",
        "rule: there is no none.such in rules",
    ),
    "an unknown actor": (changed("event_actors", 0, actor_id="nobody"), "event_actors", "actor_id: there is no nobody"),
    "an unknown place": (changed("events", 1, place_id="nowhere"), "events", "place_id: there is no nowhere in places"),
    "a taken key": (changed("events", 2, event_id="e1"), "events", "duplicate key: e1"),
    "words for no record": (
        with_records(
            evidence=(Evidence(record_type="events", record_id="e77", article_id="a1", **span(TEXT, "مساءً")),)
        ),
        "evidence",
        "record_id: there is no e77 in events",
    ),
}


@pytest.mark.parametrize(("result", "table", "message"), FAULTS.values(), ids=FAULTS)
def test_an_invalid_record_becomes_an_issue(db_path: Path, result: Result, table: str, message: str) -> None:
    db, _ = build(db_path, result)
    first = next(iter(db.query("select * from issues where record_type = ?", [table])))
    assert first["message"].startswith(message)
    assert json.loads(first["record"])
    kept = (
        len(getattr(result.records, table))
        - db.execute("select count(*) from issues where record_type = ?", [table]).fetchone()[0]
    )
    assert db.table(table).count == kept


def test_what_refers_to_an_invalid_record_becomes_an_issue_as_well(db_path: Path) -> None:
    found = issues_of(db_path, changed("events", 0, quote="غير ذلك"))
    assert [table for table, _ in found] == [
        "events",
        "event_actors",
        "event_actors",
        "casualties",
        "casualties",
        "casualties",
        "evidence",
    ]
    assert found[1][1] == "event_id: there is no e1 in events"


def test_an_invalid_article_takes_its_records_along_and_no_others(db_path: Path) -> None:
    whole = shelling_article()
    broken = Result(replace(whole.article, article_id="a1", sha256="?"), whole.records)
    db, summary = build(db_path, broken, results()[1])
    assert db.table("articles").count == 1
    assert summary.issues == 1 + sum(
        len(getattr(whole.records, table))
        for table in ("events", "event_actors", "actor_mentions", "casualties", "evidence")
    )


def test_an_article_that_comes_twice_is_loaded_once(db_path: Path) -> None:
    again = Result(article("نص آخر", article_id="a1"), type(shelling_article().records)())
    assert issues_of(db_path, shelling_article()) == []
    db, _ = build(db_path, shelling_article(), again)
    assert [row["message"] for row in db.table("issues").rows] == ["duplicate key: a1"]
    assert db.table("articles").get("a1")["text"] == TEXT


def test_a_record_given_twice_is_loaded_once_without_a_word(db_path: Path) -> None:
    records = shelling_article().records
    db, summary = build(db_path, with_records(casualties=(*records.casualties, records.casualties[0])))
    assert summary.issues == 0
    assert db.table("casualties").count == 3


def test_a_missing_parent_is_an_issue_and_the_row_is_loaded_without_it(db_path: Path) -> None:
    orphan = Actor(actor_id="orphan", name_ar="كتيبة", actor_type="armed_group", parent_id="gone", aliases=())
    found = issues_of(db_path, with_records(actors=(*ACTORS, orphan)))
    assert found == [("actors", "parent_id: there is no gone in actors")]
    assert Database(db_path).table("actors").get("orphan")["parent_id"] is None


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        load(tmp_path / f"{name}.db", results(), [REJECTED], RULES, [FIGURE])
        digests.add(hashlib.sha256((tmp_path / f"{name}.db").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_records_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    whole = shelling_article()
    turned = with_records(
        events=whole.records.events[::-1], casualties=whole.records.casualties[::-1], actors=whole.records.actors[::-1]
    )
    for name, result in (("one", whole), ("two", turned)):
        load(tmp_path / f"{name}.db", [result], [], RULES)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_an_input_that_fails_midway_leaves_the_last_good_database(db_path: Path) -> None:
    load(db_path, results(), [], RULES)
    before = db_path.read_bytes()

    def failing() -> Iterator[Result]:
        yield shelling_article()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        load(db_path, failing(), [], RULES)
    assert db_path.read_bytes() == before
    assert [path.name for path in db_path.parent.iterdir()] == ["built.db"]


def test_a_database_that_fails_a_check_replaces_nothing(
    db_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(db_path, results(), [], RULES)
    before = db_path.read_bytes()
    looped = tuple(
        replace(actor, parent_id="valley-forces") if actor.actor_id == "valley" else actor for actor in ACTORS
    )
    with pytest.raises(LoadFault, match=r"parents\.sql: an actor or a place has itself among its parents"):
        load(db_path, [with_records(actors=looped)], [], RULES)
    assert db_path.read_bytes() == before


def test_many_rows_are_loaded_in_several_inserts(db_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_BATCH", 2)
    _, summary = build(db_path, *results())
    assert summary.rows["casualties"] == 3
    assert summary.rows["event_types"] == 32


def test_the_shelling_is_where_its_words_are() -> None:
    assert TEXT[span(TEXT, SHELLING)["start"] :].startswith(SHELLING)
