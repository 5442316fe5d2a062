"""Addresses that give a table, a filtered view or a question away whole, and a feed of events."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from datasette.utils.asgi import AsgiStream, BadRequest, NotFound, Request, Response

from publish.metadata import read_questions
from publish.serving.database import HAS_OWN_SQL
from publish.site.export import FORMS, forms_for, stream_rows, write_feed
from publish.site.follow_the_money import sanctions_as_entities
from publish.site.language import choose_language
from publish.site.rows import register_database, select

FEED = "select * from event_details where status = 'actual' and day is not null order by day desc, event_id limit 50"
_LIMIT = re.compile(r"\s+limit \d+(\s+offset \d+)?\s*$")
_PARAMETER = re.compile(r":([a-z_]+)\b")


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """Return what templates ask to link to exports."""

    def export_url(name: str, suffix: str, request: Request) -> str:
        keep = [(key, value) for key in request.args for value in request.args.getlist(key) if key not in _PAGING]
        address = datasette.urls.path(f"/-/export/{tilde_encode(name or 'sql')}.{suffix}")
        return f"{address}?{urlencode(keep)}" if keep else str(address)

    return {"export_formats": forms_for, "export_url": export_url}


_PAGING = ("_next", "_size", "_shape", "_facet", "_lang", "_hide_sql", "_show_sql", "_rows")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Return the addresses of exports."""
    suffixes = "|".join(re.escape(suffix) for suffix in FORMS)
    return [
        (r"^/-/export/sanctions\.ftm\.jsonl$", follow_the_money),
        (rf"^/-/export/(?P<name>[^/]+?)\.(?P<suffix>{suffixes})$", export),
        (r"^/-/events\.atom$", feed),
    ]


async def export(request: Request, datasette: Datasette) -> AsgiStream:
    """Send every row; the file is named as the table or the question."""
    database = register_database(datasette)
    name, suffix = request.url_vars["name"], request.url_vars["suffix"]
    sql, parameters = await _whole_query(datasette, request, name)
    form = FORMS[suffix]
    head = [f"attachment; filename={re.sub('[^a-z_]', '', name)}.{suffix}"]

    rows = await database.execute(sql, parameters) if HAS_OWN_SQL.get() else None  # whole, or refused as too much

    async def send(writer: Any) -> None:  # noqa: ANN401  # Datasette's AsgiWriter
        if rows is not None:
            for piece in form.write(list(rows.columns), iter(rows.rows)):
                await writer.write(piece)
            return
        async for piece in stream_rows(datasette, database, sql, parameters, form):
            await writer.write(piece)

    return AsgiStream(send, headers={"content-disposition": head[0]}, content_type=form.content_type)


async def _whole_query(datasette: Datasette, request: Request, name: str) -> tuple[str, dict[str, Any]]:
    """Return the query of a question, or of a table as it is filtered and sorted, without its limit."""
    questions = read_questions()
    if name in questions:
        sql = questions[name]["sql"]
        return sql, {key: request.args.get(key) or "" for key in _PARAMETER.findall(sql)}
    keep = [(key, value) for key in request.args for value in request.args.getlist(key) if key not in _PAGING]
    query = urlencode([*keep, ("_nofacet", "1"), ("_nocount", "1"), ("_size", "1"), ("_shape", "objects")])
    database = register_database(datasette).name
    answer = await datasette.client.get(f"{datasette.urls.table(database, name)}.json?{query}")
    if answer.status_code == 400:
        raise BadRequest(answer.json()["error"])
    if answer.status_code != 200:
        raise NotFound(f"There is no table, view or question called {name}, or it cannot be filtered so")
    query_of_page = answer.json()["query"]
    return _LIMIT.sub("", query_of_page["sql"]), query_of_page["params"]


async def follow_the_money(datasette: Datasette) -> Response:
    """Send sanctions and their targets as FollowTheMoney entities, one a line."""
    lines = await sanctions_as_entities(register_database(datasette))
    return Response("".join(lines), content_type="application/x-ndjson; charset=utf-8")


async def feed(request: Request, datasette: Datasette) -> Response:
    """Send the latest events as an Atom feed."""
    language = choose_language(request)
    events = await select(register_database(datasette), FEED)

    def address(path: str) -> str:
        return str(datasette.absolute_url(request, path))

    def entry(row: dict[str, Any]) -> dict[str, Any]:
        url = datasette.urls.row(register_database(datasette).name, "events", tilde_encode(row["event_id"]))
        label = language.value("events", "event_type", row["event_type"])
        place = language.name(row["place_ar"], row["place_en"])
        return row | {"url": address(url), "label": label, "place": place}

    title = f"Sijill: {language.texts['latest']}"
    text = write_feed(title, address("/"), address("/-/events.atom"), map(entry, events))
    return Response(text, content_type="application/atom+xml; charset=utf-8")
