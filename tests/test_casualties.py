"""Sentences give the casualty rows that a careful coder would write."""

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article, Casualty

DATA = Path(__file__).parent / "data" / "casualties.tsv"
PUBLISHED = "2021-06-15"


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def sentences() -> list[object]:
    """Return one parameter per row of the data file: a sentence and the rows that it gives."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [pytest.param(text, gives, id=f"casualties.tsv:{line}") for line, (text, gives) in enumerate(rows, start=2)]


def told(text: str) -> tuple[Casualty, ...]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return extract(
        Article(article_id="example", text=text, published=PUBLISHED, language="ar", sha256=sha256), lexicon()
    ).casualties


def written(rows: tuple[Casualty, ...]) -> str:
    """Return rows as the data file writes them: harm, min, max, precision, victim type, group, row it is part of."""
    numbers = {row.casualty_id: number for number, row in enumerate(rows, start=1)}
    cells = (
        (
            r.harm,
            r.count_min,
            r.count_max,
            r.count_precision,
            r.victim_type,
            r.victim_group,
            numbers.get(r.part_of or ""),
        )
        for r in rows
    )
    return " ; ".join(",".join("-" if cell is None else str(cell) for cell in row) for row in cells)


@pytest.mark.parametrize(("text", "gives"), sentences())
def test_a_sentence_gives_its_casualties(text: str, gives: str) -> None:
    found = written(told(text))
    if found != gives:
        pytest.fail(f"{text}\nexpected\n  {gives or 'nothing'}\nfound\n  {found or 'nothing'}", pytrace=False)


def test_a_toll_told_again_is_one_row() -> None:
    rows = told(
        "قتل 14 جنديا في هجوم على معسكر في مدينة غاو. وقال الجيش إن 14 جنديا قتلوا في الهجوم على المعسكر."
    )  # 14 soldiers, twice
    assert [row.count_min for row in rows] == [14]


def test_claims_that_differ_stay_apart() -> None:
    rows = told(
        "قال الجيش إن ستة مسلحين قتلوا في الغارة على سبها. وقالت الحركة إن مدنيين اثنين قتلا في الغارة على سبها."
    )  # six gunmen, two civilians
    assert {row.count_min for row in rows} == {6, 2}
