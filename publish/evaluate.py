"""Compare a built database with a gold file, and keep the figures for publication."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.records import Quality
from publish.faults import SijillError
from publish.predictions import Prediction, read_predictions
from publish.scoring import Count, Gold, Score, score_articles

MADE_BY = "annotated by a language model's careful reading, not by human coders: agreement with it, not truth"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score of one database on one gold file."""

    gold_set: str
    gold_sha256: str
    articles: int
    score: Score

    def published(self) -> dict[str, Any]:
        """Return what is published of it: figures by table, type, slot and rule, and what they were measured on."""
        return {
            "gold_set": self.gold_set,
            "gold_sha256": self.gold_sha256,
            "gold_articles": self.articles,
            "made_by": MADE_BY,
            "headline": self.score.headline(),
            "quality": [asdict(row) for row in self._quality()],
            "rules": {name: {"matched": c.matched, "predicted": c.predicted} for name, c in self._rules()},
        }

    def _rules(self) -> list[tuple[str, Count]]:
        return sorted(self.score.by_rule.items())

    def _quality(self) -> list[Quality]:
        counts = [(name, "all", count) for name, count in self.score.counts.items()]
        types = [("events strict", name, count) for name, count in sorted(self.score.by_type.items())]
        slots = [(name, "all", count) for name, count in sorted(self.score.slots.items())]
        return [_quality(self.gold_set, *row, is_slot=False) for row in counts + types] + [
            _quality(self.gold_set, *row, is_slot=True) for row in slots
        ]


def evaluate(gold: Path, database: Path, name: str | None = None) -> Evaluation:
    """Return how well the database agrees with a gold file of one article a line; raises SijillError."""
    data, articles = _read_gold(gold)
    predictions = read_predictions(database)
    score = score_articles([(article, predictions.get(article["id"], Prediction())) for article in articles])
    return Evaluation(name or gold.stem, hashlib.sha256(data).hexdigest(), len(articles), score)


def write_figures(path: Path, evaluation: Evaluation) -> None:
    """Put the figures into a file of several gold sets, in place of earlier ones of the same set."""
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept = [figures for figures in old if figures["gold_set"] != evaluation.gold_set]
    ordered = sorted([*kept, evaluation.published()], key=lambda figures: str(figures["gold_set"]))
    path.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def to_text(figures: dict[str, Any]) -> str:
    """Return the figures as lines for a terminal."""
    tables = [_line(name, row) for name, row in figures.items() if isinstance(row, dict) and row.get("f1") is not None]
    slots = [f"  {name:24} {slot['accuracy']:.3f}  of {slot['n']}" for name, slot in figures["slots"].items()]
    types = [f"    {_line(name, row)}" for name, row in figures["by type"].items()]
    controls = f"records per control article {figures['records per control article']}"
    return "\n".join([*tables, *slots, *types, controls, f"headline {figures['headline']}"])


def _line(name: str, row: dict[str, Any]) -> str:
    measures = f"P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}"
    return f"{name:20} {measures}   ({row['gold']} gold, {row['predicted']} predicted)"


def _read_gold(path: Path) -> tuple[bytes, list[Gold]]:
    try:
        data = path.read_bytes()
        return data, [json.loads(line) for line in data.decode().split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise SijillError(f"{path}: no gold file ({error}): it has one JSON object a line") from error


def _quality(gold_set: str, measure: str, part: str, count: Count, *, is_slot: bool) -> Quality:
    figures = count.figures()
    accuracy = round(count.matched / count.gold, 4) if is_slot and count.gold else None
    return Quality(
        gold_set=gold_set,
        measure=measure,
        part=part,
        matched=count.matched,
        predicted=None if is_slot else count.predicted,
        gold=count.gold,
        precision=None if is_slot else figures["precision"],
        recall=None if is_slot else figures["recall"],
        f1=accuracy if is_slot else figures["f1"],
    )
