"""Read dates that name a day, a month or a year, and resolve what they leave open against publication."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors.calendars import (
    GREGORIAN,
    HIJRI,
    Period,
    month_period,
    shift_month,
    to_day,
    year_and_month,
    year_period,
)
from extractors.expressions import Expression, ExpressionTable, expressions, longest
from extractors.months import Month, month_at
from extractors.numerals import read_number, read_ordinal, word_at

_THE = frozenset(("ال", "بال", "لل", "وال"))  # the, with the, to the, and the: written apart from digits
_FROM = "من"  # from, of
_AND = frozenset(("و", "وال"))  # and, and the
_DASHES = frozenset("-–")
_SLASHES = frozenset("/-–")
_DAYS = range(1, 32)
_MONTHS = range(1, 13)
_HIJRI_YEARS = range(1300, 1600)
_YEARS = range(1800, 2101)
_WRITTEN_YEARS = range(1900, 2101)
_SHORT_YEARS = range(50)
_SOON = 60  # days; a date without a year that lies so near ahead is not last year's


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What a text says of a date; None is left unsaid. `shift` moves the month, `year_shift` the year (الماضي is -1).

    `is_open` means that the text names a year that is not to be known (العام نفسه).
    """

    day: int | None = None
    last_day: int | None = None
    month: int | None = None
    calendar: str = GREGORIAN
    year: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    is_open: bool = False


Found = tuple[CalendarDate, int]


@cache
def words(kind: str) -> ExpressionTable:
    """Return the expressions of one kind in date_words.tsv, with proclitics, by first word."""
    return expressions("date_words.tsv", proclitics=True, kind=kind)


@cache
def bare_words(kind: str) -> ExpressionTable:
    """Return the expressions of one kind in date_words.tsv as they are written, without proclitics."""
    return expressions("date_words.tsv", kind=kind)


def key_at(keys: Sequence[str], i: int) -> str:
    """Return the token at `i`, or an empty string outside."""
    return keys[i] if 0 <= i < len(keys) else ""


def read_absolute(keys: Sequence[str], i: int) -> Found | None:
    """Return the date with a day, a month or all-digit form that starts at token `i`, and the token after it."""
    found = _read_numeric(keys, i) or _read_day_and_month(keys, i) or _read_month(keys, i)
    return found and _with_other_calendar(keys, found)


def read_year(keys: Sequence[str], i: int) -> Found | None:
    """Return the year that starts at token `i`: عام 2014, or 2014 behind a word like في."""
    head = longest(words("year-word"), keys, i)
    start = i + len(head.keys) if head else i
    if key_at(keys, start) in _THE:
        start += 1
    if not head and not longest(words("before-year"), keys, i - 1):
        return None
    found = _year_digits(keys, start)
    if found is None and head:
        found = _year_words(keys, start)
    if found is None or (not head and found[0].calendar == GREGORIAN and found[0].year not in _WRITTEN_YEARS):
        return None
    return found


def read_day_number(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return the day of a month at token `i` (21, الـ21, الحادي والعشرين) and the token after it."""
    start = i + (key_at(keys, i) in _THE)
    key = key_at(keys, start)
    if key.isdecimal():
        return (int(key), start + 1) if len(key) <= 2 and int(key) in _DAYS else None
    if ordinal := read_ordinal(keys, start):
        return ordinal
    word = word_at(keys, start)
    number = read_number(keys, start) if word and word.definite else None
    return (number.value, number.end) if number and number.value in _DAYS else None


def resolve(found: CalendarDate, today: date | None) -> Period | None:
    """Return the period that a date means for a reader of `today`, None if that can't be known."""
    if found.is_open:
        return None
    year = found.year
    if year is None and found.year_shift is not None:
        now = today and year_and_month(today, found.calendar)
        year = now[0] + found.year_shift if now else None
        if year is None:
            return None
    if found.month is None and found.day is None:
        return year_period(year, found.calendar) if year is not None else None
    if found.month is not None and year is not None:
        return _period(found, year, found.month)
    return _nearest(found, today) if today else None


def _nearest(found: CalendarDate, today: date) -> Period | None:
    """Return the occurrence that a date without a year means: the last one, unless the text says otherwise."""
    now = year_and_month(today, found.calendar)
    if now is None:
        return None
    if found.month is None:
        return _period(found, *shift_month(*now, found.shift or 0))
    if found.shift == 0 and found.month == now[1]:
        return _period(found, now[0], found.month)
    years = (now[0] + 1, now[0], now[0] - 1)
    if found.shift == 1:
        fitting = (p for y in reversed(years) if (p := _period(found, y, found.month or 1)) and p.start > today)
        return next(fitting, None)
    latest = today.toordinal() - (found.shift is not None and found.shift < 0)
    if found.day is not None and found.shift is None:
        latest += _SOON
    if found.day is None and found.shift is not None and found.shift < 0:
        latest = today.toordinal() - today.day if found.calendar == GREGORIAN else latest
    fitting = (p for y in years if (p := _period(found, y, found.month)) and p.start.toordinal() <= latest)
    return next(fitting, None)


def _period(found: CalendarDate, year: int, month: int) -> Period | None:
    if found.day is None:
        return month_period(year, month, found.calendar)
    first = to_day(year, month, found.day, found.calendar)
    last = to_day(year, month, found.last_day or found.day, found.calendar)
    return Period(first, last, "day") if first and last and first <= last else None


def _read_numeric(keys: Sequence[str], i: int) -> Found | None:
    """Read 21/3/2017, 2017-03-21, 21.3.2017 and 12/9/1436هـ."""
    first = key_at(keys, i)
    if not first[:1].isdecimal():
        return None
    parts, end = first.split("."), i + 1
    if len(parts) == 1 and key_at(keys, i + 1) in _SLASHES and key_at(keys, i + 3) == key_at(keys, i + 1):
        parts, end = [first, key_at(keys, i + 2), key_at(keys, i + 4)], i + 5
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    day, month, year = numbers
    if month not in _MONTHS and day in _MONTHS:
        day, month = month, day
    if year in _SHORT_YEARS:
        year += 2000
    if year not in _YEARS and year not in _HIJRI_YEARS:
        return None
    calendar, end = _era(keys, end, year)
    return CalendarDate(day, month=month, calendar=calendar, year=year), end


def _read_day_and_month(keys: Sequence[str], i: int) -> Found | None:
    """Read '21 يوليو', 'السادس من شهر أغسطس الماضي', '10 - 15 يونيو', '15 من الشهر الجاري'."""
    day = read_day_number(keys, i) or _number_before_month(keys, i)
    if day is None:
        return None
    last, end = _read_last_day(keys, day[1])
    start = end + (key_at(keys, end) == _FROM)
    if found := _read_day_of_shifted_month(keys, start):
        return replace(found[0], day=day[0], last_day=last), found[1]
    start += longest(words("month-word"), keys, start) is not None
    month = month_at(keys, start)
    if month is None:
        return None
    return _with_year(keys, CalendarDate(day[0], last, month.number, month.calendar), month.end)


def _number_before_month(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return the day in تسعة ديسمبر, a number word without its article."""
    number = read_number(keys, i) if word_at(keys, i) else None
    return (number.value, number.end) if number and number.value in _DAYS and month_at(keys, number.end) else None


def _read_last_day(keys: Sequence[str], i: int) -> tuple[int | None, int]:
    """Return the second day of '3 و4 مايو' or '10 - 15 يونيو' and the token after it; else None and `i`."""
    key = key_at(keys, i)
    if key in _AND or key in _DASHES or longest(words("to"), keys, i):
        start = i + 1
    elif longest(words("between"), keys, i) is None and (word := word_at(keys, i)) and word.joined:
        start = i
    else:
        return None, i
    found = read_day_number(keys, start)
    return (found[0], found[1]) if found else (None, i)


def _read_day_of_shifted_month(keys: Sequence[str], i: int) -> Found | None:
    """Read 'الشهر الجاري' or only 'الجاري' behind the number of a day."""
    unit = longest(words("unit"), keys, i)
    if unit and unit.value != "month":
        return None
    this = longest(words("this"), keys, i)
    if this and (unit := longest(words("unit"), keys, i + 1)) and unit.value == "month":
        return CalendarDate(shift=0), i + 2
    shift = longest(words("shift"), keys, i + (unit is not None))
    if shift is None or (unit is None and shift.value != "0"):
        return None
    return CalendarDate(shift=int(shift.value)), i + (unit is not None) + len(shift.keys)


def _read_month(keys: Sequence[str], i: int) -> Found | None:
    """Read a month without a day where something beside it shows that it is one."""
    head = longest(words("month-word"), keys, i)
    month = month_at(keys, i + (head is not None))
    if month is None:
        return None
    plain = CalendarDate(month=month.number, calendar=month.calendar)
    found, end = _with_year(keys, plain, month.end)
    if found != plain or head or _has_preposition(keys, i, month):
        return found, end
    return None


def _has_preposition(keys: Sequence[str], i: int, month: Month) -> bool:
    if month.needs == "number":
        return False
    before = _ending_at(words("before-month"), keys, i)
    return before is not None and (month.needs == "any" or before.value != "from")


def _ending_at(table: ExpressionTable, keys: Sequence[str], i: int) -> Expression | None:
    """Return the one-word expression right before token `i`."""
    return longest(table, keys, i - 1)


def _with_year(keys: Sequence[str], found: CalendarDate, end: int) -> Found:
    """Add what follows a month: 2015, من عام 2015, الماضي, العام الماضي."""
    start = end + (key_at(keys, end) == _FROM) + (key_at(keys, end) in "،,")
    if same := longest(words("same-year"), keys, end):
        return replace(found, is_open=True), end + len(same.keys)
    if shift := longest(words("shift"), keys, end):
        return _with_year_behind_shift(keys, replace(found, shift=int(shift.value)), end + len(shift.keys))
    if year := _read_shifted_year(keys, start):
        return replace(found, year_shift=year[0]), year[1]
    head = longest(words("year-word"), keys, start)
    digits = _year_digits(keys, start + (head is not None)) if head or start == end else None
    if digits is None or (not head and digits[0].year not in _YEARS and found.calendar == GREGORIAN):
        return found, end
    calendar = found.calendar if found.calendar == HIJRI else digits[0].calendar
    return replace(found, year=digits[0].year, calendar=calendar), digits[1]


def _with_year_behind_shift(keys: Sequence[str], found: CalendarDate, end: int) -> Found:
    """Let a year that follows decide: 'يوليو الماضي 2014'."""
    digits = _year_digits(keys, end)
    if digits and digits[0].calendar == found.calendar == GREGORIAN:
        return replace(found, year=digits[0].year), digits[1]
    return found, end


def _read_shifted_year(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Read العام الماضي or هذا العام and return how many years it is away, and the token after it."""
    if longest(words("this"), keys, i) and (unit := longest(words("unit"), keys, i + 1)) and unit.value == "year":
        return 0, i + 2
    unit = longest(words("unit"), keys, i)
    if unit is None or unit.value != "year":
        return None
    shift = longest(words("shift"), keys, i + 1)
    return (int(shift.value), i + 1 + len(shift.keys)) if shift else None


def _year_digits(keys: Sequence[str], i: int) -> Found | None:
    key = key_at(keys, i)
    if not key.isdecimal() or len(key) != 4:
        return None
    year = int(key)
    calendar, end = _era(keys, i + 1, year)
    if year not in (_HIJRI_YEARS if calendar == HIJRI else _YEARS):
        return None
    return CalendarDate(year=year, calendar=calendar), end


def _year_words(keys: Sequence[str], i: int) -> Found | None:
    """Read a year in words: ألفين وأربعة عشر."""
    number = read_number(keys, i) if i < len(keys) else None
    if number is None or number.value not in _WRITTEN_YEARS:
        return None
    return CalendarDate(year=number.value), number.end


def _era(keys: Sequence[str], i: int, year: int) -> tuple[str, int]:
    """Return the calendar of a year and the token behind the word for it (هـ, م)."""
    era = longest(bare_words("era"), keys, i)
    if era and (era.value == HIJRI) == (year in _HIJRI_YEARS):
        return era.value, i + len(era.keys)
    return (HIJRI if year in _HIJRI_YEARS else GREGORIAN), i


def _with_other_calendar(keys: Sequence[str], found: Found) -> Found:
    """Take the same day's other name behind it: '12 رمضان 1436 الموافق 29 يونيو 2015'."""
    first, end = found
    opener = key_at(keys, end)
    if opener not in {"الموافق", "(", "/"}:  # corresponding to
        return found
    other = _read_numeric(keys, end + 1) or _read_day_and_month(keys, end + 1)
    if other is None or other[0].calendar == first.calendar:
        return found
    end = other[1] + (opener == "(" and key_at(keys, other[1]) == ")")
    return (other[0] if first.calendar == HIJRI else first), end
