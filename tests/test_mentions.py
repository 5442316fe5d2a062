"""Names of the lexicon in sentences: clitics, outlets in quotation marks, verbs that look like names."""

from functools import cache

import pytest

from extractors.lexicon import Lexicon, load_lexicon
from extractors.mentions import Mention, MentionFinder
from extractors.sentences import Sentence, split_sentences
from extractors.tokens import tokenize


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def find(text: str) -> tuple[Sentence, list[Mention]]:
    (sentence,) = split_sentences(tokenize(text), lexicon().analyse)
    return sentence, MentionFinder(lexicon()).find(sentence, frozenset(sentence.keys))


def outlets(text: str) -> list[str]:
    """Return the names in English of the outlets that a sentence names."""
    actors = lexicon().actors
    refs = [ref for mention in find(text)[1] if (ref := mention.ref("actor"))]
    return [actors[ref].name_ar for ref in refs if actors[ref].actor_type == "media"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال مصدر قضائي لـ«المدينة» إن الجلسة تأجلت.", ["صحيفة المدينة"], id="after ل"),
        pytest.param("قال الناشط في حديث لـ«الشرق الأوسط» إن الاعتصام مستمر.", ["صحيفة الشرق الأوسط"], id="two words"),
        pytest.param("وصل الوفد إلى المدينة صباح اليوم.", [], id="town"),
        pytest.param("تشهد دول الشرق الأوسط توترا متزايدا.", [], id="region"),
        pytest.param("سميت المدرسة «الرياض» العام الماضي.", [], id="quoted otherwise"),
    ],
)
def test_papers_in_quotation_marks_are_outlets_where_somebody_speaks_to_them(text: str, expected: list[str]) -> None:
    assert outlets(text) == expected


@pytest.mark.parametrize("text", ["قال المسؤول لـ«الشرق", "قال المسؤول لـ(رويترز", "وأضاف لـ(الشرق"])
def test_a_sentence_may_end_inside_the_name_of_an_outlet(text: str) -> None:
    assert all(mention.hi <= len(sentence.keys) for sentence, found in [find(text)] for mention in found)


def test_a_verb_of_saying_is_no_actor() -> None:
    assert not any(mention.is_a("actor") for mention in find("وأفاد شهود بأن القصف تجدد.")[1])


def test_proclitics_are_no_part_of_a_name() -> None:
    sentence, mentions = find("شكر الوفد للأمم المتحدة جهودها.")
    (mention,) = (m for m in mentions if m.is_a("actor"))
    assert (mention.preposition, mention.hi - mention.lo) == ("ل", 2)
    assert sentence.keys[mention.lo] == "للامم"


@pytest.mark.parametrize(
    ("word", "preposition", "stem"),
    [
        ("بقرار", "ب", "قرار"),
        ("لتصليح", "ل", "تصليح"),
        ("كمرحلة", "ك", "مرحله"),
        ("بلد", "", "بلد"),
        ("لقاح", "", "لقاح"),
        ("كنيسة", "", "كنيسه"),
    ],
)
def test_common_nouns_tell_where_a_preposition_ends(word: str, preposition: str, stem: str) -> None:
    (sentence,) = split_sentences(tokenize(word), lexicon().analyse)
    assert (sentence.words[0].preposition, sentence.words[0].stem) == (preposition, stem)
