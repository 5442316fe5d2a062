"""Measure reading beside tools that do less, side by side in one run: `python benchmarks/speed.py [INPUT…]`.

Every round takes fresh articles, so that nothing is read twice; the first round only warms up. A ratio is the median
over the rounds of a contender's processor time through that of camel-tools' `simple_word_tokenize` on the same texts.
Whole commands are measured by the clock on the wall, in pairs: they say something on an idle machine alone.
"""

import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from camel_tools.tokenizers.word import simple_word_tokenize
from work import read_work, write_jsonl

from extractors import extract
from extractors.lexicon import load_lexicon
from extractors.records import Article
from publish.figures import make_rules
from publish.pipeline import ArticleResult
from publish.schemas import schema_of
from publish.validation import Keys, check_result


class Part(NamedTuple):
    """The articles of one round, and a file of them."""

    articles: Sequence[Article]
    file: Path


Contender = Callable[[Part], object]
BARS = {
    "reading": "at most 3",
    "validation": "at most 3",
    "spaCy, blank": "",
    "JSON alone": "the floor",
    "two processes": "at least 1.8",
    "build": "at most 1.5",
    "start": "at most 3",
}
_README = Path(__file__).resolve().parents[1] / "README.md"
_END = re.compile(r"(?m)^<!-- benchmarks -->$")
_IMPORTS = "import sqlite_utils, jsonschema"
_EXTRACTION = """
import sys
from publish.inputs import read_inputs
from publish.pipeline import extract_all
for _ in extract_all(read_inputs([sys.argv[1]]), int(sys.argv[2])):
    pass
"""


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--articles", "number", default=1200, show_default=True, help="How many articles are read.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(min=5))
@click.option("--commands/--no-commands", default=True, help="Measure two processes, a whole build and the start too.")
@click.option("--append", is_flag=True, help="Add the ratios as a row to the table in the README.")
def main(inputs: tuple[str, ...], number: int, rounds: int, commands: bool, append: bool) -> None:
    """Print how many times the time of a plain tokenizer reading takes, and what else there is to compare."""
    articles = list(read_work(inputs, number))
    with TemporaryDirectory() as folder:
        ratios = compare(articles, rounds, Path(folder))
    if commands:
        ratios |= measure_commands(articles, rounds)
    for name, ratio in ratios.items():
        click.echo(f"{name:14} {ratio:6.2f}  {BARS[name]}")
    if append:
        _append(len(articles), "a corpus" if inputs else "made", ratios)


def compare(articles: Sequence[Article], rounds: int, folder: Path) -> dict[str, float]:
    """Return each contender's processor time as a multiple of the tokenizer's on the same articles."""
    contenders = _contenders()
    ratios: dict[str, list[float]] = {name: [] for name in contenders}
    for n in range(rounds + 1):
        part = _part(articles[n :: rounds + 1], folder)
        base = _processor_time(_tokenize, part)
        for name, contender in contenders.items():
            ratio = _processor_time(contender, part) / base
            if n:
                ratios[name].append(ratio)
        size = len(part.articles)
        click.echo(f"round {n} of {rounds}: {size} articles, {base * 1e6 / size:,.0f} µs each to tokenize")
    return {name: statistics.median(found) for name, found in ratios.items()}


def _part(articles: Sequence[Article], folder: Path) -> Part:
    file = folder / "articles.jsonl"
    write_jsonl(articles, file)
    return Part(articles, file)


def _contenders() -> dict[str, Contender]:
    lexicon = load_lexicon()
    rules = [rule.rule_id for rule in make_rules(lexicon)]
    read: list[ArticleResult] = []

    def reading(part: Part) -> None:
        read[:] = [ArticleResult(one, extract(one, lexicon)) for one in part.articles]

    def validation(part: Part) -> None:  # noqa: ARG001  # what was read of them just before
        keys = Keys(rules, schema_of("events").column("event_type").values)
        for result in read:
            check_result(result, keys)

    found: dict[str, Contender] = {"reading": reading, "validation": validation, "JSON alone": _parse}
    return found | ({"spaCy, blank": _spacy()} if find_spec("spacy") else {})


def _tokenize(part: Part) -> None:
    for one in part.articles:
        simple_word_tokenize(one.text)


def _parse(part: Part) -> None:
    with part.file.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


def _spacy() -> Contender:
    """Return spaCy's blank Arabic pipeline with an entity ruler of the lexicon's actors."""
    import spacy  # what `make bench` installs

    pipeline = spacy.blank("ar")
    ruler = pipeline.add_pipe("entity_ruler")
    actors = load_lexicon().actors.values()
    names = ((actor, name) for actor in actors for name in (actor.name_ar, *actor.aliases))
    ruler.add_patterns([{"label": actor.actor_type, "pattern": name, "id": actor.actor_id} for actor, name in names])
    return lambda part: [pipeline(one.text) for one in part.articles]


def _processor_time(contender: Contender, part: Part) -> float:
    start = time.process_time()
    contender(part)
    return time.process_time() - start


def measure_commands(articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Return how much two processes gain, what a build costs beside extraction, and a start beside its libraries."""
    sijill = [sys.executable, "-c", "from publish.cli import main; main()"]
    with TemporaryDirectory() as folder:
        path, database, one = Path(folder, "articles.jsonl"), Path(folder, "x.db"), Path(folder, "one.jsonl")
        write_jsonl(articles, path)
        write_jsonl(articles[:1], one)
        extraction = [sys.executable, "-c", _EXTRACTION, str(path)]
        build = [*sijill, "build", str(path), "--db", str(database), "--processes", "2"]
        pairs = {
            "two processes": ([*extraction, "1"], [*extraction, "2"]),
            "build": (build, [*extraction, "2"]),
            "start": ([*sijill, "extract", str(one)], [sys.executable, "-c", _IMPORTS]),
        }
        return {name: _pair(first, second, rounds, database) for name, (first, second) in pairs.items()}


def _pair(first: Sequence[str], second: Sequence[str], rounds: int, database: Path) -> float:
    """Return the median of the wall time of one command through that of another.

    `database` and what stands beside it go before each round, so that a build brings nothing up to date.
    """
    ratios = []
    for _ in range(rounds):
        for made in database.parent.glob(f"{database.name}*"):
            made.unlink()
        ratios.append(_wall_time(first) / _wall_time(second))
    return statistics.median(ratios)


def _wall_time(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own commands
    return time.perf_counter() - start


def _append(number: int, kind: str, ratios: dict[str, float]) -> None:
    """Add a row to the table in the README."""
    cells = [f"{number:,} ({kind})", *(f"{ratios[name]:.2f}" if name in ratios else "" for name in BARS)]
    text = _README.read_text(encoding="utf-8")
    _README.write_text(_END.sub(f"| {' | '.join(cells)} |\n<!-- benchmarks -->", text), encoding="utf-8")


if __name__ == "__main__":
    main()
