"""Tests of inflection: verbs of every weak class, nouns, adjectives, and camel-tools kept offline."""

import csv
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from extractors.forms import (
    FormsError,
    VerbForm,
    adjective_forms,
    before_pronoun,
    decline,
    inflect,
    noun_forms,
    verb_forms,
)

HERE = Path(__file__).parent
ROOT = HERE.parent
TABLE = HERE / "forms" / "verbs.tsv"
LEXICON = ROOT / "extractors" / "lexicon"
CELLS = {
    "he": ("m", "s"),
    "she": ("f", "s"),
    "two m": ("m", "d"),
    "two f": ("f", "d"),
    "they m": ("m", "p"),
    "they f": ("f", "p"),
}


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def expected_forms(rows: list[dict[str, str]]) -> set[VerbForm]:
    return {
        VerbForm(form, row["aspect"], row["voice"], *CELLS[cell])
        for row in rows
        for cell in CELLS
        for form in row[cell].split()
    }


VERBS = [
    pytest.param(pair, expected_forms(list(rows)), id=f"{TABLE.name} {pair[0]}")
    for pair, rows in groupby(read_table(TABLE), key=lambda row: (row["past"], row["present"]))
]
GENERAL = [(row["past"], row["present"]) for row in read_table(LEXICON / "verbs.tsv")]


def words(forms: tuple[VerbForm, ...], aspect: str, voice: str) -> set[str]:
    return {form.form for form in forms if (form.aspect, form.voice) == (aspect, voice)}


def test_the_table_covers_sixty_verbs() -> None:
    assert len(VERBS) >= 60


@pytest.mark.parametrize(("pair", "expected"), VERBS)
def test_a_verb_has_exactly_the_forms_of_the_table(pair: tuple[str, str], expected: set[VerbForm]) -> None:
    assert set(verb_forms(*pair)) == expected


@pytest.mark.parametrize(
    ("past", "present", "present_in", "absent_from"),
    [
        ("شنّ", "يشنّ", "شن شنت شنوا يشن تشن يشنون", "شان شنّ يشنّ"),
        ("قال", "يقول", "قيل قيلت يقال قالوا يقل يقلن", "قول يقيل"),
        ("أصاب", "يصيب", "أصيب أصيبت أصيبوا يصاب تصاب", "أصوب صاب"),
        ("أدان", "يدين", "أدين أدينت يدان أدانتا", "دين"),
        ("اغتال", "يغتال", "اغتيل اغتيلت يغتال اغتالوا", "اغتول"),
        ("استعاد", "يستعيد", "استعيد استعيدت يستعاد استعادت", "استعود"),
        ("شاهد", "يشاهد", "شوهد شوهدت يشاهدون", "شيهد"),
        ("سأل", "يسأل", "سئل سئلت سألت", "سيل"),
        ("رمى", "يرمي", "رمي رميت يرمى ترم رموا", "رميوا يرميون"),
        ("وعد", "يعد", "وعد وعدت يعد تعد يوعد", "يوعيد"),
        ("نفى", "ينفي", "نفى نفت نفوا ينفون ينف", "نفيوا"),
        ("أعلن", "يعلن", "أعلنت أعلنوا يعلنون أعلنا", "أعلنن"),
        ("تبنّى", "يتبنى", "تبنت تبنوا تتبنى يتبنون", "تبنيوا"),
        ("بدأ", "يبدأ", "بدآ يبدآن بدأوا بدؤوا", "بدأا يبدأان"),
    ],
)
def test_the_forms_that_news_uses_are_there(past: str, present: str, present_in: str, absent_from: str) -> None:
    made = {form.form for form in verb_forms(past, present)}
    assert set(present_in.split()) <= made
    assert not set(absent_from.split()) & made


def test_form_seven_has_no_passive() -> None:
    assert {form.voice for form in verb_forms("انهار", "ينهار")} == {"active"}  # collapse
    assert {form.voice for form in verb_forms("انتخب", "ينتخب")} == {"active", "passive"}  # elect


def test_a_shadda_at_the_end_tells_a_doubled_verb() -> None:
    assert "استعرن" in words(verb_forms("استعر", "يستعر"), "past", "active")  # rage
    assert "استقررن" in words(verb_forms("استقرّ", "يستقر"), "past", "active")  # settle


def test_marks_in_the_spelling_change_nothing() -> None:
    assert verb_forms("قَتَلَ", "يَقْتُلُ") == verb_forms("قتل", "يقتل")  # kill


@pytest.mark.parametrize(
    ("past", "present"),
    [
        ("قال", "قول"),
        ("قال", "يقل"),
        ("رمى", "يرم"),
        ("قتل", "قتل"),
        ("ق", "يق"),
        ("شن هجوما", "يشن"),
        ("qatala", "يقتل"),
    ],
)
def test_spellings_that_do_not_fit_are_refused(past: str, present: str) -> None:
    with pytest.raises(FormsError):
        verb_forms(past, present)


def test_many_verbs_give_the_same_as_one_by_one() -> None:
    pairs = [("قتل", "يقتل"), ("دعا", "يدعو"), ("قتل", "يقتل")]  # kill, call, kill
    made = inflect(pairs)
    assert made == {pair: verb_forms(*pair) for pair in pairs}


def test_every_frequent_verb_inflects() -> None:
    made = inflect(GENERAL)
    assert len(made) == len(GENERAL) >= 1500
    assert all(len(forms) >= 15 for forms in made.values())


@pytest.mark.parametrize("name", ["verbs.tsv", "not_verbs.tsv"])
def test_the_word_lists_are_sound(name: str) -> None:
    rows = read_table(LEXICON / name)
    assert all(value and value == value.strip() for row in rows for value in row.values())
    keys = [tuple(row.values())[:2] for row in rows]
    assert len(keys) == len(set(keys))
    if name == "verbs.tsv":
        assert {row["class"] for row in rows} == {"report", "light", "aspect", "modal", "other"}
        assert {row["homograph"] for row in rows} == {row["passive"] for row in rows} == {"0", "1"}


def test_every_word_that_is_no_verb_could_be_one() -> None:
    made = {form.form for forms in inflect(GENERAL).values() for form in forms}
    made |= {"ن" + form[1:] for form in made if form.startswith("ي")}  # we, for they
    assert {row["word"] for row in read_table(LEXICON / "not_verbs.tsv")} <= made


NOUNS = [
    ("قصف", None, "قصف قصفا قصفان قصفين قصفي", "القصف القصفان القصفين"),
    ("غارة", None, "غارة غارتان غارتين غارتا غارتي غارات", "الغارة الغارتان الغارتين الغارات"),
    ("تفجير", None, "تفجير تفجيرا تفجيران تفجيرين تفجيري تفجيرات", "التفجير التفجيران التفجيرين التفجيرات"),
    (
        "اعتداء",
        None,
        "اعتداء اعتداءان اعتداءين اعتداءا اعتداءي اعتداءات",
        "الاعتداء الاعتداءان الاعتداءين الاعتداءات",
    ),
    ("قتيل", "قتلى", "قتيل قتيلا قتيلان قتيلين قتيلي قتلى", "القتيل القتيلان القتيلين القتلى"),
    ("صاروخ", "صواريخ", "صاروخ صاروخا صاروخان صاروخين صاروخي صواريخ صواريخا", "الصاروخ الصاروخان الصاروخين الصواريخ"),
    (
        "مقاتل",
        "مقاتلون",
        "مقاتل مقاتلا مقاتلان مقاتلين مقاتلي مقاتلون مقاتلو",
        "المقاتل المقاتلان المقاتلين المقاتلون",
    ),
    (
        "مستشفى",
        "مستشفيات",
        "مستشفى مستشفيان مستشفيين مستشفيا مستشفيي مستشفيات",
        "المستشفى المستشفيان المستشفيين المستشفيات",
    ),
    ("مبدأ", "مبادئ", "مبدأ مبدآن مبدأين مبدآ مبدأي مبادئ مبادئا", "المبدأ المبدآن المبدأين المبادئ"),
    ("عبء", "أعباء", "عبء عبئا عبئان عبئين عبئي أعباء", "العبء العبئان العبئين الأعباء"),
    ("جزء", "أجزاء", "جزء جزءا جزءان جزءين جزءي أجزاء", "الجزء الجزءان الجزءين الأجزاء"),
    ("انفجار", None, "انفجار انفجارا انفجاران انفجارين انفجاري انفجارات", "الانفجار الانفجاران الانفجارين الانفجارات"),
    ("اتفاق", "", "اتفاق اتفاقا اتفاقان اتفاقين اتفاقي اتفاقات", "الاتفاق الاتفاقان الاتفاقين الاتفاقات"),
    ("قائد", "قادة", "قائد قائدا قائدان قائدين قائدي قادة", "القائد القائدان القائدين القادة"),
]


@pytest.mark.parametrize(("singular", "plural", "indefinite", "definite"), NOUNS, ids=[noun[0] for noun in NOUNS])
def test_a_noun_has_exactly_these_forms(singular: str, plural: str | None, indefinite: str, definite: str) -> None:
    forms = noun_forms(singular, plural)
    assert {form.form for form in forms if not form.definite} == set(indefinite.split())
    assert {form.form for form in forms if form.definite} == set(definite.split())


def test_a_noun_knows_its_number() -> None:
    numbers = {form.form: form.number for form in noun_forms("هجوم", "هجمات") if form.form != "هجوما"}  # attack
    assert numbers["هجوم"] == "s"  # attack
    assert numbers["هجومين"] == "d"  # two attacks
    assert numbers["الهجمات"] == "p"  # the attacks


def test_many_nouns_give_the_same_as_one_by_one() -> None:
    pairs: list[tuple[str, str | None]] = [("غارة", None), ("لغم", "ألغام")]  # raid, mine
    assert decline(pairs) == {pair: noun_forms(*pair) for pair in pairs}


def test_an_adjective_of_a_country_has_exactly_these_forms() -> None:
    forms = adjective_forms("سوري")  # Syrian
    bare = "سوري سورية سوريان سوريين سوريا سوريي سوريتان سوريتين سوريتا سوريتي سوريون سوريو سوريات"
    assert {form.form for form in forms if not (form.definite or form.tanwin)} == set(bare.split())
    definite = "السوري السورية السوريان السوريين السوريتان السوريتين السوريون السوريات"
    assert {form.form for form in forms if form.definite} == set(definite.split())
    assert [form.form for form in forms if form.tanwin] == ["سوريا"]  # a Syrian, accusative


def test_a_participle_agrees() -> None:
    forms = {(form.form, form.gender, form.number) for form in adjective_forms("متهم")}  # accused
    expected = [
        ("متهم", "m", "s"),
        ("متهمة", "f", "s"),
        ("متهمون", "m", "p"),
        ("متهمين", "m", "d"),
        ("متهمات", "f", "p"),
    ]
    assert set(expected) <= forms


def test_a_broken_plural_replaces_the_sound_one() -> None:
    made = {form.form for form in adjective_forms("كردي", "أكراد")}  # Kurdish
    assert {"أكراد", "الأكراد", "كردية"} <= made  # Kurds, the Kurds, Kurdish
    assert not {"كرديون", "الكرديون"} & made  # no such plural


@pytest.mark.parametrize(
    ("form", "spelling"),
    [("قتلوا", "قتلو"), ("تبنى", "تبنا"), ("غارة", "غارت"), ("قتل", "قتل"), ("دعوا", "دعو")],
)
def test_a_form_before_a_pronoun(form: str, spelling: str) -> None:
    assert before_pronoun(form) == spelling


PROBE = """
import socket, sys
def refuse(*arguments):
    raise OSError("no network in this test")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from extractors.forms import verb_forms
print(repr(verb_forms("\u0642\u062a\u0644", "\u064a\u0642\u062a\u0644")))
import os
print(os.environ["HOME"], os.environ.get("CAMELTOOLS_DATA"))
"""


def probe(home: Path, seed: str, **extra: str) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "CAMELTOOLS_DATA"}
    environment |= {"HOME": str(home), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", **extra}
    run = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout.splitlines()


def test_camel_tools_needs_neither_network_nor_a_folder_in_home(tmp_path: Path) -> None:
    _, environment = probe(tmp_path, "1")
    assert environment == f"{tmp_path} None"
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_does_not_exist_does_no_harm_and_settings_come_back(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "home"
    _, environment = probe(missing, "1", CAMELTOOLS_DATA="/elsewhere")
    assert environment == f"{missing} /elsewhere"
    assert not missing.exists()


def test_forms_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    assert probe(tmp_path, "1")[0] == probe(tmp_path, "2")[0] == repr(verb_forms("قتل", "يقتل"))  # kill
