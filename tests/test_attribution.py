"""Who says it: speakers, outlets, quotations, statements, and where the article speaks itself."""

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


def told(text: str, event_type: str) -> tuple[str | None, str | None]:
    """Return source and outlet of the last event of a type, by name."""
    records = read(text)
    names = {actor.actor_id: actor.name_ar for actor in records.actors}
    event = [event for event in records.events if event.event_type == event_type][-1]
    source, via = event.source_actor_id, event.via_actor_id
    return (names[source] if source else None), (names[via] if via else None)


SAID = [
    ("verb first", "قال العقيد فراس الدليمي إن الطائرات قصفت بلدة الحويجة.", "air_strike", "فراس الدليمي", None),
    (
        "subject first",
        "لكن المتحدث باسم الشرطة عبد الودود راسخي قال إن المسلحين قصفوا بلدة الحويجة.",
        "shelling",
        "عبد الودود راسخي",
        None,
    ),
    ("described", "وأكد مصدر طبي أن مدفعية الجيش قصفت بلدة الحويجة.", "shelling", "مصدر طبي", None),
    (
        "two at once",
        "وقال مسؤولون وشهود عيان إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مسؤولون وشهود عيان",
        None,
    ),
    (
        "goes on",
        "قال مصدر طبي إن البلدة محاصرة. وأضاف أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        None,
    ),
    ("according to", "قصفت مدفعية الجيش بلدة الحويجة، بحسب مصدر طبي.", "shelling", "مصدر طبي", None),
    (
        "as announced",
        "قصفت مدفعية الجيش بلدة الحويجة، بحسب ما أعلن مسؤولون محليون.",
        "shelling",
        "مسؤولون محليون",
        None,
    ),
    ("as he said", "قصفت مدفعية الجيش بلدة الحويجة، كما قال مصدر طبي.", "shelling", "مصدر طبي", None),
    (
        "statement's issuer",
        "قصفت مدفعية الجيش بلدة الحويجة، بحسب بيان لمكتب المحافظ.",
        "shelling",
        "مكتب المحافظ",
        None,
    ),
    (
        "quotation over sentences",
        "وقال مصدر طبي: «الوضع صعب. المدفعية قصفت بلدة الحويجة ليلا».",
        "shelling",
        "مصدر طبي",
        None,
    ),
    ("outlet alone", "ذكرت وكالة رويترز أن مدفعية الجيش قصفت بلدة الحويجة.", "shelling", "رويترز", None),
    (
        "speaker through an outlet",
        "قال مصدر طبي لرويترز إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "رويترز",
    ),
    ("outlet quotes", "نقلت رويترز عن مصدر طبي أن مدفعية الجيش قصفت بلدة الحويجة.", "shelling", "مصدر طبي", "رويترز"),
    (
        "outlet goes on",
        "قال مصدر طبي لرويترز إن البلدة محاصرة. وأضاف المصدر أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "رويترز",
    ),
    (
        "paper in quotation marks",
        "قال مصدر طبي لـ«المدينة» إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "صحيفة المدينة",
    ),
    (
        "participle",
        "وقال مصدر طبي إن البلدة محاصرة، مشيرا إلى أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        None,
    ),
    ("accuser", "اتهمت الحكومة العراقية المتمردين بقصف بلدة الحويجة.", "shelling", "الحكومة (العراق)", None),
    (
        "outlet quoting",
        "ذكرت وكالة رويترز نقلا عن مصدر طبي أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "رويترز",
    ),
    (
        "attributed by an outlet",
        "ونسبت رويترز إلى مصدر طبي قوله إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "رويترز",
    ),
    (
        "outlet says that somebody said",
        "وذكرت رويترز أن مصدرا طبيا قال إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدرا طبيا",
        "رويترز",
    ),
    (
        "outlet informed",
        "وأبلغ مسؤول محلي رويترز أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مسؤول محلي",
        "رويترز",
    ),
    (
        "statement to an outlet first",
        "وفي تصريح لرويترز، قال الناشط محمد الحلبي إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        "رويترز",
    ),
    (
        "statement passed on",
        "وقال مصدر طبي في بيان نقلته وكالة رويترز إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        "رويترز",
    ),
    (
        "interview",
        "وقال الناشط محمد الحلبي في مقابلة أجرتها معه رويترز إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        "رويترز",
    ),
    (
        "unlisted outlet",
        "وقال الناشط محمد الحلبي لـ«صدى الزرنوق» إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        "صدى الزرنوق",
    ),
    (
        "unlisted outlet in brackets",
        "وقال الناشط محمد الحلبي لـ(زرنوق نيوز) إن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        "زرنوق نيوز",
    ),
    (
        "paper talked to",
        "وأكد الناشط محمد الحلبي في حديث إلى «الشرق الأوسط» أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        "صحيفة الشرق الأوسط",
    ),
    (
        "stood in a statement",
        "وجاء في بيان لوزارة الدفاع الروسية أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "وزارة الدفاع (روسيا)",
        None,
    ),
    (
        "through a spokesman",
        "وأوضحت وزارة الصحة العراقية على لسان ناطقها محمد الحلبي أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "محمد الحلبي",
        None,
    ),
    ("as he told", "مدفعية الجيش قصفت بلدة الحويجة، على ما أفاد مصدر طبي.", "shelling", "مصدر طبي", None),
    (
        "quotation first",
        "«مدفعية الجيش قصفت بلدة الحويجة»، يقول محمد الحلبي، وهو ناشط في المدينة.",
        "shelling",
        "محمد الحلبي",
        None,
    ),
    ("colon", "مصدر طبي: مدفعية الجيش قصفت بلدة الحويجة.", "shelling", "مصدر طبي", None),
    (
        "goes on in his gender",
        "قال مصدر طبي إن البلدة محاصرة، وقالت الحكومة العراقية إنها هادئة. وأضاف أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        None,
    ),
    ("people go on", "قال شهود إن البلدة محاصرة. وأضافوا أن مدفعية الجيش قصفت بلدة الحويجة.", "shelling", "شهود", None),
    (
        "participle of the main speaker",
        "قال مصدر طبي إن الحكومة العراقية أكدت أن البلدة محاصرة، مشيرا إلى أن مدفعية الجيش قصفت بلدة الحويجة.",
        "shelling",
        "مصدر طبي",
        None,
    ),
]

UNSAID = [
    ("no outlet", "شن مقاتلون تابعون لـ«لواء الزرنوق» هجوما. وقصفت مدفعية الجيش بلدة الحويجة.", "shelling"),
    ("article's voice", "قصفت مدفعية الجيش بلدة الحويجة أمس.", "shelling"),
    ("dateline", "بغداد - رويترز: قصفت مدفعية الجيش بلدة الحويجة أمس.", "shelling"),
    ("impersonal", "قال مصدر طبي إن البلدة محاصرة. يذكر أن مدفعية الجيش قصفت بلدة الحويجة قبل عام.", "shelling"),
    ("next paragraph", "قال مصدر طبي إن البلدة محاصرة.\nوقصفت مدفعية الجيش بلدة الحويجة مساء.", "shelling"),
    ("another matter", "قال مصدر طبي إن البلدة محاصرة ومن جهة أخرى قصفت مدفعية الجيش بلدة الحويجة.", "shelling"),
    ("quotation closed", "وقال مصدر طبي: «الوضع صعب». وقصفت مدفعية الجيش بلدة الحويجة ليلا.", "shelling"),
    ("passive", "أُفيد بأن مدفعية الجيش قصفت بلدة الحويجة.", "shelling"),
]


@pytest.mark.parametrize(("text", "kind", "source", "via"), [pytest.param(*case, id=name) for name, *case in SAID])
def test_statements_have_their_speaker_and_outlet(text: str, kind: str, source: str, via: str | None) -> None:
    said, through = told(text, kind)
    assert (said, through is not None) == (source, via is not None)
    assert via is None or via in str(through)


@pytest.mark.parametrize(("text", "kind"), [pytest.param(*case, id=name) for name, *case in UNSAID])
def test_the_article_speaks_where_nobody_is_said_to(text: str, kind: str) -> None:
    assert told(text, kind) == (None, None)


def test_who_speaks_of_himself_in_a_quotation_is_agent_and_source() -> None:
    records = read("وقال الأمين العام للمجلس ناصر الزبيدي: «نرفض التدخل الإيراني في شؤون العراق».")
    (event,) = (event for event in records.events if event.event_type == "refusal")
    agents = [row.actor_id for row in records.event_actors if row.event_id == event.event_id and row.role == "agent"]
    assert agents == [event.source_actor_id]
    assert event.source_actor_id is not None


ONE_ACTOR = [
    ("the organisation again", "هاجم تنظيم القاعدة حاجزا للجيش. وقتل التنظيم أربعة جنود.", "تنظيم القاعدة"),
    (
        "the same people in another case",
        "هاجم متمردون حاجزا للجيش. وقال الجيش إن المتمردين قتلوا أربعة جنود.",
        "متمردون",
    ),
    (
        "a ministry without its country",
        "اتهمت وزارة الداخلية الأفغانية المتمردين بالهجوم. وأعلنت وزارة الداخلية اعتقال أربعة مسلحين.",
        "وزارة الداخلية",
    ),
]


@pytest.mark.parametrize(("text", "name"), [pytest.param(*case, id=case_id) for case_id, *case in ONE_ACTOR])
def test_a_later_mention_is_the_same_actor(text: str, name: str) -> None:
    records = read(text)
    spans = {
        row.actor_id: [m.start for m in records.actor_mentions if m.actor_id == row.actor_id]
        for row in records.actor_mentions
    }
    first = next(m.actor_id for m in records.actor_mentions if m.mention_text.startswith(name))
    assert len(spans[first]) > 1
    assert max(spans[first]) > text.index(".")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("هاجم المتمردون مواقع الجيش السوري في بلدة تلبيسة.", "مواقع"),
        ("قتل الجيش أربعة مدنيين في بلدة تلبيسة.", "مدنيين"),
        ("استأنف الطرفان المفاوضات في جنيف بحضور الأمم المتحدة.", "الطرفان"),
        ("هاجم مسلحون كرواتيا يعمل في شركة فرنسية.", "كرواتيا"),
    ],
)
def test_things_and_unorganised_people_are_no_actors(text: str, thing: str) -> None:
    assert not any(mention.mention_text.startswith(thing) for mention in read(text).actor_mentions)


def test_a_titled_person_is_mentioned_by_the_name_alone() -> None:
    records = read("قال وزير الدفاع العراقي خالد الزيدي إن الطائرات قصفت بلدة الحويجة.")
    person = next(actor for actor in records.actors if actor.actor_type == "person")
    assert [m.mention_text for m in records.actor_mentions if m.actor_id == person.actor_id] == ["خالد الزيدي"]
