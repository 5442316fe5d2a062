"""Run readers' own SQL in processes apart: what no limit of SQLite stops is killed, and the server lives on.

Some SQL takes minutes or gigabytes before SQLite looks at any clock: planning a nest of doubled subqueries, or a
function that compares two long texts in every way.
"""

import contextlib
import os
import sqlite3
import subprocess
import sys
import weakref
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, overload

from publish.serving.frames import GoneError, LateError, receive, send

PROCESSES = 2
_GRACE = 0.25  # seconds that a process may take beyond its limit, to send its answer
_START = 20.0  # seconds to start in
_CODE = Path(__file__).parents[2]


class TookTooLongError(Exception):
    """The query was stopped at its time limit."""


class Row(tuple[Any, ...]):
    """The values of a row, also by the names of their columns, as sqlite3.Row has them."""

    columns: list[str]

    @classmethod
    def make(cls, values: Iterable[Any], columns: list[str]) -> "Row":
        """Return a row."""
        row = cls(values)
        row.columns = columns
        return row

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return self.columns

    @overload  # type: ignore[override]  # a tuple has no names
    def __getitem__(self, key: int | str) -> Any: ...  # noqa: ANN401
    @overload
    def __getitem__(self, key: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, key: int | slice | str) -> Any:
        """Return a value by its place or its column's name."""
        return super().__getitem__(self.columns.index(key) if isinstance(key, str) else key)


Answer = tuple[list[Row], bool, list[str]]
Process = subprocess.Popen[bytes]


class Apart:
    """Processes that read one file, started when they are first needed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.threads = ThreadPoolExecutor(PROCESSES, thread_name_prefix="sql")
        self._idle: SimpleQueue[Process] = SimpleQueue()
        self._all: list[Process] = []
        self.close = weakref.finalize(self, _close, self.threads, self._all)

    def run(self, sql: str, parameters: Sequence[Any] | dict[str, Any], limit: int | None, ms: float) -> Answer:
        """Return (rows, is_cut, columns); raises TookTooLongError, or sqlite3.OperationalError with the reason.

        It is called in one of `threads`, so that as many run as there are processes.
        """
        process = self._take()
        try:
            kind, *answer = _ask(process, (sql, parameters, limit, ms), ms / 1000 + _GRACE)
        except LateError:
            _end(process)
            raise TookTooLongError from None
        except (GoneError, BrokenPipeError):
            _end(process)
            raise sqlite3.OperationalError("the query needs more than a query may have") from None
        self._idle.put(process)
        if kind == "late":
            raise TookTooLongError
        if kind == "refused":
            raise sqlite3.OperationalError(*answer)
        rows, is_cut, columns = answer
        return [Row.make(row, columns) for row in rows], is_cut, columns

    def start(self) -> None:
        """Start the processes before anybody asks."""
        for process in [self._start() for _ in range(PROCESSES)]:
            self._idle.put(process)

    def _take(self) -> Process:
        with contextlib.suppress(Empty):
            while (process := self._idle.get_nowait()).poll() is None:
                return process
        return self._start()

    def _start(self) -> Process:
        process = subprocess.Popen(  # noqa: S603  # no word of it is a reader's
            [sys.executable, "-m", "publish.serving.sql_process", str(self._file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(_CODE), os.environ.get("PYTHONPATH", "")])},
            start_new_session=True,  # an interrupt at the keyboard is the server's
        )
        self._all[:] = [*(one for one in self._all if one.poll() is None), process]
        _ask(process, ("select 1", (), 1, 1000), _START)  # so that no query's time limit counts the start
        return process


def _ask(process: Process, question: tuple[Any, ...], seconds: float) -> Any:  # noqa: ANN401  # an Answer
    assert process.stdin is not None, "it is a pipe"  # noqa: S101
    assert process.stdout is not None, "it is a pipe"  # noqa: S101
    send(process.stdin.fileno(), question)
    return receive(process.stdout.fileno(), seconds)


def _close(threads: ThreadPoolExecutor, processes: list[Process]) -> None:
    threads.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        _end(process)


def _end(process: Process) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
