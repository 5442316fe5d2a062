"""Read the fields of each article out of a file, by its kind."""

import io
from collections.abc import Callable, Iterator
from typing import cast

from publish.faults import InputFault
from publish.inputs.csv_rows import read_csv
from publish.inputs.encodings import SAMPLE, decode, detect
from publish.inputs.feeds import read_feed
from publish.inputs.files import Source
from publish.inputs.front_matter import read_text
from publish.inputs.json_values import read_json, read_lines
from publish.inputs.pages import read_page
from publish.inputs.parquet import read_parquet
from publish.inputs.warc import read_warc

MAX_FILE = 32 << 20  # bytes of one text or HTML file

Item = tuple[int | None, object]


def read_fields(source: Source) -> Iterator[Item]:
    """Yield (line, fields) for each article of a file, or (line, InputFault); raises InputFault where all is lost."""
    yield from _READERS[source.kind](source)


def _read_text(source: Source) -> Iterator[Item]:
    yield None, read_text(_whole_text(source))


def _read_page(source: Source) -> Iterator[Item]:
    yield None, read_page(_whole_text(source))


def _read_json(source: Source) -> Iterator[Item]:
    return read_json(_text_stream(source))


def _read_lines(source: Source) -> Iterator[Item]:
    return read_lines(_text_stream(source))


def _read_csv(source: Source) -> Iterator[Item]:
    return read_csv(_text_stream(source, newline=""))


def _read_feed(source: Source) -> Iterator[Item]:
    return read_feed(source.stream)


def _read_warc(source: Source) -> Iterator[Item]:
    return read_warc(cast("io.RawIOBase", source.stream.raw))  # unbuffered, so that what stands before a fault is seen


def _read_parquet(source: Source) -> Iterator[Item]:
    return read_parquet(source.path)


_READERS: dict[str, Callable[[Source], Iterator[Item]]] = {
    "text": _read_text,
    "html": _read_page,
    "json": _read_json,
    "lines": _read_lines,
    "csv": _read_csv,
    "feed": _read_feed,
    "warc": _read_warc,
    "parquet": _read_parquet,
}


def _text_stream(source: Source, newline: str = "\n") -> io.TextIOWrapper:
    """Return the file's characters; bytes that are not UTF-8 stay visible as escapes, for the line to be named."""
    encoding = detect(source.stream.peek(SAMPLE)[:SAMPLE])
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(source.stream, encoding=encoding, errors=errors, newline=newline)


def _whole_text(source: Source) -> str:
    data = source.stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise InputFault("too large", f"a text of more than {MAX_FILE >> 20} MB: split it into articles")
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise InputFault("empty file", "there is nothing in it")
    return text
