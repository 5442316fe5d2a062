"""Make the inflected forms of verbs, nouns and adjectives, as news prose spells them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractors.morphology.conjugation import FormsError, verb_stems
from extractors.morphology.database import Inflected, generate
from extractors.morphology.declension import adjective_stems, noun_stems

__all__ = [
    "AdjectiveForm",
    "FormsError",
    "NounForm",
    "VerbForm",
    "adjective_forms",
    "before_pronoun",
    "decline",
    "inflect",
    "noun_forms",
    "verb_forms",
]

Aspect = Literal["past", "present"]
Voice = Literal["active", "passive"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]

_ASPECTS: dict[str, Aspect] = {"p": "past", "i": "present"}
_VOICES: dict[str, Voice] = {"a": "active", "p": "passive"}
_GENDERS: dict[str, Gender] = {"m": "m", "f": "f"}
_NUMBERS: dict[str, Number] = {"s": "s", "d": "d", "p": "p"}
_RANK = {name: rank for rank, name in enumerate(("past", "present", "active", "passive", *"sdpmf"))}


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A third-person form without vowel signs; indicative and jussive are not told apart."""

    form: str
    aspect: Aspect
    voice: Voice
    gender: Gender
    number: Number


@dataclass(frozen=True, slots=True)
class NounForm:
    """A form of a noun; `definite` means that it carries ال (the)."""

    form: str
    number: Number
    definite: bool


@dataclass(frozen=True, slots=True)
class AdjectiveForm:
    """A form of an adjective; `tanwin` marks the accusative in ا, so سوريا can be left to Syria."""

    form: str
    gender: Gender
    number: Number
    definite: bool
    tanwin: bool


def inflect(verbs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[VerbForm, ...]]:
    """Return the forms of many verbs, given as (past, present), in one run of the generator.

    Raises FormsError when a past and a present do not fit together.
    """
    pairs = list(dict.fromkeys(verbs))
    made = generate("verb", (verb_stems(past, present) for past, present in pairs))
    return {pair: _in_order(map(_verb_form, forms)) for pair, forms in zip(pairs, made, strict=True)}


def verb_forms(past: str, present: str) -> tuple[VerbForm, ...]:
    """Return the third-person forms of one verb, past before present, active before passive.

    >>> [form.form for form in verb_forms("رمى", "يرمي")[:6]]  # throw
    ['رمى', 'رمت', 'رميا', 'رمتا', 'رموا', 'رمين']
    """
    return inflect([(past, present)])[past, present]


def decline(
    nouns: Iterable[tuple[str, str | None]],
) -> dict[tuple[str, str | None], tuple[NounForm, ...]]:
    """Return the forms of many nouns, given as (singular, plural or None), in one run."""
    pairs = list(dict.fromkeys(nouns))
    made = generate("noun", (noun_stems(singular, plural) for singular, plural in pairs))
    return {pair: _in_noun_order(map(_noun_form, forms)) for pair, forms in zip(pairs, made, strict=True)}


def noun_forms(singular: str, plural: str | None = None) -> tuple[NounForm, ...]:
    """Return a noun's forms: singular, dual, plural, with and without ال, before a genitive too.

    Without `plural`, a noun in ة and a verbal noun of a derived form get the plural in ات.

    >>> sorted({form.form for form in noun_forms("غارة") if not form.definite})  # raid
    ['غارات', 'غارة', 'غارتا', 'غارتان', 'غارتي', 'غارتين']
    """
    return decline([(singular, plural)])[singular, plural]


def adjective_forms(masculine: str, plural: str | None = None) -> tuple[AdjectiveForm, ...]:
    """Return the forms of an adjective or participle; a broken plural replaces ون.

    >>> sorted({form.form for form in adjective_forms("كردي", "أكراد") if form.number == "p"})  # Kurdish
    ['أكراد', 'الأكراد', 'الكرديات', 'كرديات']
    """
    (made,) = generate("adj", [adjective_stems(masculine, plural)])
    forms = set(map(_adjective_form, made))
    return tuple(sorted(forms, key=lambda f: (_RANK[f.number], _RANK[f.gender], f.definite, f.tanwin, f.form)))


def before_pronoun(form: str) -> str:
    """Return the spelling of a form before a suffixed pronoun.

    >>> before_pronoun("قتلوا"), before_pronoun("تبنى"), before_pronoun("غارة")  # killed, claimed, raid
    ('قتلو', 'تبنا', 'غارت')
    """
    if form.endswith("وا"):  # they, past
        return form[:-1]
    if form.endswith("ى"):  # alef maksura
        return form[:-1] + "ا"  # alef
    return form[:-1] + "ت" if form.endswith("ة") else form  # feminine ending → teh


def _verb_form(made: Inflected) -> VerbForm:
    features = made.features
    return VerbForm(
        made.form,
        _ASPECTS[features["asp"]],
        _VOICES[features["vox"]],
        _GENDERS[features["gen"]],
        _NUMBERS[features["num"]],
    )


def _noun_form(made: Inflected) -> NounForm:
    return NounForm(made.form, _NUMBERS[made.features["num"]], made.features["stt"] == "d")


def _adjective_form(made: Inflected) -> AdjectiveForm:
    features = made.features
    return AdjectiveForm(
        made.form,
        _GENDERS[features["gen"]],
        _NUMBERS[features["num"]],
        features["stt"] == "d",
        features["cas"] == "a",
    )


def _in_order(forms: Iterable[VerbForm]) -> tuple[VerbForm, ...]:
    return tuple(
        sorted(
            set(forms),
            key=lambda f: (_RANK[f.aspect], _RANK[f.voice], _RANK[f.number], _RANK[f.gender], f.form),
        )
    )


def _in_noun_order(forms: Iterable[NounForm]) -> tuple[NounForm, ...]:
    return tuple(sorted(set(forms), key=lambda f: (_RANK[f.number], f.definite, f.form)))
