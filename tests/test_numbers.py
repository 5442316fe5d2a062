"""Count expressions: every row of tests/data/numbers.tsv and number_kinds.tsv, and what holds of any tokens."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import Count, count_kind, is_dual_ending, read_count
from extractors.numerals import numeral_words, ordinal_words, read_number, read_ordinal
from extractors.tokens import tokenize

DATA = Path(__file__).parent / "data"


def rows(name: str, id_column: str) -> list[object]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [pytest.param(row, id=f"{name}:{line} {row[id_column]}") for line, row in enumerate(found, start=2)]


def first_count(text: str) -> Count | None:
    keys = tokenize(text).keys
    return next((count for i in range(len(keys)) if (count := read_count(keys, i))), None)


def number(cell: str) -> int | None:
    return int(cell) if cell else None


@pytest.mark.parametrize("row", rows("numbers.tsv", "expression"))
def test_an_expression_gives_its_count(row: dict[str, str]) -> None:
    count = read_count(tokenize(row["expression"]).keys, 0)
    if row["precision"] == "none":
        assert count is None
    else:
        assert count is not None
        assert (count.count_min, count.count_max, count.precision) == (
            number(row["min"]),
            number(row["max"]),
            row["precision"],
        )


@pytest.mark.parametrize("row", rows("number_kinds.tsv", "text"))
def test_the_words_around_tell_what_is_counted(row: dict[str, str]) -> None:
    count = first_count(row["text"])
    assert count is not None
    assert count_kind(tokenize(row["text"]).keys, count) == row["kind"]


def test_there_are_as_many_expressions_as_promised() -> None:
    assert len(list(rows("numbers.tsv", "expression"))) >= 170


def test_a_count_says_where_its_number_begins_and_where_its_modifier_stands() -> None:
    keys = tokenize("ما لا يقل عن 40 غارة").keys
    count = read_count(keys, 0)
    assert count is not None
    assert (count.start, count.number_start, count.end, count.after) == (0, 4, 5, None)
    keys = tokenize("مقتل 20 جنديا على الأقل").keys
    count = read_count(keys, 1)
    assert count is not None
    assert (count.start, count.end, count.after) == (1, 2, (3, 5))


def test_a_modifier_behind_another_number_belongs_to_that_number() -> None:
    count = first_count("20 قتيلا و30 جريحا على الأقل")
    assert count is not None
    assert count.precision == "exact"


def test_a_rise_from_one_figure_to_another_is_no_range() -> None:
    keys = tokenize("ارتفع عدد القتلى من 20 إلى 30").keys
    counts = [count for i in range(len(keys)) if (count := read_count(keys, i))]
    assert [(count.count_min, count.precision) for count in counts] == [(20, "exact"), (30, "exact")]


def test_the_second_half_of_an_ordinal_is_no_count() -> None:
    for text in ("الخامس عشر", "الحادية والعشرين", "الثالثة عشرة"):
        assert first_count(text) is None
        keys = tokenize(text).keys
        ordinal = read_ordinal(keys, 0)
        assert ordinal is not None
        assert ordinal[1] == len(keys)


def test_a_definite_number_and_one_with_a_unit_are_marked() -> None:
    definite, measured, plain = first_count("الجنود الخمسة"), first_count("خمسة كيلومترات"), first_count("خمسة جنود")
    assert definite is not None
    assert measured is not None
    assert plain is not None
    assert (definite.is_definite, definite.has_unit) == (True, False)
    assert (measured.is_definite, measured.has_unit) == (False, True)
    assert (plain.is_definite, plain.has_unit) == (False, False)


def test_endings_of_the_dual() -> None:
    assert is_dual_ending("قتيلان")
    assert is_dual_ending("جنديين")
    assert not is_dual_ending("جنود")


UNITS = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
HUNDREDS = "مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()


def spell_tens(value: int) -> str:
    if value <= 10:
        return UNITS[value]
    if value < 20:
        return {11: "أحد", 12: "اثنا"}.get(value, UNITS[value - 10]) + " عشر"
    ten = TENS[value // 10 - 2]
    return f"{UNITS[value % 10]} و{ten}" if value % 10 else ten


def spell_hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    parts = [HUNDREDS[hundreds - 1]] if hundreds else []
    return " و".join([*parts, spell_tens(rest)] if rest else parts)


def spell(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return spell_hundreds(rest)
    counted = "آلاف" if thousands <= 10 else "ألفا"
    head = {1: "ألف", 2: "ألفان"}.get(thousands) or f"{spell_hundreds(thousands)} {counted}"
    return f"{head} و{spell_hundreds(rest)}" if rest else head


@given(st.integers(1, 999_999))
def test_every_number_that_can_be_spelled_is_read_back(value: int) -> None:
    keys = tokenize(spell(value)).keys
    read = read_number(keys, 0)
    assert read is not None
    assert (read.value, read.end) == (value, len(keys))


WORDS = [*list(numeral_words())[::7], *list(ordinal_words())[::9]]
WORDS += tokenize(
    "ما لا يقل عن أكثر من نحو بين و إلى حتى على الأقل تقريبا مليون ألف 20 1,200 2.5 7.7.7 - / ( ) % يوليو سنة"
).keys
TOKENS = st.lists(st.sampled_from(WORDS) | st.text("ابوم17.", min_size=1, max_size=9), max_size=30)


@given(TOKENS)
def test_any_tokens_are_read_without_an_error_and_within_bounds(keys: list[str]) -> None:
    for i in range(len(keys)):
        count = read_count(keys, i)
        if count is not None:
            assert count.start == i
            assert i <= count.number_start < count.end <= len(keys)
            assert count.count_min is None or count.count_min >= 0
            assert None in (count.count_min, count.count_max) or (count.count_min or 0) <= (count.count_max or 0)
            count_kind(keys, count)


class Watched(list[str]):
    """A list of tokens that counts how often it is looked at."""

    looks = 0

    def __getitem__(self, index: object) -> object:  # type: ignore[override]
        Watched.looks += 1
        return super().__getitem__(index)  # type: ignore[call-overload]


def looks(size: int) -> int:
    keys = Watched(["خمسه", "وعشرون", "الف", "و", "20", "الي", "بين", "نحو", "من"] * size)
    Watched.looks = 0
    for i in range(len(keys)):
        read_count(keys, i)
    return Watched.looks


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    work = [looks(size) for size in (100, 200, 400)]
    assert all(longer < 2.1 * shorter for shorter, longer in pairwise(work))
