"""Put limits and headers around the site, and tell a reader what was wrong without telling how the server is made."""

import sqlite3
from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from pathlib import Path
from traceback import extract_tb, print_exception
from typing import Any

import datasette.app
from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from publish.serving.headers import Headers
from publish.serving.limits import App, Limits
from publish.site.language import choose_language
from publish.site.tiles import tiles_of

_DATASETTE = Path(datasette.app.__file__).parent  # where it is at a loss, the request was wrong
ROBOTS = """\
User-agent: *
Disallow: /*?
Disallow: /-/export/
Disallow: /-/language/
Disallow: /-/search
Disallow: /*.json$
Disallow: /*.csv$
Disallow: /*.db$
"""


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Return what wraps the site."""
    tiles = tiles_of(datasette)
    return lambda app: Headers(Limits(app), tiles.origin if tiles else "")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Response]]]:
    """Return the address of the rules for robots."""
    return [(r"^/robots\.txt$", lambda: Response.text(ROBOTS))]


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer in place of Datasette, which would print every wrong query with all it knows."""
    status, title, message = _describe(exception)

    async def answer() -> Response:
        details = exception.error_dict if isinstance(exception, DatasetteError) else {}
        body: dict[str, Any] = {**details, "ok": False, "error": message, "status": status, "title": title}
        if request.path.endswith(".json"):
            return Response.json(body, status=status)
        template = datasette.jinja_env.get_template("error.html")  # without what plugins ask of a sound request
        language = choose_language(request)
        context = body | {"urls": datasette.urls, "language": language, "t": language.texts}
        return Response.html(await template.render_async(context), status=status)

    return answer


def _describe(exception: Exception) -> tuple[int, str | None, str]:
    """Return the status, a title, and a message that tells nothing of how the server is made."""
    if isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted":
        return 400, exception.title, "The query took longer than a query may take: ask for less."
    if isinstance(exception, DatasetteError):
        status = 400 if exception.status >= 500 else exception.status  # such as sorting by a column that is not there
        return status, exception.title, str(exception.message)
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0] if exception.args else "There is no such page.")
    if isinstance(exception, QueryInterrupted):
        return 400, None, "The query took longer than a query may take: ask for less."
    if isinstance(exception, sqlite3.Error | OverflowError | UnicodeError | JSONDecodeError):
        return 400, None, f"The query cannot be answered: {str(exception)[:300]}"
    if Path(extract_tb(exception.__traceback__)[-1].filename).is_relative_to(_DATASETTE):
        return 400, None, "The request cannot be answered: a parameter is missing or makes no sense."
    print_exception(exception)  # to those who run the server
    return 500, None, "A fault of this site, which its log tells of."
