"""Spelling is folded as camel-tools folds it, letter by letter."""

from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

from extractors.text import fold_letters
from extractors.tokens import tokenize

LETTERS = "".join(map(chr, range(0x0600, 0x0700)))
ALREADY_FOLDED = "ؤئیېکہھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"  # hamza seats, letters of Persian and Urdu, digits: ours alone


def test_letters_are_folded_as_camel_tools_folds_them() -> None:
    plain = LETTERS.translate(dict.fromkeys(map(ord, ALREADY_FOLDED)))
    expected = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(plain)))
    assert fold_letters(plain) == expected != plain


def test_folding_keeps_every_letter_at_its_place() -> None:
    assert len(fold_letters(LETTERS)) == len(LETTERS)


def test_offsets_point_to_the_words_as_written() -> None:
    text = "  قُتِلَ ٢٦ عنصرًا،\u200f و21\u00a0آخرين.\n«سانا»"
    tokens = tokenize(text)
    written = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert written == ["قُتِلَ", "٢٦", "عنصرًا", "،", "و", "21", "آخرين", ".", "«", "سانا", "»"]
    assert tokens.keys == ["قتل", "26", "عنصرا", "،", "و", "21", "اخرين", ".", "«", "سانا", "»"]
    assert tokens.quote(1, 3) == "٢٦ عنصرًا"
