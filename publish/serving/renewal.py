"""Move to a new database while serving: the next request sees it, and those under way end on the old one."""

import asyncio
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from publish.downloads import downloads_folder
from publish.serving.limits import App, Message, Receive, Send

_LOOK = 1.0  # seconds between two looks at the file
_LAST = 60.0  # seconds after which nobody is on the old database any more
_HELD = ".serving"
_numbers = count()

Mark = tuple[int, int, int]


class Renewed:
    """An ASGI application that serves what stands at a path; `make_site` makes a site of it."""

    def __init__(self, path: Path, make_site: Callable[[Path], Datasette]) -> None:
        self._path, self._make_site = path.resolve(), make_site
        _release_forgotten(self._path)
        self._mark = _mark(self._path)
        self._site = make_site(_hold(self._path))
        self._app: App = self._site.app()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer from the newest site that is ready."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        self._tasks.add(asyncio.create_task(self._watch()))
        try:
            await self._app(scope, receive, send)
        finally:
            for held in _held_by(self._path, os.getpid()):
                shutil.rmtree(held)

    async def _watch(self) -> None:
        await asyncio.to_thread(self._database(self._site).start)
        while True:
            await asyncio.sleep(_LOOK)
            with suppress(OSError):  # between two files there may be none for a moment
                if (mark := _mark(self._path)) != self._mark:
                    await self._renew(mark)

    async def _renew(self, mark: Mark) -> None:
        site = await asyncio.to_thread(lambda: self._make_site(_hold(self._path)))
        app = site.app()
        await asyncio.to_thread(self._database(site).start)
        await site.client.get("/")  # counts rows and warms the first page
        old, self._site, self._app, self._mark = self._site, site, app, mark
        self._tasks.add(asyncio.create_task(self._close(old)))

    async def _close(self, site: Datasette) -> None:
        await asyncio.sleep(_LAST)
        self._database(site).close()
        site.executor.shutdown(wait=False)
        held = Path(self._database(site).path).parent
        if held != self._path.parent:
            shutil.rmtree(held)

    def _database(self, site: Datasette) -> Any:  # noqa: ANN401  # a ServedDatabase; datasette has no types
        return site.get_database(self._path.stem)


def _hold(path: Path) -> Path:
    """Return another name of the file, which stays when a build takes its name for a new one."""
    folder = path.parent / f"{_HELD}-{path.stem}-{os.getpid()}-{next(_numbers)}"
    try:
        folder.mkdir()
        (folder / path.name).hardlink_to(path)
    except OSError:  # a folder that may not be written to, or a system without such links
        shutil.rmtree(folder, ignore_errors=True)
        return path
    downloads = downloads_folder(path)
    if downloads.is_dir():
        downloads_folder(folder / path.name).symlink_to(downloads)
    return folder / path.name


def _held_by(path: Path, process: int) -> list[Path]:
    return list(path.parent.glob(f"{_HELD}-{path.stem}-{process}-*"))


def _release_forgotten(path: Path) -> None:
    """Remove what servers left behind that were killed."""
    for held in path.parent.glob(f"{_HELD}-{path.stem}-*-*"):
        process = held.name.split("-")[-2]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(held)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _mark(path: Path) -> Mark:
    """Return what differs when another file has the name."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
