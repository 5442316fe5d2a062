"""Find the names of months, Gregorian of every region and Hijri, single or paired (كانون الثاني/يناير)."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.expressions import Expression, ExpressionTable, expressions, longest

_JOINTS = frozenset("/(-–")


class Month(NamedTuple):
    """A month's name up to token `end`; `needs` says what must stand beside the word to make it one.

    `any`: a preposition, also من; `preposition`: any other preposition; `number`: a day, a year or شهر.
    """

    calendar: str
    number: int
    needs: str
    end: int


def month_at(keys: Sequence[str], i: int) -> Month | None:
    """Return the month that token `i` names, its second name included, even if the word has other meanings.

    >>> month_at(["تشرين", "الثاني", "/", "نوفمبر", "1998"], 0)
    Month(calendar='gregorian', number=11, needs='any', end=4)
    """
    if not 0 <= i < len(keys) or keys[i] not in months():
        return None
    found = longest(months(), keys, i)
    return _with_second_name(keys, found, i + len(found.keys)) if found else None


@cache
def months() -> ExpressionTable:
    """Return the names of months with their proclitics, by first word."""
    return expressions("months.tsv", proclitics=True)


def ends_month(keys: Sequence[str], i: int) -> bool:
    """Return whether token `i` is the last of a month's name."""
    return 0 <= i < len(keys) and (
        keys[i] in _last_words() or (keys[i] == ")" and i > 0 and keys[i - 1] in _last_words())
    )


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.keys[-1] for names in months().values() for name in names)


def _with_second_name(keys: Sequence[str], first: Expression, end: int) -> Month:
    """Take the same month's other name after a slash, in brackets or directly behind it."""
    calendar, _, number = first.value.partition("-")
    joint = keys[end] if end < len(keys) and keys[end] in _JOINTS else ""
    start = end + len(joint)
    second = longest(months(), keys, start)
    if second is None or second.value != first.value or second.has_proclitic:
        return Month(calendar, int(number), _needs(first), end)
    end = start + len(second.keys)
    end += joint == "(" and end < len(keys) and keys[end] == ")"
    return Month(calendar, int(number), "any", end)


def _needs(name: Expression) -> str:
    """Return what must stand beside a name; و وب and the like make other words of the short ones (باب, ومارس)."""
    return "number" if name.has_proclitic and name.kind != "any" else name.kind
