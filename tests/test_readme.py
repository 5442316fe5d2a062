"""What the README shows is so: its row, its commands, its files."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from publish.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_its_row_is_a_row_of_the_dataset(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["build", str(ROOT / "articles"), "--db", str(tmp_path / "x.db")])
    names, _, values = _first_table()
    with Database(tmp_path / "x.db") as db:
        rows = [[str(row[name]) for name in names] for row in db.table("casualties").rows]
    assert values in rows


def _first_table() -> list[list[str]]:
    lines = [line for line in README.split("\n") if line.startswith("| ")][:3]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)|`make (\w+)", README, re.MULTILINE))))
def test_its_targets_exist(target: tuple[str, str]) -> None:
    assert re.search(rf"^{''.join(target)}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"bin/sijill (\w+)", README))))
def test_its_commands_exist(command: str) -> None:
    assert command in main.commands


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"\]\((?!http)([\w./-]+)\)|`((?:extractors|publish)/[\w./-]+)`", README)))
)
def test_its_files_exist(path: tuple[str, str]) -> None:
    assert (ROOT / "".join(path)).exists()
