"""Periods of time and their arithmetic: days, weeks from Monday, months and years of two calendars."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

GREGORIAN, HIJRI = "gregorian", "hijri"
_DECEMBER = 12
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; `precision` is day, week, month or year. `end` None is not known."""

    start: date
    end: date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression read up to token `end`, its period resolved or None."""

    end: int
    period: Period | None
    is_span: bool = False
    is_bare_weekday: bool = False


def day_period(day: date) -> Period:
    """Return one day."""
    return Period(day, day, "day")


def shift_days(day: date, days: int) -> date | None:
    """Return the day `days` after `day` (before, if negative), or None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_period(today: date, weeks: int) -> Period | None:
    """Return the Monday to Sunday that lies `weeks` after the week of `today`."""
    monday = shift_days(today, weeks * _WEEK - today.weekday())
    sunday = monday and shift_days(monday, _WEEK - 1)
    return Period(monday, sunday, "week") if monday and sunday else None


def month_period(year: int, month: int, calendar: str = GREGORIAN) -> Period | None:
    """Return a whole month, or None if there is no such month or no table for its year."""
    first = to_day(year, month, 1, calendar)
    if first is None:
        return None
    length = monthrange(year, month)[1] if calendar == GREGORIAN else Hijri(year, month, 1).month_length()
    last = shift_days(first, length - 1)
    return Period(first, last, "month")


def year_period(year: int, calendar: str = GREGORIAN) -> Period | None:
    """Return a whole year, or None if there is no table for it."""
    first, last = month_period(year, 1, calendar), month_period(year, _DECEMBER, calendar)
    return Period(first.start, last.end, "year") if first and last else None


def to_day(year: int, month: int, day: int, calendar: str = GREGORIAN) -> date | None:
    """Return a day of either calendar as a Gregorian date, or None if there is none such."""
    try:
        if calendar == GREGORIAN:
            return date(year, month, day)
        converted = Hijri(year, month, day).to_gregorian()
        return date(converted.year, converted.month, converted.day)
    except (ValueError, OverflowError):
        return None


def year_and_month(day: date, calendar: str) -> tuple[int, int] | None:
    """Return year and month of a day in a calendar, or None where the calendar has no table."""
    if calendar == GREGORIAN:
        return day.year, day.month
    try:
        converted = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return converted.year, converted.month


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month `months` later."""
    years, index = divmod(month - 1 + months, _DECEMBER)
    return year + years, index + 1


def weekday_before(today: date, weekday: int, *, strictly: bool) -> date | None:
    """Return the last day on or (`strictly`) before `today` that is `weekday`, Monday being 0."""
    back = (today.weekday() - weekday) % _WEEK
    return shift_days(today, -(back or _WEEK * strictly))


def weekday_after(today: date, weekday: int) -> date | None:
    """Return the first day after `today` that is `weekday`."""
    return shift_days(today, (weekday - today.weekday()) % _WEEK or _WEEK)
