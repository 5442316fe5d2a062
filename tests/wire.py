"""Invented agency stories, and what papers make of them: edited copies, retellings in other words, and sequels.

Every story tells one attack, with its place, day and toll. The copies and retellings of
a story are one incident; a sister has the story's very words about another town, day and toll; a sequel has its
background and tells something else.
"""

import random
import re
from dataclasses import dataclass

from extractors.records import Article
from publish.inputs.articles import make_article


@dataclass(frozen=True)
class Story:
    """An agency's story in sentences, the same in other words, and a sequel that ends with its background."""

    name: str
    town: str
    toll: int
    day: int
    lead: str
    body: tuple[str, ...]
    retold: str
    sequel: str


# Each lead, body, retelling and sequel is invented news; {town}, {toll} and {day} are filled in.
STORIES = (
    Story(  # the army shelled a town's market; rescuers; wounded; a school hit; background
        "market", "سراقب", 17, 3,
        "قصف الجيش السوري بالمدفعية بلدة {town} في {day} مايو 2031، ما أدى إلى مقتل {toll} مدنيًا.",
        ("وقال عمال إنقاذ إن القذائف سقطت على سوق شعبية مكتظة ساعة الظهيرة فتهدمت عشرات المحال فوق من فيها.",
         "وذكر طبيب في المشفى الوحيد هناك أن غرف العمليات لم تعد تتسع للمصابين وأن المحروقات تنفد سريعا.",
         "وروى صاحب مخبز قريب أن الدخان غطى الحي بأكمله وأن الناس حفروا بأيديهم بحثا عن أقاربهم.",
         "وكانت البلدة استقبلت خلال الأشهر الماضية آلاف العائلات الهاربة من الريف المجاور وسط نقص حاد في الماء."),
        "سقط {toll} قتيلا من المدنيين في قصف مدفعي شنه الجيش السوري على بلدة {town} يوم {day} مايو 2031، بحسب سكان.",
        "دعا وجهاء الريف إلى فتح طريق آمن لنقل الطحين والدواء قبل حلول العيد."),
    Story(  # air strikes by the coalition on a port city; houses; hospital; fuel store; background
        "strikes", "المخا", 23, 5,
        "شن طيران التحالف العربي غارات على مدينة {town} في {day} مايو 2031، ما أسفر عن مقتل {toll} شخصا.",
        ("وأفاد شهود بأن الصواريخ دمرت مستودعا للوقود قرب الرصيف وامتدت النار إلى منازل مجاورة من الصفيح.",
         "وأعلنت منظمة إغاثية تعليق توزيع السلال الغذائية في الساحل الغربي حتى إشعار آخر خوفا على موظفيها.",
         "وتحدث مسعف عن جثث متفحمة تعذر التعرف إلى أصحابها ونقلت على شاحنات إلى ثلاجة الأسماك القديمة.",
         "ويعتمد سكان الشريط الساحلي على الصيد الذي توقف تقريبا منذ زرع الألغام البحرية قبالة الشاطئ."),
        "قتل {toll} شخصا في {day} مايو 2031 حين أغارت طائرات التحالف العربي على مدينة {town} بحسب مصادر محلية.",
        "طالب صيادون بتعويضهم عن قواربهم التي احترقت في الميناء خلال الشهر الأخير."),
    Story(  # a car bomb at a mosque; guards; ambulance; curfew; background
        "bomb", "المقدادية", 31, 8,
        "انفجرت سيارة مفخخة في مدينة {town} في {day} مايو 2031، ما أدى إلى مقتل {toll} شخصا.",
        ("ووقع الانفجار لحظة خروج المصلين من مسجد وسط حي تجاري يعج بالباعة المتجولين والعربات الخشبية.",
         "وقال ضابط شرطة إن المهاجم ترك العربة أمام محل للحلويات ثم فر على دراجة نارية باتجاه البساتين.",
         "وفرضت السلطات حظرا للتجول حتى الصباح وأغلقت الجسر الوحيد الذي يربط ضفتي النهر أمام الشاحنات.",
         "وشهدت المنطقة في السنوات السابقة نزاعات عشائرية على الأراضي الزراعية والمياه لم تفلح الوساطات في إنهائها."),
        "لقي {toll} شخصا مصرعهم في تفجير سيارة مفخخة هز مدينة {town} في {day} مايو 2031، وفق مصدر أمني.",
        "أعادت البلدية فتح السوق القديمة بعد ترميم واجهات الدكاكين بالطوب الأحمر."),
    Story(  # gunmen attack a village; burnt granaries; flight; wells; background
        "gunmen", "كتم", 12, 11,
        "قتل {toll} مدنيا في هجوم شنته قوات الدعم السريع على بلدة {town} في {day} مايو 2031.",
        ("وأحرق المهاجمون مخازن الذرة وساقوا قطعان الماشية شمالا قبل أن تصل تعزيزات من الحامية القريبة.",
         "وفرت مئات النساء مع أطفالهن سيرا على الأقدام نحو الوادي حيث لا مأوى إلا أشجار الطلح المتفرقة.",
         "وقال معلم متقاعد إن بئرين من ثلاث ردمتا بالحجارة وإن الأهالي يشربون من برك الأمطار الموحلة.",
         "ويعيش في الإقليم مزارعون ورعاة تقاسموا المراعي عقودا بعرف قديم قبل أن ينتشر السلاح بينهم."),
        "هاجمت قوات الدعم السريع بلدة {town} في {day} مايو 2031 فقتل {toll} مدنيا من سكانها، كما روى ناجون.",
        "وصلت إلى المطار المهجور أول شحنة من خيام وأغطية بعد مفاوضات طويلة."),
    Story(  # a suicide bomber at a checkpoint; road; recruits; funerals; background
        "suicide", "سبها", 9, 14,
        "فجر انتحاري نفسه عند حاجز للجيش الليبي في مدينة {town} في {day} مايو 2031، ما أدى إلى مقتل {toll} جنود.",
        ("وكان مجندون جدد يصطفون لتسلم رواتبهم الأولى حين اندفع رجل يرتدي معطفا شتويا نحو الطاولة الخشبية.",
         "وأظهرت صور تداولها ناشطون حافلة صغيرة مقلوبة وأحذية متناثرة قرب براميل إسمنتية ملونة بعلم البلاد.",
         "وشيعت ثلاث قبائل أبناءها في موكب واحد طاف بالقلعة الإيطالية قبل الدفن في المقبرة الجنوبية.",
         "وتمر بالواحة طرق القوافل القديمة التي يسلكها اليوم مهربو الوقود والبشر بين الصحراء والساحل."),
        "قتل {toll} جنود من الجيش الليبي في تفجير انتحاري وقع في {day} مايو 2031 عند حاجز في مدينة {town}.",
        "افتتح طلاب الجامعة معرضا لصور الواحة القديمة في قاعة البلدية."),
)  # fmt: skip
SISTERS = {"market": "معرة النعمان", "strikes": "الحديدة", "bomb": "بعقوبة", "gunmen": "كبكابية", "suicide": "مرزق"}
PAPERS = ("الوادي", "الميناء", "البستان", "القلعة", "الواحة", "الجسر")
SPELLINGS = (("أ", "ا"), ("إ", "ا"), ("ة ", "ه "), ("ى ", "ي "), ("يًا", "يا"))  # alef, teh marbuta, yeh; tanwin
SWAPS = (("وقال", "وأكد"), ("وذكر", "وأوضح"), ("قرب", "بالقرب من"), ("هناك", "في المدينة"))  # said, noted, near, there
OWN_WORDS = (  # what a paper adds of its own
    "وتابعت الصحيفة مع مراسلها تفاصيل ما جرى ساعة بساعة.",
    "للمزيد من الأخبار اشتركوا في النشرة البريدية المسائية.",
)


def _written(story: Story, number: int, lead: str, body: tuple[str, ...], **facts: object) -> Article:
    known = {"town": story.town, "toll": story.toll, "day": story.day} | facts
    text = " ".join((lead, *body)).format(**known)
    published = f"2031-05-{int(str(known['day'])) + 1:02}"
    paper = PAPERS[number % len(PAPERS)]
    return make_article({"id": f"{story.name}-{number:02}", "text": text, "source": paper, "published": published})


def _edited(story: Story, number: int, chance: random.Random) -> Article:
    """Return a copy as a paper would print it: shortened, respelt, reworded, reordered, with words of its own."""
    body = list(story.body)
    if chance.random() < 0.5:
        body.pop()
    if chance.random() < 0.4:
        body[1], body[2] = body[2], body[1]
    if chance.random() < 0.5:
        body.append(chance.choice(OWN_WORDS))
    for old, new in chance.sample(SWAPS, 2):
        body = [sentence.replace(old, new) for sentence in body]
    for old, new in chance.sample(SPELLINGS, 2):
        body = [sentence.replace(old, new) for sentence in body]
    lead = f"{PAPERS[number % len(PAPERS)]} – وكالات: {story.lead}" if chance.random() < 0.5 else story.lead  # agencies
    if chance.random() < 0.3:
        lead = re.sub("(?<!{)أ", "ا", lead)
    return _written(story, number, lead, tuple(body))


def news(seed: int = 5) -> list[tuple[str, str, Article]]:
    """Return (kind, story, article) of every story: original, five edited copies, retelling, sister, sequel."""
    chance = random.Random(seed)  # noqa: S311  # editing, no secrets
    found: list[tuple[str, str, Article]] = []
    for story in STORIES:
        found += [("copy", story.name, _written(story, 0, story.lead, story.body))]
        found += [("copy", story.name, _edited(story, number, chance)) for number in range(1, 6)]
        found += [("retelling", story.name, _written(story, 6, story.retold, ()))]
        sister = {"town": SISTERS[story.name], "toll": story.toll + 21, "day": story.day + 12}
        found += [("sister", story.name, _written(story, 7, story.lead, story.body, **sister))]
        found += [("sequel", story.name, _written(story, 8, story.sequel, story.body[-1:]))]
    return found
