"""Read news pages from WARC files, as Common Crawl publishes them; needs the extra `web`."""

import importlib
import io
from collections.abc import Iterator
from typing import Any

from publish.faults import InputFault
from publish.inputs.encodings import decode
from publish.inputs.pages import read_page

MAX_PAGE = 8 << 20  # bytes; a newspaper page has 0.1 to 2 million

Item = tuple[int | None, object]


def read_warc(stream: io.RawIOBase) -> Iterator[Item]:
    """Yield (number of the record, fields) for each HTML page; other records are no articles.

    The main text is found by trafilatura; title, source and date are what the page's head says.
    """
    warcio, trafilatura = _web("warcio"), _web("trafilatura")
    records = enumerate(warcio.ArchiveIterator(stream), start=1)
    while True:
        try:
            number, record = next(records)
            payload = record.content_stream().read(MAX_PAGE + 1) if _is_page(record) else None
        except StopIteration:
            return
        except (warcio.exceptions.ArchiveLoadFailed, ValueError, EOFError) as error:
            raise InputFault("broken archive", f"no readable WARC ({error}); what follows was not read") from error
        if payload is not None:
            yield number, _fields(payload, record.rec_headers.get_header("WARC-Target-URI"), trafilatura)


def _web(name: str) -> Any:  # noqa: ANN401  # a module
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise InputFault("missing package", f"WARC files need {name}: pip install 'sijill[web]'") from error


def _is_page(record: Any) -> bool:  # noqa: ANN401  # warcio has no types
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def _fields(payload: bytes, url: str | None, trafilatura: Any) -> object:  # noqa: ANN401  # it has no types
    if len(payload) > MAX_PAGE:
        return InputFault("too large", f"{url}: a page of more than {MAX_PAGE >> 20} MB")
    try:
        markup = decode(payload)
    except InputFault as fault:
        return InputFault(fault.reason, f"{url}: {fault.detail}")
    text = trafilatura.extract(markup, include_comments=False, include_tables=False)
    return {"url": url} | read_page(markup) | {"text": text}
