"""Tell counts of people and things from percentages, money, measures, times, dates, ages and labels."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractors.absolute_dates import words
from extractors.expressions import ExpressionTable, expressions, longest
from extractors.months import ends_month, month_at

if TYPE_CHECKING:
    from extractors.numbers import Count

DASHES = frozenset("-–/")
STOPS = frozenset(".،,؛;:!؟?")
THE = frozenset(("ال", "بال", "لل", "وال"))  # the, with the, to the, and the: written apart from digits
_FROM = "من"  # of
_MONTH = "شهر"  # month
_YEARS = range(1900, 2100)
_RECENT_YEARS = range(1940, 2041)
_TELEPHONE = 8  # digits in one run; counts that large are grouped or spelled
_DAYS = range(1, 32)
_YEAR_ENDS = STOPS | {")", "»", '"', "م"}  # of our era


def count_kind(keys: Sequence[str], count: "Count") -> str:
    """Return what a count numbers: plain, percent, money, measure, time, date, age or label (اللواء 52).

    Only plain counts can be counts of people or things.
    """
    if _is_date(keys, count):
        return "date"
    after = longest(context("after"), keys, count.end)
    if after and after.kind == "year-unit":
        return "age" if _tells_age(keys, count) else "time"
    if after:
        return after.kind
    before = _kind_before(keys, count.number_start)
    return "plain" if _misfits(keys, count, before) else before


@cache
def context(position: str) -> ExpressionTable:
    """Return the words that tell a number's kind from before it (also with proclitics), after it or earlier."""
    return expressions("count_context.tsv", position=position, proclitics=position == "before")


def _is_date(keys: Sequence[str], count: "Count") -> bool:
    """Return whether a count is part of a date: a month stands beside it, or a slash or a dash joins it to numbers."""
    i, end = count.number_start, count.end
    if month_at(keys, end) or (end < len(keys) and keys[end] == "/" and keys[i].isdecimal()):
        return True
    if end + 1 < len(keys) and keys[end] == _FROM and month_at(keys, end + 1 + (keys[end + 1] == _MONTH)):
        return True
    if i > 1 and keys[i - 1] in DASHES and keys[i - 2].isdecimal():
        return True
    if count.precision == "range":
        return count.count_min in _YEARS and count.count_max in _YEARS
    return _is_year(keys, count)


def _is_year(keys: Sequence[str], count: "Count") -> bool:
    """Return whether a count is a year: a month or في stands before it, or no counted noun can follow."""
    i = count.number_start
    if not keys[i].isdecimal() or count.end > i + 1 or int(keys[i]) not in _YEARS:
        return False
    following = keys[count.end] if count.end < len(keys) else "."
    if count.start == i and following in _YEAR_ENDS and int(keys[i]) in _RECENT_YEARS:
        return True
    return i > 0 and (ends_month(keys, i - 1) or keys[i - 1] in words("before-year"))


def _misfits(keys: Sequence[str], count: "Count", kind: str) -> bool:
    """Return whether the kind that the word before tells can't be a count's kind: labels are written in digits."""
    if kind == "label":
        return count.precision == "vague" or (count.is_definite and not keys[count.number_start].isdecimal())
    return kind == "date" and not _fits_date(count)


def _fits_date(count: "Count") -> bool:
    """Return whether the value can be a year or the day of a month."""
    value = count.count_min if count.count_max is None else count.count_max
    return count.precision != "vague" and (value in _DAYS or value in _YEARS)


def _kind_before(keys: Sequence[str], i: int) -> str:
    """Return the kind told by the words before token `i`, an article, a dash or a bracket left aside."""
    j = i - 1
    if j > 0 and keys[j] == ":" and keys[j - 1].isdecimal():
        return "time"
    if j > 0 and (keys[j] in THE or keys[j] in "-–("):
        j -= 1
    if keys[i].isdecimal() and len(keys[i]) >= _TELEPHONE:
        return "label"
    found = longest(context("before"), keys, j)
    return found.kind if found else "plain"


def _tells_age(keys: Sequence[str], count: "Count") -> bool:
    """Return whether years are somebody's age: يبلغ 13 عاما, (13 عاما)."""
    i, end = count.start, count.end
    if i and keys[i - 1] == "(" and end + 1 < len(keys) and keys[end + 1] in ")،":
        return True
    ages = context("earlier")
    return any(key in ages for key in keys[max(0, i - 3) : i])
