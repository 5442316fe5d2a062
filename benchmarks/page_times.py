"""Measure every kind of page against Datasette's own bare table page of the same database.

`python benchmarks/page_times.py DB`
"""

import asyncio
import statistics
import time
from pathlib import Path

import click
from datasette.app import Datasette
from datasette.utils import tilde_encode
from sqlite_utils import Database

from publish.metadata import read_questions
from publish.schemas import read_all_schemas
from publish.server import make_site
from publish.tables import view_files

MOST_TIMES_BARE = 10
MOST_SECONDS = 0.5
MOST_FREQUENT = (
    "select {column} from {table} where {column} is not null group by {column} order by count(*) desc limit 1"
)
ROWS = {  # kind of page → where its longest page is known from
    "articles": "events.article_id",
    "events": "casualties.event_id",
    "actors": "event_actors.actor_id",
    "places": "events.place_id",
    "casualties": "casualties.part_of",
    "sanctions": "sanctions.sanction_id",
    "rules": "events.rule",
}


@click.command()
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--times", default=5, show_default=True, help="How often each page is asked for.")
def main(database: Path, times: int) -> None:
    """Print the median seconds of each page and their ratio to the bare page; exit with 1 where one is too slow."""
    slow = asyncio.run(measure(database, times))
    raise SystemExit(1 if slow else 0)


async def measure(database: Path, times: int) -> list[str]:
    """Return the pages above a limit, after printing all."""
    bare = Datasette(immutables=[str(database)], settings={"suggest_facets": False})
    path = f"/{database.stem}/events?_size=100"
    unit, cpu = await median_seconds(bare, path, times)
    click.echo(
        f"{'seconds':>8} {'ratio':>6} {'of CPU':>8}  page\n{unit:8.3f} {1:6.1f} {cpu:8.3f}  bare Datasette {path}"
    )
    site = make_site(database)
    slow = []
    for page in pages_of(database):
        seconds, cpu = await median_seconds(site, page, times)
        too_slow = seconds > min(MOST_SECONDS, MOST_TIMES_BARE * unit)
        slow += [page] if too_slow else []
        click.echo(f"{seconds:8.3f} {seconds / unit:6.1f} {cpu:8.3f}  {page}{'   TOO SLOW' if too_slow else ''}")
    return slow


async def median_seconds(site: Datasette, path: str, times: int) -> tuple[float, float]:
    """Return the median time of a page and that of the processor, in seconds, after one answer that warms caches.

    The processor's time counts this process and all its threads, and holds on a busy machine too.
    """
    taken, used = [], []
    for _ in range(times + 1):
        begin, begin_cpu = time.perf_counter(), time.process_time()
        answer = await site.client.get(path)
        taken.append(time.perf_counter() - begin)
        used.append(time.process_time() - begin_cpu)
        answer.raise_for_status()
    return statistics.median(taken[1:]), statistics.median(used[1:])


def pages_of(database: Path) -> list[str]:
    """Return the addresses of all kinds of pages."""
    db = Database(database)
    name = database.stem
    found = {table: most_frequent(db, column) for table, column in ROWS.items()}
    day = most_frequent(db, "events.report_date")
    place = db.table("places").get(found["places"])["name_ar"]
    actor = db.table("actors").get(found["actors"])["name_ar"]
    own = ["/", f"/{name}", "/-/map", f"/-/map?type=clash&first={day}", "/-/downloads", "/-/events.atom"]
    own += [f"/-/search?q={place}", f"/{name}/events?_search={place}"]
    tables = [schema.table for schema in read_all_schemas()] + [path.stem for path in view_files()]
    filled = [
        f"what_happened_on?day={day}",
        f"what_happened_at?place={place}",
        f"events_of_an_actor?actor={actor}",
        f"claims_on_an_event?event_id={found['events']}",
    ]
    rows = [f"{table}/{tilde_encode(key)}" for table, key in found.items()]
    return own + [f"/{name}/{path}" for path in (*rows, *tables, *read_questions(), *filled)]


def most_frequent(db: Database, column: str) -> str:
    """Return the value that stands most often in `table.column`."""
    table, name = column.split(".")
    return str(db.execute(MOST_FREQUENT.format(table=table, column=name)).fetchone()[0])


if __name__ == "__main__":
    main()
