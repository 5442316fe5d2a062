"""Apply what people decided about rows: withdrawn ones leave their tables, overruled values are replaced."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from extractors import Records
from extractors.identity import stable_id
from extractors.records import Correction
from publish.faults import CorrectionsFault
from publish.pipeline import ArticleResult
from publish.schemas import schema_of
from publish.validation import schema_fault, to_row

FILE = Path(__file__).parent / "corrections.yaml"
_KEYS = {"events": "event_id", "casualties": "casualty_id", "sanctions": "sanction_id"}
_FIXED = {"article_id", "start", "end", "quote", "rule", "trigger_start", "trigger_end", *_KEYS.values()}
_ASKED = {"table", "id", "action", "reason", "decided_by", "decided_on"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the file."""

    table: str
    key: str
    values: dict[str, Any] | None  # what is overruled; None where the row is withdrawn
    reason: str
    decided_by: str
    decided_on: str


class Corrections:
    """The decisions of a file, and what they met."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = {(decision.table, decision.key): decision for decision in decisions}
        self._made: dict[tuple[str, str], list[Correction]] = {}

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, in the order of what they are about."""
        return tuple(decision for _, decision in sorted(self._decisions.items(), key=lambda item: item[0]))

    def is_taken_down(self, article_id: str) -> bool:
        """Return whether the article is withdrawn, and remember that it was met."""
        decision = self._decisions.get(("articles", article_id))
        if decision:
            self._made["articles", article_id] = [_correction(decision, article_id, was_applied=True)]
        return decision is not None

    def apply(self, result: ArticleResult) -> ArticleResult:
        """Return the article and its records as decided; raises CorrectionsFault where a new value is none."""
        records = result.records
        for table, key in _KEYS.items():
            rows: list[Any] = []
            for row in getattr(records, table):
                decision = self._decisions.get((table, getattr(row, key)))
                rows += [row] if decision is None else self._decide(decision, row)
            records = replace(records, **{table: tuple(rows)})
        return ArticleResult(result.article, _without_loose_ends(records, result.records))

    def _decide(self, decision: Decision, row: Any) -> list[Any]:  # noqa: ANN401  # a record of any of the three tables
        article_id = row.article_id
        if decision.values is None:
            old = json.dumps(to_row(row), ensure_ascii=False)
            made = [_correction(decision, article_id, was_applied=True, old_value=old)]
        else:
            made = [
                _correction(decision, article_id, True, name, _text(getattr(row, name)), _text(value))
                for name, value in decision.values.items()
            ]
        self._made[decision.table, decision.key] = made
        if decision.values is None:
            return []
        changed = replace(row, **decision.values)
        if fault := schema_fault(decision.table, to_row(changed)):
            raise CorrectionsFault(f"{decision.table} {decision.key}: {fault}: give a value that schema/ allows")
        return [changed]

    def rows(self) -> Iterator[Correction]:
        """Yield what stands in the table `corrections`, to be asked when all articles are through."""
        for place, decision in sorted(self._decisions.items()):
            yield from self._made.get(place) or [_correction(decision, None, was_applied=False)]

    def unmet(self) -> list[str]:
        """Return the rows that decisions are about and that are read no more."""
        return [f"{table} {key}" for table, key in sorted(self._decisions.keys() - self._made.keys())]


def read_corrections(path: Path = FILE) -> Corrections:
    """Return the decisions of a file; raises CorrectionsFault naming the entry that is wrong."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, yaml.YAMLError) as error:
        raise CorrectionsFault(f"{path}: {error}") from error
    if not isinstance(entries, list):
        raise CorrectionsFault(f"{path}: a list of entries is expected")
    return Corrections(_read_entry(path, number, entry) for number, entry in enumerate(entries, 1))


def _read_entry(path: Path, number: int, entry: Any) -> Decision:  # noqa: ANN401  # whatever YAML holds
    fault = _entry_fault(entry)
    if fault:
        raise CorrectionsFault(f"{path}: entry {number}: {fault}")
    values = entry["set"] if entry["action"] == "overrule" else None
    words = (str(entry[name]) for name in ("reason", "decided_by", "decided_on"))
    return Decision(entry["table"], str(entry["id"]), values, *words)


def _entry_fault(entry: Any) -> str | None:  # noqa: ANN401
    if not isinstance(entry, dict):
        return "it is no mapping"
    if missing := _ASKED - entry.keys():
        return f"{', '.join(sorted(missing))} is missing"
    if further := entry.keys() - _ASKED - {"set"}:
        return f"{min(map(str, further))} is not known"
    if entry["table"] not in {"articles", *_KEYS}:
        return f"table is {entry['table']}: known are articles, {', '.join(_KEYS)}"
    allowed = ("withdraw",) if entry["table"] == "articles" else ("withdraw", "overrule")
    if entry["action"] not in allowed:
        return f"action is {entry['action']}: known are {', '.join(allowed)}"
    if (entry["action"] == "overrule") != isinstance(entry.get("set"), dict):
        return "set gives columns and values with overrule, and nothing with withdraw"
    columns = {column.name for column in schema_of(entry["table"]).columns} - _FIXED
    if wrong := set(entry.get("set") or ()) - columns:
        return f"set: {min(map(str, wrong))} is no column that can be overruled"
    return None


def _without_loose_ends(records: Records, before: Records) -> Records:
    """Return the records without what hangs on those that were withdrawn."""
    if records == before:
        return records
    gone = {
        (table, getattr(row, key))
        for table, key in _KEYS.items()
        for row in getattr(before, table)
        if not any(getattr(kept, key) == getattr(row, key) for kept in getattr(records, table))
    }
    events = {key for table, key in gone if table == "events"}
    tolls = {key for table, key in gone if table == "casualties"}
    freed = tuple(replace(row, event_id=None) if row.event_id in events else row for row in records.casualties)
    return replace(
        records,
        event_actors=tuple(row for row in records.event_actors if row.event_id not in events),
        casualties=tuple(replace(row, part_of=None) if row.part_of in tolls else row for row in freed),
        sanctions=tuple(replace(row, event_id=None) if row.event_id in events else row for row in records.sanctions),
        evidence=tuple(row for row in records.evidence if (row.record_type, row.record_id) not in gone),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _correction(
    decision: Decision,
    article_id: str | None,
    was_applied: bool,
    column: str | None = None,
    old_value: str | None = None,
    new_value: str | None = None,
) -> Correction:
    return Correction(
        correction_id=stable_id("correction", decision.table, decision.key, column),
        record_type=decision.table,
        record_id=decision.key,
        article_id=article_id,
        action="withdraw" if decision.values is None else "overrule",
        column_name=column,
        old_value=old_value,
        new_value=new_value,
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        was_applied=int(was_applied),
    )
