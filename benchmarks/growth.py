"""Measure whether a build takes as long per article, and no more memory, when its input grows tenfold.

`python benchmarks/growth.py [INPUT…] --articles 30000 --times 10` builds a database of that many articles, and one
of ten times as many: the same again and again with other ids, names and numbers, streamed into the build.
"""

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from work import multiply, read_work

from extractors.records import Article

_PAUSE = 0.5  # seconds between two looks at the memory
_MEGABYTE = 1024


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--articles", "number", default=30_000, show_default=True, help="Articles of the smaller build.")
@click.option("--times", default=10, show_default=True, help="How many times as many the larger one has.")
@click.option("--processes", default=2, show_default=True)
def main(inputs: tuple[str, ...], number: int, times: int, processes: int) -> None:
    """Print time per article and peak memory of both builds, and their ratio."""
    articles = list(read_work(inputs, number))
    small = _build(articles, len(articles), processes)
    large = _build(articles, len(articles) * times, processes)
    click.echo(f"time per article: {large / small:.2f} times that of the smaller build (bar: 1.10)")


def _build(articles: list[Article], number: int, processes: int) -> float:
    """Build a database of `number` articles; return the processor seconds that one takes."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from publish.cli import main; main()", "build", "-"]
        command += ["--db", str(Path(folder, "x.db")), "--processes", str(processes)]
        before = _processor_seconds()
        build = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603  # our own
        peaks: list[int] = []
        watch = threading.Thread(target=_watch, args=(build, peaks))
        watch.start()
        _feed(build, multiply(articles, number))
        watch.join()
        seconds = (_processor_seconds() - before) / number
    peak = max(peaks, default=0) / _MEGABYTE
    click.echo(f"{number:,} articles: {seconds * 1e3:.2f} ms each, {peak:,.0f} MB at most in all processes")
    return seconds


def _processor_seconds() -> float:
    """Return what the commands that have ended took, their worker processes included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _feed(build: "subprocess.Popen[bytes]", articles: Iterable[Article]) -> None:
    assert build.stdin is not None  # noqa: S101  # it was asked for
    for one in articles:
        fields = {"id": one.article_id, "title": one.title, "text": one.text, "published": one.published}
        build.stdin.write(json.dumps(fields, ensure_ascii=False).encode() + b"\n")
    build.stdin.close()


def _watch(build: "subprocess.Popen[bytes]", peaks: list[int]) -> None:
    """Note the memory of a command and its children until it ends: the sum of what each holds alone and its share."""
    while build.poll() is None:
        peaks.append(sum(map(_proportional_kilobytes, _family(build.pid))))
        time.sleep(_PAUSE)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _proportional_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
