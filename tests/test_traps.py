"""Texts that only sound like conflict give no record: sport, trade, films, weather, history, opinions, conditions."""

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest

from extractors import Records, extract
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article
from extractors.relevance import relevance_of
from extractors.tokens import tokenize

DATA = Path(__file__).parent / "data" / "traps.tsv"


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def traps() -> list[object]:
    """Return one parameter per row of the data file: a text that gives no record."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [pytest.param(text, id=f"traps.tsv:{line} {domain}") for line, (domain, text) in enumerate(rows, start=2)]


def read(text: str, title: str | None = None) -> Records:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        article_id="example", title=title, text=text, published="2021-06-15", language="ar", sha256=sha256
    )
    return extract(article, lexicon())


@pytest.mark.parametrize("text", traps())
def test_a_trap_gives_no_record(text: str) -> None:
    records = read(text)
    assert [*records.events, *records.casualties, *records.sanctions] == [], text


# The same words where they do tell conflict: what keeps traps out must leave these in.
TOLD = (
    ("shelling", "قصف الجيش شباك الهاتف في مبنى البريد وسط مدينة تعز بالمدفعية."),
    ("offensive", "هاجم مسلحون ملعبا لكرة القدم في مدينة بعقوبة وقتلوا أربعة لاعبين."),
    ("suicide_bombing", "فجر انتحاري نفسه داخل دار للسينما في كابول أثناء عرض فيلم، وقتل تسعة أشخاص."),
    ("displacement", "نزح آلاف السكان من مدينة الرمادي إلى بغداد هربا من المعارك بين الجيش وتنظيم داعش."),
    ("talks", "التقى وزير الخارجية الروسي نظيره التركي في أنقرة وبحثا الأزمة السورية."),
    ("arrest", "اعتقلت قوات الأمن السورية روائيا معروفا في دمشق بسبب كتاباته المعارضة."),
)


@pytest.mark.parametrize(("event_type", "text"), TOLD, ids=[event_type for event_type, _ in TOLD])
def test_conflict_news_with_words_of_other_domains_is_read(event_type: str, text: str) -> None:
    assert event_type in {event.event_type for event in read(text).events}, text


def test_words_count_behind_their_proclitics() -> None:
    relevance = relevance_of(tokenize("تعرضت المدينة لقصف وبالصواريخ").keys, (), lexicon().domains)
    assert relevance.violence == 2  # shelling, rockets


def test_a_title_of_another_domain_rules_a_text_of_few_words() -> None:
    text = "استسلم الفريق بعد حصار طويل وقصف متواصل."
    assert relevance_of(tokenize(text).keys, tokenize("نهائي الدوري").keys, lexicon().domains).share == 0.0
