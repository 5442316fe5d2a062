"""Read date expressions and resolve them against the day of publication."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.absolute_dates import bare_words, words
from extractors.calendars import Reading
from extractors.date_ranges import read_range, read_two_years
from extractors.days import read_calendar_date, read_day
from extractors.durations import read_ago, read_last_units, read_part_of_period, read_since, read_unit
from extractors.expressions import longest
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
    readers, seconds = _readers(), _second_words()
    mentions: list[DateMention] = []
    end = 0
    for i, key in enumerate(keys):
        fitting = readers.get(key) or (_NUMBER_READERS if "0" <= key[0] <= "9" else ())
        if not fitting or i < end or (key in seconds and keys[i + 1 : i + 2] and keys[i + 1] not in seconds[key]):
            continue
        readings = [reading for reader in fitting if (reading := reader(keys, i, today))]
        if readings:
            reading = max(readings, key=lambda found: found.end)
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


def _read_vague(keys: Sequence[str], i: int, today: date | None) -> Reading | None:  # noqa: ARG001  # as every reader
    """Read words that tell a time nobody can date: قريبا, منذ فترة طويلة."""
    found = longest(bare_words("vague"), keys, i)
    return Reading(i + len(found.keys), None) if found else None


Reader = Callable[[Sequence[str], int, date | None], Reading | None]
_NUMBER_READERS: tuple[Reader, ...] = (read_calendar_date, read_last_units)
_KIND_READERS: Mapping[str, Reader] = {
    "day": read_day,
    "weekday": read_day,
    "part": read_day,
    "day-noun": read_day,
    "this": read_unit,
    "unit": read_unit,
    "units": read_last_units,
    "two-units": read_last_units,
    "within": read_last_units,
    "since": read_since,
    "ago": read_ago,
    "between": read_range,
    "period-part": read_part_of_period,
    "year-word": read_calendar_date,
    "year-two": read_two_years,
    "month-word": read_calendar_date,
}


@cache
def _readers() -> Mapping[str, tuple[Reader, ...]]:
    """Return the readers to try at each word that a date expression can begin with."""
    readers: dict[str, dict[Reader, None]] = defaultdict(dict)
    for kind, reader in _KIND_READERS.items():
        for key in words(kind):
            readers[key][reader] = None
    for key in bare_words("vague"):
        readers[key][_read_vague] = None
    for key in (*months(), *ordinal_words()):
        readers[key][read_calendar_date] = None
    for key in (_THE, *(key for key, word in numeral_words().items() if word.definite)):
        readers[key].update(dict.fromkeys(_NUMBER_READERS))
    return {key: tuple(found) for key, found in readers.items()}


@cache
def _second_words() -> Mapping[str, frozenset[str]]:
    """Return, for words that only begin longer expressions (في وقت سابق), the words that can follow them."""
    tables = [*(words(kind) for kind in _KIND_READERS), bare_words("vague"), months()]
    alone = {key for table in tables for key, found in table.items() if any(len(e.keys) == 1 for e in found)}
    alone.update(ordinal_words(), numeral_words(), (_THE,))
    seconds: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for key in table.keys() - alone:
            seconds[key].update(expression.keys[1] for expression in table[key])
    return {key: frozenset(found) for key, found in seconds.items()}
