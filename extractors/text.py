"""Fold Arabic spelling: one matching form for the lexicon and for every text."""

import re
import unicodedata
from functools import lru_cache

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

# One letter for one letter, so that offsets stay true.
_SEATS = {
    "ؤ": "ء",  # hamza on waw → bare hamza
    "ئ": "ء",  # hamza on yeh → bare hamza
    "ی": "ي",  # Farsi yeh → yeh
    "ې": "ي",  # Pashto e → yeh
    "ک": "ك",  # Farsi kaf → kaf
    "ہ": "ه",  # Urdu heh → heh
    "ھ": "ه",  # heh doachashmee → heh
}
# Marks that no reader counts as a letter: vowel signs, tatweel, joiners, direction controls.
MARKS = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufe00-\ufe0f"
)
_MARKS = re.compile(f"[{MARKS}]+")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_DIGITS = {c: str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}  # Arabic-Indic, Persian digits


def _camel_form(letter: str) -> str:
    return str(normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(letter))))


_VARIANTS = {c: _camel_form(c) for c in map(chr, range(0x0600, 0x0700)) if _camel_form(c) != c} | _SEATS | _DIGITS
_LETTERS = str.maketrans(_VARIANTS)


def fold_letters(text: str) -> str:
    """Return `text` with letter variants made one, each character still at its place.

    >>> fold_letters("إلى مسؤولة")
    'الي مسءوله'
    """
    folded: str = text.translate(_LETTERS)
    return folded


def fold_word(word: str) -> str:
    """Return one word of `fold_letters` without its marks and presentation forms."""
    if _PRESENTATION.search(word):
        word = fold_letters(unicodedata.normalize("NFKC", word).replace(" ", ""))
    return _MARKS.sub("", word)


def fold(text: str) -> str:
    """Return the matching form of `text`; its length may differ from the original's.

    >>> fold("هجومًا على الأمـم ٢٦")
    'هجوما علي الامم 26'
    """
    return " ".join(map(_fold_run, text.split()))


@lru_cache(maxsize=100_000)
def _fold_run(run: str) -> str:
    """Return the matching form of what stands between two spaces; the same comes again and again."""
    return fold_word(fold_letters(run))


def clean_text(text: str) -> str:
    """Return `text` with NUL and lone surrogates replaced by U+FFFD, length kept."""
    return _UNREADABLE.sub("\ufffd", text)


_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
