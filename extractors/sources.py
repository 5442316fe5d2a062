"""Read the lexicon's files: every fault is told with file, line and remedy."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.entries import ActorEntry, CountryEntry, ExampleEntry, PlaceEntry, Trigger
from extractors.text import fold

HERE = Path(__file__).parent
ROOT = HERE.parent
LEXICON = HERE / "lexicon"
TRIGGERS = HERE / "triggers"


class LexiconError(ValueError):
    """A fault in a lexicon file; the message says where, what and what to do."""


def lexicon_files() -> tuple[Path, ...]:
    """Return every file that the compiled lexicon depends on, in a stable order."""
    return tuple(sorted([*LEXICON.rglob("*.tsv"), *LEXICON.rglob("*.yaml"), *TRIGGERS.glob("*.yaml")]))


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV file of the lexicon, keyed by its header."""
    path = LEXICON / name
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise LexiconError(f"{path.name}:{number}: the row has not as many cells as the header; check its tabs")
            yield row


def read_actors() -> Iterator[ActorEntry]:
    """Yield the actors of lexicon/actors/*.yaml."""
    from extractors.yaml_entries import read_entries  # slow imports, needed only where the lexicon is compiled

    for path in sorted((LEXICON / "actors").glob("*.yaml")):
        for line, entry in read_entries(path, "actor"):
            yield _actor(entry, path, line)


def read_triggers() -> Iterator[Trigger]:
    """Yield the triggers of triggers/*.yaml; a file's name is the event type."""
    from extractors.yaml_entries import read_entries  # slow imports, needed only where the lexicon is compiled

    for path in sorted(TRIGGERS.glob("*.yaml")):
        for line, entry in read_entries(path, "trigger"):
            if entry["id"].split(".")[0] != path.stem:
                raise LexiconError(f"{where(path, line)}: id {entry['id']} must begin with {path.stem}.")
            yield _trigger(entry, path, line)


def read_places() -> Iterator[PlaceEntry]:
    """Yield the rows of places.tsv."""
    for row in read_rows("places.tsv"):
        yield PlaceEntry(
            place_id=row["place_id"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            place_type=row["place_type"],
            country=row["country"] or None,
            admin1=row["admin1"] or None,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            coordinate_source=row["coordinate_source"] or None,
            parent_id=row["parent_id"] or None,
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
            aliases=split_bar(row["aliases"]),
            is_ambiguous=row["ambiguous"] == "1",
        )


def read_countries() -> Iterator[CountryEntry]:
    """Yield the rows of countries.tsv."""
    for row in read_rows("countries.tsv"):
        yield CountryEntry(
            country=row["country"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            aliases=split_bar(row["aliases"]),
            adjectives=split_bar(row["adjective"]),
            plurals=split_bar(row["plural"]),
            capital_ar=row["capital_ar"] or None,
            seats=split_bar(row["seat_ar"]),
            is_ambiguous=row["ambiguous"] == "1",
        )


def split_bar(cell: str | None) -> tuple[str, ...]:
    """Return the parts of a cell that are joined by a bar."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def where(path: Path, line: int) -> str:
    """Return a place in a file of the lexicon as messages name it."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def _actor(entry: Mapping[str, Any], path: Path, line: int) -> ActorEntry:
    return ActorEntry(
        actor_id=entry["id"],
        name_ar=entry["name_ar"],
        name_en=entry["name_en"],
        actor_type=entry["actor_type"],
        country=entry.get("country"),
        parent_id=entry.get("parent"),
        aliases=tuple(entry.get("aliases", ())),
        role=entry.get("role"),
        near=tuple(fold(word) for word in entry.get("near", ())),
        examples=tuple(ExampleEntry(text=e["text"], mention=e["mention"]) for e in entry.get("examples", ())),
        counterexamples=tuple(e["text"] for e in entry.get("counterexamples", ())),
        file=path.relative_to(ROOT).as_posix(),
        line=line,
    )


def _trigger(entry: Mapping[str, Any], path: Path, line: int) -> Trigger:
    roles = entry.get("roles", {})
    return Trigger(
        rule_id=entry["id"],
        event_type=path.stem,
        gloss_en=entry["gloss_en"],
        gloss_ar=entry["gloss_ar"],
        verbs=tuple(_pair(pair, path, line) for pair in split_bar(entry.get("verb"))),
        masdars=tuple(_noun(noun) for noun in split_bar(entry.get("masdar"))),
        nouns=tuple(_noun(noun) for noun in split_bar(entry.get("noun"))),
        phrases=split_bar(entry.get("phrase")),
        participles=split_bar(entry.get("participle")),
        complements=_folded(entry.get("complement")),
        subject=_role(roles.get("subject", "agent")),
        object=_role(roles.get("object", "none")),
        genitive=_role(roles.get("genitive", roles.get("object", "agent"))),
        agent_after=_folded(roles.get("agent_after")),
        patient_after=_folded(roles.get("patient_after")),
        participant_after=_folded(roles.get("participant_after")),
        place_after=_folded(roles.get("place_after")),
        requires=_folded(entry.get("requires")),
        requires_actor=frozenset(split_bar(entry.get("requires_actor"))),
        excludes=_folded(entry.get("excludes")),
        speech="speech" in entry,
        status=entry.get("status"),
        harm=entry.get("harm"),
        victim=entry.get("victim", "patient"),
        victim_nouns=tuple(_noun(noun) for noun in split_bar(entry.get("victim_noun"))),
        people_suffice="people_suffice" in entry,
        object_required="object_required" in entry,
        actor_required="actor_required" in entry,
        examples=tuple(_example(example, path.stem) for example in entry["examples"]),
        counterexamples=tuple(entry["counterexamples"]),
        file=path.relative_to(ROOT).as_posix(),
        line=line,
    )


def _folded(cell: str | None) -> tuple[str, ...]:
    """Return the parts of a cell in their matching form."""
    return tuple(fold(part) for part in split_bar(cell))


def _role(name: str) -> str | None:
    return None if name == "none" else name


def _pair(cell: str, path: Path, line: int) -> tuple[str, str]:
    words = cell.split()
    if len(words) != 2:
        raise LexiconError(f"{where(path, line)}: verb: «{cell}» must be two words, the past and the present")
    return words[0], words[1]


def _noun(cell: str) -> tuple[str, str | None]:
    singular, _, plural = (part.strip() for part in cell.partition("/"))
    return singular, plural or None


def _example(entry: Mapping[str, str], event_type: str) -> ExampleEntry:
    return ExampleEntry(
        text=entry["text"],
        event_type=event_type,
        status=entry.get("status"),
        agent=split_bar(entry["agent"]) if "agent" in entry else None,
        patient=split_bar(entry["patient"]) if "patient" in entry else None,
        participant=split_bar(entry["participant"]) if "participant" in entry else None,
        place=entry.get("place"),
        harm=entry.get("harm"),
        count_min=int(entry["min"]) if "min" in entry else None,
        count_max=int(entry["max"]) if "max" in entry else None,
    )
