"""Build a database from articles: all of it, or what changed since the last build."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from sqlite_utils import Database

from extractors.records import Quality, Rule
from publish.deriving import mark_changed, only_changed, renew_derived
from publish.edition import Edition
from publish.knowledge import model_digest
from publish.ledger import Ledger
from publish.load import (
    TABLES,
    Loading,
    LoadSummary,
    count_rules,
    known_keys,
    load,
    raise_faults,
    refuse_empty,
    replace_whole,
    summarise,
)
from publish.pipeline import ArticleResult, Item, Outcome
from publish.renewing import StoredKeys, index_new_rows, last_rows, remove_articles
from publish.units import digest_of_code
from publish.validation import to_row

_CODE = ("extractors", "publish", "schema")  # what decides which rows a database has
_BATCH = 200  # articles that leave and come at a time
_WHOLE = frozenset({"integrity", "foreign_keys"})  # checks that read everything; a renewal holds to the keys as it goes


@dataclass(frozen=True, slots=True)
class Making:
    """What goes into a database beside articles."""

    edition: Edition
    rules: tuple[Rule, ...]
    quality: tuple[Quality, ...]

    def fingerprint(self) -> str:
        """Return the digest of everything but the articles that decides which rows there are."""
        known = (digest_of_code(_CODE), model_digest(), self.edition.choices(), self.quality)
        return hashlib.sha256(repr(known).encode()).hexdigest()

    def load(self, database: Path, outcomes: Iterable[Outcome], work: Path | None = None) -> LoadSummary:
        """Make the database of what was read; see publish.load.load."""
        further = chain(self.quality, self.edition.rows())
        return load(database, self.edition.apply(outcomes), (), self.rules, further=further, work=work)

    def build(
        self, database: Path, items: Iterable[Item], read: Callable[[Iterable[Item]], Iterator[Outcome]]
    ) -> LoadSummary:
        """Make the database of articles that `read` extracts, or bring the one that is there up to date.

        The rows are the same. Raises LoadFault, and leaves what stood there, when a check finds a row.
        """
        with Ledger(database, self.fingerprint()) as ledger:
            again = _corrected(database) if ledger.goes_on else frozenset()
            outcomes = read(ledger.changed(items, again))
            if ledger.goes_on:
                summary = self._renew(database, ledger, self.edition.apply(outcomes))
            else:
                summary = self.load(database, outcomes, ledger.path)
            ledger.keep()
        return summary

    def _renew(self, database: Path, ledger: Ledger, results: Iterable[Outcome]) -> LoadSummary:
        with replace_whole(database) as unfinished:
            shutil.copyfile(database, unfinished)
            with Database(unfinished) as db:
                for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536", "foreign_keys = on"):
                    db.execute(f"pragma {pragma}")
                db.execute("attach database ? as work", [str(ledger.path)])
                mark_changed(db, ())
                with db.atomic():
                    db.execute("pragma defer_foreign_keys = on")
                    self._exchange(db, results, ledger)
                    renew_derived(db)
                    self._renew_counts(db)
                with only_changed(db):
                    raise_faults(db, without=_WHOLE)
                return refuse_empty(summarise(db), database)

    def _exchange(self, db: Database, results: Iterable[Outcome], ledger: Ledger) -> None:
        """Let the rows of changed and withdrawn articles leave, and the new ones come."""
        db.execute("delete from rejected")
        waiting = iter(results)
        while batch := list(islice(waiting, _BATCH)):
            remove_articles(db, (one.article.article_id for one in batch if isinstance(one, ArticleResult)))
            last = last_rows(db)
            loading = Loading(StoredKeys(db, *known_keys(self.rules)))
            for one in batch:
                loading.add(db, one)
            loading.finish(db)
            index_new_rows(db, last)
        remove_articles(db, ledger.withdrawn())

    def _renew_counts(self, db: Database) -> None:
        count_rules(db)
        sources = "select source, count(*) from articles where source is not null group by source"
        rows = (*self.edition.corrections.rows(), *self.edition.sources(dict(db.execute(sources).fetchall())))
        loading = Loading(StoredKeys(db, (), ()))
        for table in ("corrections", "sources"):
            db.execute(f'delete from "{table}"')  # noqa: S608  # our names
        for row in rows:
            loading.put(db, TABLES[type(row)], to_row(row))
        loading.finish(db)


def _corrected(database: Path) -> frozenset[str]:
    """Return the articles that decisions are about: they are read again, so that each decision meets its row."""
    with Database(database) as db:
        return frozenset(
            row[0] for row in db.execute("select article_id from corrections where article_id is not null")
        )
