"""Read the value of a number written in digits or in Arabic words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from extractors.sources import read_rows, split_bar
from extractors.text import fold

AND = "و"  # and
_CONJUNCTIONS = ("", "و", "ف")  # none, and, so
_GLUE = ("", "ب", "ل", "ك")  # none, with, to, like
_ARTICLE = "ال"  # the
_MAX_DIGITS = 15  # longer runs are telephone numbers and the like
_SEPARATORS = ".,٫٬"
_DECIMAL = "٫"  # Arabic decimal separator


@dataclass(frozen=True, slots=True)
class NumeralWord:
    """A written number word; `joined` by و, `definite` by ال, `bare` if it carries no proclitic."""

    value: Fraction
    word_class: str
    joined: bool
    definite: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the token after it; `factor` times `scale` is its last part (24 and 1000 in '24 ألفا')."""

    value: int
    end: int
    factor: int = 1
    scale: int = 1


def read_number(keys: Sequence[str], i: int) -> Number | None:
    """Return the whole number that starts at token `i`, or None.

    >>> number = read_number(["خمسه", "وعشرون", "الفا", "ومءتان"], 0)
    >>> number.value, number.end
    (25200, 4)
    """
    number = _read_part(keys, i)
    if number is None:
        return _read_fraction_of_scale(keys, i)
    while number.scale > 1:
        longer = _read_remainder(keys, number)
        if longer is None:
            break
        number = longer
    return number


def read_ordinal(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return the value of the ordinal at token `i` (السادس, الحادي والعشرين, الخامس عشر) and the token after it."""
    value = ordinal_words().get(keys[i]) if i < len(keys) else None
    if value is None:
        return None
    following = word_at(keys, i + 1)
    if following and following.word_class == "ten" and following.bare:
        return value + 10, i + 2
    if tens := _joined_word(keys, i + 1, "tens"):
        return value + int(tens[0].value), tens[1]
    return value, i + 1


def read_digits(key: str) -> Fraction | None:
    """Return the value of a digit token: grouped by threes (1,200) or with a decimal part (2.5)."""
    if key.isdecimal():
        return Fraction(int(key)) if len(key) <= _MAX_DIGITS else None
    groups = key.translate(_TO_SPACE).split()
    if len(key) > _MAX_DIGITS + 4 or not all(group.isdecimal() for group in groups):
        return None
    if (
        _DECIMAL not in key
        and groups[0] != "0"
        and len(groups[0]) <= 3
        and all(len(group) == 3 for group in groups[1:])
    ):
        return Fraction(int("".join(groups)))
    return Fraction(".".join(groups)) if len(groups) == 2 else None


_TO_SPACE = {ord(mark): " " for mark in _SEPARATORS}


def word_at(keys: Sequence[str], i: int) -> NumeralWord | None:
    """Return the number word at token `i`, if it is one."""
    return numeral_words().get(keys[i]) if i < len(keys) else None


def _read_part(keys: Sequence[str], i: int) -> Number | None:
    """Read a number below a thousand, or digits, with the scale word after it (خمسة آلاف), or a scale alone (ألفان)."""
    if i >= len(keys):
        return None
    if "0" <= keys[i][0] <= "9":
        return _read_digits_part(keys, i)
    word = word_at(keys, i)
    if word is None:
        return None
    if word.word_class in {"scale", "scale-dual"}:
        factor = 2 if word.word_class == "scale-dual" else 1
        return Number(int(word.value), i + 1, factor, int(word.value) // factor)
    if part := _read_quarters(keys, i, word):
        return part
    small = _read_hundreds(keys, i)
    return None if small is None else _scaled(keys, Fraction(small[0]), small[1])


def _read_digits_part(keys: Sequence[str], i: int) -> Number | None:
    value = read_digits(keys[i])
    if value is None:
        return None
    groups = keys[i].translate(_TO_SPACE).split()
    if len(groups) == 2 and scale_words().get(_key(keys, i + 1)):  # 2.400 مليون is 2.4 million
        value = Fraction(".".join(groups))
    return _scaled(keys, value, i + 1)


def _scaled(keys: Sequence[str], factor: Fraction, end: int) -> Number | None:
    scale = scale_words().get(_key(keys, end), 0)
    value = factor * (scale or 1)
    if value.denominator != 1:
        return None
    return Number(int(value), end + 1, int(factor), scale) if scale else Number(int(value), end)


def _read_quarters(keys: Sequence[str], i: int, word: NumeralWord) -> Number | None:
    """Read ثلاثة أرباع المليون (three quarters of a million)."""
    part, scale = word_at(keys, i + 1), scale_words().get(_key(keys, i + 2))
    if word.word_class != "unit" or not part or part.word_class != "part" or not scale:
        return None
    return Number(int(word.value * part.value * scale), i + 3)


def _read_fraction_of_scale(keys: Sequence[str], i: int) -> Number | None:
    """Read نصف مليون (half a million); a fraction of anything else is no count."""
    word, scale = word_at(keys, i), scale_words().get(_key(keys, i + 1))
    if not word or word.word_class != "fraction" or not scale:
        return None
    return Number(int(word.value * scale), i + 2)


def _read_remainder(keys: Sequence[str], number: Number) -> Number | None:
    """Read what follows a scale with و: ألف [ومئتان], مليون [ونصف المليون]."""
    if fraction := _joined_word(keys, number.end, "fraction"):
        end = fraction[1] + (scale_words().get(_key(keys, fraction[1])) == number.scale)
        return Number(number.value + int(fraction[0].value * number.scale), end)
    start = number.end + 1 if _key(keys, number.end) == AND else number.end
    first = word_at(keys, start)
    if start == number.end and not (first and (first.joined or _is_joined_eleven(keys, start))):
        return None
    part = _read_part(keys, start)
    if part is None or part.value >= number.scale:
        return None
    return Number(number.value + part.value, part.end, part.factor, part.scale)


def _read_hundreds(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return a value below a thousand and the token after it."""
    head = _read_hundred_head(keys, i)
    if head is None:
        return _read_tens(keys, i)
    value, end = head
    start = end + 1 if _key(keys, end) == AND else end
    word = word_at(keys, start)
    if not word or not (start > end or word.joined or _is_joined_eleven(keys, start)):
        return head
    tail = _read_tens(keys, start) if _read_hundred_head(keys, start) is None else None
    return (value + tail[0], tail[1]) if tail and word_is_counted_part(word) else head


def word_is_counted_part(word: NumeralWord) -> bool:
    """Return whether a word can follow hundreds: a unit, a teen or tens."""
    return word.word_class in {"unit", "teen-head", "ten", "tens", "whole"}


def _read_hundred_head(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    word = word_at(keys, i)
    if word is None:
        return None
    if word.word_class in {"hundred", "hundreds"}:
        return int(word.value), i + 1
    following = word_at(keys, i + 1)
    if word.word_class == "unit" and following and following.word_class == "hundred" and not following.joined:
        return int(word.value * following.value), i + 2
    return None


def _read_tens(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return a value below a hundred and the token after it."""
    word = word_at(keys, i)
    if word is None:
        return None
    if word.word_class in {"ten", "tens", "whole"}:
        return int(word.value), i + 1
    if word.word_class not in {"unit", "teen-head"}:
        return None
    following = word_at(keys, i + 1)
    if following and following.word_class == "ten" and following.bare:
        return int(word.value) + 10, i + 2
    if tens := _joined_word(keys, i + 1, "tens"):
        return int(word.value + tens[0].value), tens[1]
    return (int(word.value), i + 1) if word.word_class == "unit" else None


def _is_joined_eleven(keys: Sequence[str], i: int) -> bool:
    """Return whether واحد at `i` is و and أحد of أحد عشر, which looks like واحد (one)."""
    word, following = word_at(keys, i), word_at(keys, i + 1)
    return bool(
        word and word.value == 1 and word.bare and following and following.word_class == "ten" and following.bare
    )


def _joined_word(keys: Sequence[str], i: int, word_class: str) -> tuple[NumeralWord, int] | None:
    """Return the word of `word_class` that stands at `i` with its و, in one token or two, and the token after it."""
    apart = _key(keys, i) == AND
    word = word_at(keys, i + apart)
    if word and word.word_class == word_class and (apart or word.joined):
        return word, i + apart + 1
    return None


def _key(keys: Sequence[str], i: int) -> str:
    return keys[i] if i < len(keys) else ""


@cache
def numeral_words() -> Mapping[str, NumeralWord]:
    """Return every written form of numerals.tsv with its proclitics; forms with the fewest proclitics win."""
    rows = tuple(read_rows("numerals.tsv"))
    homographs = {fold(form) for row in rows if row["class"] == "homograph" for form in split_bar(row["forms"])}
    readings = [reading for row in rows if row["class"] not in {"homograph", "ordinal"} for reading in _readings(row)]
    words: dict[str, NumeralWord] = {}
    for _, key, word in sorted(readings, key=lambda reading: reading[0]):
        if key.removeprefix(AND) not in homographs:
            words.setdefault(key, word)
    return words


@cache
def scale_words() -> Mapping[str, int]:
    """Return the scale words as they follow a number: ألفا, آلاف, المليون."""
    rows = [row for row in read_rows("numerals.tsv") if row["class"] in {"scale", "scales"}]
    keys = (
        (article + fold(form), int(row["value"]))
        for row in rows
        for form in split_bar(row["forms"])
        for article in ("", _ARTICLE)
    )
    return dict(keys)


@cache
def ordinal_words() -> Mapping[str, int]:
    """Return the ordinals with their article and proclitics, and their values."""
    rows = [row for row in read_rows("numerals.tsv") if row["class"] == "ordinal"]
    return {key: int(row["value"]) for row in rows for _, key, word in _readings(row) if word.definite}


_CLASS_RANK = ("scale-dual", "unit", "ten")  # ألفا alone is two thousand, not a thousand


def _readings(row: Mapping[str, str]) -> Iterator[tuple[tuple[int, bool], str, NumeralWord]]:
    """Yield a row's forms with every run of proclitics, each with its rank."""
    for form in split_bar(row["forms"]):
        for conjunction, glue, article in product(_CONJUNCTIONS, _GLUE, ("", _ARTICLE)):
            joined = "لل" if glue + article == "لال" else glue + article  # to the
            prefix = conjunction + joined
            word = NumeralWord(Fraction(row["value"]), row["class"], conjunction == AND, bool(article), not prefix)
            yield (len(prefix), row["class"] not in _CLASS_RANK), prefix + fold(form), word
