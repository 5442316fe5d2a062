"""The database as it is served: it can only be read, and readers' own SQL runs apart."""

import asyncio
import sqlite3
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results

from publish.serving.apart import Apart, TookTooLongError

HAS_OWN_SQL: ContextVar[bool] = ContextVar("has_own_sql", default=False)  # of the request that is answered
_LARGEST_PAGE = 16 << 20  # characters of all values of one page of rows


class ServedDatabase(Database):  # type: ignore[misc]  # datasette has no types
    """An immutable database; a request that brings SQL of its own is answered by processes apart."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=False)
        self._apart = Apart(path)

    def connect(self, write: bool = False) -> sqlite3.Connection:  # as Datasette calls it
        """Return a connection that can only read."""
        if write:
            raise sqlite3.OperationalError("the database is read-only")
        address = f"{Path(self.path).resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:  # noqa: ANN401
        """Run a query, within limits of time, rows and size."""
        if HAS_OWN_SQL.get():
            return await self._execute_apart(sql, params, truncate=truncate, **options)
        results = await super().execute(sql, params, truncate=truncate, **options)
        if sum(len(value) for row in results.rows for value in row if isinstance(value, str)) > _LARGEST_PAGE:
            raise sqlite3.OperationalError(
                "the page would be too large: ask for fewer rows with _size, or columns with _col"
            )
        return results

    async def _execute_apart(
        self,
        sql: str,
        params: Any,  # noqa: ANN401  # a list or a dict
        *,
        truncate: bool,
        custom_time_limit: float | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,  # noqa: ARG002  # as Datasette calls it
    ) -> Results:
        most = self.ds.max_returned_rows
        limit = most + (most == (page_size or self.ds.page_size)) if truncate else None
        ms = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        try:
            rows, is_cut, columns = await asyncio.get_running_loop().run_in_executor(
                self._apart.threads, self._apart.run, sql, params if params is not None else (), limit, ms
            )
        except TookTooLongError as late:
            raise QueryInterrupted(late, sql, params) from late
        return Results(rows, is_cut, [(column, *[None] * 6) for column in columns])

    def start(self) -> None:
        """Start what answers readers' own SQL, so that the first of them need not wait."""
        self._apart.start()

    def close(self) -> None:
        """Close all connections and end the processes."""
        super().close()
        self._apart.close()
