"""Keep single values of a query small enough for the server's memory, and caches from mixing languages."""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

_LONGEST_VALUE = 10_000_000  # bytes; longer than any article, far shorter than what fills the memory
_VARY = (b"vary", b"Cookie, Accept-Language")

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Refuse queries that make one huge value, such as randomblob(500000000)."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:  # noqa: ARG001  # as Datasette calls it
    """Tell caches that a page's language depends on the reader."""

    def wrap(app: App) -> App:
        async def answer(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
            async def send_varying(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = message | {"headers": [*message.get("headers", []), _VARY]}
                await send(message)

            await app(scope, receive, send_varying)

        return answer

    return wrap
