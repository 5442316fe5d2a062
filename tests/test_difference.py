"""Two releases: every row that came, went or changed is told, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from register import FIGURE, OTHER_RULE, RULE, Result, results, shelling_article

from publish.cli import main
from publish.difference import compare, summarise
from publish.load import load


@pytest.fixture
def old(tmp_path: Path) -> Path:
    load(tmp_path / "old.db", results(), [], [RULE, OTHER_RULE], [FIGURE])
    return tmp_path / "old.db"


def changed_release(path: Path) -> Path:
    whole = shelling_article()
    casualties = whole.records.casualties
    records = replace(
        whole.records,
        casualties=(replace(casualties[0], count_max=15), casualties[1], replace(casualties[2], casualty_id="c9")),
    )
    load(path, [Result(whole.article, records)], [], [RULE, OTHER_RULE], [FIGURE])
    return path


def test_equal_releases_have_no_difference(old: Path) -> None:
    assert list(compare(old, old)) == []


def test_a_release_tells_what_came_went_and_changed(old: Path, tmp_path: Path) -> None:
    changes = list(compare(old, changed_release(tmp_path / "new.db")))
    told = {(change.table, change.key, change.kind) for change in changes}
    assert ("casualties", ("c9",), "came") in told
    assert ("casualties", ("c3",), "went") in told
    assert ("casualties", ("c1",), "changed") in told
    assert ("articles", ("a2",), "went") in told
    assert {change.key for change in changes if change.table == "rules"} == {("shelling.qasafa",)}
    count = next(change for change in changes if change.key == ("c1",))
    assert count.columns == {"count_max": (12, 15)}
    assert "count_max" in count.to_json()


def test_the_summary_counts_by_table(old: Path, tmp_path: Path) -> None:
    summary = summarise(compare(old, changed_release(tmp_path / "new.db")))
    assert summary["casualties"] == {"came": 1, "went": 1, "changed": 1}
    assert summary["sanctions"] == {"came": 0, "went": 1, "changed": 0}


def test_neither_file_is_written(old: Path, tmp_path: Path) -> None:
    new = changed_release(tmp_path / "new.db")
    before = old.read_bytes(), new.read_bytes()
    list(compare(old, new))
    assert (old.read_bytes(), new.read_bytes()) == before


def test_the_command_prints_counts_and_rows(old: Path, tmp_path: Path) -> None:
    new = changed_release(tmp_path / "new.db")
    counts = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert counts.exit_code == 0
    assert "casualties: 1 came, 1 went, 1 changed" in counts.output
    rows = CliRunner().invoke(main, ["diff", str(old), str(new), "--rows"])
    assert len(rows.output.splitlines()) == len(list(compare(old, new)))
