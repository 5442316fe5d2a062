"""Give away the whole of a table, a filtered view or a question: no row is cut off, however many there are."""

import asyncio
import csv
import io
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from sqlite3 import Connection
from typing import Any, NamedTuple

from datasette.app import Datasette
from datasette.database import Database

Values = Sequence[Any]
_BATCH = 1000
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_LONGEST_BATCH, _LONGEST_EXPORT = 30.0, 900.0  # seconds
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


class Form(NamedTuple):
    """A form of export: its name, content type, and what it needs to see in the columns."""

    name: str
    content_type: str
    write: Callable[[list[str], Iterator[Values]], Iterator[str]]
    needs: tuple[str, ...] = ()


def write_csv(columns: list[str], rows: Iterator[Values]) -> Iterator[str]:
    """Yield lines of CSV with a head, in UTF-8 as others read it."""
    yield from _csv_lines(columns, rows)


def write_excel_csv(columns: list[str], rows: Iterator[Values]) -> Iterator[str]:
    """Yield CSV that Excel opens right: with a byte order mark, and no cell that it would run as a formula."""
    yield "\ufeff"
    yield from _csv_lines(columns, ([_harmless(value) for value in row] for row in rows))


def _csv_lines(columns: list[str], rows: Iterable[Values]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_json(columns: list[str], rows: Iterator[Values]) -> Iterator[str]:
    """Yield a JSON list of objects, Arabic as it is."""
    separator = "[\n"
    for row in rows:
        yield separator + _to_json(columns, row)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def write_json_lines(columns: list[str], rows: Iterator[Values]) -> Iterator[str]:
    """Yield a JSON object a line."""
    for row in rows:
        yield _to_json(columns, row) + "\n"


def _to_json(columns: list[str], row: Values) -> str:
    return json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)


def write_geojson(columns: list[str], rows: Iterator[Values]) -> Iterator[str]:
    """Yield a GeoJSON feature collection; rows without coordinates have no geometry, and are not left out."""
    separator = '{"type": "FeatureCollection", "features": [\n'
    for row in rows:
        yield separator + json.dumps(_feature(dict(zip(columns, row, strict=True))), ensure_ascii=False)
        separator = ",\n"
    yield '{"type": "FeatureCollection", "features": []}\n' if separator != ",\n" else "\n]}\n"


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": point, "properties": row}


FORMS = {
    "csv": Form("CSV", "text/csv; charset=utf-8", write_csv),
    "excel.csv": Form("excel", "text/csv; charset=utf-8", write_excel_csv),
    "json": Form("JSON", "application/json; charset=utf-8", write_json),
    "jsonl": Form("JSON Lines", "application/x-ndjson; charset=utf-8", write_json_lines),
    "geojson": Form("GeoJSON", "application/geo+json; charset=utf-8", write_geojson, ("latitude", "longitude")),
}


def forms_for(columns: Iterable[str]) -> list[tuple[str, str]]:
    """Return (suffix, name) of the forms that rows with these columns have."""
    known = set(columns)
    return [(suffix, form.name) for suffix, form in FORMS.items() if set(form.needs) <= known]


async def stream_rows(
    datasette: Datasette, database: Database, sql: str, parameters: dict[str, Any], form: Form
) -> AsyncIterator[str]:
    """Yield the export of a query piece by piece, on a connection of its own, so that memory stays flat."""
    connection = database.connect()
    datasette._prepare_connection(connection, database.name)  # noqa: SLF001  # no public way in 0.65
    clock = _Clock()
    connection.set_progress_handler(clock.is_late, _STEPS)
    try:
        pieces = await asyncio.to_thread(_begin, connection, sql, parameters, form)
        while piece := await asyncio.to_thread(lambda: "".join(islice(pieces, _BATCH))):
            clock.start()
            yield piece
    finally:
        connection.close()


class _Clock:
    """Stops a query that takes long for its next rows, and one that takes too long in all: the sending breaks off."""

    def __init__(self) -> None:
        self._end = time.monotonic() + _LONGEST_EXPORT
        self.start()

    def start(self) -> None:
        """Begin to wait for rows."""
        self._next = time.monotonic() + _LONGEST_BATCH

    def is_late(self) -> bool:
        """Return whether the query must stop."""
        return time.monotonic() > min(self._next, self._end)


def _begin(connection: Connection, sql: str, parameters: dict[str, Any], form: Form) -> Iterator[str]:
    cursor = connection.execute(sql, parameters)
    columns = [description[0] for description in cursor.description]
    return form.write(columns, (tuple(row) for row in cursor))


def write_feed(title: str, site: str, address: str, events: Iterable[dict[str, Any]]) -> str:
    """Return an Atom feed of events; the newest day in it is the day of the feed, so that it has no clock."""
    entries = list(events)
    updated = max((event["day"] for event in entries if event["day"]), default="1970-01-01")
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>{escape(title)}</title>\n'
    head += f'<id>{escape(address)}</id>\n<link rel="self" href="{escape(address)}"/>\n<link href="{escape(site)}"/>\n'
    head += f"<updated>{updated}T00:00:00Z</updated>\n<author><name>Sijill</name></author>\n"
    return head + "".join(_entry(event) for event in entries) + "</feed>\n"


def _entry(event: dict[str, Any]) -> str:
    title = " · ".join(part for part in (event["label"], event["place"]) if part)
    return (
        f"<entry>\n<title>{escape(title)}</title>\n<id>{escape(event['url'])}</id>\n"
        f'<link href="{escape(event["url"])}"/>\n<updated>{event["day"] or "1970-01-01"}T00:00:00Z</updated>\n'
        f'<summary xml:lang="ar">{escape(event["quote"])}</summary>\n</entry>\n'
    )
