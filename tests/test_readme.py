"""What the README shows is so: its row, its commands, its files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from publish.cli import main

if TYPE_CHECKING:
    from conftest import Golden

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_golden_row_of_the_readme(tmp_path: Path, golden: "Golden") -> None:
    CliRunner().invoke(main, ["build", str(ROOT / "articles"), "--db", str(tmp_path / "x.db")])
    lines = README.split("\n")
    header = next(number for number, line in enumerate(lines) if line.startswith("| "))
    names = [name.strip() for name in lines[header].strip("|").split("|")]
    with Database(tmp_path / "x.db") as db:
        row = next(db.table("casualties").rows_where(order_by="count_min desc"))
    lines[header + 2] = f"| {' | '.join(str(row[name]) for name in names)} |"
    golden(ROOT / "README.md", "\n".join(lines))


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
