"""Extraction in one process and in several: same results, same order, nothing lost."""

import json
import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import Records, extract
from extractors.lexicon import Lexicon
from extractors.records import Article, Rejected
from publish import pipeline
from publish.faults import RecordsFault
from publish.inputs.articles import make_article
from publish.inputs.files import InputFile
from publish.pipeline import ArticleResult, Extraction, extract_all
from publish.record_files import Placed, RecordsWriter, read_done, read_records, records_path
from publish.units import Unit, extract_unit, find_units

# "The army shelled the village with artillery, killing 3 civilians", "The minister met the envoy in the capital".
SENTENCES = (
    "قصف الجيش القرية بالمدفعية، ما أدى إلى مقتل 3 مدنيين.",
    "التقى الوزير المبعوث الأممي في العاصمة دمشق.",
)
forked = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="only forked processes see what a test changes"
)


def articles(number: int) -> list[Article]:
    return [make_article({"id": i, "text": f"{SENTENCES[i % 2]} الخبر رقم {i}."}) for i in range(number)]


def test_several_processes_give_what_one_gives() -> None:
    rejected = Rejected(input="x.txt", line=None, reason="empty file", detail="there is nothing in it")
    items: list[Article | Rejected] = [*articles(70), rejected, *articles(5)]
    one = list(extract_all(items))
    assert list(extract_all(items, processes=2)) == one
    assert one[70] == rejected
    assert [o.article.article_id for o in one if isinstance(o, ArticleResult)][:70] == [str(i) for i in range(70)]


def test_input_is_read_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield make_article({"id": taken, "text": SENTENCES[1]})

    with Extraction(2) as extraction:
        outcomes = extraction.run(endless())
        for _ in range(20):
            next(outcomes)
        assert taken < 300


def fail_on_five(article: Article, lexicon: Lexicon) -> Records:
    if article.article_id == "5":
        raise ZeroDivisionError("a fault of the rules")
    return extract(article, lexicon)


def die_on_five(article: Article, lexicon: Lexicon) -> Records:
    if article.article_id == "5":
        os._exit(9)
    return extract(article, lexicon)


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=forked)])
def test_an_article_that_fails_is_rejected_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(pipeline, "extract", fail_on_five)
    outcomes = list(extract_all(articles(40), processes))
    rejected = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    assert len(outcomes) == 40
    assert [(r.input, r.reason) for r in rejected] == [("article 5", "extraction failed")]
    assert "ZeroDivisionError: a fault of the rules (test_pipeline.py:" in (rejected[0].detail or "")


@forked
def test_an_article_that_ends_its_process_is_rejected_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", die_on_five)
    outcomes = list(extract_all(articles(100), processes=2))
    assert [o.reason for o in outcomes if isinstance(o, Rejected)] == ["extraction failed"]
    assert [o.article.article_id for o in outcomes if isinstance(o, ArticleResult)] == [
        str(i) for i in range(100) if i != 5
    ]


@pytest.fixture
def unit(tmp_path: Path) -> Unit:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"id": article.article_id, "text": article.text}) for article in articles(3)]
    path.write_text("\n".join([*lines, "broken", lines[0]]))
    return find_units([path], tmp_path / "records")[0]


def test_records_survive_being_written_and_read(unit: Unit) -> None:
    with Extraction() as extraction:
        done = extract_unit(unit, extraction)
    assert (done.articles, done.rejected, done.number, done.of) == (4, 1, 1, 1)
    assert read_done(unit.records) == done
    found = [outcome for _, _, outcome in read_records(unit.records.parent)]
    assert found[:3] == list(extract_all(articles(3)))
    assert [(o.line, o.reason) for o in found if isinstance(o, Rejected)] == [(4, "broken JSON"), (5, "duplicate id")]


def test_what_is_done_is_not_done_again(unit: Unit) -> None:
    assert isinstance(unit.file, InputFile)
    with Extraction() as extraction:
        extract_unit(unit, extraction)
        made = unit.records.stat().st_mtime_ns
        extract_unit(unit, extraction)
        assert unit.records.stat().st_mtime_ns == made
        unit.file.path.write_text(json.dumps({"text": SENTENCES[0]}))
        assert extract_unit(unit, extraction).articles == 1
    assert unit.records.stat().st_mtime_ns > made


def test_files_of_records_have_names_of_their_own(tmp_path: Path) -> None:
    names = {records_path(tmp_path, 1, name) for name in ("a/b.txt", "a_b.txt", "../a/b.txt", "خبر.txt", "-", "")}
    assert len(names) == 6
    assert all(path.parent == tmp_path for path in names)


def test_a_write_that_fails_leaves_the_file_as_it_was(unit: Unit) -> None:
    with Extraction() as extraction:
        done = extract_unit(unit, extraction)
    before = unit.records.read_bytes()

    def failing() -> Iterator[Placed]:
        yield Placed("x", 1, Rejected(input="x", line=1, reason="empty file", detail="nothing"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        RecordsWriter(unit.records).write(failing(), done)
    assert [path.read_bytes() for path in unit.records.parent.iterdir()] == [before]


@pytest.mark.parametrize("line", ["{", "[]", "{}", json.dumps({"input": "x", "line": 1, "article": {"id": 1}})])
def test_records_of_another_version_are_refused_with_file_and_line(unit: Unit, line: str) -> None:
    with Extraction() as extraction:
        extract_unit(unit, extraction)
    last = unit.records.read_text(encoding="utf-8").splitlines()[-1]
    unit.records.write_text(f"{line}\n{last}\n", encoding="utf-8")
    with pytest.raises(RecordsFault, match=r"\.jsonl:1: .*extract them again"):
        list(read_records(unit.records.parent))


@pytest.mark.parametrize("cut", [1, 30, 5000])
def test_half_a_file_of_records_is_refused(unit: Unit, cut: int) -> None:
    with Extraction() as extraction:
        extract_unit(unit, extraction)
    data = unit.records.read_bytes()
    unit.records.write_bytes(data[: -cut - 1])
    with pytest.raises(RecordsFault, match="not whole"):
        list(read_records(unit.records.parent))


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsFault, match="no records here"):
        list(read_records(tmp_path))
