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
from publish.pipeline import ArticleResult, Extraction, extract_all
from publish.record_files import from_json, read_records, records_path, to_json, write_records

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


def test_records_survive_being_written_and_read(tmp_path: Path) -> None:
    outcomes = [*extract_all(articles(3)), Rejected(input="x", line=7, reason="broken JSON", detail="mend it")]
    rejected = write_records(records_path(tmp_path, 1, "news/a.jsonl"), outcomes)
    assert rejected == outcomes[3:]
    assert [outcome for _, _, outcome in read_records(tmp_path)] == outcomes
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"]
    assert from_json(to_json(outcomes[0])) == outcomes[0]


def test_files_of_records_have_names_of_their_own(tmp_path: Path) -> None:
    names = {records_path(tmp_path, 1, name) for name in ("a/b.txt", "a_b.txt", "../a/b.txt", "خبر.txt", "-", "")}
    assert len(names) == 6
    assert all(path.parent == tmp_path for path in names)


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def failing() -> Iterator[Rejected]:
        yield Rejected(input="x", line=None, reason="empty file", detail="")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_records(path, failing())
    assert path.read_text() == "old"
    assert list(read_records_or_none(tmp_path)) == []


def read_records_or_none(folder: Path) -> Iterator[object]:
    try:
        yield from read_records(folder)
    except RecordsFault:
        return


@pytest.mark.parametrize("line", ["{", "[]", "{}", json.dumps({"article": {"id": 1}})])
def test_records_of_another_version_are_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line)
    with pytest.raises(RecordsFault, match=r"a\.jsonl:1: .*extract them again"):
        list(read_records(tmp_path))


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsFault, match="no records here"):
        list(read_records(tmp_path))
