"""Fill the grammar of `grammar.db` with stems and let camel-tools' generator inflect them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from extractors.camel import import_offline

# Which prefix classes of the grammar go before a stem, by the beginning of its suffix class.
_PREFIXES = {
    "past": ("past",),
    "present": ("present-he", "present-she", "present-they-f"),
    "noun": ("bare", "the"),
    "adj": ("bare", "the"),
}


@dataclass(frozen=True, slots=True)
class Stem:
    """Letters of a stem, the suffix classes of the grammar that it takes, and its own features."""

    letters: str
    suffixes: tuple[str, ...]
    features: tuple[tuple[str, str], ...]

    @property
    def category(self) -> str:
        """The name of the stem's class in the database."""
        return ",".join(self.suffixes)


@dataclass(frozen=True, slots=True)
class Inflected:
    """One generated form: its letters and the value of each feature (`-` where it has none)."""

    form: str
    features: Mapping[str, str]


class Generator(Protocol):
    """What this module asks of `camel_tools.morphology.generator.Generator`."""

    def generate(self, lemma: str, feats: dict[str, str]) -> list[dict[str, str]]:
        """Return the analyses of every form of `lemma` that has the features."""


def generate(pos: str, lemmas: Iterable[Iterable[Stem]]) -> list[list[Inflected]]:
    """Return, lemma by lemma, every form of stems that share a part of speech."""
    stems = [tuple(lemma) for lemma in lemmas]
    generator = _open_generator(_database_text(pos, stems))
    return [
        [
            Inflected(_join_alefs(analysis["diac"]), analysis)
            for analysis in generator.generate(str(number), {"pos": pos})
        ]
        for number in range(len(stems))
    ]


def split_alefs(word: str) -> str:
    """Return `word` with آ as two letters, so that a stem can end between them."""
    return word.replace("آ", "أا")  # alef madda → hamza and alef


def _join_alefs(word: str) -> str:
    return word.replace("أا", "آ")  # hamza and alef → alef madda


def _database_text(pos: str, lemmas: list[tuple[Stem, ...]]) -> str:
    grammar = files("extractors.morphology").joinpath("grammar.db").read_text("utf-8")
    stems = [stem for lemma in lemmas for stem in lemma]
    categories = sorted({stem.suffixes for stem in stems})
    sections = {
        "###STEMS###\n": _stem_lines(pos, lemmas),
        "###TABLE AB###\n": _prefix_lines(categories),
        "###TABLE BC###\n": (f"{','.join(c)} {suffix}\n" for c in categories for suffix in c),
    }
    for heading, lines in sections.items():
        grammar = grammar.replace(heading, heading + "".join(lines))
    return grammar


def _stem_lines(pos: str, lemmas: list[tuple[Stem, ...]]) -> Iterator[str]:
    for number, lemma in enumerate(lemmas):
        for stem in lemma:
            features = " ".join(f"{name}:{value}" for name, value in stem.features)
            yield f"{stem.letters}\t{stem.category}\tdiac:{stem.letters} lex:{number} pos:{pos} {features}\n"


def _prefix_lines(categories: list[tuple[str, ...]]) -> Iterator[str]:
    for suffixes in categories:
        for prefix in _PREFIXES[suffixes[0].partition("-")[0]]:
            yield f"{prefix} {','.join(suffixes)}\n"


def _open_generator(database_text: str) -> Generator:
    database = import_offline("camel_tools.morphology.database").MorphologyDB
    generator = import_offline("camel_tools.morphology.generator").Generator
    with TemporaryDirectory() as folder:
        path = Path(folder, "morphology.db")
        path.write_text(database_text, encoding="utf-8")
        opened: Generator = generator(database(str(path), "g"))
    return opened
