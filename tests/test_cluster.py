"""Extraction on a real local cluster of two worker processes: `make test-cluster` installs what it needs."""

import json
import logging
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from publish import pipeline
from publish.cli import ALL_READ, NOTHING_MADE, SOME_REJECTED, main

dask: Any = pytest.importorskip("dask")
distributed: Any = pytest.importorskip("distributed")

# "The army shelled the village with artillery on Tuesday, and two of its people were killed."
TEXT = "قصف الجيش القرية بالمدفعية يوم الثلاثاء، وقتل اثنان من أهالي البلدة. "
DEADLY = "كلمة قاتلة"  # deadly word: a worker that reads it ends at once, as for lack of memory
PRELOAD = f"""
import os
from publish import pipeline
def read_or_die(article, lexicon, read=pipeline.extract):
    return os._exit(9) if {DEADLY!r} in article.text else read(article, lexicon)
pipeline.extract = read_or_die
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "preload.py").write_text(PRELOAD, encoding="utf-8")
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.CRITICAL}
    with distributed.LocalCluster(preload=[str(tmp_path / "preload.py")], **settings) as made:
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        lines = [json.dumps({"id": f"{number}-{i}", "text": TEXT * 20 + str(i)}) for i in range(20)]
        (folder / f"{number:02}.jsonl").write_text("\n".join(lines))
    return folder


def sijill(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def extract_on(cluster: Any, news: Path, records: Path) -> Result:
    return sijill("extract", news, "--out", records, "--engine", "dask", "--scheduler", cluster.scheduler_address)


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_a_worker_killed_mid_run_loses_nothing(cluster: Any, news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    results: list[Result] = []
    run = threading.Thread(target=lambda: results.append(extract_on(cluster, news, records)))
    run.start()
    while len(list(records.glob("*.jsonl"))) < 2:
        time.sleep(0.01)
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert len(list(records.glob("*.jsonl"))) < 12
    run.join()
    assert results[0].exit_code == ALL_READ, results[0].stderr
    sijill("load", records, "--db", tmp_path / "cluster.db")
    sijill("build", news, "--db", tmp_path / "alone.db")
    assert (tmp_path / "cluster.db").read_bytes() == (tmp_path / "alone.db").read_bytes()
    assert not list(records.glob("*.part"))


def test_an_article_that_kills_its_workers_is_rejected(
    cluster: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (news / "05.jsonl").open("a") as out:
        out.write("\n" + json.dumps({"id": "deadly", "text": TEXT + DEADLY}))
    read = pipeline.extract
    monkeypatch.setattr(
        pipeline, "extract", lambda article, lexicon: os._exit(9) if DEADLY in article.text else read(article, lexicon)
    )
    result = extract_on(cluster, news, tmp_path / "records")
    assert result.exit_code == SOME_REJECTED
    sijill("load", tmp_path / "records", "--db", tmp_path / "x.db")
    assert rows(tmp_path / "x.db", "select count(*) from articles") == [(240,)]
    assert rows(tmp_path / "x.db", "select input, reason from rejected") == [("article deadly", "extraction failed")]


def test_what_is_done_is_not_done_again(cluster: Any, news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    sijill("extract", news, "--out", records, "--shard", "1/2")
    made = {path: path.stat().st_mtime_ns for path in records.iterdir()}
    assert extract_on(cluster, news, records).exit_code == ALL_READ
    assert len(list(records.iterdir())) == 12
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_a_scheduler_that_does_not_answer_is_named(news: Path, tmp_path: Path) -> None:
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        result = sijill(
            "extract", news, "--out", tmp_path / "r", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"
        )
    assert result.exit_code == NOTHING_MADE
    assert "no dask scheduler answers" in result.stderr
