"""Say in English who a description means: مصدر عسكري سوري is a Syrian military source."""

from dataclasses import dataclass, field
from functools import cache

from extractors.sources import read_rows
from extractors.text import fold
from extractors.transliteration import transliterate

_ENDINGS = ("", "ه", "ين", "ون", "ات", "يه", "يين", "يون")  # of the feminine and of plurals


@dataclass(slots=True)
class _Noun:
    """A noun or a name of the description, with what stands before it in English and what ties it to the last."""

    english: str
    before: list[str] = field(default_factory=list)
    tie: str = "of"
    is_name: bool = False
    is_number: bool = False

    def __str__(self) -> str:
        return " ".join([*reversed(self.before), self.english])


def gloss(description: str) -> str | None:
    """Return a description in English; None where its first noun is no word that describes.

    Words that no list knows are taken for names and written in Latin letters.

    >>> gloss("مصدر عسكري سوري"), gloss("قوات الأمن"), gloss("مصادر من المعارضة المسلحة")
    ('Syrian military source', 'security forces', 'sources of armed opposition')
    """
    nouns: list[_Noun] = []
    tie = ""
    for word in description.split():
        kind, english, clitic = _meaning(word, is_first=not nouns)
        if not nouns and kind not in ("noun", "number"):
            return None
        tie = clitic or tie
        if kind == "preposition":
            tie = english
        elif nouns and nouns[-1].is_number:
            nouns[-1] = _Noun(english, before=[nouns[-1].english])
        elif kind in ("adjective", "attribute") and nouns and not tie:
            nouns[-1].before.append(english)
        elif kind == "name" and nouns and nouns[-1].is_name and not tie:
            nouns[-1].english += f" {english}"
        else:
            nouns.append(_Noun(english, tie=tie or "of", is_name=kind == "name", is_number=kind == "number"))
            tie = ""
    return " ".join([str(nouns[0]), *(f"{noun.tie} {noun}" for noun in nouns[1:])]) if nouns else None


def _meaning(word: str, *, is_first: bool) -> tuple[str, str, str]:
    """Return what kind of word it is, its English, and what a clitic before it means; a name where no list knows it."""
    bare = fold(word.strip(_QUOTES))
    if bare.isdecimal():
        return "number", bare, ""
    for clitic, english in _CLITICS:
        rest = bare.removeprefix(clitic)
        rest = "ال" + rest[1:] if clitic == "ل" and rest.startswith("ل") else rest  # للجيش: for the army
        found = _found(rest) if bare.startswith(clitic) else {}
        for kind in ("noun",) if is_first else ("preposition", "adjective", "attribute", "noun"):
            if kind in found:
                return kind, found[kind], english
    return "name", transliterate(word.strip(_QUOTES)), ""


_QUOTES = '«»"()،'
_CLITICS = (("", ""), ("و", "and"), ("ل", "of"), ("ب", "in"))


def _found(word: str) -> dict[str, str]:
    """Return the meanings of a word by kind, over its article and its ending."""
    found: dict[str, str] = {}
    for form in (word, word.removeprefix("ال")):  # the
        for ending in _ENDINGS:
            if form.endswith(ending):
                stem = form.removesuffix(ending) + ("ي" if ending in ("يه", "يين", "يون") else "")
                found = _glosses().get(stem, {}) | found
    return found


@cache
def _glosses() -> dict[str, dict[str, str]]:
    glosses: dict[str, dict[str, str]] = {}
    for row in read_rows("glosses.tsv"):
        glosses.setdefault(fold(row["word"]), {})[row["kind"]] = row["gloss"]
    return glosses
