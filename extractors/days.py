"""Read expressions for one day: relative days, days of the week and calendar dates."""

from collections.abc import Sequence
from datetime import date

from extractors.absolute_dates import bare_words, key_at, read_absolute, read_year, resolve, words
from extractors.calendars import Period, Reading, day_period, shift_days, weekday_after, weekday_before
from extractors.expressions import longest
from extractors.numerals import ordinal_words

_BRACKETS = frozenset("()،,")


def read_day(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read أمس, مساء أمس الأول, يوم الثلاثاء, فجر الجمعة الماضي, يوم 31 يوليو."""
    if i and keys[i - 1] in words("market"):
        return None
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
    if found is None or (i and (keys[i - 1] in words("that") or _is_per_day(keys, i))):
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
    return (
        end < len(keys)
        and keys[end - 1].endswith("ليوم")
        and (  # the day, to the day
            keys[end] in ordinal_words() or longest(words("not-today"), keys, end) is not None
        )
    )


def _is_per_day(keys: Sequence[str], i: int) -> bool:
    """Return whether اليوم means a rate: ثلاث مرات في اليوم."""
    return keys[i] == "اليوم" and keys[i - 1] == "في"  # the day; in


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
    """Return the day that is `weekday` and lies nearest to `offset` days after `today`: the weekday decides."""
    latest = shift_days(today, offset + 3)
    return latest and weekday_before(latest, weekday, strictly=False)


def _read_weekday(keys: Sequence[str], i: int, today: date | None, part: str) -> Reading | None:
    """Read a day of the week with what follows it: الأربعاء الماضي, الثلاثاء 21 يوليو."""
    found = longest(words("weekday"), keys, i)
    if found is None and part.endswith("يوم"):  # day
        found = longest(bare_words("weekday-after-day"), keys, i)
    if found is None:
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
        day, further = weekday_after(today, weekday), shift - 1
    else:
        day, further = weekday_before(today, weekday, strictly=shift < 0), min(shift + 1, 0)
    return shift_days(day, 7 * further) if day else None


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


def read_calendar_date(keys: Sequence[str], i: int, today: date | None) -> Reading | None:
    """Read 21 يوليو, يوليو الماضي, عام 2014, 21/3/2017; the name of a movement or a war is no date (ثورة 25 يناير)."""
    found = read_absolute(keys, i) or read_year(keys, i)
    if found is None:
        return None
    named, end = found
    is_name = named.year is None and named.year_shift is None and named.shift is None
    if is_name and i and keys[i - 1] in words("name-head"):
        return Reading(end, None)
    return Reading(end, resolve(named, today))
