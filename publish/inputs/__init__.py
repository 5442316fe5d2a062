"""Read articles from files and folders of every supported kind; what cannot be read is yielded as such."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.records import Article, Rejected
from publish.faults import InputFault, StrictStop
from publish.inputs.articles import make_article
from publish.inputs.files import InputFile, Source, Unread, find_files, open_file
from publish.inputs.formats import read_fields


@dataclass(frozen=True, slots=True)
class Reading:
    """An article or a rejected input, and where it was read."""

    name: str
    line: int | None
    item: Article | Rejected


def read_inputs(paths: Iterable[str | Path], *, strict: bool = False) -> Iterator[Article | Rejected]:
    """Yield the articles behind the paths in a fixed order, and a Rejected for each that cannot be read.

    `-` is JSON lines on standard input. With `strict` the first that cannot be read raises StrictStop.
    """
    twins = Twins()
    for path in paths:
        for file in find_files(path):
            for reading in read_file(file):
                item = twins.refuse(reading.name, reading.line, reading.item)
                if strict and isinstance(item, Rejected):
                    raise StrictStop(f"{describe(item)}\nNothing was made. Without --strict the rest would be.")
                yield item


def describe(rejected: Rejected) -> str:
    """Return one line for the terminal: where, what, what to do."""
    where = rejected.input if rejected.line is None else f"{rejected.input}:{rejected.line}"
    return f"{where}: {rejected.reason}: {rejected.detail}"


class Twins:
    """Refuses articles whose id was met before."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def refuse(self, name: str, line: int | None, item: Article | Rejected) -> Article | Rejected:
        """Return the item, or why it is rejected."""
        if isinstance(item, Rejected):
            return item
        if item.article_id not in self._seen:
            self._seen.add(item.article_id)
            return item
        detail = f"{item.article_id} was read before: give each article an id of its own, or leave out the copy"
        return Rejected(input=name, line=line, reason="duplicate id", detail=detail)


def read_file(file: InputFile | Unread) -> Iterator[Reading]:
    """Yield what one file holds; ids that come twice are not looked at."""
    for source in open_file(file) if isinstance(file, InputFile) else [file]:
        if isinstance(source, Unread):
            yield _rejected(source.name, source.fault)
        else:
            yield from _read_source(source)


def _rejected(name: str, fault: InputFault, line: int | None = None) -> Reading:
    line = fault.line or line
    return Reading(name, line, Rejected(input=name, line=line, reason=fault.reason, detail=fault.detail))


def _read_source(source: Source) -> Iterator[Reading]:
    found = False
    try:
        for line, fields in read_fields(source):
            found = True
            try:
                yield Reading(source.name, line, _article(fields, line))
            except InputFault as fault:
                yield _rejected(source.name, fault, line)
        if not found:
            raise InputFault("empty file", "there is nothing in it")
    except InputFault as fault:
        yield _rejected(source.name, fault)


def _article(fields: object, line: int | None) -> Article:
    if isinstance(fields, InputFault):
        raise fields
    if not isinstance(fields, dict):
        raise InputFault("missing text", f"an article is a JSON object, this is {str(fields)[:30]!r}", line)
    return make_article(fields, line)
