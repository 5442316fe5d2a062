"""Run the extractors over articles, in this process or in several, without losing or reordering any."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Self

from extractors import Records, extract
from extractors.records import Article, Rejected
from publish.knowledge import lexicon

_BATCH = 16  # articles that go to a process at once: one by one, pickling would cost more than reading
_AHEAD = 4  # batches under way for each process, so that none waits and memory stays flat


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """An article and the records read in it."""

    article: Article
    records: Records


Item = Article | Rejected
Outcome = ArticleResult | Rejected


def extract_all(articles: Iterable[Item], processes: int = 1) -> Iterator[Outcome]:
    """Yield the result of each article, in order; rejected inputs pass through.

    An article that fails the extractors, or ends the process that reads it, becomes a Rejected.
    """
    with Extraction(processes) as extraction:
        yield from extraction.run(articles)


def extract_one(item: Item) -> Outcome:
    """Return the result of one article, or the Rejected that says why there is none."""
    if isinstance(item, Rejected):
        return item
    known = lexicon()
    try:
        return ArticleResult(item, extract(item, known))
    except Exception as error:  # noqa: BLE001  # whatever one text does to the rules, the others are read
        return _failed(item, _told(error))


def _told(error: Exception) -> str:
    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"


def _failed(article: Article, what: str) -> Rejected:
    detail = f"{what}: please report it with the article"
    return Rejected(input=f"article {article.article_id}", line=None, reason="extraction failed", detail=detail)


class Extraction:
    """Processes that stay up over several runs; with one, everything happens in this process."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        lexicon()  # a mistake in the lexicon or the model shows here, once; forked processes share what is loaded
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def run(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the outcome of each item, in order."""
        if self._processes == 1:
            yield from map(extract_one, items)
            return
        source = iter(items)
        under_way: deque[tuple[list[Item], Future[list[Outcome]]]] = deque()
        while True:
            while len(under_way) < self._processes * _AHEAD and (batch := list(islice(source, _BATCH))):
                under_way.append((batch, self._submit(batch)))
            if not under_way:
                return
            yield from self._first_done(under_way)

    def _submit(self, batch: list[Item]) -> Future[list[Outcome]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes)
        return self._pool.submit(_extract_batch, batch)

    def _first_done(self, under_way: deque[tuple[list[Item], Future[list[Outcome]]]]) -> list[Outcome]:
        batch, future = under_way.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._close()
            outcomes = [_extract_apart(item) for item in batch]
            waiting = [later for later, _ in under_way]
            under_way.clear()
            under_way.extend((later, self._submit(later)) for later in waiting)
            return outcomes

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _extract_batch(batch: list[Item]) -> list[Outcome]:
    return [extract_one(item) for item in batch]


def _extract_apart(item: Item) -> Outcome:
    """Read an article in a process of its own, so that the one that ends its process is known."""
    if isinstance(item, Rejected):
        return item
    with ProcessPoolExecutor(1) as alone:
        try:
            return alone.submit(extract_one, item).result()
        except BrokenProcessPool:
            return _failed(item, "reading it ended the process (out of memory, or a fault in a library)")
