"""The command as a user calls it: what it prints, what it leaves behind, its exit status."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import ALL_READ, NOTHING_MADE, SOME_REJECTED, main

# "The army shelled the village with artillery on Tuesday, and two of its people were killed."
TEXT = "قصف الجيش القرية بالمدفعية يوم الثلاثاء، وقتل اثنان من أهالي البلدة."
COMMAND = Path(sys.executable).parent / "sijill"


def sijill(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of three articles in two files."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"---\npublished: 2017-03-21\n---\n{TEXT}", encoding="utf-8")
    lines = [json.dumps({"id": name, "text": f"{TEXT} {name}"}) for name in ("b", "c")]
    (folder / "b.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture
def bad_news(news: Path) -> Path:
    """The same folder with two inputs that cannot be read."""
    (news / "empty.txt").write_text("")
    with (news / "b.jsonl").open("a") as out:
        out.write("\nbroken")
    return news


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("name", ["", *main.commands])
def test_help_shows_examples(name: str) -> None:
    result = sijill(*([name] if name else []), "--help")
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
    assert "  sijill " in result.stdout


def test_extract_prints_records_as_json(news: Path) -> None:
    result = sijill("extract", news)
    assert result.exit_code == ALL_READ
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["article"]["published"] for record in found] == ["2017-03-21", None, None]
    assert {event["event_type"] for event in found[0]["events"]} >= {"shelling"}
    assert "3 articles read" in result.stderr


def test_extract_reads_standard_input() -> None:
    result = sijill("extract", "-", stdin=json.dumps({"id": "x", "text": TEXT}) + "\n")
    assert result.exit_code == ALL_READ
    assert json.loads(result.stdout)["article"]["article_id"] == "x"


def test_build_makes_a_database(news: Path, tmp_path: Path) -> None:
    database = tmp_path / "out" / "x.db"
    result = sijill("build", news, "--db", database)
    assert result.exit_code == ALL_READ, result.stderr
    assert rows(database, "select count(*) from articles") == [(3,)]
    assert rows(database, "select count(*) from events where event_type = 'shelling'") == [(3,)]
    assert rows(database, "select count(*) from rejected") == rows(database, "select count(*) from issues") == [(0,)]
    assert str(database) in result.stderr


def test_what_cannot_be_read_stands_in_rejected_and_the_rest_is_built(bad_news: Path, tmp_path: Path) -> None:
    result = sijill("build", bad_news, "--db", tmp_path / "x.db")
    assert result.exit_code == SOME_REJECTED
    found = rows(tmp_path / "x.db", "select input, line, reason from rejected order by input")
    names = [(str(bad_news / "b.jsonl"), 3, "broken JSON"), (str(bad_news / "empty.txt"), None, "empty file")]
    assert found == names
    assert rows(tmp_path / "x.db", "select count(*) from articles") == [(3,)]
    assert "b.jsonl:3: broken JSON" in result.stderr
    assert "3 articles read" in result.stderr
    assert "2 inputs rejected" in result.stderr


def test_strict_stops_at_the_first_and_keeps_the_old_database(bad_news: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    sijill("build", bad_news / "a.txt", "--db", database)
    before = database.read_bytes()
    result = sijill("build", bad_news, "--db", database, "--strict")
    assert result.exit_code == SOME_REJECTED
    assert "b.jsonl:3: broken JSON" in result.stderr
    assert "empty.txt" not in result.stderr
    assert database.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"x.db", "x.db.state"}


def test_two_builds_are_equal_byte_for_byte(news: Path, tmp_path: Path) -> None:
    for name, processes in (("1.db", 1), ("2.db", 2), ("3.db", 1)):
        sijill("build", news, "--db", tmp_path / name, "--processes", processes)
    made = {(tmp_path / f"{number}.db").read_bytes() for number in (1, 2, 3)}
    assert len(made) == 1


def test_the_steps_give_the_same_database_as_build(bad_news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    assert sijill("extract", bad_news, "--out", records).exit_code == SOME_REJECTED
    assert sijill("validate", records).exit_code == ALL_READ
    assert sijill("load", records, "--db", tmp_path / "steps.db").exit_code == SOME_REJECTED
    sijill("build", bad_news, "--db", tmp_path / "build.db")
    assert (tmp_path / "steps.db").read_bytes() == (tmp_path / "build.db").read_bytes()


def test_shards_give_the_same_database_as_build(bad_news: Path, tmp_path: Path) -> None:
    (bad_news / "c.jsonl").write_text(json.dumps({"id": "b", "text": TEXT}))  # an id that another file has
    records = tmp_path / "records"
    for part in (3, 1):
        sijill("extract", bad_news, "--out", records, "--shard", f"{part}/3")
    result = sijill("load", records, "--db", tmp_path / "shards.db")
    assert result.exit_code == NOTHING_MADE
    assert "run the shards that are missing" in result.stderr
    sijill("extract", bad_news, "--out", records, "--shard", "2/3")
    sijill("load", records, "--db", tmp_path / "shards.db")
    sijill("build", bad_news, "--db", tmp_path / "build.db")
    assert (tmp_path / "shards.db").read_bytes() == (tmp_path / "build.db").read_bytes()
    assert rows(tmp_path / "build.db", "select count(*) from rejected where reason = 'duplicate id'") == [(1,)]


@pytest.mark.parametrize("shard", ["0/3", "4/3", "x", "1/", "-1/2"])
def test_a_shard_that_is_none_is_named(news: Path, tmp_path: Path, shard: str) -> None:
    result = sijill("extract", news, "--out", tmp_path / "r", "--shard", shard)
    assert result.exit_code == 2
    assert "is no shard" in result.stderr


def test_records_of_inputs_that_are_gone_are_removed(news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    sijill("extract", news, "--out", records)
    (news / "a.txt").unlink()
    sijill("extract", news, "--out", records)
    sijill("load", records, "--db", tmp_path / "x.db")
    assert rows(tmp_path / "x.db", "select count(*) from articles") == [(2,)]


def test_validate_names_records_that_fail(news: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    sijill("extract", news / "a.txt", "--out", records)
    path = next(records.iterdir())
    first, last = path.read_text(encoding="utf-8").splitlines()
    data = json.loads(first)
    data["events"][0]["quote"] = "غير ما في النص"  # other than what the text has
    path.write_text(f"{json.dumps(data)}\n{last}\n", encoding="utf-8")
    result = sijill("validate", records)
    assert result.exit_code == SOME_REJECTED
    assert f"{path}:1: events: quote" in result.stdout
    sijill("load", records, "--db", tmp_path / "x.db")
    assert rows(tmp_path / "x.db", "select record_type from issues limit 1") == [("events",)]


@pytest.mark.parametrize("command", ["validate", "load"])
def test_a_folder_without_records_is_named(tmp_path: Path, command: str) -> None:
    result = sijill(command, tmp_path, *(["--db", tmp_path / "x.db"] if command == "load" else []))
    assert result.exit_code == NOTHING_MADE
    assert "no records here" in result.stderr


def test_explain_marks_a_sentence(news: Path) -> None:
    result = sijill("explain", "--text", TEXT)
    assert result.exit_code == ALL_READ
    assert "shelling" in result.stdout
    assert sijill("explain", news / "a.txt").stdout
    assert sijill("explain").exit_code == 2


def test_explain_says_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    result = sijill("explain", tmp_path / "a.txt")
    assert result.exit_code == NOTHING_MADE
    assert "a.txt: empty file" in result.stderr


def test_evaluate_prints_figures(news: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    span = [0, TEXT.index("،")]
    event = {"type": "shelling", "status": "actual", "spans": [span], "agents": ["الجيش"]}
    gold.write_text(json.dumps({"id": "g", "text": TEXT, "events": [event]}))
    sijill("build", gold, "--db", tmp_path / "g.db")
    figures = json.loads(sijill("evaluate", gold, tmp_path / "g.db", "--json").stdout)
    assert figures["by type"]["shelling"]["recall"] == 1
    result = sijill("evaluate", gold, tmp_path / "g.db", "--write", tmp_path / "figures.json", "--name", "mine")
    assert "headline" in result.stdout
    assert json.loads((tmp_path / "figures.json").read_text())[0]["gold_set"] == "mine"


def test_the_installed_command_tells_its_exit_status(bad_news: Path) -> None:
    run = subprocess.run([COMMAND, "extract", bad_news], capture_output=True, text=True, check=False)
    assert run.returncode == SOME_REJECTED
    assert len(run.stdout.splitlines()) == 3
    assert "\r" not in run.stderr
    assert "\x1b" not in run.stderr


def test_a_closed_pipe_is_no_error(news: Path) -> None:
    script = f"'{COMMAND}' extract '{news}' | true"
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr


def test_serve_answers_over_http(news: Path, tmp_path: Path) -> None:
    sijill("build", news, "--db", tmp_path / "x.db")
    with subprocess.Popen([COMMAND, "serve", tmp_path / "x.db", "--port", "8917"], env=os.environ) as server:
        try:
            found = wait_for("http://127.0.0.1:8917/x/articles.json?_shape=array&_size=5")
        finally:
            server.terminate()
    assert len(json.loads(found)) == 3


def wait_for(url: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # our own server
                return answer.read().decode()  # type: ignore[no-any-return]
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")
