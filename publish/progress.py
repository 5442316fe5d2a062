"""Tell how far a run is and what it made: a bar on a terminal, plain lines elsewhere, a summary at the end."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from extractors.records import Rejected
from publish.inputs import describe
from publish.pipeline import Outcome
from publish.record_files import TOLD, Done

T = TypeVar("T")
_LINE_EVERY = 1000  # articles


class Progress:
    """Counts outcomes on their way, and names rejected inputs: the first ones, or all where no table will have them."""

    def __init__(self, *, shows_all: bool = False) -> None:
        self._shown = sys.maxsize if shows_all else TOLD
        self.articles = 0
        self.rejected = 0
        self.rows: Counter[str] = Counter()

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes while telling how far they are."""
        yield from map(self._count, self.bar(outcomes))

    def bar(self, items: Iterable[T], length: int | None = None) -> Iterator[T]:
        """Yield the items; on a terminal with a bar."""
        if not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, length, label="reading", show_pos=True, file=sys.stderr) as bar:
            yield from bar

    def _count(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Rejected):
            self._tell(outcome)
        else:
            self.articles += 1
            for table in ("events", "casualties", "sanctions"):
                self.rows[table] += len(getattr(outcome.records, table))
            if not sys.stderr.isatty() and self.articles % _LINE_EVERY == 0:
                click.echo(f"{self.articles:,} articles read", err=True)
        return outcome

    def _tell(self, rejected: Rejected) -> None:
        self.rejected += 1
        if self.rejected <= self._shown:
            click.echo(f"rejected: {describe(rejected)}", err=True)
        elif self.rejected == self._shown + 1:
            click.echo("rejected: … and more, which are only counted here", err=True)

    def add(self, done: Done) -> None:
        """Count a file of records that another process may have made."""
        self.articles += done.articles
        self.rows.update({table: done.rows.get(table, 0) for table in ("events", "casualties", "sanctions")})
        for rejected in done.told:
            self._tell(rejected)
        self.rejected += done.rejected - len(done.told)
        if not sys.stderr.isatty():
            click.echo(f"{done.number:,} of {done.of:,}: {done.name}: {done.articles:,} articles", err=True)

    def summary(self) -> str:
        """Return one line: what was read, found and rejected."""
        found = ", ".join(f"{self.rows[table]:,} {table}" for table in ("events", "casualties", "sanctions"))
        return f"{self.articles:,} articles read: {found}. {self.rejected:,} inputs rejected."
