"""Extracted records as files between extraction and loading: one .jsonl for each input, one article a line."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from extractors import Records
from extractors.records import RECORDS, Article, Rejected
from publish.faults import RecordsFault
from publish.pipeline import ArticleResult, Outcome

_TABLES = tuple(field.name for field in fields(Records))


def to_json(outcome: Outcome) -> str:
    """Return an article with its records, or a rejected input, as one line of JSON."""
    if isinstance(outcome, Rejected):
        return json.dumps({"rejected": asdict(outcome)}, ensure_ascii=False)
    tables = {name: [asdict(record) for record in getattr(outcome.records, name)] for name in _TABLES}
    return json.dumps({"article": asdict(outcome.article)} | tables, ensure_ascii=False)


def from_json(line: str) -> Outcome:
    """Return what `to_json` was given; raises ValueError, TypeError or KeyError for other JSON."""
    data: dict[str, Any] = json.loads(line)
    if "rejected" in data:
        return Rejected(**data["rejected"])
    tables: dict[str, Any] = {name: tuple(_record(RECORDS[name], row) for row in data[name]) for name in _TABLES}
    return ArticleResult(Article(**data["article"]), Records(**tables))


def _record(kind: type, row: dict[str, Any]) -> object:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


def records_path(folder: Path, number: int, name: str) -> Path:
    """Return the file for the records of the input `name`, the `number`th: loading follows the order of file names."""
    stem = re.sub(r"[^\w.-]+", "_", name).strip("._")[-60:]
    return folder / f"{number:06}-{stem}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.jsonl"


def write_records(path: Path, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Write one line each; the file is there whole or not at all. Return what was rejected."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    rejected: list[Outcome] = []
    with unfinished.open("w", encoding="utf-8") as out:
        for outcome in outcomes:
            rejected += [outcome] if isinstance(outcome, Rejected) else []
            out.write(to_json(outcome) + "\n")
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(path)
    return rejected


def read_records(folder: Path) -> Iterator[tuple[Path, int, Outcome]]:
    """Yield (file, line, outcome) for all files of a folder in the order of their names; raises RecordsFault."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise RecordsFault(f"{folder}: no records here: make them with `sijill extract INPUT… --out {folder}`")
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield path, number, _outcome(path, number, line)


def _outcome(path: Path, number: int, line: str) -> Outcome:
    try:
        return from_json(line)
    except (ValueError, TypeError, KeyError) as error:
        raise RecordsFault(
            f"{path}:{number}: no records of this version ({error}): extract them again with `sijill extract`"
        ) from error
