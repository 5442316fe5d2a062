"""Tell how far a run is and what it made: a bar on a terminal, plain lines elsewhere, a summary at the end."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from extractors.records import Rejected
from publish.inputs import describe
from publish.pipeline import Outcome

_LINE_EVERY = 1000  # articles
_SHOWN = 20  # rejected inputs that are told one by one; table `rejected` has all


class Progress:
    """Counts outcomes on their way, and names rejected inputs: the first ones, or all where no table will have them."""

    def __init__(self, *, shows_all: bool = False) -> None:
        self._shown = sys.maxsize if shows_all else _SHOWN
        self.articles = 0
        self.rejected = 0
        self.rows: Counter[str] = Counter()

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes while telling how far they are."""
        if not sys.stderr.isatty():
            yield from map(self._count, outcomes)
            return
        with click.progressbar(
            outcomes, label="articles", show_pos=True, show_percent=False, show_eta=False, file=sys.stderr
        ) as bar:
            yield from map(self._count, bar)

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

    def summary(self) -> str:
        """Return one line: what was read, found and rejected."""
        found = ", ".join(f"{self.rows[table]:,} {table}" for table in ("events", "casualties", "sanctions"))
        return f"{self.articles:,} articles read: {found}. {self.rejected:,} inputs rejected."
