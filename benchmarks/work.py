"""The articles that benchmarks read: a corpus of the user's, or articles made of the lexicon's words and examples."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path

from extractors.records import Article
from extractors.sources import read_actors, read_rows, read_triggers
from publish.inputs import read_inputs

_SENTENCES = range(4, 16)  # of an article
_WORDS = range(16, 46)  # of a sentence
_TELLING = 0.4  # the share of articles that tell conflict, and of the sentences in them that do: as in daily papers
_SEED = 2015
_DIGITS = "0123456789"


def read_work(inputs: Iterable[str], number: int) -> Iterator[Article]:
    """Yield `number` articles: those of `inputs`, spread over all of them, else made ones."""
    paths = list(inputs)
    found = [item for item in read_inputs(paths) if isinstance(item, Article)] if paths else []
    if not found:
        return make_articles(number)
    return iter(found[:: max(1, len(found) // number)][:number])


def make_articles(number: int) -> Iterator[Article]:
    """Yield articles as daily papers have them: most of words that tell nothing, some with sentences that do.

    The telling sentences are the examples and counterexamples of triggers and actors.
    """
    draw = random.Random(_SEED)  # noqa: S311  # the same articles in every run
    sentences = [text for entry in (*read_triggers(), *read_actors()) for text in _texts(entry)]
    words = [row["singular"] for row in read_rows("nouns.tsv")] + [
        row["word"] for row in read_rows("function_words.tsv")
    ]
    for n in range(number):
        share = _TELLING if draw.random() < _TELLING else 0
        text = "\n".join(
            draw.choice(sentences)
            if draw.random() < share
            else " ".join(draw.choices(words, k=draw.choice(_WORDS))) + "."
            for _ in range(draw.choice(_SENTENCES))
        )
        yield article(f"made-{n}", text, f"2015-{n % 12 + 1:02}-{n % 28 + 1:02}")


def multiply(articles: Iterable[Article], number: int) -> Iterator[Article]:
    """Yield `number` articles as a stream: the given ones again and again, with other ids, names and numbers."""
    originals = list(articles)
    letters = sorted({letter for one in originals[:200] for letter in one.text if "\u0621" <= letter <= "\u064a"})
    for n, original in enumerate(islice(cycle(originals), number)):
        turn, _ = divmod(n, len(originals))
        yield _copy(original, turn, letters) if turn else original


def article(article_id: str, text: str, published: str | None) -> Article:
    """Return an article with nothing but a text and a date."""
    return Article(
        article_id=article_id,
        title=None,
        text=text,
        source=None,
        published=published,
        url=None,
        language="ar",
        sha256=sha256(text.encode()).hexdigest(),
    )


def write_jsonl(articles: Iterable[Article], path: Path) -> None:
    """Write articles as an input file."""
    with path.open("w", encoding="utf-8") as out:
        for one in articles:
            fields = {"id": one.article_id, "title": one.title, "text": one.text, "published": one.published}
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")


def _texts(entry: object) -> Iterator[str]:
    yield from (example.text for example in entry.examples)  # type: ignore[attr-defined]
    yield from entry.counterexamples  # type: ignore[attr-defined]


def _copy(original: Article, turn: int, letters: list[str]) -> Article:
    """Return a copy with other digits and some long words made others, so that it is no duplicate."""
    digits = str.maketrans(_DIGITS, _DIGITS[turn % 10 :] + _DIGITS[: turn % 10])
    words = original.text.translate(digits).split(" ")
    swap = letters[turn % len(letters)]
    text = " ".join(word + swap if len(word) > 3 and i % 5 == turn % 5 else word for i, word in enumerate(words))
    return replace(original, article_id=f"{original.article_id}-{turn}", text=text)
