"""Read articles from files and folders of every supported kind; what cannot be read is yielded as such."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.records import Article, Rejected
from publish.faults import InputFault, StrictStop
from publish.inputs.articles import make_article
from publish.inputs.files import Source, Unread, find_sources
from publish.inputs.formats import read_fields


def read_inputs(paths: Iterable[str | Path], *, strict: bool = False) -> Iterator[Article | Rejected]:
    """Yield the articles behind the paths in a fixed order, and a Rejected for each that cannot be read.

    `-` is JSON lines on standard input. With `strict` the first that cannot be read raises StrictStop.
    """
    for _, outcome in read_by_file(paths, strict=strict):
        yield outcome


def read_by_file(paths: Iterable[str | Path], *, strict: bool = False) -> Iterator[tuple[str, Article | Rejected]]:
    """Yield what `read_inputs` yields, each with the name of the file that it stands in."""
    seen: set[str] = set()
    for item in _read_paths(paths):
        outcome = _refuse_twin(item, seen) if isinstance(item, tuple) else item
        name = item[0] if isinstance(item, tuple) else item.input
        if strict and isinstance(outcome, Rejected):
            raise StrictStop(f"{describe(outcome)}\nNothing was made. Without --strict the rest would be.")
        yield name.split("!")[0], outcome


def describe(rejected: Rejected) -> str:
    """Return one line for the terminal: where, what, what to do."""
    where = rejected.input if rejected.line is None else f"{rejected.input}:{rejected.line}"
    return f"{where}: {rejected.reason}: {rejected.detail}"


def _read_paths(paths: Iterable[str | Path]) -> Iterator[tuple[str, int | None, Article] | Rejected]:
    for path in paths:
        for source in find_sources(path):
            if isinstance(source, Unread):
                yield _rejected(source.name, source.fault)
            else:
                yield from _read_source(source)


def _refuse_twin(item: tuple[str, int | None, Article], seen: set[str]) -> Article | Rejected:
    name, line, article = item
    if article.article_id not in seen:
        seen.add(article.article_id)
        return article
    detail = f"{article.article_id} was read before: give each article an id of its own, or leave out the copy"
    return Rejected(input=name, line=line, reason="duplicate id", detail=detail)


def _rejected(name: str, fault: InputFault, line: int | None = None) -> Rejected:
    return Rejected(input=name, line=fault.line or line, reason=fault.reason, detail=fault.detail)


def _read_source(source: Source) -> Iterator[tuple[str, int | None, Article] | Rejected]:
    found = False
    try:
        for line, fields in read_fields(source):
            found = True
            try:
                yield source.name, line, _article(fields, line)
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
