"""Sentences give their events the somebodies who do them, suffer them or take part in them."""

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest

from extractors import Records, extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article

DATA = Path(__file__).parent / "data" / "roles.tsv"
ROLES = ("agent", "patient", "participant")


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def sentences() -> list[object]:
    """Return one parameter per row of the data file: a sentence, a type of event and who has which role in it."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [pytest.param(*row, id=f"roles.tsv:{line}") for line, row in enumerate(rows, start=2)]


def read(text: str) -> Records:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return extract(
        Article(article_id="example", text=text, published="2021-06-15", language="ar", sha256=sha256), lexicon()
    )


def written(records: Records, event_id: str) -> tuple[str, ...]:
    """Return who has each role in an event, as the data file writes them: names in the order of the text."""
    rows = sorted((row.start, row.role, row.mention_text) for row in records.event_actors if row.event_id == event_id)
    return tuple(" | ".join(name for _, given, name in rows if given == role) for role in ROLES)


@pytest.mark.parametrize(("event_type", "agents", "patients", "participants", "text"), sentences())
def test_an_event_has_its_roles(event_type: str, agents: str, patients: str, participants: str, text: str) -> None:
    records = read(text)
    found = {written(records, event.event_id) for event in records.events if event.event_type == event_type}
    if (agents, patients, participants) not in found:
        pytest.fail(f"{text}\nexpected\n  {(agents, patients, participants)}\nfound\n  {found}", pytrace=False)
