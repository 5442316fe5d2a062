"""Match fixed expressions of one word or more at a place in a run of tokens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from extractors.sources import read_rows
from extractors.text import fold
from extractors.tokens import tokenize

_CONJUNCTIONS = ("", "و", "ف")  # none, and, so
_PREPOSITIONS = ("", "ب", "ل", "ك")  # none, with, to, like


class Expression(NamedTuple):
    """Folded words in order, what they are, and their value where they have one."""

    keys: tuple[str, ...]
    kind: str
    value: str = ""
    has_proclitic: bool = False


ExpressionTable = Mapping[str, tuple[Expression, ...]]


def longest(table: ExpressionTable, keys: Sequence[str], i: int) -> Expression | None:
    """Return the longest expression of `table` that stands at token `i`, or None."""
    if not 0 <= i < len(keys):
        return None
    for expression in table.get(keys[i], ()):
        size = len(expression.keys)
        if size == 1 or expression.keys == tuple(keys[i : i + size]):
            return expression
    return None


@cache
def expressions(file: str, *, proclitics: bool = False, **cells: str) -> ExpressionTable:
    """Return rows of a TSV file (`words`, `kind`, maybe `value`) by their first word, longest first.

    `cells` keeps the rows with these cells (`kind="weekday"`); `proclitics` adds every first word with
    و ف ب ل ك before it.
    """
    rows = [row for row in read_rows(file) if all(row[name] == cell for name, cell in cells.items())]
    return _table(((row["words"], row["kind"], row.get("value", "")) for row in rows), proclitics=proclitics)


def _table(rows: Iterable[tuple[str, str, str]], *, proclitics: bool) -> ExpressionTable:
    written: dict[str, list[Expression]] = defaultdict(list)
    for words, kind, value in rows:
        keys = tuple(tokenize(fold(words)).keys)
        written[keys[0]].append(Expression(keys, kind, value))
    table: dict[str, list[Expression]] = defaultdict(list, written)
    for first, found in list(written.items()) if proclitics else ():
        for key in _with_proclitics(first):
            if key not in written:  # a written word wins over one that only looks like it
                table[key].extend(e._replace(keys=(key, *e.keys[1:]), has_proclitic=True) for e in found)
    return {key: tuple(sorted(found, key=lambda e: -len(e.keys))) for key, found in table.items()}


def _with_proclitics(word: str) -> tuple[str, ...]:
    """Return a folded word behind every run of conjunction and preposition; ل and ال become لل."""
    return tuple(
        conjunction
        + ("ل" + word[1:] if preposition == "ل" and word.startswith("ال") else preposition + word)  # to (the)
        for conjunction, preposition in product(_CONJUNCTIONS, _PREPOSITIONS)
        if conjunction or preposition
    )
