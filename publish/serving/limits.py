"""Say no in time: lanes keep costly requests from holding up light ones, and nothing but reading is let in."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from publish.serving.database import HAS_OWN_SQL

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LONGEST_QUERY = 16_000  # bytes of what stands behind the question mark
MOST_ARGUMENTS = 100
OWN_SQL = {"sql", "_where", "_searchmode", "_facet", "_facet_array", "_facet_date"}  # what a reader asks by SQL
_NOT_OFFERED = {"_trace", "_through"}  # timings of the server, and joins that no page of ours uses
_LIGHT = {"_lang", "next", "q"}  # arguments that make a request no heavier
_EXPORT = re.compile(r"^/-/(export/|events\.atom)|\.(csv|db)$")
# Addresses for who runs a server. They show paths, threads or forms that nobody needs here.
_CLOSED = re.compile(
    r"^/-/(databases|threads|actor|auth-token|logout|permissions|messages|allow-debug|patterns|config)(\.json)?/*$"
    r"|^/(_memory|_internal|:memory:)"
)
_IS_INSIDE: ContextVar[bool] = ContextVar("is_inside", default=False)


class Refusal(NamedTuple):
    """An answer that costs nothing."""

    status: int
    text: str
    headers: tuple[tuple[bytes, bytes], ...] = ()


class Lane:
    """So many requests at once; so many more may wait so many seconds."""

    def __init__(self, width: int, waiting: int, seconds: float) -> None:
        self._free = asyncio.Semaphore(width)
        self._waiting, self._most, self._seconds = 0, waiting, seconds

    async def enter(self) -> bool:
        """Return whether the request may go on; then `leave` must follow."""
        if self._waiting >= self._most:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self._seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    def leave(self) -> None:
        """Let the next one in."""
        self._free.release()


class Limits:
    """An ASGI application behind lanes."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._lanes = {
            "sql": Lane(2, 8, 2),
            "export": Lane(4, 8, 5),
            "asked": Lane(4, 64, 10),
            "light": Lane(16, 256, 20),
        }

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http" or _IS_INSIDE.get():
            await self._app(scope, receive, send)
        elif refusal := _refuse(scope):
            await refuse(send, refusal)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        name = _lane(scope)
        lane = self._lanes[name]
        if not await lane.enter():
            await refuse(send, Refusal(429, "Too many requests at once: try again later.", ((b"retry-after", b"3"),)))
            return
        is_inside = True

        async def send_and_leave(message: Message) -> None:
            nonlocal is_inside
            if name != "export" and is_inside:  # the work is done: a slow reader holds nobody up
                is_inside = False
                lane.leave()
            await send(message)

        own, inside = HAS_OWN_SQL.set(name == "sql"), _IS_INSIDE.set(True)
        try:
            await self._app(scope, receive, send_and_leave)
        finally:
            HAS_OWN_SQL.reset(own)
            _IS_INSIDE.reset(inside)
            if is_inside:
                lane.leave()


def _refuse(scope: Message) -> Refusal | None:
    if scope["method"] not in ("GET", "HEAD"):
        return Refusal(405, "This server only reads.", ((b"allow", b"GET, HEAD"),))
    if len(scope["query_string"]) > LONGEST_QUERY or scope["query_string"].count(b"&") >= MOST_ARGUMENTS:
        return Refusal(414, "The address is too long.")
    if _CLOSED.search(scope["path"]) or "\\" in scope["path"]:  # browsers read a backslash as a slash
        return Refusal(404, "There is no such page.")
    if unknown := _arguments(scope) & _NOT_OFFERED:
        return Refusal(400, f"{min(unknown)} is not offered here.")
    return None


def _arguments(scope: Message) -> set[str]:
    return {key for key, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}


def _lane(scope: Message) -> str:
    keys = _arguments(scope)
    if keys & OWN_SQL:
        return "sql"
    if _EXPORT.search(scope["path"]):
        return "export"
    return "asked" if keys - _LIGHT else "light"


async def refuse(send: Send, refusal: Refusal) -> None:
    """Send the refusal as plain text."""
    body = refusal.text.encode() + b"\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *refusal.headers,
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
