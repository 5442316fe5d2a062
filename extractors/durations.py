"""Read weeks, months and years beside today, stretches up to now, and distances back from now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.absolute_dates import key_at, read_year, words
from extractors.calendars import (
    Period,
    Reading,
    day_period,
    month_period,
    shift_days,
    shift_month,
    week_period,
    year_period,
)
from extractors.days import read_calendar_date, read_day
from extractors.expressions import longest
from extractors.numerals import read_number, word_at

_THE = "ال"  # the, written apart from digits
_FROM = "من"  # from
_MOST = 500  # days, months or years; more is no date but a figure of speech
_HOURS = 24


def read_unit(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read الأسبوع الماضي, هذا الشهر, العام المقبل."""
    this = longest(words("this"), keys, i)
    unit = longest(words("unit"), keys, i + (this is not None))
    if unit is None:
        return None
    end = i + (this is not None) + len(unit.keys)
    if this:
        return Reading(end, _unit_period(today, unit.value, 0))
    shift = longest(words("shift"), keys, end)
    return Reading(end + len(shift.keys), _unit_period(today, unit.value, int(shift.value))) if shift else None


def _unit_period(today: date | None, unit: str, shift: int) -> Period | None:
    """Return the day, week, month or year that lies `shift` of them after that of `today`."""
    if today is None or abs(shift) > _MOST:
        return None
    if unit == "week":
        return week_period(today, shift)
    if unit == "month":
        return month_period(*shift_month(today.year, today.month, shift))
    if unit == "year":
        return year_period(today.year + shift)
    day = shift_days(today, shift) if unit == "day" else None
    return day_period(day) if day else None


def read_part_of_period(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read مطلع أغسطس, أواخر عام 2012, بداية الشهر الجاري: the whole month or year, since no day is told."""
    part = longest(words("period-part"), keys, i)
    if part is None:
        return None
    start = i + len(part.keys)
    reading = read_unit(keys, start, today) or read_calendar_date(keys, start, today)
    if reading is None or (reading.period and reading.period.precision == "day"):
        return None
    if not part.value or reading.period is None:
        return reading
    return replace(reading, period=_share_of_year(reading.period, part.value), is_span=True)


def _share_of_year(period: Period, share: str) -> Period | None:
    """Return the half (1/2, 2/2) or quarter (1/4 to 4/4) of a year that `share` names."""
    number, of = (int(part) for part in share.split("/"))
    if period.precision != "year" or (period.start.month, period.start.day) != (1, 1):
        return None
    months_each = 12 // of
    last = month_period(period.start.year, months_each * number)
    first = month_period(period.start.year, months_each * (number - 1) + 1)
    return Period(first.start, last.end, "month") if first and last else None


def read_last_units(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read الأيام الثلاثة الماضية, اليومين الماضيين, الـ24 ساعة الأخيرة, الساعات القليلة الماضية, خلال 24 ساعة."""
    within = longest(words("within"), keys, i)
    start = i + (len(within.keys) if within else 0)
    found = _plural_units(keys, start) or _counted_units(keys, start + (key_at(keys, start) == _THE))
    if found is None:
        return None
    unit, number, end = found
    shift = longest(words("shift"), keys, end)
    if shift is None and key_at(keys, end) not in words("shift"):
        shift = longest(words("shift"), keys, end + 1) if number is None else None
        end += shift is not None
    if shift is None:
        return Reading(end, None, is_span=True) if within and number else None
    period = _back(today, unit, number) if number and shift.value == "-1" else None
    return Reading(end + len(shift.keys), period, is_span=True)


def _plural_units(keys: Sequence[str], i: int) -> tuple[str, int | None, int] | None:
    """Return unit, number and the token after الأيام [الثلاثة] or اليومين."""
    if two := longest(words("two-units"), keys, i):
        return two.value, 2, i + 1
    units = longest(words("units"), keys, i)
    if units is None:
        return None
    start = i + 1 + (key_at(keys, i + 1) == _THE)
    number = read_number(keys, start) if start < len(keys) else None
    return (units.value, number.value, number.end) if number else (units.value, None, i + 1)


def _counted_units(keys: Sequence[str], i: int) -> tuple[str, int, int] | None:
    """Return unit, number and the token after '24 ساعة', يومين or ثلاثة أيام."""
    if two := longest(words("counted-two"), keys, i):
        return two.value, 2, i + 1
    number = read_number(keys, i) if i < len(keys) else None
    unit = longest(words("counted"), keys, number.end) if number else None
    return (unit.value, number.value, number.end + 1) if number and unit else None


def _back(today: date | None, unit: str, number: int) -> Period | None:
    """Return the last `number` units before `today`: whole days for days, up to today for the others."""
    if today is None or number > _MOST:
        return None
    if unit == "day":
        start, end = shift_days(today, -number), shift_days(today, -1)
        return Period(start, end, "day") if start and end else None
    start = _units_ago(today, unit, number)
    return Period(start, today, "day" if unit == "hour" else unit) if start else None


def _units_ago(today: date, unit: str, number: int) -> date | None:
    """Return the day that lies `number` units before `today`."""
    days = {"hour": -(-number // _HOURS), "day": number, "week": 7 * number}
    if unit in days:
        return shift_days(today, -days[unit])
    year, month = shift_month(today.year, today.month, -number * (12 if unit == "year" else 1))
    period = month_period(year, month)
    if period is None or period.end is None:
        return None
    return period.start.replace(day=min(today.day, period.end.day))


def read_ago(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read قبل يومين, قبل ثلاثة أسابيع, قبل أكثر من شهر; what is not told exactly stays unresolved."""
    ago = longest(words("ago"), keys, i)
    if ago is None:
        return None
    if named := read_year(keys, i + 1):
        return Reading(named[1], None)
    about = longest(words("about"), keys, i + 1)
    found = _duration(keys, i + 1 + (len(about.keys) if about else 0))
    if found is None:
        return None
    unit, number, end = found
    if about or number is None or _tells_other_start(keys, end):
        return Reading(end, None)
    return Reading(end, _unit_period(today, unit, -number))


def _tells_other_start(keys: Sequence[str], end: int) -> bool:
    """Return whether the time is counted from an event: قبل يومين من الانتخابات."""
    return key_at(keys, end) == _FROM and key_at(keys, end + 1) != "الان"  # now


def _duration(keys: Sequence[str], i: int) -> tuple[str, int | None, int] | None:
    """Return unit, number (None if untold) and the token after ثلاثة أيام, يومين, أسبوع, أيام."""
    if found := _counted_units(keys, i):
        return found
    unit = longest(words("counted"), keys, i)
    if unit is None:
        return None
    one = word_at(keys, i + 1)
    is_one = one is not None and one.value == 1 and one.bare
    number = 1 if longest(words("counted-one"), keys, i) else None
    return unit.value, number, i + 1 + is_one


def read_since(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read منذ عام 2008, منذ يناير, منذ ثلاثة أيام, منذ أمس: from then to publication."""
    since = longest(words("since"), keys, i)
    if since is None:
        return None
    if point := _read_point(keys, i + 1, today):
        return replace(point, period=_until(point.period, today), is_span=True, is_bare_weekday=False)
    about = longest(words("about"), keys, i + 1)
    found = _duration(keys, i + 1 + (len(about.keys) if about else 0))
    if found is None:
        return None
    unit, number, end = found
    start = _units_ago(today, unit, number) if today and number and number <= _MOST and not about else None
    precision = "day" if unit == "hour" else unit
    return Reading(end, Period(start, today, precision) if start else None, is_span=True)


def _read_point(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Return the longest reading of a day, month or year: what can stand behind منذ (since)."""
    readers = (read_day, read_unit, read_calendar_date, read_part_of_period)
    readings = [reading for reader in readers if (reading := reader(keys, i, today))]
    return max(readings, key=lambda reading: reading.end, default=None)


def _until(period: Period | None, today: date | None) -> Period | None:
    """Return the time from the start of `period` to `today`, which is unknown or later."""
    if period is None or (today and period.start > today):
        return None
    return replace(period, end=today)
