"""Which places the text names: with a head noun or without, listed or not, and which records have which place."""

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


def places(text: str, event_type: str) -> list[str | None]:
    """Return the words of the place of each event of a type."""
    return [event.place_text for event in read(text).events if event.event_type == event_type]


UNLISTED = [
    ("village", "قصفت مدفعية الجيش قرية زرنكوف شمال حلب.", "shelling", "زرنكوف", "village"),
    ("two words", "قتل جنديان في انفجار عبوة ناسفة في قرية حسن دولمك.", "bombing", "حسن دولمك", "village"),
    ("quarter", "انفجرت سيارة مفخخة في حي سلطان مرادي بمدينة إسطنبول.", "bombing", "حي سلطان مرادي", "neighbourhood"),
    ("opener", "شن مسلحون هجوما على بلدة كفر الزرنوق.", "offensive", "كفر الزرنوق", "town"),
    ("attribute", "دارت اشتباكات في بلدة زرنوقة الشرقية.", "clash", "زرنوقة الشرقية", "town"),
    ("named after somebody", "انفجرت عبوة في شارع الملك فهد بن خالد.", "bombing", "شارع الملك فهد بن خالد", "facility"),
    ("brackets", "انفجرت سيارة مفخخة في بلدة ( زرنكوف ) صباح اليوم.", "bombing", "زرنكوف", "town"),
    ("located", "انفجرت سيارة مفخخة في زرنكوف (جنوب) صباح اليوم.", "bombing", "زرنكوف", "other"),
    ("located by a country", "قتل جنديان في تفجير في زرنكوف جنوب تركيا.", "bombing", "زرنكوف", "other"),
    ("quotation marks", "انفجرت سيارة مفخخة في سجن «زرنكوف».", "bombing", "سجن زرنكوف", "facility"),
]


@pytest.mark.parametrize(
    ("text", "kind", "name", "place_type"), [c[1:] for c in UNLISTED], ids=[c[0] for c in UNLISTED]
)
def test_a_head_noun_names_a_place_that_no_list_knows(text: str, kind: str, name: str, place_type: str) -> None:
    records = read(text)
    event = next(event for event in records.events if event.event_type == kind)
    place = next(place for place in records.places if place.place_id == event.place_id)
    assert (event.place_text, place.place_type) == (name, place_type)
    assert (place.latitude, place.longitude, place.geonames_id, place.country) == (None, None, None, None)


NO_NAME = [
    ("adjective", "سقطت قذيفة على منطقة مأهولة في إدلب.", "shelling"),
    ("by way of", "قصفت مدفعية الجيش بلدة الحويجة عن طريق الخطأ.", "shelling"),
    ("purpose", "قصفت مدفعية الجيش بلدة الحويجة لقضاء الحاجة.", "shelling"),
    ("number", "قضت محكمة عسكرية بسجن تسعة متهمين بعد قصف بلدة الحويجة.", "arrest"),
]


@pytest.mark.parametrize(("text", "kind"), [c[1:] for c in NO_NAME], ids=[c[0] for c in NO_NAME])
def test_not_every_word_behind_a_head_noun_is_a_name(text: str, kind: str) -> None:
    records = read(text)
    assert kind in {event.event_type for event in records.events}
    listed = lexicon().places
    assert [place.name_ar for place in records.places if place.place_id not in listed] == []


def test_a_place_named_once_with_its_head_noun_is_known_by_its_name() -> None:
    text = "سيطرت المعارضة على قرية زرنكوف. وقال ناشطون إن طائرات حربية قصفت زرنكوف مساء."
    records = read(text)
    assert {event.place_id for event in records.events} == {place.place_id for place in records.places}
    assert [place.name_ar for place in records.places] == ["زرنكوف"]


def test_a_capital_behind_the_word_for_a_city_is_a_place_and_no_government() -> None:
    records = read("سقط ثلاثة قتلى بعدما شهدت مدينة دمشق قصفا بقذائف الهاون.")
    assert [event.place_text for event in records.events] == ["دمشق"]
    assert [actor.mention_text for actor in records.event_actors] == []


AMBIGUOUS = [
    ("أعلنت السلطات الليبية أن طرابلس شهدت هجوما بعد اشتباكات في بنغازي. وانفجرت سيارة مفخخة في طرابلس.", "LBY"),
    ("أعلنت السلطات اللبنانية إغلاق طرق في بيروت وعكار. وانفجرت سيارة مفخخة في طرابلس شمال لبنان.", "LBN"),
]


@pytest.mark.parametrize(("text", "country"), AMBIGUOUS)
def test_an_ambiguous_name_is_settled_by_the_other_places(text: str, country: str) -> None:
    records = read(text)
    event = next(event for event in records.events if event.event_type == "bombing")
    assert event.place_text == "طرابلس"
    assert [place.country for place in records.places if place.place_id == event.place_id] == [country]


WHERE = [
    ("the first of two", "في بلدة سلقين بريف إدلب قصفت طائرات حربية منازل مدنيين.", "air_strike", "سلقين"),
    ("a direction behind it", "انفجرت سيارة مفخخة في الموصل شمال العراق.", "bombing", "الموصل"),
    ("ambiguous name", "انفجرت سيارة مفخخة في سوروج صباح اليوم وقتل ثلاثة جنود.", "bombing", "سوروج"),
    ("common word, located", "انفجرت سيارة مفخخة في القصر بمحافظة الفيوم.", "bombing", "القصر"),
    ("not in it but to it", "وصل مسلحون إلى تدمر وشنوا هجمات على قوات الجيش.", "offensive", "تدمر"),
    ("behind another preposition", "اشتبك مقاتلون مع الجيش على محور بلدة سلقين بريف إدلب.", "clash", "سلقين"),
    (
        "the city of a blast",
        "هز انفجار ضخم العاصمة الأفغانية كابول صباح اليوم وقتل جندي.",
        "bombing",
        "كابول",
    ),
    ("the centre", "قصفت طائرات حربية مواقع في مركز الحويجة.", "air_strike", "الحويجة"),
    ("two directions", "خرجت مظاهرات في وسط وجنوب العراق ضد الحكومة العراقية.", "protest", "وسط وجنوب العراق"),
    ("of the country", "قتل جندي في إدلب، وأغلق الجيش السوري طريقا في شرق البلاد.", "siege", "شرق البلاد"),
    ("where talks were", "حطت طائرة الوزير الروسي في جنيف، والتقى نظيره الأميركي.", "talks", "جنيف"),
    ("talks named after a city", "عاد وفد الحكومة السورية إلى محادثات جنيف مع المعارضة.", "talks", "جنيف"),
]


@pytest.mark.parametrize(("text", "kind", "name"), [c[1:] for c in WHERE], ids=[c[0] for c in WHERE])
def test_an_event_is_where_its_clause_says_else_at_the_nearest_place(text: str, kind: str, name: str) -> None:
    assert places(text, kind) == [name]


def test_a_capital_told_by_its_country_is_the_city() -> None:
    records = read("قتل خمسة أشخاص في هجوم انتحاري في العاصمة الأفغانية.")
    assert {event.place_id for event in records.events} == {"afg-kabul"}


def test_victims_fall_where_their_act_was_and_not_where_somebody_among_them_belongs() -> None:
    text = "قصفت المدفعية بلدة سلقين ما أدى إلى مقتل 21 مسلحا بينهم قيادي في حزب البعث في محافظة كركوك."
    assert {casualty.place_text for casualty in read(text).casualties} == {"سلقين"}


TOLD_BEFORE = [
    ("the town", "سيطرت المعارضة على بلدة سلقين شمال إدلب. وقصفت طائرات حربية البلدة مساء.", "سلقين"),
    (
        "the same area",
        "قتل جندي قرب تدمر." + " وقال الجيش إنه سيرد." * 6 + " وقصفت طائرات حربية مواقع في المنطقة نفسها.",
        "تدمر",
    ),
    ("the governorate", "قتل جندي في تدمر بمحافظة حمص. وقصفت طائرات حربية مواقع في المحافظة.", "محافظة حمص"),
    ("the area, not its region", "قتل جندي في تدمر وسط سوريا. وقصفت طائرات حربية مواقع في المنطقة.", "تدمر"),
    ("an unnamed area", "شنت المعارضة هجوما في تدمر. وقصفت طائرات حربية المناطق المجاورة.", "تدمر"),
    ("ground alone", "شنت المعارضة هجوما في تدمر. وقصفت طائرات حربية الجبال المجاورة.", "تدمر"),
    ("nothing", "شنت المعارضة هجوما في تدمر. وقصفت طائرات حربية مواقع عسكرية.", "تدمر"),
]


@pytest.mark.parametrize(("text", "name"), [c[1:] for c in TOLD_BEFORE], ids=[c[0] for c in TOLD_BEFORE])
def test_an_event_without_a_named_place_takes_the_one_told_before(text: str, name: str) -> None:
    assert places(text, "air_strike") == [name]


def days(text: str, event_type: str) -> list[str | None]:
    """Return the day of each event of a type; the article is of Tuesday, 15 June 2021."""
    return [event.date_start for event in read(text).events if event.event_type == event_type]


WHEN = [
    ("its clause", "قصفت طائرات حربية بلدة سلقين أمس.", "2021-06-14"),
    ("another clause", "اندلعت اشتباكات ليل الجمعة في إدلب عندما قصفت طائرات حربية بلدة سلقين.", "2021-06-11"),
    ("behind a relative clause", "قصفت طائرات حربية بلدة سلقين التي تسيطر عليها المعارضة أمس.", "2021-06-14"),
    ("of the speech", "أعلن الجيش أمس أن طائرات حربية قصفت بلدة سلقين.", None),
    ("of the speech, no clause", "أعلن الجيش أمس قصف طائرات حربية بلدة سلقين وسقوط قتلى.", None),
    ("the sentence before", "هاجم مسلحون بلدة سلقين أمس. وقصفت طائرات حربية البلدة.", "2021-06-14"),
    ("two sentences before", "هاجم مسلحون إدلب أمس. وساد الهدوء حلب. وقصفت طائرات حربية بلدة سلقين.", None),
]


@pytest.mark.parametrize(("text", "day"), [c[1:] for c in WHEN], ids=[c[0] for c in WHEN])
def test_an_event_is_on_the_day_of_its_sentence_else_of_the_act_before(text: str, day: str | None) -> None:
    assert days(text, "air_strike") == [day]
