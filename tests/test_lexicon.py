"""The lexicon's names: ambiguous ones count where their authors say so, and mistakes are told with file and line."""

from pathlib import Path

import pytest

from extractors import sources
from extractors.entries import ActorEntry
from extractors.lexicon import Lexicon, load_lexicon
from extractors.mentions import Mention, MentionFinder
from extractors.sentences import split_sentences
from extractors.sources import LexiconError, read_actors, read_rows, read_triggers
from extractors.text import fold
from extractors.tokens import tokenize

AMBIGUOUS_PLACES = Path(__file__).parent / "data" / "places.tsv"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def mentions_in(text: str, lexicon: Lexicon) -> list[tuple[str, Mention]]:
    """Return the words and readings of every name that is found in a text."""
    sentences = list(split_sentences(tokenize(text), lexicon.analyse))
    near = frozenset(key for s in sentences for key in s.keys) | {w.stem for s in sentences for w in s.words}
    finder = MentionFinder(lexicon)
    return [(s.quote(m.lo, m.hi), m) for s in sentences for m in finder.find(s, near)]


def actor_cases(*, counter: bool) -> list[object]:
    return [
        pytest.param(entry, example, id=f"{entry.file}:{entry.line} {entry.actor_id} {number}")
        for entry in read_actors()
        for number, example in enumerate(entry.counterexamples if counter else entry.examples)
    ]


@pytest.mark.parametrize(("entry", "example"), actor_cases(counter=False))
def test_an_ambiguous_actor_is_found_where_its_author_says(
    entry: ActorEntry, example: object, lexicon: Lexicon
) -> None:
    text, mention = example.text, example.mention  # type: ignore[attr-defined]
    found = [fold(words) for words, m in mentions_in(text, lexicon) if ("actor", entry.actor_id) in m.readings]
    if not any(set(fold(mention).split()) <= set(words.split()) or words in fold(mention) for words in found):
        pytest.fail(f"{text}\nexpected: {mention}\nfound: {mentions_in(text, lexicon)}", pytrace=False)


@pytest.mark.parametrize(("entry", "text"), actor_cases(counter=True))
def test_an_ambiguous_actor_is_left_out_of_its_counterexamples(entry: ActorEntry, text: str, lexicon: Lexicon) -> None:
    found = [words for words, m in mentions_in(text, lexicon) if ("actor", entry.actor_id) in m.readings]
    if found:
        pytest.fail(f"{text}\nexpected: no {entry.actor_id}\nfound: {found}", pytrace=False)


def place_cases() -> list[object]:
    rows = [line.split("\t") for line in AMBIGUOUS_PLACES.read_text(encoding="utf-8").splitlines()[1:]]
    return [pytest.param(*row, id=f"places.tsv:{n} {row[0]}") for n, row in enumerate(rows, start=2)]


@pytest.mark.parametrize(("place_id", "is_place", "text"), place_cases())
def test_an_ambiguous_place_needs_its_head_noun(place_id: str, is_place: str, text: str, lexicon: Lexicon) -> None:
    found = {ref for _, m in mentions_in(text, lexicon) for kind, ref in m.readings if kind == "place"}
    assert (place_id in found) is (is_place == "yes")


def test_every_trigger_has_examples_and_counterexamples() -> None:
    bare = [f"{t.file}:{t.line} {t.rule_id}" for t in read_triggers() if not t.examples or not t.counterexamples]
    assert not bare


def test_there_are_enough_triggers_and_actors() -> None:
    lemmas = {verb for t in read_triggers() for verb in t.verbs}
    lemmas |= {noun for t in read_triggers() for noun in (*t.masdars, *t.nouns, *((p, None) for p in t.phrases))}  # type: ignore[misc]
    assert len(lemmas) >= 350
    assert len(list(read_actors())) >= 1500


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- id: clash.x\n  gloss_en: x\n", "bad.yaml:1: entry: 'gloss_ar' is a required property"),
        ("- id: bad.x\n  id: bad.y\n", "bad.yaml:2: key id stands twice; keep one"),
        ("id: bad.x\n", "bad.yaml:1: must be a list; begin each entry with '- id:'"),
        ("- id: [\n", "bad.yaml: not readable as YAML in UTF-8"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(
    content: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(sources, "TRIGGERS", tmp_path)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    with pytest.raises(LexiconError) as error:
        list(read_triggers())
    assert message in str(error.value)


def test_a_row_with_too_few_cells_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "short.tsv").write_text("a\tb\n1\t2\n3\n", encoding="utf-8")
    monkeypatch.setattr(sources, "LEXICON", tmp_path)
    with pytest.raises(
        LexiconError, match=r"short\.tsv:3: the row has not as many cells as the header; check its tabs"
    ):
        list(read_rows("short.tsv"))
