"""Date expressions: every row of tests/data/dates.tsv, and what holds of any tokens."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from extractors.absolute_dates import words
from extractors.dates import DateMention, read_dates
from extractors.months import month_at, months
from extractors.text import fold
from extractors.tokens import tokenize

TABLE = Path(__file__).parent / "data" / "dates.tsv"
THURSDAY = "2015-08-06"


def rows() -> list[object]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [pytest.param(row, id=f"{TABLE.name}:{line} {row['text']}") for line, row in enumerate(found, start=2)]


def read(text: str, published: str | None = THURSDAY) -> list[DateMention]:
    return read_dates(tokenize(text).keys, published)


@pytest.mark.parametrize("row", rows())
def test_an_expression_gives_its_dates(row: dict[str, str]) -> None:
    tokens = tokenize(row["text"])
    mentions = read_dates(tokens.keys, row["published"] or None)
    found = [(tokens.quote(m.start, m.end), m.date_start or "", m.date_end or "", m.precision) for m in mentions]
    wanted = (row["expression"], row["date_start"], row["date_end"], row["precision"])
    assert found == ([] if row["precision"] == "none" else [wanted])


def test_there_are_as_many_expressions_as_promised() -> None:
    assert len(rows()) >= 120


def test_several_dates_of_a_sentence_come_in_order() -> None:
    mentions = read("قصفت الطائرات البلدة أمس وصباح الاثنين بعد هدنة بدأت في 21 يوليو")
    assert [m.date_start for m in mentions] == ["2015-08-05", "2015-08-03", "2015-07-21"]
    assert all(one.end <= following.start for one, following in pairwise(mentions))


def test_stretches_of_time_and_bare_weekdays_are_marked() -> None:
    assert [(m.is_span, m.is_bare_weekday) for m in read("منذ عام 2008")] == [(True, False)]
    assert [(m.is_span, m.is_bare_weekday) for m in read("خلال 24 ساعة")] == [(True, False)]
    assert [(m.is_span, m.is_bare_weekday) for m in read("مساء الثلاثاء")] == [(False, True)]
    assert [(m.is_span, m.is_bare_weekday) for m in read("الثلاثاء الماضي")] == [(False, False)]


def test_an_unreadable_day_of_publication_resolves_nothing() -> None:
    assert [m.date_start for m in read("أمس", "yesterday")] == [None]


@pytest.mark.parametrize("locale", ["ar_EG", "ar_SY", "ar_DZ", "ar_MA", "ar_TN", "ar_IQ", "ar_SA"])
def test_every_month_of_every_country_is_known(locale: str) -> None:
    for number, name in get_month_names("wide", locale=locale).items():
        keys = tokenize(fold(name)).keys
        month = month_at(keys, 0)
        assert month is not None, name
        assert (month.calendar, month.number, month.end) == ("gregorian", number, len(keys))


KINDS = "day weekday part day-noun this unit units shift since ago within between to".split()
KINDS += "period-part year-word counted era".split()
WORDS = [key for kind in KINDS for key in list(words(kind))[::5]] + list(months())[::5]
WORDS += "3 21 31 2015 1436 9999 0 21.3.2017 / - ( )".split()
WORDS += "و ال ثلاثه من الثالث".split()
TOKENS = st.lists(st.sampled_from(WORDS) | st.text("اليوم17.", min_size=1, max_size=9), max_size=30)
DAYS = st.dates().map(date.isoformat) | st.none() | st.just("") | st.text(max_size=12)


@given(TOKENS, DAYS)
def test_any_tokens_are_read_without_an_error_and_within_bounds(keys: list[str], published: str | None) -> None:
    mentions = read_dates(keys, published)
    bounds = [0, *(bound for m in mentions for bound in (m.start, m.end)), len(keys)]
    assert bounds == sorted(bounds)
    for mention in mentions:
        assert mention.start < mention.end
        assert (mention.date_start is None) == (mention.precision == "unknown")
        if mention.date_start and mention.date_end:
            assert date.fromisoformat(mention.date_start) <= date.fromisoformat(mention.date_end)


class Watched(list[str]):
    """A list of tokens that counts how often it is looked at."""

    looks = 0

    def __getitem__(self, index: object) -> object:  # type: ignore[override]
        Watched.looks += 1
        return super().__getitem__(index)  # type: ignore[call-overload]


def looks(size: int) -> int:
    keys = Watched(["منذ", "مساء", "يوم", "من", "3", "الي", "بين", "صباح", "قبل", "اكثر", "من", "خمسه", "و"] * size)
    Watched.looks = 0
    read_dates(keys, THURSDAY)
    return Watched.looks


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    work = [looks(size) for size in (100, 200, 400)]
    assert all(longer < 2.1 * shorter for shorter, longer in pairwise(work))
