"""The figures that were measured on gold sets and are published with the data: tables `quality` and `rules`."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from extractors.lexicon import Lexicon
from extractors.records import Quality, Rule

FIGURES = Path(__file__).parent / "metadata" / "figures.json"


def read_quality(path: Path = FIGURES) -> tuple[Quality, ...]:
    """Return the rows of table `quality`, none where nothing was measured yet."""
    return tuple(Quality(**row) for figures in _read(path) for row in figures["quality"])


def make_rules(lexicon: Lexicon, path: Path = FIGURES) -> tuple[Rule, ...]:
    """Return the rows of table `rules`: every trigger with its examples and its precision over all gold sets."""
    precision = _rule_precision(path)
    return tuple(
        Rule(
            rule_id=trigger.rule_id,
            file=trigger.file,
            line=trigger.line,
            gloss_en=trigger.gloss_en,
            gloss_ar=trigger.gloss_ar,
            examples=tuple(example.text for example in trigger.examples),
            fired=0,
            precision=precision.get(trigger.rule_id),
        )
        for trigger in lexicon.triggers.values()
    )


def _rule_precision(path: Path) -> dict[str, float]:
    matched, predicted = Counter[str](), Counter[str]()
    for figures in _read(path):
        for rule, counts in figures["rules"].items():
            matched[rule] += counts["matched"]
            predicted[rule] += counts["predicted"]
    return {rule: round(matched[rule] / number, 4) for rule, number in predicted.items() if number}


def _read(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
