"""Mentions of one event become one row with all their evidence; different events stay apart."""

import hashlib
from functools import cache

import pytest

from extractors import Records, extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def read(text: str) -> Records:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(article_id="example", text=text, published="2021-06-15", language="ar", sha256=sha256)
    return extract(article, lexicon())


# Each text tells one event of the type again, in other words.
RETOLD = (
    (
        "abduction",
        (
            "خطف مسلحون مجهولون مهندسا تركيا في مدينة مصراتة مساء الأحد. وقالت الشرطة إنها تبحث عن الخاطفين."
            " ولم تتبن أي جهة اختطاف المهندس في مصراتة."
        ),
    ),
    (
        "air_strike",
        "شن الطيران الحربي غارة على مدينة دوما بريف دمشق أمس. وقال ناشطون إن الغارة أصابت سوقا شعبيا.",
    ),
    (
        "suicide_bombing",
        "فجر انتحاري نفسه أمام مسجد في مدينة كانو شمال نيجيريا. وقال شهود إن التفجير الانتحاري وقع بعد صلاة الجمعة.",
    ),
    (
        "offensive",
        "هاجم مسلحون مقرا للشرطة في مدينة العريش فجر الثلاثاء. وأوضح مصدر أمني أن الهجوم على مقر الشرطة استمر ساعة.",
    ),
    (
        "arrest",
        (
            "اعتقلت القوات الإسرائيلية خمسة شبان من بلدة سلواد شرق رام الله. وقال نادي الأسير إن القوات الإسرائيلية"
            " اعتقلت الشبان الخمسة بعد تفتيش منازلهم."
        ),
    ),
    (
        "clash",
        "اندلعت اشتباكات بين الجيش اليمني والحوثيين في محافظة الضالع. وأسفرت الاشتباكات عن مقتل سبعة حوثيين.",
    ),
    (
        "shelling",
        "قصف الجيش السوري بلدة كفرنبل في ريف إدلب بالمدفعية. وأدى القصف إلى مقتل ثلاثة مدنيين.",
    ),
)
# Each text tells two events of the type.
APART = (
    (
        "shelling",
        "قصف الجيش السوري بلدة كفرنبل في ريف إدلب بالمدفعية. وقصفت القوات التركية مواقع للأكراد في مدينة عفرين.",
    ),
    (
        "arrest",
        "اعتقلت القوات الإسرائيلية خمسة شبان من بلدة سلواد. واعتقلت قوة أخرى تسعة شبان في مدينة الخليل.",
    ),
    (
        "bombing",
        "انفجرت سيارة مفخخة في مدينة بعقوبة يوم السبت. وانفجرت عبوة ناسفة في مدينة كركوك يوم الأحد.",
    ),
    (
        "abduction",
        "خطف مسلحون ثلاثة عمال في مدينة سبها. وخطف مسلحون آخرون سبعة جنود في مدينة بنغازي.",
    ),
    (
        "shelling",
        (
            "أعلن الجيش السوداني أن قوات الدعم السريع قصفت مستشفى في مدينة الأبيض. ونفت قوات الدعم السريع أن تكون قصفت"
            " المستشفى."
        ),
    ),
)


@pytest.mark.parametrize(("event_type", "text"), RETOLD)
def test_an_event_told_again_is_one_row_with_further_evidence(event_type: str, text: str) -> None:
    records = read(text)
    events = [event for event in records.events if event.event_type == event_type]
    assert len(events) == 1, [(event.event_type, event.quote) for event in records.events]
    further = [item for item in records.evidence if item.record_id == events[0].event_id]
    assert further
    assert all(item.quote == text[item.start : item.end] for item in further)


@pytest.mark.parametrize(("event_type", "text"), APART)
def test_two_events_of_one_type_stay_two_rows(event_type: str, text: str) -> None:
    events = [event for event in read(text).events if event.event_type == event_type]
    assert len(events) == 2, [(event.event_type, event.quote) for event in events]


def test_a_general_word_alone_only_points_back() -> None:
    alone = read("أدان مجلس الأمن الهجوم وعبر عن تعازيه لأسر الضحايا في العراق.")
    assert [event.event_type for event in alone.events] == ["accusation"]
    told = read("أحرق مستوطنون منزلا في بلدة حوارة جنوب نابلس. ووقع الهجوم فجر الجمعة.")
    (event,) = told.events
    assert event.event_type == "destruction"
    assert [item.quote for item in told.evidence if item.record_id == event.event_id]
