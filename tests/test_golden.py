"""Whole articles with all their records, as they were reviewed last: `make golden` writes them anew."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractors import Records, extract
from extractors.lexicon import load_lexicon
from extractors.records import Article
from publish.inputs import read_inputs

if TYPE_CHECKING:
    from conftest import Golden

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "articles").iterdir())
TABLES = ("events", "event_actors", "casualties", "sanctions", "actors", "actor_mentions", "places", "evidence")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_golden_records_of_an_article(path: Path, golden: "Golden") -> None:
    for article in read_inputs([path]):
        assert isinstance(article, Article)
        golden(ROOT / "tests" / "golden" / f"{path.stem}.txt", as_lines(extract(article, load_lexicon())))


def as_lines(records: Records) -> str:
    """Return one line for each record, without what is null, in an order that changes little."""
    return "".join(
        f"{table} {json.dumps({k: v for k, v in row.items() if v not in (None, ())}, ensure_ascii=False)}\n"
        for table in TABLES
        for row in sorted(map(asdict, getattr(records, table)), key=lambda row: (row.get("start", 0), str(row)))
    )
