"""Check extracted records as loading would: schema, quotes, references."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.records import Issue, Rejected
from publish.pipeline import ArticleResult, Outcome
from publish.schemas import schema_of
from publish.validation import Keys, check_result, to_issue


def find_issues(
    records: Iterable[tuple[Path, int, Outcome]], rules: Iterable[str]
) -> Iterator[tuple[Path, int, tuple[Issue, ...]]]:
    """Yield (file, line, issues) for each article; `rules` are the ids that records may point to."""
    keys = Keys(rules, schema_of("events").column("event_type").values)
    for path, line, outcome in records:
        if not isinstance(outcome, Rejected):
            yield path, line, tuple(_issues(outcome, keys))


def _issues(result: ArticleResult, keys: Keys) -> Iterator[Issue]:
    for candidate in check_result(result, keys):
        if candidate.fault:
            yield to_issue(candidate, result.article.article_id)
        else:
            keys.add(candidate.table, candidate.row[schema_of(candidate.table).primary_key[0]])
