"""A process that runs readers' own SQL on one database file, and may be killed at any time.

`python -m publish.serving.sql_process FILE` answers each (sql, parameters, rows, milliseconds) on standard input with
("rows", rows, is_cut, columns), or ("late",), or ("refused", reason).
"""

import contextlib
import resource
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from publish.search import lend_functions
from publish.serving.frames import GoneError, receive, send

MEMORY = 72 << 20  # bytes that the process may take for data; it starts with half of them
_BLOATED = 72 << 20  # bytes; a process that once held so much does not give it back, and ends
LONGEST_VALUE = 2 << 20  # bytes; longer than any newspaper article
LARGEST_ANSWER = 8 << 20  # characters and bytes of all values together
LONGEST_SQL = 20_000  # bytes
_MEMORY_USED = Path("/proc/self/statm")
_STEPS = 1000  # of SQLite's machine between two looks at the clock
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_PRAGMAS = {"table_info", "table_xinfo", "index_list", "index_info", "index_xinfo", "foreign_key_list", "data_version",
            "function_list", "page_count", "page_size", "schema_version", "database_list"}  # fmt: skip

Answer = tuple[Any, ...]


class TooLargeError(Exception):
    """The answer would be larger than may be sent."""


def main(path: str) -> None:
    """Answer until standard input ends."""
    try:
        connection = open_database(path)
    except sqlite3.OperationalError:
        return  # the server is ending, and the file with it
    with contextlib.suppress(AttributeError, ValueError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with contextlib.suppress(GoneError):
        while _resident() < _BLOATED:
            send(1, _answer(connection, *receive(0)))


def open_database(path: str) -> sqlite3.Connection:
    """Return a connection that can only read, within limits."""
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda data: str(data, "utf-8", "replace")
    connection.execute("pragma temp_store = memory")  # so that the limit of memory holds for what is sorted too
    lend_functions(connection)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL)
    connection.set_authorizer(_allow)
    return connection


def _resident() -> int:
    """Return the bytes of memory in use, or 0 where the system does not tell; getrusage tells the parent's, too."""
    try:
        return int(_MEMORY_USED.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def _allow(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_READ and (first, second) == ("pragma_database_list", "file"):
        return sqlite3.SQLITE_IGNORE  # where the file lies is nobody's business
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _answer(connection: sqlite3.Connection, sql: str, parameters: Any, limit: int | None, ms: float) -> Answer:  # noqa: ANN401
    end = time.perf_counter() + ms / 1000
    connection.set_progress_handler(lambda: time.perf_counter() > end, _STEPS)
    try:
        cursor = connection.execute(sql, parameters)
        rows = _fetch(cursor, limit)
        columns = [column[0] for column in cursor.description or ()]
        return "rows", rows[:limit], limit is not None and len(rows) > limit, columns
    except sqlite3.OperationalError as error:
        return ("late",) if error.args == ("interrupted",) else ("refused", str(error))
    except (sqlite3.Error, TooLargeError, ValueError, OverflowError) as error:
        return "refused", str(error)
    except MemoryError:
        return "refused", "the query needs more memory than a query may have"


def _fetch(cursor: sqlite3.Cursor, limit: int | None) -> list[tuple[Any, ...]]:
    rows, size = [], 0
    for row in cursor:
        rows.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > LARGEST_ANSWER:
            raise TooLargeError(f"the answer is larger than {LARGEST_ANSWER >> 20} MB: ask for fewer rows or columns")
        if limit is not None and len(rows) > limit:
            break
    return rows


if __name__ == "__main__":
    main(sys.argv[1])
