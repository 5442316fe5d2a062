"""Read articles from files and folders of every supported kind; what cannot be read is yielded as such."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from extractors.records import Article, Rejected
from publish.faults import InputFault, StrictStop
from publish.inputs.articles import make_article
from publish.inputs.encodings import SAMPLE, decode, detect
from publish.inputs.files import Source, Unread, find_sources
from publish.inputs.json_values import read_json, read_lines
from publish.inputs.pages import read_page

MAX_FILE = 32 << 20  # bytes of one text or HTML file
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FRONT_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$")

Fields = Mapping[str, object]


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
        for line, fields in _fields(source):
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


def _fields(source: Source) -> Iterator[tuple[int | None, object]]:
    """Yield (line, fields or InputFault) for each article of a file."""
    if source.kind == "lines":
        yield from read_lines(_text_stream(source))
    elif source.kind == "json":
        yield from read_json(_text_stream(source))
    else:
        text = _whole_text(source)
        yield None, read_page(text) if source.kind == "html" else read_text(text)


def _text_stream(source: Source) -> TextIO:
    """Return the file's characters; bytes that are not UTF-8 stay visible as escapes, for the line to be named."""
    encoding = detect(source.stream.peek(SAMPLE)[:SAMPLE])
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(source.stream, encoding=encoding, errors=errors, newline="\n")


def _whole_text(source: Source) -> str:
    data = source.stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise InputFault("too large", f"a text of more than {MAX_FILE >> 20} MB: split it into articles")
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise InputFault("empty file", "there is nothing in it")
    return text


def read_text(text: str) -> Fields:
    r"""Return the fields of a text file: those of its front matter, and as `text` all that follows, unchanged.

    >>> read_text("---\npublished: 2017-03-21\n---\nانسحب المقاتلون")
    {'published': '2017-03-21', 'text': 'انسحب المقاتلون'}
    """
    begin = _FRONT.match(text)
    if not begin:
        return {"text": text.removeprefix("\ufeff")}
    end = _FRONT_END.search(text, begin.end())
    if not end:
        raise InputFault("broken front matter", "it opens with --- but no line --- closes it", 1)
    fields = dict(_front_fields(text[begin.end() : end.start()]))
    return fields | {"text": text[end.end() :]}


def _front_fields(front: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(front.split("\n"), start=2):
        if not line.strip() or line[0] in "#- \t":  # comments, and lists under names that we do not read
            continue
        found = _FRONT_LINE.match(line)
        if not found:
            raise InputFault("broken front matter", f"{line[:40]!r} is not `name: value`", number)
        name, value = found.groups()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        yield name, (value[1:-1] if quoted else value) or None
