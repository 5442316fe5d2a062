"""Make Datasette's search box forgive Arabic spelling, and lend the search's functions to SQL."""

import sqlite3

from datasette import hookimpl

from extractors.text import fold
from publish.search import search_expression


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register `escape_fts` anew, after Datasette's own, and `fold`."""
    conn.create_function("escape_fts", 1, lambda query: search_expression(str(query or "")), deterministic=True)
    conn.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)
