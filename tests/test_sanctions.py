"""Sanctions are read from whole sentences: measure, status, kind and number of targets, authority, events, merging."""

import hashlib
from functools import cache

import pytest

from extractors import Records, extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article

# A sentence, and the rows it gives: measure, status, kind of target, and how many where it says so.
SENTENCES = (
    (
        "رفع مجلس الأمن الدولي حظر السلاح المفروض على الصومال بالإجماع.",
        {("arms_embargo", "lifted", "state", None, None)},
    ),
    (
        "خفف الاتحاد الأوروبي بعض العقوبات المفروضة على سوريا في قطاعات الطاقة والنقل.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "علقت جامعة الدول العربية عضوية سوريا وفرضت عليها عقوبات اقتصادية.",
        {("listing", "imposed", "state", None, None)},
    ),
    (
        "حظرت الولايات المتحدة دخول ثلاثة من قادة حركة الشباب إلى أراضيها بسبب هجماتها على المدنيين.",
        {("travel_ban", "imposed", "person", 3, 3)},
    ),
    (
        "علقت هولندا صادرات السلاح إلى السعودية بسبب الحرب في اليمن.",
        {("arms_embargo", "imposed", "state", None, None)},
    ),
    (
        "طرد السودان السفير الكيني واستدعى سفيره من نيروبي بعد الهجوم.",
        {("diplomatic", "imposed", "person", None, None)},
    ),
    (
        "فرضت وزارة الخزانة الأمريكية الخميس عقوبات على خمسة قياديين في حركة الشباب الصومالية.",
        {("listing", "imposed", "person", 5, 5)},
    ),
    (
        "فرضت كندا عقوبات على سبع شركات إيرانية متهمة بتصنيع الطائرات المسيرة.",
        {("listing", "imposed", "entity", 7, 7)},
    ),
    (
        "فرضت اليابان عقوبات على كوريا الشمالية بعد تجربتها النووية.",
        {("listing", "imposed", "state", None, None)},
    ),
    (
        "قرر مجلس الأمن الدولي تمديد حظر السلاح المفروض على ليبيا سنة إضافية.",
        {("arms_embargo", "extended", "state", None, None)},
    ),
    (
        "جدد مجلس الأمن العقوبات المفروضة على جماعة الحوثي لمدة عام.",
        {("listing", "extended", "entity", None, None)},
    ),
    (
        "مدد الاتحاد الأوروبي عقوباته على روسيا ستة أشهر.",
        {("listing", "extended", "state", None, None)},
    ),
    (
        "شددت واشنطن العقوبات على حزب الله.",
        {("listing", "extended", "entity", None, None)},
    ),
    (
        "سيمدد الاتحاد الأوروبي عقوباته على روسيا ستة أشهر بسبب الحرب.",
        {("listing", "proposed", "state", None, None)},
    ),
    (
        "يعتزم الكونغرس الأمريكي تشديد العقوبات على النظام السوري.",
        {("listing", "proposed", "state", None, None)},
    ),
    (
        "استخدمت روسيا والصين حق النقض ضد مشروع قرار يفرض عقوبات على الحكومة السورية.",
        {("listing", "blocked", "state", None, None)},
    ),
    (
        "فشل مجلس الأمن في فرض حظر على توريد السلاح إلى جنوب السودان.",
        {("arms_embargo", "blocked", "state", None, None)},
    ),
    (
        "فرضت واشنطن عقوبات على ثلاثة ضباط سوريين بعد أن عرقلت روسيا إجراء مماثلا في مجلس الأمن.",
        {("listing", "imposed", "person", 3, 3), ("listing", "blocked", "person", None, None)},
    ),
    (
        "هدد الاتحاد الأوروبي بفرض عقوبات على معرقلي الانتخابات في ليبيا.",
        {("listing", "proposed", "person", None, None)},
    ),
    (
        "لوحت واشنطن بعقوبات على بغداد إذا طردت القوات الأمريكية.",
        {("listing", "proposed", "state", None, None)},
    ),
    (
        "دعت فرنسا إلى فرض حظر سفر على قادة الانقلاب في مالي.",
        {("travel_ban", "proposed", "person", None, None)},
    ),
    (
        "وطالبت المعارضة المجتمع الدولي بفرض عقوبات على النظام السوري.",
        {("listing", "proposed", "state", None, None)},
    ),
    (
        "يناقش وزراء الخارجية الأوروبيون الاثنين فرض عقوبات على تركيا بسبب التنقيب في شرق المتوسط.",
        {("listing", "proposed", "state", None, None)},
    ),
    (
        "ستفرض الولايات المتحدة عقوبات على قطاع الطيران الروسي.",
        {("listing", "proposed", "sector", None, None)},
    ),
    (
        "أعلن الرئيس الأمريكي رفع العقوبات عن سوريا.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "رفعت بريطانيا تجميد الأصول عن 24 كيانا سوريا.",
        {("asset_freeze", "lifted", "entity", 24, 24)},
    ),
    (
        "علق الاتحاد الأوروبي العقوبات المفروضة على قطاع الطاقة السوري.",
        {("listing", "lifted", "sector", None, None)},
    ),
    (
        "خففت واشنطن عقوباتها على السودان بعد توقيع اتفاق السلام.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "وافق مجلس الأمن بالإجماع على رفع العقوبات المفروضة على إريتريا.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "ألغت بريطانيا العقوبات على شركة طيران عراقية.",
        {("listing", "lifted", "entity", None, None)},
    ),
    (
        "العقوبات الدولية على إيران سترفع تدريجيا بعد التحقق من التزامها.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "ينص الاتفاق النووي على رفع تدريجي للعقوبات الدولية المفروضة على طهران.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "أفرجت الولايات المتحدة عن الأرصدة الليبية المجمدة بعد سقوط النظام.",
        {("asset_freeze", "lifted", "state", None, None)},
    ),
    (
        "أعفت واشنطن بغداد من العقوبات المفروضة على إيران 120 يوما لاستيراد الكهرباء.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "انتهكت سفن إيرانية حظر السلاح المفروض على اليمن.",
        {("arms_embargo", "violated", "state", None, None)},
    ),
    (
        "اتهم تقرير أممي أنقرة بخرق حظر السلاح المفروض على ليبيا.",
        {("arms_embargo", "violated", "state", None, None)},
    ),
    (
        "زار القائد موسكو في خرق لقرار مجلس الأمن حظر سفره.",
        {("travel_ban", "violated", "person", None, None)},
    ),
    (
        "جمدت سويسرا أرصدة الرئيس التونسي السابق وأفراد عائلته بعد الثورة ضد النظام.",
        {("asset_freeze", "imposed", "person", None, None)},
    ),
    (
        "وفرض مجلس الأمن على زعيم المتمردين حظر سفر وتجميد أصول.",
        {("travel_ban", "imposed", "person", None, None), ("asset_freeze", "imposed", "person", None, None)},
    ),
    (
        "أصدر مجلس الأمن الدولي قرار حظر سفر بحق ثلاثة قادة من المتمردين.",
        {("travel_ban", "imposed", "person", 3, 3)},
    ),
    (
        "أدرجت الولايات المتحدة حزب الله على قائمة المنظمات الإرهابية.",
        {("listing", "imposed", "entity", None, None)},
    ),
    (
        "صنفت الإمارات جماعة الإخوان المسلمين منظمة إرهابية.",
        {("listing", "imposed", "entity", None, None)},
    ),
    (
        "وضعت كندا الحرس الثوري الإيراني على لائحة الإرهاب.",
        {("listing", "imposed", "entity", None, None)},
    ),
    (
        "وأضافت واشنطن ثلاثة مصارف لبنانية إلى القائمة السوداء لتمويلها حزب الله.",
        {("listing", "imposed", "entity", 3, 3)},
    ),
    (
        "شطبت واشنطن السودان من قائمة الدول الراعية للإرهاب.",
        {("listing", "lifted", "state", None, None)},
    ),
    (
        "تعهدت إدارة بايدن برفع الحوثيين من قائمة الإرهاب.",
        {("listing", "lifted", "entity", None, None)},
    ),
    (
        "يدرس مجلس الشيوخ الأمريكي إدراج جماعة الإخوان المسلمين على قائمة الإرهاب.",
        {("listing", "proposed", "entity", None, None)},
    ),
    (
        "قطعت السعودية علاقاتها الدبلوماسية مع إيران بعد اقتحام سفارتها في طهران.",
        {("diplomatic", "imposed", "state", None, None)},
    ),
    (
        "أعلنت موريتانيا قطع علاقاتها الدبلوماسية مع قطر.",
        {("diplomatic", "imposed", "state", None, None)},
    ),
    (
        "طردت الأردن السفير السوري بعد تصريحات مسيئة للجيش.",
        {("diplomatic", "imposed", "person", None, None)},
    ),
    (
        "طردت بولندا ثلاثة دبلوماسيين روس بتهمة التجسس.",
        {("diplomatic", "imposed", "person", 3, 3)},
    ),
    (
        "حظرت الولايات المتحدة استيراد النفط الروسي ردا على الحرب في أوكرانيا.",
        {("oil_embargo", "imposed", "state", None, None)},
    ),
    (
        "فرض الاتحاد الأوروبي حظرا نفطيا وقيودا على الاستثمار وتجميدا لأصول المصرف المركزي السوري.",
        {
            ("oil_embargo", "imposed", "state", None, None),
            ("investment_ban", "imposed", "state", None, None),
            ("asset_freeze", "imposed", "entity", None, None),
        },
    ),
    (
        "تبنى الاتحاد الأوروبي عقوبات جديدة تشمل حظرا على استيراد الفحم الروسي وتجميد أصول 65 شخصا.",
        {("import_ban", "imposed", "state", None, None), ("asset_freeze", "imposed", "person", 65, 65)},
    ),
    (
        "وتضم قائمة العقوبات الأوروبية حاليا 289 شخصا و70 كيانا.",
        {("listing", "in_force", "person", 289, 289), ("listing", "in_force", "entity", 70, 70)},
    ),
    (
        "ويرتفع بذلك عدد الأشخاص المشمولين بالعقوبات الأوروبية إلى 150 شخصا إضافة إلى 37 كيانا.",
        {("listing", "in_force", "person", 150, 150), ("listing", "in_force", "entity", 37, 37)},
    ),
    (
        "تعاني إيران من أزمة خانقة بسبب العقوبات الأمريكية المفروضة عليها.",
        {("listing", "in_force", "state", None, None)},
    ),
    (
        "وتخضع إيران لعقوبات دولية منذ عام 2006.",
        {("listing", "in_force", "state", None, None)},
    ),
    (
        "وما زالت العقوبات الأوروبية على بشار الأسد مستمرة.",
        {("listing", "in_force", "person", None, None)},
    ),
    (
        "تفرض واشنطن عقوبات مالية على المصارف الإيرانية.",
        {("financial", "imposed", "entity", None, None)},
    ),
    (
        "وقع الرئيس الأمريكي أمرا تنفيذيا بفرض عقوبات على المستوطنين المتطرفين في الضفة الغربية.",
        {("listing", "imposed", "person", None, None)},
    ),
    (
        "فرض الاتحاد الأوروبي عقوبات نفطية على سوريا.",
        {("oil_embargo", "imposed", "state", None, None)},
    ),
    (
        "فرضت موسكو حظرا على استيراد الخضروات من تركيا بعد إسقاط الطائرة.",
        {("import_ban", "imposed", "state", None, None)},
    ),
    (
        "ويطالب ناشطون بتجميد أموال قادة الميليشيات ومنعهم من السفر.",
        {("asset_freeze", "proposed", "person", None, None)},
    ),
    ("فرضت لجنة الانضباط عقوبات على نادي الاتحاد بعد شغب الجماهير.", set()),
    ("تطبق البلدية عقوبات رادعة على المخالفين تصل إلى السجن وغرامة مالية.", set()),
    ("وفرضت السلطات حظر التجول في مدينة بنغازي بعد الاشتباكات.", set()),
    ("وقالت منظمة حظر الأسلحة الكيميائية إن خبراءها وصلوا إلى دمشق.", set()),
    ("واستدعت بغداد السفير التركي احتجاجا على القصف.", set()),
    ("لم يفرض الاتحاد الأوروبي عقوبات على إسرائيل رغم الحرب على غزة.", set()),
    ("وقد تفرض الدول الغربية حظرا جويا فوق شمال سوريا.", set()),
    ("رفع الجيش الحصار عن المدينة بعد معارك عنيفة.", set()),
    ("رفع الاتحاد الدولي لكرة القدم العقوبات عن المنتخب.", set()),
    ("وحكمت المحكمة عليه بالسجن خمس سنوات ومنعه من السفر بتهمة الإرهاب.", set()),
    ("وقطع المسلحون الطريق بين المدينتين وأحرقوا سيارات.", set()),
    ("وتنص المادة على عقوبات تصل إلى الإعدام لمرتكبي جرائم الإرهاب.", set()),
)
AUTHORITIES = (
    ("فرضت بريطانيا عقوبات على وزير الدفاع السوري.", "بريطانيا"),
    ("يشمل القرار العقوبات الأوروبية على النظام السوري.", "الأوروبية"),
    ("قرر مجلس الأمن الدولي تمديد حظر السلاح على ليبيا.", "مجلس الأمن الدولي"),
    ("بلغت الخسائر ذروتها جراء الحظر المفروض من قبل روسيا على استيراد الفواكه من تركيا.", "روسيا"),
    ("وتضر عقوبات الاتحاد الأوروبي على موسكو بالمصارف الروسية.", "الاتحاد الأوروبي"),
    ("فرض النظام حصاره على المدينة، وجاء ذلك بعد العقوبات التي فرضتها واشنطن على دمشق.", "واشنطن"),
)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


@cache
def read(text: str) -> Records:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return extract(
        Article(article_id="example", text=text, published="2021-06-15", language="ar", sha256=sha256), lexicon()
    )


@pytest.mark.parametrize(("text", "rows"), SENTENCES, ids=[str(number) for number in range(1, len(SENTENCES) + 1)])
def test_sentence_gives_its_sanctions(text: str, rows: set[tuple[object, ...]]) -> None:
    told = {(s.measure, s.status, s.target_type, s.target_count_min, s.target_count_max) for s in read(text).sanctions}
    assert told == {row for row in rows if row}


@pytest.mark.parametrize(
    ("text", "authority"), AUTHORITIES, ids=[str(number) for number in range(1, len(AUTHORITIES) + 1)]
)
def test_authority_is_named(text: str, authority: str) -> None:
    assert [s.authority_text for s in read(text).sanctions] == [authority]


@pytest.mark.parametrize("text", [text for text, rows in SENTENCES if rows])
def test_quote_and_evidence_are_the_text(text: str) -> None:
    records = read(text)
    for row in (*records.sanctions, *records.evidence):
        assert row.quote == text[row.start : row.end]


def test_same_sanction_told_twice_is_one_row_with_evidence() -> None:
    records = read(
        "فرضت واشنطن عقوبات على جماعة الحوثي. وتأتي العقوبات الأمريكية على جماعة الحوثي بعد هجمات في البحر الأحمر."
    )
    assert [(s.measure, s.status) for s in records.sanctions] == [("listing", "imposed")]
    assert len([e for e in records.evidence if e.record_type == "sanctions"]) == 1


def test_sanctions_on_two_states_stay_apart() -> None:
    records = read("فرضت واشنطن عقوبات على روسيا. وفرضت واشنطن عقوبات على إيران بعد الهجوم.")
    assert sorted(s.target_country or "" for s in records.sanctions) == ["IRN", "RUS"]


def test_same_step_by_another_authority_is_its_own_row() -> None:
    records = read(
        "صنفت واشنطن حركة الشباب الصومالية منظمة إرهابية عام 2008. وفعلت أستراليا الأمر نفسه في العام التالي."
    )
    assert [(s.status, s.authority_text) for s in records.sanctions] == [("imposed", "واشنطن"), ("imposed", "أستراليا")]


def test_row_leads_to_the_event_of_its_clause() -> None:
    records = read("فرضت فرنسا عقوبات على قادة الانقلاب في النيجر.")
    events = {e.event_id: e for e in records.events}
    assert [events[s.event_id].event_type for s in records.sanctions if s.event_id] == ["sanction"]


def test_threatened_sanctions_are_a_planned_event() -> None:
    records = read("هدد الاتحاد الأوروبي بفرض عقوبات على قادة الانقلاب في النيجر.")
    assert [e.status for e in records.events if e.event_type == "sanction"] == ["planned"]


def test_reason_is_quoted() -> None:
    records = read("فرضت واشنطن عقوبات على شركة صينية بتهمة تزويد إيران بأسلحة.")
    assert [s.reason_text for s in records.sanctions] == ["بتهمة تزويد إيران بأسلحة"]
