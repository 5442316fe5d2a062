"""Read date expressions and resolve them against the day of publication."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.absolute_dates import words
from extractors.calendars import Reading
from extractors.date_ranges import read_range, read_two_years
from extractors.days import read_calendar_date, read_day
from extractors.durations import read_ago, read_last_units, read_part_of_period, read_since, read_unit
from extractors.expressions import expressions, longest
from extractors.months import months
from extractors.numerals import numeral_words, ordinal_words

_THE = "ال"  # the, written apart from digits


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression from token `start` up to `end`; its dates are ISO days, null when unresolved.

    `is_span` tells a stretch of time (منذ عام 2008, خلال 24 ساعة) from a point; `is_bare_weekday` that a day of the
    week stands alone: the last one in a report, though an announcement may mean the next one.
    """

    start: int
    end: int
    date_start: str | None
    date_end: str | None
    precision: str
    is_span: bool = False
    is_bare_weekday: bool = False


def read_dates(keys: Sequence[str], published: str | None) -> list[DateMention]:
    """Return the date expressions among `keys`, in order; without `published`, relative ones stay unresolved.

    >>> [mention] = read_dates(["قصف", "امس", "الثلاثاء"], "2015-07-23")
    >>> mention.start, mention.end, mention.date_start, mention.precision
    (1, 3, '2015-07-21', 'day')
    """
    today = _day_of(published)
    openers = _openers()
    mentions: list[DateMention] = []
    end = 0
    for i, key in enumerate(keys):
        if i < end or not (key in openers or "0" <= key[0] <= "9"):
            continue
        reading = _read(keys, i, today)
        if reading is not None:
            mentions.append(_mention(i, reading))
            end = reading.end
    return mentions


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _mention(i: int, reading: Reading) -> DateMention:
    period = reading.period
    return DateMention(
        i,
        reading.end,
        period.start.isoformat() if period else None,
        period.end.isoformat() if period and period.end else None,
        period.precision if period else "unknown",
        reading.is_span,
        reading.is_bare_weekday,
    )


_STARTING_KINDS = (
    "day weekday part day-noun this unit units two-units within since ago between "
    "period-part year-word year-two month-word vague"
)


@cache
def _openers() -> frozenset[str]:
    """Return every word that a date expression can begin with."""
    tables = [words(kind) for kind in _STARTING_KINDS.split()]
    tens = (
        key for key, word in numeral_words().items() if word.definite and word.word_class in {"tens", "ten", "unit"}
    )
    return frozenset(months()).union(ordinal_words(), tens, (_THE,), *tables)


def _read(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Return the longest reading of what starts at token `i`."""
    readings = [reading for reader in _READERS if (reading := reader(keys, i, today))]
    return max(readings, key=lambda reading: reading.end, default=None)


def _read_vague(keys: Sequence[str], i: int, today: date | None) -> Reading | None:  # noqa: ARG001  # as every reader
    """Read words that tell a time nobody can date: قريبا, منذ فترة طويلة."""
    found = longest(expressions("date_words.tsv", kind="vague"), keys, i)
    return Reading(i + len(found.keys), None) if found else None


Reader = Callable[[Sequence[str], int, date | None], Reading | None]
_READERS: tuple[Reader, ...] = (
    read_day,
    read_unit,
    read_calendar_date,
    read_part_of_period,
    read_two_years,
    read_last_units,
    read_ago,
    read_since,
    read_range,
    _read_vague,
)
