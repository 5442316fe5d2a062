"""What people decide about rows holds for every build and shows on the row; words that may not be published are not."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from register import OTHER_RULE, RULE, TEXT, Result, actor_of, casualty, event, mention_of, results, shelling_article

from extractors import Records
from extractors.records import Actor
from publish.cli import ALL_READ, NOTHING_MADE, main
from publish.corrections import read_corrections
from publish.edition import Edition, read_licences
from publish.faults import CorrectionsFault
from publish.load import load
from publish.pipeline import ArticleResult
from publish.redaction import MASK, MASKED_NAME, WITHHELD
from publish.server import make_site

DECIDED = {"reason": "The paper corrected itself.", "decided_by": "data editor", "decided_on": "2031-05-06"}


def entry(table: str, key: str, **fields: object) -> dict[str, Any]:
    action = "overrule" if "set" in fields else "withdraw"
    return {"table": table, "id": key, "action": action, **DECIDED, **fields}


def write(path: Path, *entries: object) -> Path:
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    return path


def publish(folder: Path, edition: Edition, *found: Result) -> sqlite3.Connection:
    outcomes = [ArticleResult(one.article, one.records) for one in found or results()]
    summary = load(folder / "x.db", edition.apply(outcomes), [], [RULE, OTHER_RULE], further=edition.rows())
    assert summary.issues == 0
    db = sqlite3.connect(folder / "x.db")
    db.row_factory = sqlite3.Row
    return db


def corrected(folder: Path, *entries: object) -> sqlite3.Connection:
    return publish(folder, Edition(read_corrections(write(folder / "c.yaml", *entries))))


def ask(db: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def test_an_overruled_value_is_replaced_and_the_old_one_told(tmp_path: Path) -> None:
    with closing(corrected(tmp_path, entry("casualties", "c1", set={"count_min": 10, "count_max": None}))) as db:
        assert ask(db, "select count_min, count_max from casualties where casualty_id = 'c1'") == [(10, None)]
        told = ask(
            db, "select column_name, old_value, new_value, reason, decided_by, was_applied from corrections order by 1"
        )
        assert told == [
            ("count_max", "12", None, DECIDED["reason"], "data editor", 1),
            ("count_min", "12", "10", DECIDED["reason"], "data editor", 1),
        ]


def test_a_withdrawn_event_leaves_with_what_hangs_on_it_but_tolls_stay(tmp_path: Path) -> None:
    with closing(corrected(tmp_path, entry("events", "e1"))) as db:
        assert ask(db, "select event_id from events order by 1") == [("e2",), ("e3",), ("e9",)]
        assert ask(db, "select * from event_actors where event_id = 'e1'") == []
        assert ask(db, "select * from evidence") == []
        assert ask(db, "select casualty_id, event_id from casualties order by 1") == [
            ("c1", None),
            ("c2", None),
            ("c3", None),
        ]
        assert json.loads(ask(db, "select old_value from corrections")[0][0])["event_id"] == "e1"


def test_a_withdrawn_sum_frees_its_parts(tmp_path: Path) -> None:
    with closing(corrected(tmp_path, entry("casualties", "c1"))) as db:
        assert ask(db, "select casualty_id, part_of from casualties order by 1") == [("c2", None), ("c3", None)]


def test_an_article_that_is_taken_down_leaves_nothing_but_the_decision(tmp_path: Path) -> None:
    with closing(corrected(tmp_path, entry("articles", "a1"))) as db:
        for table in ("articles", "events", "actor_mentions"):
            assert not ask(db, f"select * from {table} where article_id = 'a1'")  # noqa: S608
        assert ask(db, "select record_id, action, old_value, was_applied from corrections") == [
            ("a1", "withdraw", None, 1)
        ]
    assert "مدنيًّا".encode() not in (tmp_path / "x.db").read_bytes()  # civilians, of the article's text


def test_a_decision_about_a_row_that_is_read_no_more_is_told(tmp_path: Path) -> None:
    corrections = read_corrections(write(tmp_path / "c.yaml", entry("events", "gone"), entry("events", "e1")))
    with closing(publish(tmp_path, Edition(corrections))) as db:
        assert ask(db, "select record_id, was_applied from corrections order by 1") == [("e1", 1), ("gone", 0)]
    assert corrections.unmet() == ["events gone"]


WRONG = {
    "reason is missing": {
        "table": "events",
        "id": "e1",
        "action": "withdraw",
        "decided_by": "x",
        "decided_on": "2031-05-06",
    },
    "is not known": entry("events", "e1", further=1),
    "table is actors": entry("actors", "valley"),
    "action is overrule": entry("articles", "a1", set={"title": "x"}),
    "set gives": entry("events", "e1", action="overrule"),
    "quote is no column": entry("events", "e1", set={"quote": "x"}),
    "nothing is no column": entry("events", "e1", set={"nothing": "x"}),
    "it is no mapping": "events",
}


@pytest.mark.parametrize("message", WRONG)
def test_a_wrong_entry_stops_the_build_and_is_named(tmp_path: Path, message: str) -> None:
    with pytest.raises(CorrectionsFault, match=rf"c\.yaml: entry 2: .*{message}"):
        read_corrections(write(tmp_path / "c.yaml", entry("events", "e1"), WRONG[message]))


def test_a_value_that_the_schema_refuses_stops_the_build(tmp_path: Path) -> None:
    corrections = read_corrections(write(tmp_path / "c.yaml", entry("events", "e1", set={"status": "perhaps"})))
    with pytest.raises(CorrectionsFault, match="events e1: status"):
        publish(tmp_path, Edition(corrections))
    assert not (tmp_path / "x.db").exists()


def test_our_own_corrections_and_licences_can_be_read() -> None:
    assert len(set(read_corrections().unmet())) == len(read_corrections().unmet())
    assert all(entry["texts"] in ("whole", "quotes") for entry in read_licences().values())


def get(site: Any, path: str) -> Any:
    return asyncio.run(site.client.get(path))


def test_a_correction_shows_on_its_row_and_a_withdrawn_row_tells_why(tmp_path: Path) -> None:
    decisions = entry("casualties", "c1", set={"count_min": 10}), entry("events", "e1"), entry("articles", "a2")
    corrected(tmp_path, *decisions).close()
    site = make_site(tmp_path / "x.db")
    page = get(site, "/x/casualties/c1").text
    assert DECIDED["reason"] in page
    assert "<del><bdi>12</bdi></del>" in page
    for path in ("/x/events/e1", "/x/articles/a2", "/x/events/e1.json"):
        answer = get(site, path)
        assert (answer.status_code, DECIDED["reason"] in answer.text) == (410, True)
    assert get(site, "/x/events/none").status_code == 404
    assert "المجلس" not in get(site, "/x/articles/a2").text  # the council, of the article that was taken down


def test_quotes_only_keeps_every_quote_in_its_place_and_no_other_word(tmp_path: Path) -> None:
    with closing(publish(tmp_path, Edition(quotes_only=True))) as db:
        text, digest = ask(db, "select text, sha256 from articles where article_id = 'a1'")[0]
        whole = shelling_article().article
        assert len(text) == len(whole.text)
        assert digest == whole.sha256
        assert WITHHELD in text
        kept = ask(db, "select start, \"end\", quote from events where article_id = 'a1'")
        assert kept
        assert all(text[start:end] == quote for start, end, quote in kept)
        assert ask(db, "select distinct texts from sources") == [("quotes",)]


def test_a_source_that_allows_quotes_alone_is_held_to_it(tmp_path: Path) -> None:
    licences = {"جريدة الوادي": {"licence": "on request", "texts": "quotes"}}  # the Valley Gazette
    with closing(publish(tmp_path, Edition(licences=licences))) as db:
        assert [WITHHELD in text for (text,) in ask(db, "select text from articles order by article_id")] == [
            True,
            False,
        ]
        assert ask(db, "select articles, licence, texts from sources") == [(1, "on request", "quotes")]


# "The army arrested the student Salma al-Rawi, and a shell killed the child Ward al-Hilali. Colonel Tariq al-Asadi was
# killed too. Salma al-Rawi is nineteen, and Salma
# said that she was innocent."
NEWS = (
    "اعتقل الجيش الطالبة سلمى الراوي، وقتلت قذيفة الطفل ورد الهلالي. وقتل العقيد طارق الأسدي. "
    "وسلمى الراوي في التاسعة عشرة، وقالت سلمى إنها بريئة."
)
SALMA, WARD, TARIQ = "سلمى الراوي", "ورد الهلالي", "طارق الأسدي"  # three names


def private_article() -> Result:
    people = (("salma", SALMA), ("ward", WARD), ("tariq", TARIQ))
    arrest = event(
        NEWS, f"اعتقل الجيش الطالبة {SALMA}", "اعتقل", event_id="p1", event_type="arrest"
    )  # arrested the student
    dead = {"event_id": None, "count_min": 1, "count_max": 1, "article_id": "a1"}
    tolls = (
        casualty(
            NEWS,
            f"الطفل {WARD}",
            casualty_id="p2",
            victim_actor_id="ward",
            victim_group="children",
            victim_text=WARD,
            **dead,
        ),  # the child
        casualty(
            NEWS, f"العقيد {TARIQ}", casualty_id="p3", victim_actor_id="tariq", victim_type="combatant", **dead
        ),  # the colonel
    )
    whole = shelling_article().article
    return Result(
        replace(whole, text=NEWS, title=f"اعتقال {SALMA}"),  # the arrest of
        Records(
            events=(arrest,),
            event_actors=(actor_of(NEWS, SALMA, event_id="p1", actor_id="salma", role="patient"),),
            actors=tuple(
                Actor(actor_id=key, name_ar=name, name_en=key, actor_type="person", aliases=(name,))
                for key, name in people
            ),
            actor_mentions=tuple(mention_of(NEWS, name, key) for key, name in people),
            casualties=tolls,
        ),
    )


def test_names_of_private_people_can_be_masked_and_nothing_else_is(tmp_path: Path) -> None:
    edition = Edition(public_actors=frozenset())
    with closing(publish(tmp_path, edition, private_article())) as db:
        text, title = ask(db, "select text, title from articles")[0]
        assert len(text) == len(NEWS)
        assert ask(db, "select actor_id, name_ar from actors order by 1") == [
            ("salma", MASKED_NAME),
            ("tariq", TARIQ),
            ("ward", MASKED_NAME),
        ]
        told = (SALMA, SALMA, SALMA.split(maxsplit=1)[0], WARD)
        assert text.count(MASK) == sum(len(name.replace(" ", "")) for name in told)
        assert MASK in title
    published = (tmp_path / "x.db").read_bytes()
    assert TARIQ.encode() in published
    for name in (*SALMA.split(), *WARD.split(), "salma al", "ward al"):
        assert name.encode() not in published


def test_people_in_public_life_keep_their_names(tmp_path: Path) -> None:
    with closing(publish(tmp_path, Edition(public_actors=frozenset({"salma", "ward"})), private_article())) as db:
        assert ask(db, "select text from articles") == [(NEWS,)]


def test_the_command_takes_corrections_and_modes(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}), encoding="utf-8")
    database = tmp_path / "x.db"
    wrong = write(tmp_path / "wrong.yaml", {"table": "events"})
    build = ["build", str(tmp_path / "n.jsonl"), "--db", str(database)]
    assert CliRunner().invoke(main, [*build, "--corrections", str(wrong)]).exit_code == NOTHING_MADE
    answer = CliRunner().invoke(
        main,
        [
            *build,
            "--quotes-only",
            "--mask-names",
            "--corrections",
            str(write(tmp_path / "c.yaml", entry("articles", "2"))),
        ],
    )
    assert answer.exit_code == ALL_READ
    assert "articles 2: a correction is about it, but it is read no more" in answer.output
    with closing(sqlite3.connect(database)) as db:
        assert WITHHELD in ask(db, "select text from articles")[0][0]
