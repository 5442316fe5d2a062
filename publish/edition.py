"""What is published of what was read: as people corrected it, as licences allow it, and with what names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from extractors.records import Correction, Rejected, Source
from publish.corrections import Corrections
from publish.metadata import FOLDER
from publish.pipeline import ArticleResult, Outcome
from publish.redaction import keep_quotes, mask_private_names

SOURCES = FOLDER / "sources.yaml"


@dataclass(slots=True)
class Edition:
    """Choices for one database; `apply` must be through before `rows` are asked for."""

    corrections: Corrections = field(default_factory=Corrections)
    licences: dict[str, dict[str, str]] = field(default_factory=dict)
    quotes_only: bool = False
    public_actors: frozenset[str] | None = None  # where names are masked: whose are not
    _articles: Counter[str] = field(default_factory=Counter)

    def apply(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield each article as it is published; those that were taken down are left out."""
        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                yield outcome
            elif not self.corrections.is_taken_down(outcome.article.article_id):
                yield self._publish(outcome)

    def choices(self) -> tuple[object, ...]:
        """Return all that was chosen, to be compared with what was chosen for another database."""
        return self.corrections.decisions(), self.licences, self.quotes_only, sorted(self.public_actors or ())

    def _publish(self, result: ArticleResult) -> ArticleResult:
        source = result.article.source
        if source:
            self._articles[source] += 1
        if self.public_actors is not None:
            result = mask_private_names(result, self.public_actors)  # first, for corrections tell what was there
        result = self.corrections.apply(result)
        return keep_quotes(result) if self._texts(source) == "quotes" else result

    def _texts(self, source: str | None) -> str:
        return "quotes" if self.quotes_only else self.licences.get(source or "", {}).get("texts", "whole")

    def rows(self) -> Iterator[Correction | Source]:
        """Yield the rows of `corrections` and `sources`."""
        yield from self.corrections.rows()
        yield from self.sources(self._articles)

    def sources(self, articles: Mapping[str, int]) -> Iterator[Source]:
        """Yield the rows of `sources`, given how many articles each has."""
        for source, number in sorted(articles.items()):
            known = self.licences.get(source, {})
            yield Source(
                source=source,
                articles=number,
                licence=known.get("licence"),
                licence_url=known.get("licence_url"),
                texts=self._texts(source),
            )


def read_licences(path: Path = SOURCES) -> dict[str, dict[str, str]]:
    """Return the licences of publishers by name."""
    return {entry["source"]: entry for entry in yaml.safe_load(path.read_text(encoding="utf-8"))}
