"""Extract one input file after the other into files of records; what is done is not done again."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.records import Article, Rejected
from publish.faults import StrictStop
from publish.inputs import describe, read_file
from publish.inputs.files import InputFile, Unread, find_files
from publish.knowledge import model_digest
from publish.pipeline import Extraction
from publish.record_files import Done, Placed, RecordsWriter, read_done, records_path

_PROJECT = Path(__file__).resolve().parents[1]
_CODE = ("extractors", "publish/inputs", "schema")  # what decides which records an input gives
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unit:
    """One input file, its place among all, and where its records go."""

    file: InputFile | Unread
    number: int
    of: int
    records: Path


def find_units(inputs: Iterable[str | Path], out: Path) -> list[Unit]:
    """Return the units of a run, the same in each of its processes and machines."""
    files = [file for path in inputs for file in find_files(path)]
    return [
        Unit(file, number, len(files), records_path(out, number, file.name))
        for number, file in enumerate(files, start=1)
    ]


def extract_units(units: Iterable[Unit], processes: int = 1, *, strict: bool = False) -> Iterator[Done]:
    """Yield what each unit gave."""
    with Extraction(processes) as extraction:
        for unit in units:
            yield extract_unit(unit, extraction, strict=strict)


def extract_unit(unit: Unit, extraction: Extraction, *, strict: bool = False) -> Done:
    """Write the records of a unit, unless they are there already; return what they are.

    Raises StrictStop at the first input that cannot be read, if asked to.
    """
    done = Done(
        name=unit.file.name, number=unit.number, of=unit.of, digest=_digest(unit.file), program=program_digest()
    )
    earlier = read_done(unit.records)
    if (
        earlier
        and done.digest != "none"
        and _made_from(earlier) == _made_from(done)
        and not (strict and earlier.rejected)
    ):
        return earlier
    return RecordsWriter(unit.records).write(_outcomes(unit, extraction, strict=strict), done)


def remove_others(out: Path, units: Iterable[Unit]) -> None:
    """Remove records of inputs that are no longer there, and what killed processes left unfinished."""
    for path in {*out.glob("*.jsonl"), *out.glob("*.part")} - {unit.records for unit in units}:
        path.unlink()


def program_digest() -> str:
    """Return the digest of everything that decides which records an input gives."""
    return digest_of_code(_CODE) + model_digest()


@cache
def digest_of_code(folders: tuple[str, ...]) -> str:
    """Return the digest of all files of the project's folders, compiled ones aside."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((_PROJECT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(_PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _made_from(done: Done) -> tuple[str, int, int, str, str]:
    return done.name, done.number, done.of, done.digest, done.program


def _digest(file: InputFile | Unread) -> str:
    """Return the digest of a file's bytes; what cannot be read, or only once, gets none and is read again."""
    digest = hashlib.sha256()
    try:
        if isinstance(file, Unread) or not file.path.is_file():
            return "none"
        with file.path.open("rb") as data:
            while block := data.read(_BLOCK):
                digest.update(block)
    except OSError:
        return "none"
    return digest.hexdigest()


def _outcomes(unit: Unit, extraction: Extraction, *, strict: bool) -> Iterator[Placed]:
    places: deque[tuple[str, int | None]] = deque()

    def items() -> Iterator[Article | Rejected]:
        for reading in read_file(unit.file):
            if strict and isinstance(reading.item, Rejected):
                raise StrictStop(f"{describe(reading.item)}\nNothing was made. Without --strict the rest would be.")
            places.append((reading.name, reading.line))
            yield reading.item

    for outcome in extraction.run(items()):
        yield Placed(*places.popleft(), outcome)
