"""Read date expressions and resolve them against the day of publication."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors.absolute_dates import CalendarDate, key_at, read_absolute, read_day_number, read_year, resolve, words
from extractors.calendars import (
    Period,
    day_period,
    month_period,
    shift_days,
    shift_month,
    week_period,
    weekday_after,
    weekday_before,
    year_period,
)
from extractors.expressions import expressions, longest
from extractors.months import months
from extractors.numerals import numeral_words, ordinal_words, read_number, word_at

_THE = "ال"  # the, written apart from digits
_AND = "و"  # and
_FROM = "من"  # from
_BRACKETS = frozenset("()،,")
_MOST = 500  # days, months or years; more is no date but a figure of speech
_HOURS = 24


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression from token `start` up to `end`; its dates are ISO days, null when unresolved.

    `is_span` tells a stretch of time (منذ عام 2008، خلال 24 ساعة) from a point; `is_bare_weekday` that a day of the week
    stands alone, which means the last one in a report and the next one in an announcement.
    """

    start: int
    end: int
    date_start: str | None
    date_end: str | None
    precision: str
    is_span: bool = False
    is_bare_weekday: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression read up to token `end`, its period resolved or None."""

    end: int
    period: Period | None
    is_span: bool = False
    is_bare_weekday: bool = False


Reader = Callable[[Sequence[str], int, date | None], Reading | None]


def read_dates(keys: Sequence[str], published: str | None) -> list[DateMention]:
    """Return the date expressions among `keys`, in order; without `published`, relative ones stay unresolved.

    >>> read_dates(["قصف", "امس", "الثلاثاء"], "2015-07-23")
    [DateMention(start=1, end=3, date_start='2015-07-21', date_end='2015-07-21', precision='day', is_span=False, \
is_bare_weekday=False)]
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
    "day weekday part day-noun this unit units two-units within since ago between period-part year-word year-two month-word vague"
)


@cache
def _openers() -> frozenset[str]:
    """Return every word that a date expression can begin with."""
    tables = [words(kind) for kind in _STARTING_KINDS.split()]
    tens = (key for key, word in numeral_words().items() if word.definite and word.word_class in {"tens", "ten", "unit"})
    return frozenset(months()).union(ordinal_words(), tens, (_THE,), *tables)


def _read(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Return the longest reading of what starts at token `i`."""
    readings = [reading for reader in _READERS if (reading := reader(keys, i, today))]
    return max(readings, key=lambda reading: reading.end, default=None)


def _read_point(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Return the longest reading that is no range: what can stand behind منذ (since)."""
    readings = [reading for reader in _POINTS if (reading := reader(keys, i, today))]
    return max(readings, key=lambda reading: reading.end, default=None)


def _read_day(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read أمس, مساء أمس الأول, يوم الثلاثاء, فجر الجمعة الماضي, يوم 31 يوليو."""
    part, j = _skip_parts(keys, i)
    if reading := _read_relative_day(keys, j, today) or _read_weekday(keys, j, today, part):
        return reading
    if j == i:
        return None
    found = read_absolute(keys, j)
    return Reading(found[1], resolve(found[0], today)) if found else None


def _skip_parts(keys: Sequence[str], i: int) -> tuple[str, int]:
    """Pass over the part of the day and يوم; return the last word passed and the token after it."""
    last, j = "", i
    while found := longest(words("part"), keys, j) or longest(words("day-noun"), keys, j):
        last, j = found.keys[-1], j + len(found.keys)
    return last, j


def _read_relative_day(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    found = longest(words("day"), keys, i)
    if found is None or (i and keys[i - 1] in words("that")):
        return None
    end, offset = i + len(found.keys), int(found.value)
    if _tells_no_day(keys, end):
        return None
    day = shift_days(today, offset) if today else None
    weekday, after = _bracketed_weekday(keys, end)
    if weekday is not None:
        day = _weekday_near(today, weekday, offset) if today else None
        end = after
    return _with_absolute(keys, end, today) or Reading(end, day_period(day) if day else None)


def _tells_no_day(keys: Sequence[str], end: int) -> bool:
    """Return whether اليوم is followed by a word that makes it another day: اليوم التالي, اليوم الثالث."""
    return end < len(keys) and keys[end - 1].endswith("اليوم") and (  # the day
        keys[end] in ordinal_words() or longest(words("not-today"), keys, end) is not None
    )


def _bracketed_weekday(keys: Sequence[str], i: int) -> tuple[int | None, int]:
    """Return the weekday at `i`, also in brackets or behind يوم, and the token after it."""
    bracket = key_at(keys, i) == "("
    start = i + bracket
    start += key_at(keys, start) == "يوم"  # day
    found = longest(words("weekday"), keys, start)
    if found is None or found.has_proclitic:
        return None, i
    end = start + 1
    return int(found.value), end + (bracket and key_at(keys, end) == ")")


def _weekday_near(today: date, weekday: int, offset: int) -> date | None:
    """Return the weekday that stands beside today (0), a day past (-1, -2) or ahead (1, 2)."""
    if offset > 0:
        return weekday_after(today, weekday)
    return weekday_before(today, weekday, strictly=offset < 0)


def _read_weekday(keys: Sequence[str], i: int, today: date | None, part: str) -> Reading | None:
    """Read a day of the week with what follows it: الأربعاء الماضي, الثلاثاء 21 يوليو."""
    found = longest(words("weekday"), keys, i)
    if found is None and part.endswith("يوم"):  # day
        found = longest(words("weekday-after-day"), keys, i)
    if found is None or (i and keys[i - 1] in words("market")):
        return None
    weekday, end = int(found.value), i + 1
    if absolute := _with_absolute(keys, end, today):
        return absolute
    shift = longest(words("shift"), keys, end)
    if shift:
        day = _shifted_weekday(today, weekday, int(shift.value)) if today else None
        return Reading(end + len(shift.keys), day_period(day) if day else None)
    day = weekday_before(today, weekday, strictly=False) if today else None
    if day and part in words("night") and (night := _night_between(keys, end, day, weekday)):
        return night
    return Reading(end, day_period(day) if day else None, is_bare_weekday=True)


def _shifted_weekday(today: date, weekday: int, shift: int) -> date | None:
    if shift > 0:
        return weekday_after(today, weekday)
    day = weekday_before(today, weekday, strictly=shift < 0)
    return shift_days(day, 7 * (shift + 1)) if day and shift < 0 else day


def _night_between(keys: Sequence[str], i: int, day: date, weekday: int) -> Reading | None:
    """Read the second day of ليل الجمعة السبت (the night of Friday to Saturday)."""
    start = i + (key_at(keys, i) in {"-", "–", "/", "الي"})  # to
    found = longest(words("weekday"), keys, start)
    following = shift_days(day, 1)
    if found is None or following is None or int(found.value) != (weekday + 1) % 7:
        return None
    return Reading(start + 1, Period(day, following, "day"))


def _with_absolute(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read the calendar date that follows a day's name, also in brackets: الثلاثاء (21 يوليو)."""
    opener = key_at(keys, i) in _BRACKETS | {"الموافق"}  # corresponding to
    found = read_absolute(keys, i + opener)
    if found is None or found[0].day is None:
        return None
    end = found[1] + (key_at(keys, i) == "(" and key_at(keys, found[1]) == ")")
    return Reading(end, resolve(found[0], today))


def _read_calendar_date(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read 21 يوليو, يوليو الماضي, عام 2014, 21/3/2017; the name of a movement or a war is no date (ثورة 25 يناير)."""
    found = read_absolute(keys, i) or read_year(keys, i)
    if found is None:
        return None
    named, end = found
    is_name = named.year is None and named.year_shift is None and named.shift is None
    if is_name and i and keys[i - 1] in words("name-head"):
        return Reading(end, None)
    return Reading(end, resolve(named, today))


def _read_unit(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
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


def _read_last_units(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
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


def _read_ago(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
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
    number = 1 if unit.keys[0] in _singulars() else None
    return unit.value, number, i + 1 + is_one


@cache
def _singulars() -> frozenset[str]:
    """Return the first form of each counted unit, its singular, with proclitics."""
    table = expressions("date_words.tsv", kind="counted")
    firsts = {found[0].value: key for key, found in reversed(table.items())}
    return frozenset(firsts.values())


def _read_since(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
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


def _until(period: Period | None, today: date | None) -> Period | None:
    """Return the time from the start of `period` to `today`, which is unknown or later."""
    if period is None or (today and period.start > today):
        return None
    return replace(period, end=today)


def _read_part_of_period(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read مطلع أغسطس, أواخر عام 2012, بداية الشهر الجاري: the whole month or year, since no day is told."""
    part = longest(words("period-part"), keys, i)
    if part is None:
        return None
    reading = _read_unit(keys, i + 1, today) or _read_calendar_date(keys, i + 1, today)
    return reading if reading and (reading.period is None or reading.period.precision != "day") else None


def _read_range(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
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
    apart = joint == _AND or longest(expressions("date_words.tsv", kind="to"), keys, first[1]) is not None
    if not apart and not joint.startswith(_AND):
        return None
    second = _read_bound(keys, first[1] + apart, is_year=head is not None)
    return Reading(second[1], _between(first[0], second[0], today), is_span=True) if second else None


Bound = tuple[CalendarDate | int, int]


def _read_bound(keys: Sequence[str], i: int, *, is_year: bool) -> Bound | None:
    """Read one end of a range: a date, a weekday (as a number), a year, or only the day of a month."""
    if found := longest(words("weekday"), keys, i):
        return int(found.value), i + 1
    if absolute := read_absolute(keys, i):
        return absolute
    if year := read_year(keys, i):
        return year
    key = key_at(keys, i)
    if is_year and key.isdecimal() and len(key) == 4:
        return CalendarDate(year=int(key)), i + 1
    if day := read_day_number(keys, i):
        return CalendarDate(day[0]), day[1]
    month = longest(months(), keys, i)
    if month is None or month.kind != "any":
        return None
    return CalendarDate(month=int(month.value.split("-")[1]), calendar=month.value.split("-")[0]), i + len(month.keys)


def _between(first: CalendarDate | int, second: CalendarDate | int, today: date | None) -> Period | None:
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


def _between_weekdays(first: CalendarDate | int, second: CalendarDate | int, today: date | None) -> Period | None:
    if not (isinstance(first, int) and isinstance(second, int) and today):
        return None
    end = weekday_before(today, second, strictly=False)
    start = end and weekday_before(end, first, strictly=True)
    return Period(start, end, "day") if start and end else None


def _read_two_years(keys: Sequence[str], i: int, today: date | None) -> Reading | None:  # noqa: ARG001  # as every reader
    """Read عامي 1964 و1985: two years are no one date."""
    if longest(words("year-two"), keys, i) is None:
        return None
    first = _read_bound(keys, i + 1, is_year=True)
    if first is None or key_at(keys, first[1]) != _AND:
        return None
    second = _read_bound(keys, first[1] + 1, is_year=True)
    return Reading(second[1], None) if second else None


def _read_vague(keys: Sequence[str], i: int, today: date | None) -> Reading | None:  # noqa: ARG001  # as every reader
    """Read words that tell a time nobody can date: قريبا, منذ فترة طويلة."""
    found = longest(expressions("date_words.tsv", kind="vague"), keys, i)
    return Reading(i + len(found.keys), None) if found else None


_POINTS: tuple[Reader, ...] = (_read_day, _read_unit, _read_calendar_date, _read_part_of_period, _read_two_years)
_READERS: tuple[Reader, ...] = (
    *_POINTS,
    _read_last_units,
    _read_ago,
    _read_since,
    _read_range,
    _read_vague,
)
