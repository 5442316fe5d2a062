"""The downloads page: files that were made once, and every table and view in each form."""

from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

from publish.downloads import downloads_folder
from publish.schemas import read_all_schemas
from publish.site.export import forms_for
from publish.tables import view_files

MOUNT = "downloads"
_UNITS = ("B", "kB", "MB", "GB")


async def describe_downloads(datasette: Datasette, database: Database) -> dict[str, Any]:
    """Return files with sizes, the forms of each table and view, and the release: the database's hash."""
    folder = downloads_folder(Path(database.path))
    names = [schema.table for schema in read_all_schemas()] + [path.stem for path in view_files()]
    return {
        "files": [_describe_file(datasette, path) for path in sorted(folder.glob("*")) if path.is_file()],
        "database_url": datasette.urls.path(f"/{database.name}.db") if not database.is_mutable else None,
        "database_size": readable_size(Path(database.path).stat().st_size),
        "release": database.hash,
        "tables": names,
        "forms": {name: forms_for(await database.table_columns(name)) for name in names},
    }


def _describe_file(datasette: Datasette, path: Path) -> dict[str, Any]:
    address = datasette.urls.path(f"/{MOUNT}/{path.name}")
    return {"name": path.name, "url": address, "size": readable_size(path.stat().st_size)}


def readable_size(number: float) -> str:
    """Return a size in bytes for people.

    >>> readable_size(1234567)
    '1.23 MB'
    """
    for unit in _UNITS[:-1]:
        if number < 1000:  # as disks are sold
            return f"{number:.3g} {unit}"
        number /= 1000
    return f"{number:.3g} {_UNITS[-1]}"
