"""Ask the database that the site is about."""

from typing import Any

from datasette.app import Datasette
from datasette.database import Database

Row = dict[str, Any]


def register_database(datasette: Datasette, name: str | None = None) -> Database:
    """Return the database called `name`, or the first one."""
    return datasette.get_database(name)


def quoted(text: str) -> str:
    """Return a text as it stands between the quotes of a SQL string."""
    return text.replace("'", "''")


async def select(database: Database, sql: str, **parameters: object) -> list[Row]:
    """Return all rows of a query, whatever their number."""

    def run(connection: Any) -> list[Row]:  # noqa: ANN401  # a sqlite3.Connection with Datasette's row factory
        cursor = connection.execute(sql, parameters)
        names = [description[0] for description in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    rows: list[Row] = await database.execute_fn(run)
    return rows


async def select_one(database: Database, sql: str, **parameters: object) -> Row | None:
    """Return the first row, or None."""
    rows = await select(database, sql, **parameters)
    return rows[0] if rows else None
