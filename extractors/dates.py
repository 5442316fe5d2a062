"""Read date expressions and resolve them against the day of publication."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression from token `start` up to `end`; its dates are ISO days, null when unresolved."""

    start: int
    end: int
    date_start: str | None
    date_end: str | None
    precision: str
    is_span: bool = False
    is_bare_weekday: bool = False


def read_dates(keys: Sequence[str], published: str | None) -> list[DateMention]:
    """Return the date expressions among `keys`, in order."""
    return []
