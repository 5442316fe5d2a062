"""A build that is killed, or meets a fault at any file operation, leaves a whole database; the next one ends well."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import ALL_READ, NOTHING_MADE, SOME_REJECTED, main

# "The army shelled the village with artillery on Tuesday, and two of its people were killed."
TEXT = "قصف الجيش القرية بالمدفعية يوم الثلاثاء، وقتل اثنان من أهالي البلدة."
KILLS = 50
TRACEBACK = 66
NEVER_MET = 77  # exit status of a build that ended before the fault
FILE_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "sqlite3.connect"}


def write_news(path: Path, number: int) -> Path:
    path.write_text("\n".join(json.dumps({"id": i, "text": f"{TEXT} {i}"}) for i in range(number)))
    return path


def build(news: Path, database: Path) -> int:
    """Return the exit status, or that a user would have seen a traceback."""
    result = CliRunner().invoke(main, ["build", str(news), "--db", str(database)])
    return result.exit_code if result.exception is None or isinstance(result.exception, SystemExit) else TRACEBACK


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, Path, bytes]:
    """Old and new articles, each with the bytes of its undisturbed database."""
    folder = tmp_path_factory.mktemp("undisturbed")
    made = []
    for name, number in (("old", 3), ("new", 40)):
        news = write_news(folder / f"{name}.jsonl", number)
        assert build(news, folder / "x" / f"{name}.db") == 0
        made += [news, (folder / "x" / f"{name}.db").read_bytes()]
    return tuple(made)  # type: ignore[return-value]  # two of each


@pytest.fixture
def database(tmp_path: Path, files: tuple[Path, bytes, Path, bytes]) -> Path:
    """The last good database, alone in its folder."""
    path = tmp_path / "served" / "x.db"
    path.parent.mkdir()
    path.write_bytes(files[1])
    return path


def in_child(run: Callable[[], int]) -> int:
    """Start a process that runs it; return its id."""
    if child := os.fork():
        return child
    code = 99
    try:
        code = run()
    finally:
        os._exit(code)


def exit_status(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def assert_whole(database: Path) -> None:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        quoted = "select substr(text, start + 1, end - start) = quote from events join articles using (article_id)"
        assert {row[0] for row in connection.execute(quoted)} <= {1}
    finally:
        connection.close()


def rows_of(database: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        tables = ("articles", "events", "casualties", "actor_mentions", "incident_events", "rules")
        return [row for table in tables for row in sorted(connection.execute(f"select * from {table}"), key=repr)]  # noqa: S608
    finally:
        connection.close()


def is_new(database: Path, files: tuple[Path, bytes, Path, bytes]) -> bool:
    """Check that one of the two is there, whole; return whether it is the new one.

    The bytes of a database that was brought up to date are not those of one made anew; its rows are.
    """
    assert_whole(database)
    old, new = (rows_of(news.parent / "x" / f"{news.stem}.db") for news in (files[0], files[2]))
    found = rows_of(database)
    assert found in (old, new)
    return found == new


def test_a_build_killed_at_any_moment_leaves_a_whole_database(
    database: Path, files: tuple[Path, bytes, Path, bytes]
) -> None:
    chance = random.Random(7)  # noqa: S311  # moments, not secrets
    begin = time.perf_counter()
    assert exit_status(in_child(lambda: build(files[2], database))) == 0
    duration = time.perf_counter() - begin
    for _ in range(KILLS):
        database.write_bytes(files[1])
        child = in_child(lambda: build(files[2], database))
        time.sleep(chance.uniform(0, 1.1 * duration))
        os.kill(child, signal.SIGKILL)
        exit_status(child)
        is_new(database, files)
    assert build(files[2], database) == 0
    assert database.read_bytes() == files[3]
    assert {path.name for path in database.parent.iterdir()} <= {"x.db", "x.db.state"}


def fail_at(number: int, error: OSError) -> Callable[[], int]:
    """Let the `number`th file operation of this process fail; return a function that counts those that it met."""
    met = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal met
        if event in FILE_EVENTS:
            met += 1
            if met == number:
                raise error

    sys.addaudithook(hook)
    return lambda: met


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")], ids=str)
def test_a_fault_at_any_file_operation_leaves_a_whole_database(
    database: Path, files: tuple[Path, bytes, Path, bytes], fault: OSError
) -> None:
    number, failed = 0, 0
    while True:
        number += 1
        database.write_bytes(files[1])

        def run(number: int = number) -> int:
            count = fail_at(number, fault)
            status = build(files[2], database)
            return status if count() >= number else NEVER_MET

        status = exit_status(in_child(run))
        if status == NEVER_MET:
            break
        assert_whole(database)
        assert status != TRACEBACK
        made = is_new(database, files) if status != SOME_REJECTED else True
        assert made or status == NOTHING_MADE
        failed += status != ALL_READ
    assert failed > 10
    assert build(files[2], database) == 0
    assert is_new(database, files)


def test_a_full_disk_leaves_the_last_good_database(database: Path, files: tuple[Path, bytes, Path, bytes]) -> None:
    size = len(files[3])
    for limit in range(0, size, size // 25):

        def run(limit: int = limit) -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            return build(files[2], database)

        assert exit_status(in_child(run)) == NOTHING_MADE
        assert database.read_bytes() == files[1]
    assert {path.name for path in database.parent.iterdir()} <= {"x.db", "x.db.state"}
    assert build(files[2], database) == 0
    assert database.read_bytes() == files[3]


def test_rejected_inputs_alone_do_not_replace_a_good_database(
    database: Path, files: tuple[Path, bytes, Path, bytes], tmp_path: Path
) -> None:
    (tmp_path / "broken.jsonl").write_text('{"text": \n')
    assert build(tmp_path / "broken.jsonl", database) == NOTHING_MADE
    assert database.read_bytes() == files[1]
    assert build(tmp_path / "broken.jsonl", tmp_path / "first.db") == SOME_REJECTED
    assert build(files[2], database) == 0
    assert build(tmp_path / "broken.jsonl", database) == NOTHING_MADE  # nor when it could be brought up to date
    assert database.read_bytes() == files[3]


def test_of_two_builds_at_once_the_second_waits(database: Path, files: tuple[Path, bytes, Path, bytes]) -> None:
    children = [in_child(lambda news=news: build(news, database)) for news in (files[0], files[2]) * 3]  # type: ignore[misc]
    assert [exit_status(child) for child in children] == [0] * 6
    is_new(database, files)
    assert {path.name for path in database.parent.iterdir()} <= {"x.db", "x.db.state"}


def test_bringing_a_database_up_to_date_can_be_killed_at_any_moment(
    tmp_path: Path, files: tuple[Path, bytes, Path, bytes]
) -> None:
    served, database = tmp_path / "served", tmp_path / "served" / "x.db"
    assert build(files[0], database) == 0
    shutil.copytree(served, tmp_path / "kept")  # times are kept too, by which a database and its ledger know each other
    chance = random.Random(8)  # noqa: S311  # moments, not secrets
    begin = time.perf_counter()
    assert exit_status(in_child(lambda: build(files[2], database))) == 0
    duration = time.perf_counter() - begin
    old, new = rows_of(tmp_path / "kept" / "x.db"), rows_of(database)
    assert old != new
    for _ in range(KILLS):
        shutil.rmtree(served)
        shutil.copytree(tmp_path / "kept", served)
        child = in_child(lambda: build(files[2], database))
        time.sleep(chance.uniform(0, 1.1 * duration))
        os.kill(child, signal.SIGKILL)
        exit_status(child)
        assert_whole(database)
        assert rows_of(database) in (old, new)
        if chance.random() < 0.3:
            assert build(files[2], database) == 0
            assert rows_of(database) == new
            assert {path.name for path in served.iterdir()} == {"x.db", "x.db.state"}
