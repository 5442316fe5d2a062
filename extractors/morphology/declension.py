"""Deduce the stems of nouns and adjectives from their singular and plural."""

import re

from extractors.morphology.conjugation import bare
from extractors.morphology.database import Stem, split_alefs

# Verbal nouns of derived forms make their plural in ات: تفجير تقدم تبادل انفجار إعدام.
_VERBAL_NOUN = re.compile("ت..ي.|ت[^ا]..|ت.ا..|[اإ].{2,4}ا.")  # bombing, advance, exchange, blast, execution
_NO_TANWIN = re.compile(".*([ةىاأ]|اء)")  # feminine ending, alefs, hamza after alef
_FEATURES = (("stt", "i"), ("cas", "-"))


def noun_stems(singular: str, plural: str | None) -> tuple[Stem, ...]:
    """Return the stems of a noun; without `plural` only plurals in ات are made."""
    word = split_alefs(bare(singular))
    stems = [*_word_stems(word, "s"), _noun(_before_ending(word), "s", "dual", "dual-of")]
    if plural:
        stems += _plural_stems(split_alefs(bare(plural)))
    elif word[-1] == "ة":  # feminine ending
        stems.append(_noun(word[:-1], "p", "things"))
    elif _VERBAL_NOUN.fullmatch(word):
        stems.append(_noun(word, "p", "things"))
    return tuple(stems)


def adjective_stems(masculine: str, plural: str | None) -> tuple[Stem, ...]:
    """Return the stems of an adjective or participle; `plural` is a broken plural for men."""
    word = split_alefs(bare(masculine))
    endings = ["word-f", "dual", "dual-of", "women"]
    stems = [_adjective(word, "s", "word")]
    if plural:
        stems.append(_adjective(split_alefs(bare(plural)), "p", "word"))
    else:
        endings += ["men", "men-of"]
    if not _NO_TANWIN.fullmatch(word):
        endings.append("tanwin")
    return (*stems, _adjective(_before_ending(word), "s", *endings))


def _plural_stems(plural: str) -> list[Stem]:
    if plural.endswith(("ون", "ين")) and len(plural) > 4:  # they, as in مقاتلون (fighters)
        return [_noun(plural[:-2], "p", "men", "men-of")]
    if plural.endswith("ات"):  # as in غارات (raids)
        return [_noun(plural, "p", "word")]
    return _word_stems(plural, "p")


def _word_stems(word: str, number: str) -> list[Stem]:
    stems = [_noun(word, number, "word")]
    if not _NO_TANWIN.fullmatch(word):
        stems.append(_noun(_before_ending(word), number, "tanwin"))
    return stems


def _before_ending(word: str) -> str:
    """Return `word` as written before an ending: غارت (raid), مستشفي (hospital), شيئ (thing)."""
    if word[-1] in "ةى":  # feminine ending, alef maksura
        return word[:-1] + ("ت" if word[-1] == "ة" else "ي")  # teh, yeh
    if word[-1] == "ء" and word[-2] not in "ادذرزو":  # hamza after a letter that joins
        return word[:-1] + "ئ"
    return word


def _noun(letters: str, number: str, *endings: str) -> Stem:
    return Stem(letters, tuple(f"noun-{e}" for e in endings), (*_FEATURES, ("num", number)))


def _adjective(letters: str, number: str, *endings: str) -> Stem:
    features = (*_FEATURES, ("num", number), ("gen", "m"))
    return Stem(letters, tuple(f"adj-{e}" for e in endings), features)
