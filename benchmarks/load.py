"""Press on the served site: 64 clients for a minute, while 8 hostile ones send heavy queries. Loopback only.

`python benchmarks/load.py [DB]` makes a database of 30,000 invented articles where none is given. It exits with 1 when
an answer is a fault of the server, a connection is lost, memory passes its limit, or light pages slow down too much.
"""

import asyncio
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import click
import yaml

ARTICLES = 30_000
CLIENTS, HOSTILE = 64, 8
MEMORY = 300 << 20  # bytes that server and query processes may hold
MOST_TIMES_SLOWER = 3  # the median of light pages with hostile clients, against that without
NEWS = Path(__file__).parent / "load_news.yaml"
BUILT = Path(__file__).parents[1] / "build" / "load.db"
ATTACKS = [
    "select randomblob(500000000)",
    "select count(*) from events a, events b, events c",
    "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r",
    "select group_concat(a.text) from articles a, articles b",
    "select randomblob(900000) from events",
    "select * from articles a, articles b order by a.text || b.text",
    "with recursive r(b) as (select randomblob(90000) union select randomblob(90000) from r) select count(*) from r",
]


@dataclass
class Tally:
    """What clients of one kind saw: seconds by kind of request, statuses, lost connections."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    lost: int = 0

    def median(self, kind: str) -> float:
        """Return the median seconds of the answered requests of a kind."""
        return statistics.median(self.seconds[kind]) if self.seconds[kind] else 0.0

    @property
    def faults(self) -> int:
        """Return how many answers were a fault of the server."""
        return sum(number for status, number in self.statuses.items() if status >= 500)


@click.command()
@click.argument("database", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seconds", default=60, show_default=True)
def main(database: Path | None, seconds: int) -> None:
    """Measure, print, and exit with 1 where a limit is passed."""
    database = (database or make_database(BUILT)).resolve()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-c", "from publish.cli import main; main()", "serve", str(database), "--port", str(port)]
    process = subprocess.Popen(serve)  # noqa: S603  # all words are ours
    try:
        failed = asyncio.run(press(port, process.pid, pages_of(database), seconds))
    finally:
        process.terminate()
        process.wait()
    sys.exit(1 if failed else 0)


def make_database(path: Path) -> Path:
    """Return a database of invented articles, made unless it is there."""
    from publish.inputs.articles import make_article
    from publish.load import load
    from publish.pipeline import extract_all

    if not path.exists():
        click.echo(f"making {path} of {ARTICLES:,} articles")
        articles = (make_article({"id": str(n), "text": text}) for n, text in enumerate(invent_news(ARTICLES)))
        load(path, extract_all(articles), rules=_rules())
    return path


def _rules() -> tuple[object, ...]:
    from extractors.lexicon import load_lexicon
    from publish.figures import make_rules

    return make_rules(load_lexicon())


def invent_news(number: int) -> Iterator[str]:
    """Yield so many articles of three sentences."""
    known = yaml.safe_load(NEWS.read_text(encoding="utf-8"))
    chance, places = random.Random(7), known["places"].split()  # noqa: S311  # no secret
    for _ in range(number):
        filled = {"place": chance.choice(places), "number": chance.randint(3, 99), "day": chance.randint(1, 28)}
        yield " ".join(sentence.format(**filled) for sentence in chance.sample(known["sentences"], 3))


def pages_of(database: Path) -> dict[str, list[str]]:
    """Return addresses by kind: light pages, tables, JSON, searches, SQL."""
    name = database.stem
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as db:

        def keys(table: str, key: str) -> list[str]:
            return [str(row[0]) for row in db.execute(f"select {key} from {table} order by {key} limit 200")]  # noqa: S608

        events, articles, actors = (
            keys("events", "event_id"),
            keys("articles", "article_id"),
            keys("actors", "actor_id"),
        )
        words = [row[0].split()[0] for row in db.execute("select quote from events order by event_id limit 100")]
    rows = [f"/{name}/events/{key}" for key in events] + [f"/{name}/articles/{quote(key)}" for key in articles]
    own = "select event_type, count(*) from events where report_date is null group by 1 limit {}"
    return {
        "light": [*rows, "/robots.txt", "/static/sijill.css", f"/{name}/event_types"],
        "page": [
            "/",
            "/-/map",
            f"/{name}/events",
            f"/{name}/casualties",
            *(f"/{name}/actors/{key}" for key in actors[:20]),
        ],
        "json": [
            f"/{name}/events.json?_size=20&_shape=array",
            f"/{name}/events/{events[0]}.json",
            f"/{name}/tolls.json",
        ],
        "search": [f"/-/search?q={quote(word)}" for word in words] + [f"/{name}/events?_search={quote(words[0])}"],
        "sql": [f"/{name}.json?_shape=array&sql={quote(own.format(n))}" for n in range(1, 30)],
    }


async def press(port: int, process: int, pages: dict[str, list[str]], seconds: int) -> list[str]:
    """Return the limits that were passed, after printing what was measured."""
    await wait_for(port)
    for kind, addresses in pages.items():  # caches are warm before anything is measured
        await run_clients(port, {kind: addresses}, 4, 2)
    alone, _, memory = await run_both(port, process, pages, seconds // 2, hostile=0)
    report("64 clients", alone, memory)
    pressed, attackers, memory = await run_both(port, process, pages, seconds, hostile=HOSTILE)
    report("64 clients and 8 hostile", pressed, memory)
    report("the hostile", attackers, memory)
    slower = pressed.median("light") / max(alone.median("light"), 1e-6)
    click.echo(f"light pages: median {slower:.1f} times that without hostile clients")
    found = {
        "answers are faults of the server": alone.faults + pressed.faults + attackers.faults > 0,
        "connections were lost": alone.lost + pressed.lost + attackers.lost > 0,
        f"memory passed {MEMORY >> 20} MB": memory > MEMORY,
        f"light pages are more than {MOST_TIMES_SLOWER} times slower": slower > MOST_TIMES_SLOWER,
    }
    failed = [what for what, is_so in found.items() if is_so]
    for what in failed:
        click.echo(f"FAILED: {what}")
    return failed


async def run_both(
    port: int, process: int, pages: dict[str, list[str]], seconds: int, hostile: int
) -> tuple[Tally, Tally, int]:
    """Return the tallies of readers and of hostile clients, and the most memory in bytes."""
    name = pages["sql"][0].split(".")[0]
    heavy = {
        "attack": [f"{name}.json?sql={quote(sql)}" for sql in ATTACKS] + [f"{name}/events?_facet=quote&_facet=rule"]
    }
    readers = asyncio.create_task(run_clients(port, pages, CLIENTS, seconds))
    attackers = asyncio.create_task(run_clients(port, heavy, hostile, seconds))
    most = 0
    while not readers.done():
        most = max(most, memory_of(process))
        await asyncio.sleep(0.5)
    return await readers, await attackers, most


async def run_clients(port: int, pages: dict[str, list[str]], number: int, seconds: int) -> Tally:
    """Let so many clients ask for pages of all kinds in turn, one after the other."""
    tally, until = Tally(), time.monotonic() + seconds
    await asyncio.gather(*(_client(port, pages, tally, until, seed) for seed in range(number)))
    return tally


async def _client(port: int, pages: dict[str, list[str]], tally: Tally, until: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    while time.monotonic() < until:
        kind = chance.choice(list(pages))
        begin = time.monotonic()
        try:
            status, wait = await get(port, chance.choice(pages[kind]))
        except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
            tally.lost += 1
            continue
        tally.statuses[status] += 1
        if status == 429:
            await asyncio.sleep(wait if kind != "attack" else 0)  # a hostile client does not wait
        else:
            tally.seconds[kind].append(time.monotonic() - begin)


async def get(port: int, path: str) -> tuple[int, float]:
    """Return the status, and the seconds that Retry-After asks for; the body is read whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.read()
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        length = lines.get(b"content-length")
        if length is not None and len(body) != int(length):
            raise asyncio.IncompleteReadError(body, int(length))
        return int(head.split(b" ", 2)[1]), float(lines.get(b"retry-after", b"0"))
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def wait_for(port: int) -> None:
    """Return when the server answers."""
    for _ in range(300):
        with suppress(OSError):
            await get(port, "/robots.txt")
            return
        await asyncio.sleep(0.2)
    raise SystemExit("the server does not start")


def memory_of(process: int) -> int:
    """Return the bytes that a process and its children hold; what they share is counted once."""
    children = [c for t in Path(f"/proc/{process}/task").glob("*/children") for c in t.read_text().split()]
    return sum(_resident(str(one)) for one in (process, *children))


def _resident(process: str) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/smaps_rollup").read_text().split("Pss:")[1].split()[0]) * 1024
    return 0


def report(name: str, tally: Tally, memory: int) -> None:
    """Print a tally."""
    medians = ", ".join(
        f"{kind} {1000 * tally.median(kind):.0f} ms × {len(all_)}" for kind, all_ in tally.seconds.items()
    )
    answers = ", ".join(f"{status}: {number}" for status, number in sorted(tally.statuses.items()))
    click.echo(f"{name}: medians {medians}; answers {answers}; lost {tally.lost}; memory {memory >> 20} MB")


if __name__ == "__main__":
    main()
