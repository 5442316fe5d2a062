"""People's names: where they begin and end, and what is no name."""

from functools import cache

import pytest

from extractors.lexicon import Lexicon, load_lexicon
from extractors.mentions import MentionFinder
from extractors.people import PeopleFinder
from extractors.sentences import split_sentences
from extractors.tokens import tokenize


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def people(text: str) -> list[str]:
    """Return the names of the people in a text, as written."""
    finder, finding = MentionFinder(lexicon()), PeopleFinder(lexicon())
    found: list[str] = []
    for sentence in split_sentences(tokenize(text), lexicon().analyse):
        for mention in finding.find(sentence, finder.find(sentence, frozenset(sentence.keys))):
            ref = mention.ref("actor")
            if mention.is_a("person") or (ref and lexicon().actors[ref].actor_type == "person"):
                lo, hi = mention.name or (mention.lo, mention.hi)
                clitics = len(mention.conjunction) + len(mention.preposition)
                start = sentence.tokens.starts[sentence.positions[lo]] + (clitics if lo == mention.lo else 0)
                found.append(text[start : sentence.end(hi)])
    return found


NAMES = [
    ("after a title", "قال العميد ناصر الزبيدي إن قواته تقدمت.", ["ناصر الزبيدي"]),
    ("after a long title", "أعلن قائد شرطة محافظة ديالى اللواء جاسم السعدي اعتقال مسلحين.", ["جاسم السعدي"]),
    (
        "after a title's comma",
        "قال مدير إعلام الهيئة في شمال المحافظة، خالد العيساوي لوكالة محلية إن القصف توقف.",
        ["خالد العيساوي"],
    ),
    ("strange after a speech verb", "وقال ريدور زانكوي المتحدث باسم القوات إن الهجوم فشل.", ["ريدور زانكوي"]),
    ("strange before an office", "واتهمت ماريكا ديلاكروي، رئيسة البعثة، المسلحين بخرق الهدنة.", ["ماريكا ديلاكروي"]),
    ("particle of descent", "اعتقلت الشرطة سيف بن طارق المهيري في الميناء.", ["سيف بن طارق المهيري"]),
    ("servant of God", "وقال عبد الودود راسخي إن المهاجمين فروا.", ["عبد الودود راسخي"]),
    ("nom de guerre", "قتل أبو حمزة المقدسي في غارة.", ["أبو حمزة المقدسي"]),
    ("foreign surname with و", "وقال ريتشارد والتون رئيس الوحدة إن التحقيق مستمر.", ["ريتشارد والتون"]),
    ("foreign surname with ف", "أكد رئيس اللجنة ألكسندر فوروبيوف سقوط ضحايا.", ["ألكسندر فوروبيوف"]),
    ("brother with a pronoun", "أصيب المزارع وشقيقه أحمد العلواني بجروح.", ["أحمد العلواني"]),
    (
        "surname later",
        "قال العقيد فراس الدليمي إن القصف عنيف. وأضاف الدليمي أن الطريق مغلق.",
        ["فراس الدليمي", "الدليمي"],
    ),
    ("على written with ى", "ألقت الشرطة القبض على حسن كريم أمس.", ["حسن كريم"]),
    ("علي written with ي", "قال النائب علي حسن إن الاتفاق انهار.", ["علي حسن"]),
]

NO_NAMES = [
    ("hospital", "نقل الجرحى إلى مستشفى الأمير سلطان بن فهد."),
    ("street", "انفجرت العبوة في شارع خالد بن الوليد."),
    ("village", "قصفت المدفعية قرية حسن شامي."),
    ("behind", "اختبأ المسلحون خلف أقنعة سوداء."),
    ("act after a title", "استنكر رئيس البلدية اعتقال المتظاهرين."),
    ("adverb after a title", "يعتبر قائد الأركان فعليا صاحب القرار."),
    ("praise of God", "حمد الله على سلامة الجنود."),
    ("countryman", "قال مسؤول تركي إن الحدود مغلقة."),
    ("quotation", "وقال المسؤول «سنواصل العمليات حتى النهاية»."),
    ("verbal noun", "طالب الوزير باستباق الهجوم."),
    ("somebody's father", "ناشد والد الرهينة الخاطفين."),
    ("place in a title's reach", "زار رئيس بلدية تعز الجرحى."),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in NAMES])
def test_names_begin_and_end_where_they_should(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NO_NAMES])
def test_other_words_are_no_names(text: str) -> None:
    assert people(text) == []


def test_organisations_of_a_title_are_kept() -> None:
    finder, finding = MentionFinder(lexicon()), PeopleFinder(lexicon())
    text = "قال المتحدث باسم الأمم المتحدة ستيفان دوجاريك إن القافلة وصلت."
    (sentence,) = split_sentences(tokenize(text), lexicon().analyse)
    mentions = finding.find(sentence, finder.find(sentence, frozenset(sentence.keys)))
    assert [m.ref("actor") for mention in mentions for m in mention.within] == ["united-nations"]
