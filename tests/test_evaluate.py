"""How well a database agrees with gold annotations, on small invented articles counted by hand."""

import json
import sqlite3
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from extractors.records import RECORDS
from publish.evaluate import evaluate, to_text, write_figures
from publish.faults import SijillError
from publish.figures import read_quality
from publish.matching import assign, bare_name, count_roles, evidence_overlap, same_date, same_name

# "The army shelled the town and two soldiers were killed. The minister met the envoy."
TEXT = "قصف الجيش البلدة وقتل جنديان. والتقى الوزير المبعوث."
SHELLING = (0, TEXT.index(" وقتل"))
DEATHS = (TEXT.index("قتل جنديان"), TEXT.index("."))
TALKS = (TEXT.index("التقى"), len(TEXT) - 1)


def span_of(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


GOLD: dict[str, Any] = {
    "id": "one", "text": TEXT, "control": True,
    "events": [
        {"type": "shelling", "status": "actual", "spans": [list(SHELLING)], "trigger": span_of("قصف"),
         "agents": ["الجيش"], "patients": ["البلدة"], "participants": [], "place": "البلدة", "source": None},
        {"type": "talks", "status": "planned", "spans": [list(TALKS)], "participants": ["الوزير", "المبعوث"],
         "date_start": "2017-03-21", "date_end": "2017-03-21"},
    ],
    "casualties": [{"harm": "killed", "min": 2, "max": 2, "spans": [list(DEATHS)], "victim": "جنديان",
                    "victim_type": "combatant", "status": "actual", "part_of": None}],
    "sanctions": [],
    "actors": [{"name": "الجيش", "spans": [span_of("الجيش")]}, {"name": "الوزير", "spans": [span_of("الوزير")]}],
}  # fmt: skip


class Made:
    """A database with the tables of the contract and whatever rows a test puts there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path)
        for table, kind in RECORDS.items():
            columns = ", ".join(f'"{column.name}"' for column in fields(kind))
            self.connection.execute(f'create table "{table}" ({columns})')
        self.put("articles", article_id="one", text=TEXT)

    def put(self, table: str, **row: object) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self.connection.execute(f'insert into "{table}" ({names}) values ({marks})', tuple(row.values()))  # noqa: S608

    def event(self, event_id: str, event_type: str, span: tuple[int, int], trigger: str, **row: object) -> None:
        begin, end = span_of(trigger)
        row = {"status": "actual", "rule": f"{event_type}.rule", "quote": TEXT[slice(*span)]} | row
        self.put("events", event_id=event_id, article_id="one", event_type=event_type, trigger_start=begin,
                 trigger_end=end, start=span[0], end=span[1], **row)  # fmt: skip

    def role(self, event_id: str, role: str, words: str) -> None:
        begin, end = span_of(words)
        self.put("event_actors", event_id=event_id, role=role, mention_text=words, start=begin, end=end)

    def mention(self, actor_id: str, words: str) -> None:
        begin, end = span_of(words)
        self.put("actor_mentions", actor_id=actor_id, article_id="one", start=begin, end=end, mention_text=words)

    def figures(self, gold: Path) -> dict[str, Any]:
        self.connection.commit()
        return evaluate(gold, self.path).score.figures()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "made.db")


def test_a_perfect_database_scores_one(gold: Path, made: Made) -> None:
    made.put("places", place_id="p", name_ar="البلدة")
    made.event("e1", "shelling", SHELLING, "قصف", place_id="p")
    made.role("e1", "agent", "الجيش")
    made.role("e1", "patient", "البلدة")
    made.event("e2", "talks", TALKS, "التقى", status="planned", date_start="2017-03-21")
    made.role("e2", "participant", "المبعوث")
    made.role("e2", "participant", "الوزير")
    made.put("casualties", casualty_id="c", article_id="one", harm="killed", count_min=2, count_max=2, status="actual",
             victim_text="جنديان", victim_type="combatant", start=DEATHS[0], end=DEATHS[1],
             quote=TEXT[slice(*DEATHS)], rule="killing.rule")  # fmt: skip
    made.mention("a", "الجيش")
    made.mention("b", "الوزير")
    figures = made.figures(gold)
    assert figures["headline"] == 1.0
    assert {slot["accuracy"] for slot in figures["slots"].values()} == {1.0}
    assert figures["modality"]["f1"] == 1.0
    assert figures["records per control article"] == 0


def test_misses_and_false_alarms_are_counted_by_table_type_and_rule(gold: Path, made: Made) -> None:
    made.event("e1", "shelling", SHELLING, "قصف")
    made.role("e1", "agent", "الجيش")
    made.role("e1", "patient", "الوزير")
    made.event("e2", "air_strike", SHELLING, "قصف")
    figures = made.figures(gold)
    assert (figures["events strict"]["precision"], figures["events strict"]["recall"]) == (0.5, 0.5)
    assert figures["events coarse"]["f1"] == 0.5
    assert figures["arguments"] == {"precision": 0.5, "recall": 0.25, "f1": 0.3333, "gold": 4, "predicted": 2}
    assert figures["by type"]["air_strike"]["precision"] == 0
    assert figures["by type"]["talks"]["recall"] == 0
    assert figures["slots"]["events place"] == {"accuracy": 0.0, "n": 1}
    assert figures["records per control article"] == 1
    assert figures["headline"] == round((0.5 + 0.3333 + 0 + 0) / 4, 4)  # no sanctions anywhere: not counted
    rules = evaluate(gold, made.path).published()["rules"]
    assert rules == {
        "air_strike.rule": {"matched": 0, "predicted": 1},
        "shelling.rule": {"matched": 1, "predicted": 1},
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [("event_type", "bombing"), ("status", "denied"), ("trigger_start", None), ("quote", "غير ذلك")],
)
def test_an_event_must_agree_in_type_side_trigger_and_evidence(
    gold: Path, made: Made, column: str, value: str | None
) -> None:
    made.event("e1", "shelling", SHELLING, "قصف")
    assert made.figures(gold)["events strict"]["predicted"] == 1
    made.connection.execute(f'update events set "{column}" = ?', (value,))  # noqa: S608  # the names above
    assert made.figures(gold)["by type"]["shelling"]["recall"] == 0


def test_further_evidence_counts(gold: Path, made: Made) -> None:
    made.event("e1", "shelling", TALKS, "قصف")
    assert made.figures(gold)["events strict"]["recall"] == 0
    made.put("evidence", record_type="events", record_id="e1", article_id="one", start=SHELLING[0], end=SHELLING[1],
             quote=TEXT[slice(*SHELLING)])  # fmt: skip
    assert made.figures(gold)["events strict"]["recall"] == 0.5


def test_figures_are_kept_by_gold_set_and_published(gold: Path, made: Made, tmp_path: Path) -> None:
    made.event("e1", "shelling", SHELLING, "قصف")
    made.connection.commit()
    path = tmp_path / "figures.json"
    for name in ("second", "first", "second"):
        write_figures(path, evaluate(gold, made.path, name))
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [figures["gold_set"] for figures in kept] == ["first", "second"]
    assert len(kept[0]["gold_sha256"]) == 64
    assert "not by human coders" in kept[0]["made_by"]
    rows = {(q.gold_set, q.measure, q.part): q for q in read_quality(path)}
    assert rows["first", "events strict", "shelling"].precision == 1
    assert rows["first", "events no date", "all"].f1 == 1
    assert TEXT not in path.read_text(encoding="utf-8")


def test_the_text_for_the_terminal_shows_the_headline(gold: Path, made: Made) -> None:
    assert to_text(made.figures(gold)).endswith("headline 0.0")


@pytest.mark.parametrize("content", ["", "no database", None])
def test_what_is_no_database_is_named(gold: Path, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SijillError, match="sijill build"):
        evaluate(gold, path)


def test_a_gold_file_that_is_no_json_is_named(made: Made, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{")
    with pytest.raises(SijillError, match=r"gold\.jsonl: no gold file"):
        evaluate(tmp_path / "gold.jsonl", made.path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("الجيش السوري", "للجيش السوري", True),  # the Syrian army, to the Syrian army
        ("سالم الحربي", "الحربي", True),  # Salim al-Harbi, by his last name
        ("حلب", "ريف حلب", False),  # Aleppo, its countryside
        ("الجيش", "جيش معارض", False),  # the army, an opposition army
        ("وحدات حماية", "وحدات حماية الشعب", True),  # the beginning of a name
        ("وزارة", "وزارة الدفاع في حكومة الإنقاذ", False),  # a fifth of a name
        ("", "حلب", False),
        (None, None, False),
    ],
)
def test_names_are_compared_bare(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_spelling_is_folded() -> None:
    assert bare_name("الأُمم «المتحدة»") == "امم متحده"  # the United Nations


def test_long_spans_of_days_may_begin_a_day_apart() -> None:
    week = ("2017-03-20", "2017-03-26")
    assert same_date(("2017-03-19", "2017-03-25"), week)
    assert not same_date(("2017-03-19", None), ("2017-03-20", None))
    assert not same_date(("20 March", None), week)


def test_evidence_must_share_a_fifth_of_its_union() -> None:
    assert evidence_overlap([(0, 20)], [(0, 100)]) == 20
    assert evidence_overlap([(0, 19)], [(0, 100)]) == 0


def test_roles_are_matched_so_that_most_fit() -> None:
    predicted = [("agent", {"سالم", "سالم الحربي"}), ("agent", {"سالم"})]
    assert count_roles(predicted, [("agent", "سالم"), ("agent", "سالم الحربي")]) == 2


def test_the_best_pairs_are_assigned_first() -> None:
    assert assign([1, 5], [4, 2], lambda p, g: max(0, 3 - abs(p - g))) == [(0, 1), (1, 0)]
