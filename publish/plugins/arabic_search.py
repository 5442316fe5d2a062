"""Make Datasette's search box forgive Arabic spelling, and lend the search's functions to SQL."""

import sqlite3

from datasette import hookimpl

from publish.search import lend_functions


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register `escape_fts` anew, after Datasette's own, and `fold`."""
    lend_functions(conn)
