"""A database that is brought up to date has the rows and finds the words of one that is made anew."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from wire import news

from extractors.records import Article
from publish import building, pipeline
from publish.cli import ALL_READ, SOME_REJECTED, main
from publish.downloads import write_downloads
from publish.ledger import state_path
from publish.schemas import read_all_schemas, schema_of
from publish.search import INDEXES, search_expression

ARTICLES = [article for _, _, article in news()]
WORDS = ("القصف", "سراقب", "قتل", "مفخخة", "التحالف العربي")  # shelling, Saraqib, killed, bomb, the Arab coalition


def write(path: Path, articles: Iterable[Article]) -> Path:
    names = ("article_id", "title", "text", "source", "published", "url")
    rows = ({name: value for name, value in asdict(article).items() if name in names} for article in articles)
    path.write_text("".join(json.dumps(row | {"id": row.pop("article_id")}) + "\n" for row in rows))
    return path


def build(news_file: Path, database: Path, *options: str) -> int:
    result = CliRunner().invoke(main, ["build", str(news_file), "--db", str(database), *options])
    assert result.exit_code in {ALL_READ, SOME_REJECTED}, result.output
    return result.exit_code


def content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table in the order of their values, and what searches find."""
    connection = sqlite3.connect(database)
    try:
        run = connection.execute
        found = {s.table: sorted(run(f"select * from {s.table}").fetchall(), key=repr) for s in read_all_schemas()}  # noqa: S608
        for index in INDEXES:
            [key] = schema_of(index.table).primary_key
            rows = f"(select rowid from {index.name} where {index.name} match ?)"  # noqa: S608
            for word in WORDS:
                keys = run(f"select {key} from {index.table} where rowid in {rows}", [search_expression(word)])  # noqa: S608
                found[f"{index.name} {word}"] = sorted(keys)
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return found
    finally:
        connection.close()


def reworded(article: Article) -> Article:
    return replace(article, text=article.text.replace("31", "34").replace("17", "19").replace("قصف", "هاجم"))


CHANGES = {
    "one comes": lambda articles: (articles[:-1], articles),
    "one goes": lambda articles: (articles, articles[1:]),
    "the first of each story goes": lambda articles: (
        articles,
        [a for a in articles if not a.article_id.endswith("00")],
    ),
    "one changes": lambda articles: (articles, [reworded(articles[0]), *articles[1:]]),
    "all change": lambda articles: (articles, [reworded(article) for article in articles]),
    "a paper is named": lambda articles: (articles, [replace(articles[3], source="المرفأ"), *articles]),
    "another order": lambda articles: (articles, articles[::-1]),
    "nothing": lambda articles: (articles, articles),
    "all go but one": lambda articles: (articles, articles[5:6]),
    "half comes": lambda articles: (articles[::2], articles),
    "others come": lambda articles: (articles[:20], articles[20:]),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_brought_up_to_date_is_what_is_made_anew(tmp_path: Path, name: str) -> None:
    before, after = CHANGES[name](ARTICLES)
    build(write(tmp_path / "before.jsonl", before), tmp_path / "renewed.db")
    assert state_path(tmp_path / "renewed.db").exists()
    after_file = write(tmp_path / "after.jsonl", after)
    build(after_file, tmp_path / "renewed.db")
    build(after_file, tmp_path / "anew.db")
    assert content(tmp_path / "renewed.db") == content(tmp_path / "anew.db")
    for database in ("renewed", "anew"):
        write_downloads(tmp_path / f"{database}.db", tmp_path / database)
    assert (tmp_path / "renewed" / "csv.zip").read_bytes() == (tmp_path / "anew" / "csv.zip").read_bytes()


def test_changes_one_after_the_other_leave_no_trace(tmp_path: Path) -> None:
    for first, end in ((3, 10), (2, 44), (0, 3), (2, 30), (3, 45)):
        build(write(tmp_path / "x.jsonl", ARTICLES[first:end]), tmp_path / "renewed.db")
    build(tmp_path / "x.jsonl", tmp_path / "anew.db")
    assert content(tmp_path / "renewed.db") == content(tmp_path / "anew.db")


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(write(tmp_path / "x.jsonl", ARTICLES), tmp_path / "x.db")
    read: list[str] = []
    extract = pipeline.extract
    monkeypatch.setattr(pipeline, "extract", lambda a, lexicon: read.append(a.article_id) or extract(a, lexicon))
    build(write(tmp_path / "x.jsonl", [*ARTICLES[1:9], reworded(ARTICLES[9]), *ARTICLES[10:]]), tmp_path / "x.db")
    assert read == [ARTICLES[9].article_id]


def test_rejected_inputs_are_told_again(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", ARTICLES[:3])
    path.write_text(path.read_text() + '{"id": 7, "text": ""}\n')
    assert build(path, tmp_path / "x.db") == SOME_REJECTED
    assert build(path, tmp_path / "x.db") == SOME_REJECTED
    assert len(content(tmp_path / "x.db")["rejected"]) == 1
    assert build(write(path, ARTICLES[:3]), tmp_path / "x.db") == ALL_READ
    assert content(tmp_path / "x.db")["rejected"] == []


def test_another_program_reads_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "x.jsonl", ARTICLES[:5])
    build(path, tmp_path / "x.db")
    read: list[str] = []
    extract = pipeline.extract
    monkeypatch.setattr(pipeline, "extract", lambda a, lexicon: read.append(a.article_id) or extract(a, lexicon))
    build(path, tmp_path / "x.db")
    assert read == []
    monkeypatch.setattr(building, "digest_of_code", lambda _folders: "another lexicon")
    build(path, tmp_path / "x.db")
    assert len(read) == 5
    build(path, tmp_path / "x.db", "--quotes-only")
    assert len(read) == 10


def test_a_ledger_of_another_database_is_not_used(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", ARTICLES[:5])
    build(path, tmp_path / "x.db")
    build(write(tmp_path / "y.jsonl", ARTICLES[5:9]), tmp_path / "y.db")
    (tmp_path / "x.db").write_bytes((tmp_path / "y.db").read_bytes())
    build(path, tmp_path / "x.db")
    build(path, tmp_path / "anew.db")
    assert content(tmp_path / "x.db") == content(tmp_path / "anew.db")


def test_decisions_stand_where_their_articles_are_not_read_again(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", ARTICLES[:20])
    build(path, tmp_path / "anew.db")
    taken, other = (row[0] for row in content(tmp_path / "anew.db")["events"][:2])
    known = {"reason": "told twice", "decided_by": "the desk", "decided_on": "2031-06-01"}
    decisions = [
        {"table": "events", "id": taken, "action": "withdraw"} | known,
        {"table": "events", "id": other, "action": "overrule", "set": {"weapon": "مدفع"}} | known,
        {"table": "articles", "id": ARTICLES[3].article_id, "action": "withdraw"} | known,
    ]
    (tmp_path / "decisions.yaml").write_text(json.dumps(decisions))
    options = ("--corrections", str(tmp_path / "decisions.yaml"))
    build(path, tmp_path / "renewed.db", *options)
    write(path, ARTICLES[:22])
    build(path, tmp_path / "renewed.db", *options)
    build(path, tmp_path / "other.db", *options)
    assert content(tmp_path / "renewed.db") == content(tmp_path / "other.db")
    assert len(content(tmp_path / "other.db")["corrections"]) == 3
