"""Read count expressions: how many at least, at most, about, between, or vaguely."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.count_kinds import DASHES, STOPS, THE, context, count_kind
from extractors.expressions import ExpressionTable, expressions, longest
from extractors.numerals import AND, Number, NumeralWord, numeral_words, ordinal_words, read_number, word_at

__all__ = ["Count", "count_kind", "find_counts", "is_dual_ending", "read_count"]

_GLUE = THE | {AND, "ب", "ل", "ك"}  # with, to, like: written apart from digits
_PARTITIVES = frozenset(("من", "منهم", "منهن", "منها", "فقط"))  # of, of them, only
_REACH = 5  # words between a number and a modifier that follows it: 20 جنديا سوريا على الأقل
_LOOK_BACK = 6  # words between a verb of rise and the first of its two numbers
_MOST_WORDS = 3  # ما لا يقل عن نحو 20; بضع عشرات الآلاف
_FEW = 2  # the contract's least count of 'several'


@dataclass(frozen=True, slots=True)
class Count:
    """A count expression from token `start` up to `end`.

    `number_start` is where the number itself begins, behind its modifier; `after` is the token range of a
    modifier that follows the counted noun (على الأقل); `is_definite` tells الخمسة from خمسة; `has_unit` says
    that a unit, a currency or a percent sign follows.
    """

    start: int
    end: int
    count_min: int | None
    count_max: int | None
    precision: str
    number_start: int
    is_definite: bool = False
    has_unit: bool = False
    after: tuple[int, int] | None = None


def read_count(keys: Sequence[str], i: int) -> Count | None:
    """Return the count expression that starts at token `i`, its modifier included, or None.

    >>> count = read_count(["ما", "لا", "يقل", "عن", "40", "غاره"], 0)
    >>> count.end, count.count_min, count.count_max, count.precision
    (5, 40, None, 'at_least')
    """
    key = keys[i]
    if key not in _openers() and not "0" <= key[0] <= "9":
        return None
    count = _read_modified(keys, i) or _read_plain(keys, i)
    if count is None:
        return None
    has_unit = longest(context("after"), keys, count.end) is not None
    return _with_modifier_after(keys, replace(count, has_unit=True) if has_unit else count)


def find_counts(keys: Sequence[str]) -> dict[int, Count]:
    """Return the count expressions that start at each token where one does; they may overlap.

    >>> {i: count.count_min for i, count in find_counts(["مقتل", "نحو", "40", "جنديا"]).items()}
    {1: 40, 2: 40}
    """
    openers = _openers()
    starts = (i for i, key in enumerate(keys) if key in openers or "0" <= key[0] <= "9")
    return {i: count for i in starts if (count := read_count(keys, i))}


def is_dual_ending(key: str) -> bool:
    """Return whether a folded noun may be a dual (قتيلان, قتيلين); masculine plurals in ين look alike."""
    return len(key) > 4 and key.endswith(("ان", "ين"))  # dual, nominative and oblique


_MODIFIERS = "count_modifiers.tsv"


@cache
def _modifiers(position: str) -> ExpressionTable:
    """Return the count modifiers of a position; those that can open an expression also with proclitics."""
    return expressions(_MODIFIERS, position=position, proclitics=position in {"before", "alone"})


@cache
def _openers() -> frozenset[str]:
    """Return every word that can start a count expression."""
    modifiers = (_modifiers(position) for position in ("before", "alone"))
    return frozenset(numeral_words()).union(*modifiers)


def _read_modified(keys: Sequence[str], i: int) -> Count | None:
    """Read a modifier and what it modifies; a modifier with no number behind it is no count."""
    if few := longest(_modifiers("alone"), keys, i):
        return Count(i, i + len(few.keys), _FEW, None, "vague", i) if few.kind == "few" else None
    before = _modifiers("before")
    kinds: list[str] = []
    end = i
    while len(kinds) < _MOST_WORDS and (modifier := longest(before, keys, end)):
        kinds.append(modifier.kind)
        end += len(modifier.keys)
    if not kinds:
        return None
    if kinds[-1] in {"between", "from"}:
        return _read_between(keys, i, end, kinds[-1])
    end += end < len(keys) - 1 and keys[end] in _GLUE
    count = _read_plain(keys, end)
    return count and replace(_modified(count, kinds), start=i)


def _modified(count: Count, kinds: Sequence[str]) -> Count:
    """Apply modifiers to a count; the strongest of several holds."""
    if count.precision == "vague":
        return count
    if "at_least" in kinds:
        return replace(count, count_max=None, precision="at_least")
    if "at_most" in kinds:
        return replace(count, count_min=None, precision="at_most")
    return count if count.precision == "range" else replace(count, precision="approximate")


def _read_between(keys: Sequence[str], start: int, i: int, kind: str) -> Count | None:
    """Read 'between A and B' and 'from A to B' behind their first word."""
    i += i < len(keys) and keys[i] in THE
    first = read_number(keys, i)
    if first is None or _is_about_rise(keys, start):
        return None
    second = _read_joined(keys, first.end) if kind == "between" else None
    return _range(start, i, first, second or _read_after(keys, first.end, "to"))


def _read_joined(keys: Sequence[str], i: int) -> Number | None:
    """Read a number that و joins to what stands before it."""
    if i < len(keys) and keys[i] in {AND, "وال"}:  # and, and the
        return read_number(keys, i + 1 + (i + 1 < len(keys) and keys[i + 1] in THE))
    word = word_at(keys, i)
    return read_number(keys, i) if word and word.joined else None


def _read_after(keys: Sequence[str], i: int, kind: str) -> Number | None:
    """Read a number behind a connecting word: إلى (to) or أو (or)."""
    word = longest(_modifiers("between"), keys, i)
    return read_number(keys, i + 1) if word and word.kind == kind else None


def _range(start: int, number_start: int, first: Number, second: Number | None) -> Count | None:
    if second is None:
        return None
    low = first.value
    if second.factor * second.scale == second.value and first.scale == 1 and low < second.factor:
        low *= second.scale  # بين 20 و30 ألفا
    if low >= second.value:
        return None
    return Count(start, second.end, low, second.value, "range", number_start)


def _read_plain(keys: Sequence[str], i: int) -> Count | None:
    """Read a number, a range of two numbers, or a vague word (عشرات), with no modifier before it."""
    word = word_at(keys, i)
    if word and word.word_class in {"vague", "few", "scales"}:
        return _read_vague(keys, i)
    number = None if word and _is_no_count(keys, i, word) else read_number(keys, i)
    if number is None:
        return None
    definite = word.definite if word else bool(i) and keys[i - 1] in THE
    return _read_open_range(keys, i, number) or Count(i, number.end, number.value, number.value, "exact", i, definite)


def _read_open_range(keys: Sequence[str], i: int, first: Number) -> Count | None:
    """Read '20 إلى 30', '20 - 30' and '3 أو 4'."""
    if (i and keys[i - 1] in DASHES) or _is_about_rise(keys, i):
        return None
    second = _read_after(keys, first.end, "to") or _read_after(keys, first.end, "or")
    if second is None or (second.end < len(keys) and keys[second.end] in DASHES):
        return None
    return _range(i, i, first, second)


def _read_vague(keys: Sequence[str], i: int) -> Count | None:
    """Read عشرات, آلاف, عشرات الآلاف, بضع مئات, عدة آلاف, بضعة عشر."""
    least, end, definite = 1, i, False
    word = word_at(keys, i)
    while word and end - i < _MOST_WORDS and word.word_class in {"vague", "few", "scales", "ten"}:
        if end > i and (word.joined or word.word_class == "few"):
            break
        definite = definite or (word.definite and end == i)
        least *= 1 if word.word_class == "few" else int(word.value)
        end += 1
        word = word_at(keys, end)
    return Count(i, end, max(least, _FEW), None, "vague", i, definite)


def _with_modifier_after(keys: Sequence[str], count: Count) -> Count:
    """Apply a modifier that follows the counted noun: 20 قتيلا على الأقل."""
    table = _modifiers("after")
    for j in range(count.end, min(len(keys), count.end + _REACH)):
        if modifier := longest(table, keys, j):
            return replace(_modified(count, [modifier.kind]), after=(j, j + len(modifier.keys)))
        if keys[j] in STOPS or "0" <= keys[j][0] <= "9" or keys[j] in numeral_words():
            break
    return count


def _is_about_rise(keys: Sequence[str], i: int) -> bool:
    """Return whether a word like ارتفع stands shortly before, so that 'from A to B' is no range."""
    rises = _modifiers("earlier")
    return any(key in rises for key in keys[max(0, i - _LOOK_BACK) : i])


def _is_no_count(keys: Sequence[str], i: int, word: NumeralWord) -> bool:
    """Return whether a number word counts nothing: الحزب الواحد, في المئة, الخامس عشر, وأحد القادة."""
    if word.definite and (word.value == 1 or word.word_class == "hundred"):
        return True
    before, after = keys[i - 1] if i else ".", keys[i + 1] if i + 1 < len(keys) else "."
    if word.word_class in {"ten", "tens"} and before in ordinal_words():
        return True
    if (
        keys[i] != "واحد" or not after.isalpha() or not (before in STOPS or after.startswith("ال"))
    ):  # one, or: and one of
        return False
    return after not in _PARTITIVES and after not in numeral_words()
