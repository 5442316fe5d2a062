"""Keep beside a database what it was built from, so that the next build reads only what changed.

`x.db.state` holds a digest of each article, what the search for copies and links goes on from, the fingerprint of the
program, and which database file it belongs to. It is a cache: without it, or with another, everything is read again.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.records import Article, Rejected

_TABLES = """
create table if not exists made (fingerprint text, size integer, time integer);
create table if not exists read (article_id text primary key, digest blob) without rowid;
create temp table seen (article_id text primary key) without rowid;
"""


def state_path(database: Path) -> Path:
    """Return where the ledger of a database is kept."""
    return database.with_name(f"{database.name}.state")


class Ledger:
    """The ledger of one build, unfinished until `keep`."""

    def __init__(self, database: Path, fingerprint: str) -> None:
        self._database = database
        self._fingerprint = fingerprint
        self._kept = state_path(database)
        self.path = database.with_name(f".{self._kept.name}.unfinished")
        self.goes_on = self._fits()

    def _fits(self) -> bool:
        """Return whether the kept ledger belongs to the database there, and to this program."""
        try:
            connection = sqlite3.connect(f"file:{self._kept.resolve()}?mode=ro", uri=True)
        except sqlite3.Error:
            return False
        try:
            made = connection.execute("select fingerprint, size, time from made").fetchall()
            return made == [(self._fingerprint, *_stamp(self._database))]
        except (sqlite3.Error, OSError):
            return False
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self._database.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        if self.goes_on:
            self.path.write_bytes(self._kept.read_bytes())
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("journal_mode = off", "synchronous = off"):
            self._connection.execute(f"pragma {pragma}")  # it is thrown away unless it is finished
        self._connection.executescript(_TABLES)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self.path.unlink(missing_ok=True)

    def changed(self, items: Iterable[Article | Rejected], again: frozenset[str]) -> Iterator[Article | Rejected]:
        """Yield what was not read before as it is now, and all that is in `again` or rejected; remember all."""
        self._connection.execute("begin")
        for item in items:
            if isinstance(item, Rejected) or not self._is_known(item) or item.article_id in again:
                yield item
        self._connection.execute("commit")

    def _is_known(self, article: Article) -> bool:
        digest = _digest(article)
        before = self._connection.execute(
            "select digest from read where article_id = ?", [article.article_id]
        ).fetchone()
        self._connection.execute("insert into seen values (?)", [article.article_id])
        if before == (digest,):
            return True
        self._connection.execute("insert or replace into read values (?, ?)", [article.article_id, digest])
        return False

    def withdrawn(self) -> list[str]:
        """Return the articles that were read by an earlier build and are there no more; forget them."""
        gone = "select article_id from read where article_id not in (select article_id from seen)"
        articles = [row[0] for row in self._connection.execute(f"{gone} order by article_id")]
        self._connection.execute(f"delete from read where article_id in ({gone})")  # noqa: S608  # our words
        return articles

    def keep(self) -> None:
        """Put the ledger in its place: the database that it belongs to stands in its own."""
        connection = self._connection
        connection.execute("attach database ? as main_db", [f"file:{self._database.resolve()}?mode=ro"])
        connection.execute("delete from read where article_id not in (select article_id from main_db.articles)")
        connection.execute("detach database main_db")
        connection.execute("delete from made")
        connection.execute("insert into made values (?, ?, ?)", [self._fingerprint, *_stamp(self._database)])
        connection.close()
        self.path.replace(self._kept)


def _digest(article: Article) -> bytes:
    values = repr(tuple(getattr(article, name) for name in article.__slots__))
    return blake2b(values.encode(errors="surrogatepass"), digest_size=16).digest()


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
