"""Texts that no newspaper prints, and what must hold of them however they are read."""

import random
import sys
from collections.abc import Iterator
from contextlib import suppress

from extractors import extract
from extractors.dates import read_dates
from extractors.numbers import find_counts
from extractors.sentences import split_sentences
from extractors.text import fold
from extractors.tokens import tokenize
from publish.faults import InputFault
from publish.figures import make_rules
from publish.inputs.articles import make_article, published_date
from publish.inputs.pages import read_page
from publish.knowledge import lexicon
from publish.pipeline import ArticleResult
from publish.schemas import schema_of
from publish.search import indexed_form, search_expression
from publish.validation import Keys, check_result

# Whole words that the rules look at: shelled, army, killed, said that, which, two, thousands, sanctions, Tuesday, May …
WORDS = (
    "قصف الجيش قتل قال إن التي ثلاثة آلاف عقوبات الثلاثاء مايو بين و من على في لم أن نفى مدنيين حلب سوريا المرصد "
    "عشرات 26 ٣ أمس محمد الوزير غارة أكثر ما لا يقل عن جرح وإصابة القرية"
).split()
ODD = [*"اوبلة.،؛:!؟()«»\"'-–…/%\n\t", "\u202e", "\u2066", "\u2069", "\u2028", "\u0085", "\u00a0", "\u200f", "\ufeff",
       "ﻷ", "ﷺ", "ـ", "ّ", "😀", "👩\u200d🚒", "中", "a", "É", "\ud800", "\udfff", "\x00", "\x1b", "<b>", "&amp;", "1.5",
       "2031-05-03", "٢٠", "１２", "½", "10" * 30]  # fmt: skip


def make_texts(seed: int, number: int, pieces: int) -> Iterator[str]:
    """Yield so many texts of at most so many pieces, which depend on the seed alone."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    for _ in range(number):
        kinds = chance.choice((WORDS, ODD, WORDS + ODD))
        joint = chance.choice((" ", "", " "))
        text = joint.join(chance.choice(kinds) for _ in range(chance.randint(0, pieces)))
        yield text if chance.random() < 0.9 else text + chr(chance.randrange(sys.maxunicode))


def read_in_parts(text: str) -> None:
    """Let every small parser read the text, and check what must hold."""
    known = lexicon()
    tokens = tokenize(text)
    assert len(tokens.starts) == len(tokens.ends) == len(tokens.keys)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert list(tokens.starts) == sorted(tokens.starts)
    for sentence in split_sentences(tokens, known.analyse):
        find_counts(sentence.keys)
        read_dates(sentence.keys, "2031-05-04")
    assert fold(fold(text)).split() == fold(text).split()
    indexed_form(text)
    search_expression(text)
    for parse in (published_date, read_page):
        with suppress(InputFault):
            parse(text)


def read_whole(text: str) -> None:
    """Let the whole pipeline read the text; every record must be valid, its words at their place in the text."""
    try:
        article = make_article({"id": "x", "text": text, "published": "2031-05-04"})
    except InputFault:
        return
    known = lexicon()
    result = ArticleResult(article, extract(article, known))
    faults = [candidate.fault for candidate in check_result(result, _keys()) if candidate.fault]
    assert faults == []


def _keys() -> Keys:
    rules = (rule.rule_id for rule in make_rules(lexicon()))
    return Keys(rules, schema_of("events").column("event_type").values)
