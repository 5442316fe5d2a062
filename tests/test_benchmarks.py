"""Benchmarks read the same articles in every run, and each article once."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(autouse=True)
def _beside_the_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_made_articles_are_the_same_in_every_run() -> None:
    from work import make_articles

    first, second = list(make_articles(30)), list(make_articles(30))
    assert first == second
    assert len({article.text for article in first}) == 30


def test_multiplied_articles_are_no_copies() -> None:
    from work import make_articles, multiply

    articles = list(multiply(make_articles(20), 60))
    assert len({article.article_id for article in articles}) == 60
    assert len({article.text for article in articles}) == 60


def test_the_benchmark_prints_a_ratio_for_each_contender() -> None:
    command = [sys.executable, "speed.py", "--articles", "12", "--no-commands"]
    printed = subprocess.run(command, cwd=BENCHMARKS, capture_output=True, text=True, check=True).stdout
    bounded = [line.split() for line in printed.splitlines() if "at most" in line]
    ratios = {words[0]: float(words[1]) for words in bounded}
    assert ratios.keys() == {"reading", "validation"}
    assert all(ratio > 0 for ratio in ratios.values())
