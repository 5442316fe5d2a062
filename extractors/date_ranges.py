"""Read ranges between two dates, days of the week or years."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.absolute_dates import (
    CalendarDate,
    bare_words,
    key_at,
    read_absolute,
    read_day_number,
    read_year,
    resolve,
    words,
)
from extractors.calendars import Period, Reading, weekday_before
from extractors.expressions import longest
from extractors.months import month_at

_AND = "و"  # and

Bound = CalendarDate | int  # one end of a range; a number is a weekday


def read_range(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read بين 3 و5 مايو, من 10 مايو إلى 15 يونيو, بين عامي 2003 و2011, من الأحد إلى الخميس."""
    between = longest(words("between"), keys, i)
    if between is None:
        return None
    head = longest(words("two-heads"), keys, i + len(between.keys))
    start = i + len(between.keys) + (len(head.keys) if head else 0)
    first = _read_bound(keys, start, is_year=head is not None)
    if first is None:
        return None
    if isinstance(first[0], CalendarDate) and first[0].last_day:
        return Reading(first[1], resolve(first[0], today), is_span=True)
    joint = key_at(keys, first[1])
    apart = joint == _AND or longest(bare_words("to"), keys, first[1]) is not None
    if not apart and not joint.startswith(_AND):
        return None
    second = _read_bound(keys, first[1] + apart, is_year=head is not None)
    if second is None or _tells_no_month(first[0], second[0]):
        return None
    return Reading(second[1], _between(first[0], second[0], today), is_span=True)


def _tells_no_month(first: Bound, second: Bound) -> bool:
    """Return whether two bounds are bare numbers, or a number and a weekday: counts, not days."""
    return all(
        isinstance(bound, int) or (bound.month is None and bound.year is None) for bound in (first, second)
    ) and not (isinstance(first, int) and isinstance(second, int))


def _read_bound(keys: Sequence[str], i: int, *, is_year: bool) -> tuple[Bound, int] | None:
    """Read one end of a range: a date, a weekday (as a number), a year, or only a month or the day of one."""
    if found := longest(words("weekday"), keys, i):
        return int(found.value), i + 1
    if named := read_absolute(keys, i) or read_year(keys, i):
        return named
    key = key_at(keys, i)
    if is_year and key.isdecimal() and len(key) == 4:
        return CalendarDate(year=int(key)), i + 1
    if day := read_day_number(keys, i):
        return CalendarDate(day[0]), day[1]
    month = month_at(keys, i)
    return (CalendarDate(month=month.number, calendar=month.calendar), month.end) if month else None


def _between(first: Bound, second: Bound, today: date | None) -> Period | None:
    if isinstance(first, int) or isinstance(second, int):
        return _between_weekdays(first, second, today)
    if second.month is None and second.year is None:
        return None
    last = resolve(second, today)
    if last is None or last.end is None:
        return None
    if first.month is None and first.year is None:
        first = replace(first, month=second.month, calendar=second.calendar, shift=second.shift)
    if first.year is None:
        first = replace(first, year=second.year, year_shift=second.year_shift)
    if first.month and first.year is None and first.year_shift is None:
        return _back_from(first, last)
    start = resolve(first, today)
    return Period(start.start, last.end, last.precision) if start and start.start <= last.end else None


def _back_from(first: CalendarDate, last: Period) -> Period | None:
    """Return the span whose first day is the last such day before its end."""
    start = resolve(replace(first, shift=None), last.start)
    if start and start.start > last.start:
        start = resolve(replace(first, shift=-1), last.start)
    return Period(start.start, last.end, last.precision) if start else None


def _between_weekdays(first: Bound, second: Bound, today: date | None) -> Period | None:
    if not (isinstance(first, int) and isinstance(second, int) and today):
        return None
    end = weekday_before(today, second, strictly=False)
    start = end and weekday_before(end, first, strictly=True)
    return Period(start, end, "day") if start and end else None


def read_two_years(keys: Sequence[str], i: int, today: date | None) -> Reading | None:  # noqa: ARG001  # as every reader
    """Read عامي 1964 و1985: two years are no one date."""
    if longest(words("year-two"), keys, i) is None:
        return None
    first = _read_bound(keys, i + 1, is_year=True)
    if first is None or key_at(keys, first[1]) != _AND:
        return None
    second = _read_bound(keys, first[1] + 1, is_year=True)
    return Reading(second[1], None) if second else None
