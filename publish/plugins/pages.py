"""The site's own pages, and what their templates may ask."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import path_with_replaced_args, tilde_encode
from datasette.utils.asgi import Request, Response

from publish.describing import make_schema_org
from publish.metadata import read_questions
from publish.site.actor_page import describe_actor
from publish.site.article_page import describe_article
from publish.site.charts import Bar
from publish.site.citing import Citation, cited_as
from publish.site.describing import cell_heads, describe_columns, reading_order, table_description, tables_and_views
from publish.site.downloads_page import describe_downloads
from publish.site.event_page import describe_event
from publish.site.home_page import describe_home
from publish.site.language import COOKIE, choose_language
from publish.site.map_page import describe_map, to_points
from publish.site.place_page import describe_place
from publish.site.record_page import describe_casualty, describe_sanction
from publish.site.rows import register_database
from publish.site.rule_page import describe_rule
from publish.site.search_page import search_register
from publish.site.tiles import tiles_of

ROW_PAGES: dict[str, Callable[..., Awaitable[dict[str, Any]]]] = {
    "articles": describe_article,
    "events": describe_event,
    "actors": describe_actor,
    "places": describe_place,
    "casualties": describe_casualty,
    "sanctions": describe_sanction,
    "rules": describe_rule,
}
_YEAR = 365 * 24 * 3600


@hookimpl
def extra_template_vars(request: Request, datasette: Datasette) -> dict[str, Any]:
    """Return the page's language, and functions that fetch what a page shows."""
    language = choose_language(request)

    async def row_page(database: str, table: str, key: str) -> dict[str, Any]:
        return await ROW_PAGES[table](register_database(datasette, database), key)

    async def home_page() -> dict[str, Any]:
        return await describe_home(register_database(datasette))

    def row_url(table: str, key: object) -> str:
        return str(datasette.urls.row(register_database(datasette).name, table, tilde_encode(str(key))))

    def table_url(table: str, **parameters: object) -> str:
        address = datasette.urls.table(register_database(datasette).name, table)
        return f"{address}?{urlencode(parameters)}" if parameters else address

    def event_rows(where: str, bar: Bar) -> str:
        """Return the address of the events that a bar counts."""
        return table_url("event_details", _where=where, day__gte=bar["first"], day__lte=bar["last"], _sort="day")

    def event_export(where: str, suffix: str, table: str = "event_details") -> str:
        """Return the address that gives all rows of a chart away."""
        return f"{datasette.urls.path(f'/-/export/{table}.{suffix}')}?{urlencode({'_where': where})}"

    def cite(table: str, keys: str, title: str) -> Citation:
        database = register_database(datasette)
        path = request.path
        return Citation(f"{table}_{keys}", title, datasette.absolute_url(request, path), database.hash)

    return {
        "language": language,
        "cite": cite,
        "event_rows": event_rows,
        "event_export": event_export,
        "cited_as": cited_as,
        "t": language.texts,
        "row_page": row_page,
        "home_page": home_page,
        "row_url": row_url,
        "table_url": table_url,
        "row_tables": tuple(ROW_PAGES),
        "cell_heads": lambda table, columns: cell_heads(table, columns, language),
        "describe_columns": describe_columns,
        "reading_order": reading_order,
        "rows_of": lambda tables: {table["name"]: table["count"] for table in tables},
        "all_tables": tables_and_views,
        "table_description": table_description,
        "dataset_description": lambda: make_schema_org(None),
        "question_of": lambda name: read_questions().get(name or ""),
        "map_points": lambda points: to_points(points, language, row_url),
        "absolute_url": lambda path: datasette.absolute_url(request, path),
        "address_with": lambda **changes: datasette.urls.path(path_with_replaced_args(request, changes)),
        "tiles": tiles_of(datasette),
        "here": request.full_path if request else "/",
    }


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Return the addresses of our own pages."""
    return [
        (r"^/-/search$", show_search),
        (r"^/-/map$", show_map),
        (r"^/-/downloads$", show_downloads),
        (r"^/-/language/(?P<code>ar|en)$", change_language),
    ]


async def show_search(request: Request, datasette: Datasette) -> Response:
    """Show what is found in all kinds of rows."""
    query = request.args.get("q") or ""
    results = await search_register(register_database(datasette), query) if query.strip() else None
    return Response.html(await datasette.render_template("search.html", {"query": query, "page": results}, request))


async def show_map(request: Request, datasette: Datasette) -> Response:
    """Show where events happened and who acts against whom."""
    chosen = {name: request.args.get(name) or "" for name in ("type", "actor", "first", "last")}
    page = await describe_map(register_database(datasette), chosen)
    return Response.html(await datasette.render_template("map.html", {"page": page}, request))


async def show_downloads(request: Request, datasette: Datasette) -> Response:
    """Show what can be taken away whole."""
    page = await describe_downloads(datasette, register_database(datasette))
    return Response.html(await datasette.render_template("downloads.html", {"page": page}, request))


async def change_language(request: Request) -> Response:
    """Remember the language and go back to the page."""
    target = request.args.get("next") or "/"
    response = Response.redirect(target if _is_ours(target) else "/")
    response.set_cookie(COOKIE, request.url_vars["code"], max_age=_YEAR, samesite="lax")
    return response


def _is_ours(address: str) -> bool:
    """Return whether the address stays on this site; backslashes and control characters are browsers' slashes."""
    return address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable() and "\\" not in address
