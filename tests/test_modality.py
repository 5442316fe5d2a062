"""Sentences give their events with the status that a careful coder would write: done, planned, denied, prevented."""

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article

DATA = Path(__file__).parent / "data" / "modality.tsv"
PUBLISHED = "2021-06-15"


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def sentences() -> list[object]:
    """Return one parameter per row of the data file: a sentence and all the events that it gives, with their status."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [pytest.param(text, gives, id=f"modality.tsv:{line}") for line, (text, gives) in enumerate(rows, start=2)]


@pytest.mark.parametrize(("text", "gives"), sentences())
def test_a_sentence_gives_its_events_with_their_status(text: str, gives: str) -> None:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(article_id="example", text=text, published=PUBLISHED, language="ar", sha256=sha256)
    found = sorted(f"{event.event_type},{event.status}" for event in extract(article, lexicon()).events)
    assert found == sorted(filter(None, gives.split(" ; "))), text


def test_the_table_knows_every_status_and_what_is_no_fact() -> None:
    with DATA.open(encoding="utf-8", newline="") as file:
        gives = [row["gives"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for status in ("actual", "planned", "denied", "prevented"):
        assert sum(f",{status}" in cell for cell in gives) > 8, status
    assert sum(not cell for cell in gives) > 4
