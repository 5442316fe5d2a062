"""Serve a built database with Datasette: immutable, with the site's metadata, templates, plugins and files."""

from pathlib import Path

import uvicorn
from datasette import handle_exception
from datasette.app import Datasette
from datasette.plugins import pm

from publish.downloads import downloads_folder
from publish.metadata import make_metadata
from publish.serving.database import ServedDatabase
from publish.serving.renewal import Renewed
from publish.site.downloads_page import MOUNT
from publish.site.tiles import Tiles

_HERE = Path(__file__).parent
SETTINGS = {
    "allow_csv_stream": False,  # our own exports give everything away whole
    "allow_download": True,
    "default_facet_size": 20,
    "facet_time_limit_ms": 1000,
    "num_sql_threads": 8,  # light queries pass while heavy ones run into the time limit
    "sql_time_limit_ms": 1000,
    "suggest_facets": False,  # the facets that help are named in the metadata
}


def make_site(database: Path, tiles: Tiles | None = None) -> Datasette:
    """Return the site over a database that is not written to while it is served."""
    plugins = {"sijill": {"tiles": tiles._asdict()}} if tiles else {}
    site = Datasette(
        metadata=make_metadata(database.stem) | {"plugins": plugins},
        template_dir=str(_HERE / "templates"),
        plugins_dir=str(_HERE / "plugins"),
        static_mounts=[("static", str(_HERE / "static")), *_downloads(database)],
        settings=SETTINGS,
    )
    site.remove_database("_memory")
    if pm.is_registered(handle_exception):
        pm.unregister(handle_exception)  # all handlers run, and this one prints each wrong query; see plugins/guard.py
    site.add_database(ServedDatabase(site, database))
    return site


def _downloads(database: Path) -> list[tuple[str, str]]:
    folder = downloads_folder(database)
    return [(MOUNT, str(folder))] if folder.is_dir() else []


def serve(database: Path, host: str, port: int, tiles: Tiles | None = None) -> None:
    """Serve until interrupted; when another build takes the place of the database, go on with that."""
    site = Renewed(database, lambda path: make_site(path, tiles))
    uvicorn.run(site, host=host, port=port, log_level="warning", lifespan="on", server_header=False)
