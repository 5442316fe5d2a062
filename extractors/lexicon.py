"""The compiled lexicon, and its cache on disk, checked by content."""

import hashlib
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from extractors.entries import ActorEntry, CountryEntry, PlaceEntry, Trigger
from extractors.neural import NameFinder
from extractors.phrase_index import Phrase, PhraseIndex
from extractors.sources import HERE, ROOT, lexicon_files
from extractors.text import fold
from extractors.words import Analyser, Sense


class Noun(NamedTuple):
    """A noun for people (with victim type and group) or for an object (its object type as `group`)."""

    singular: str
    actor_type: str | None
    victim_type: str | None
    group: str | None


class Body(NamedTuple):
    """The head of an official or organised body's name: الجيش (the army); another word before `not_before`."""

    head: str
    name_en: str
    actor_type: str
    not_before: str | None = None


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Everything that the extractors know about words; folded forms are the keys."""

    senses: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    actors: Mapping[str, ActorEntry]
    places: Mapping[str, PlaceEntry]
    countries: Mapping[str, CountryEntry]
    triggers: Mapping[str, Trigger]
    nouns: Mapping[str, Noun]
    bodies: Mapping[str, Body]
    place_heads: Mapping[str, str]
    verb_classes: Mapping[str, tuple[str, ...]]
    country_places: Mapping[str, str]
    capitals: Mapping[str, str]
    domains: Mapping[str, str]
    outlets: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # without their head noun, by first word
    find_names: NameFinder | None = None  # finds people whom no list knows

    @cached_property
    def analyse(self) -> Analyser:
        """The word analyser over this lexicon's senses."""
        return Analyser(self.senses)

    def classes_of(self, senses: tuple[Sense, ...]) -> frozenset[str]:
        """Return the classes of a verb with these senses: those that they name, and those of word_classes.tsv."""
        known = self._classes.get(senses)
        if known is None:
            refs = [sense.ref[1:].partition(":") for sense in senses if sense.ref.startswith("=")]
            listed = (self.verb_classes.get(lemma, ()) for _, _, lemma in refs)
            known = self._classes[senses] = frozenset(name for name, _, _ in refs).union(*listed)
        return known

    @cached_property
    def _classes(self) -> dict[tuple[Sense, ...], frozenset[str]]:
        return {}

    def name_words(self, actor_id: str) -> frozenset[str]:
        """Return the folded words of all names of an actor."""
        known = self._name_words.get(actor_id)
        if known is None:
            entry = self.actors[actor_id]
            known = self._name_words[actor_id] = frozenset(fold(" ".join((entry.name_ar, *entry.aliases))).split())
        return known

    @cached_property
    def _name_words(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def phrase_index(self) -> PhraseIndex:
        """The names and fixed expressions by their first words."""
        return PhraseIndex(self.phrases)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, compiled anew only when a file that it is made from has changed."""
    path = _cache_folder() / f"lexicon-{_fingerprint()}.pickle"
    try:
        with path.open("rb") as stored:
            return pickle.load(stored)  # type: ignore[no-any-return]  # noqa: S301  # our own file, named by content
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError):
        return _compile_and_store(path)


def _compile_and_store(path: Path) -> Lexicon:
    import tempfile  # slow imports, needed only here

    from extractors.compile import compile_lexicon

    lexicon = compile_lexicon()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stored:
            pickle.dump(lexicon, stored, protocol=pickle.HIGHEST_PROTOCOL)
        Path(stored.name).replace(path)
    except OSError:
        pass  # an unwritable cache only costs time
    return lexicon


def _cache_folder() -> Path:
    """Return where compiled lexicons are kept: $SIJILL_CACHE, else the user's cache folder."""
    if folder := os.environ.get("SIJILL_CACHE"):
        return Path(folder)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sijill"


def _fingerprint() -> str:
    """Return a hash of every file that the compiled lexicon is made from."""
    digest = hashlib.sha256()
    code = [
        HERE / name
        for name in (
            "compile.py",
            "entries.py",
            "forms.py",
            "lexicon.py",
            "packed.py",
            "phrase_index.py",
            "sources.py",
            "text.py",
            "words.py",
            "yaml_entries.py",
        )
    ]
    code += sorted([*(HERE / "morphology").glob("*.py"), *(HERE / "morphology").glob("*.db")])
    for path in (*lexicon_files(), *code):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]
