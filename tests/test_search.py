"""The search finds a word in any spelling, and not other words: pairs of tests/data/search.tsv."""

import csv
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.search import indexed_form, search_expression

FILE = Path(__file__).parent / "data" / "search.tsv"


def read_pairs() -> list[tuple[str, str, bool]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [(query, text, matches == "yes") for query, text, matches in rows]


PAIRS = read_pairs()
NAMES = [f"search.tsv:{number} {query}" for number, (query, _, _) in enumerate(PAIRS, start=2)]


def is_found(query: str, text: str) -> bool:
    db = sqlite3.connect(":memory:")
    try:
        db.execute("create virtual table texts using fts5(words, variants, content='')")
        db.execute("insert into texts (rowid, words, variants) values (1, ?, ?)", indexed_form(text))
        return db.execute("select count(*) from texts where texts match ?", [search_expression(query)]).fetchone() == (
            1,
        )
    finally:
        db.close()


@pytest.mark.parametrize(("query", "text", "matches"), PAIRS, ids=NAMES)
def test_a_query_finds_what_it_should_and_nothing_else(query: str, text: str, matches: bool) -> None:
    assert is_found(query, text) is matches


def test_there_are_sixty_pairs_and_some_that_must_not_match() -> None:
    assert len(PAIRS) >= 60
    assert sum(not matches for _, _, matches in PAIRS) >= 10


ARABIC_WORDS = st.lists(
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإآؤئ", min_size=2, max_size=12), min_size=1, max_size=5
)


@given(ARABIC_WORDS)
def test_a_text_is_found_by_its_own_words(words: list[str]) -> None:
    assert is_found(" ".join(words), " ".join(words))


@given(ARABIC_WORDS)
def test_a_text_is_found_by_its_own_words_as_a_phrase(words: list[str]) -> None:
    assert is_found(f'"{" ".join(words)}"', " ".join(words))


@given(st.text())
def test_any_query_is_a_valid_expression(query: str) -> None:
    is_found(query, "نص")
