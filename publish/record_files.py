"""Extracted records as files between extraction and loading: one .jsonl for each input file, one article a line.

The last line says that the file is whole, and what it was made from: the input's digest, and the program's.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from extractors import Records
from extractors.records import RECORDS, Article, Rejected
from publish.faults import RecordsFault
from publish.inputs import Twins
from publish.pipeline import ArticleResult, Outcome

_TABLES = tuple(one.name for one in fields(Records))
_LAST_LINE = 1 << 16  # bytes at the end of a file that hold its last line
TOLD = 20  # rejected inputs that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a file of records was made from, and what it holds."""

    name: str
    number: int
    of: int
    digest: str
    program: str
    articles: int = 0
    rejected: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    told: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An outcome, and the place where its article stands."""

    name: str
    line: int | None
    outcome: Outcome


def to_json(outcome: Outcome) -> str:
    """Return an article with its records, or a rejected input, as one line of JSON."""
    return json.dumps(_data(outcome), ensure_ascii=False)


def _data(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Rejected):
        return {"rejected": asdict(outcome)}
    tables = {name: [asdict(record) for record in getattr(outcome.records, name)] for name in _TABLES}
    return {"article": asdict(outcome.article)} | tables


def _outcome(data: dict[str, Any]) -> Outcome:
    if "rejected" in data:
        return Rejected(**data["rejected"])
    tables: dict[str, Any] = {name: tuple(_record(RECORDS[name], row) for row in data[name]) for name in _TABLES}
    return ArticleResult(Article(**data["article"]), Records(**tables))


def _record(kind: type, row: dict[str, Any]) -> object:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


def records_path(folder: Path, number: int, name: str) -> Path:
    """Return the file for the records of the input `name`, the `number`th: loading follows the order of file names."""
    stem = re.sub(r"[^\w.-]+", "_", name).strip("._")[-60:]
    return folder / f"{number:07}-{stem}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.jsonl"


class RecordsWriter:
    """Writes a file of records, which is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")

    def write(self, placed: Iterable[Placed], done: Done) -> Done:
        """Write all, and at the end `done` with what was counted; return that."""
        try:
            with self._unfinished.open("w", encoding="utf-8") as out:
                for one in placed:
                    place = {"input": one.name, "line": one.line}
                    out.write(json.dumps(place | _data(one.outcome), ensure_ascii=False) + "\n")
                    done = _count(done, one.outcome)
                out.write(json.dumps({"done": asdict(done)}, ensure_ascii=False) + "\n")
                out.flush()
                os.fsync(out.fileno())
            self._unfinished.replace(self._path)
        finally:
            self._unfinished.unlink(missing_ok=True)
        return done


def _count(done: Done, outcome: Outcome) -> Done:
    if isinstance(outcome, Rejected):
        told = (*done.told, outcome)[:TOLD]
        return replace(done, rejected=done.rejected + 1, told=told)
    rows = {name: done.rows.get(name, 0) + len(getattr(outcome.records, name)) for name in _TABLES}
    return replace(done, articles=done.articles + 1, rows=rows)


def read_done(path: Path) -> Done | None:
    """Return what the file's last line says; None where there is no whole file of this version."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LAST_LINE))
            last = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
        data = json.loads(last)["done"]
        return Done(**data | {"told": tuple(Rejected(**rejected) for rejected in data["told"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_records(folder: Path) -> Iterator[tuple[Path, int, Outcome]]:
    """Yield (file, line, outcome) for all files of a folder, in the order of the inputs; raises RecordsFault.

    An id that comes again is rejected here, as reading the inputs one after the other would.
    """
    twins = Twins()
    for path in _whole_set(folder):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                placed = _placed(path, number, line)
                if placed:
                    yield path, number, _refuse_twin(twins, placed)


def _refuse_twin(twins: Twins, placed: Placed) -> Outcome:
    if isinstance(placed.outcome, Rejected):
        return placed.outcome
    item = twins.refuse(placed.name, placed.line, placed.outcome.article)
    return item if isinstance(item, Rejected) else placed.outcome


def _whole_set(folder: Path) -> list[Path]:
    """Return the files of a folder in order; raises RecordsFault unless all inputs of one run are there."""
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".jsonl")  # glob hides a refused permission
    if not paths:
        raise RecordsFault(f"{folder}: no records here: make them with `sijill extract INPUT… --out {folder}`")
    for number, path in enumerate(paths, start=1):
        done = read_done(path)
        if done is None:
            raise RecordsFault(f"{path}: not whole, or of another version: run `sijill extract` again")
        if (done.number, done.of) != (number, len(paths)):
            raise RecordsFault(
                f"{folder}: {len(paths)} files of records, but {path.name} is number {done.number} of {done.of}: run"
                " the shards that are missing; if the inputs have changed, empty the folder first"
            )
    return paths


def _placed(path: Path, number: int, line: str) -> Placed | None:
    """Return what a line holds; None for the last one."""
    try:
        data = json.loads(line)
        return None if "done" in data else Placed(data["input"], data["line"], _outcome(data))
    except (ValueError, TypeError, KeyError) as error:
        raise RecordsFault(f"{path}:{number}: no records of this version ({error}): extract them again") from error
