"""Count how many predicted records agree with the gold ones, by table, event type, slot and rule."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.matching import any_same, assign, bare_name, count_roles, evidence_overlap, overlap, same_date
from publish.predictions import Claim, Mentioned, Prediction

HEADLINE = ("events strict", "arguments", "casualties strict", "sanctions strict", "actors")
# Groups of event types that are easily taken for each other; every other type is a group of its own.
_GROUPS = {
    "assault": "clash offensive territory_gain air_strike shelling bombing suicide_bombing chemical_attack killing"
    " violence_other destruction",
    "coerce": "abduction arrest siege interception",
    "concede": "release normalization",
    "protest": "protest riot",
    "aid": "military_aid aid",
}
_GROUP = {event_type: group for group, types in _GROUPS.items() for event_type in types.split()}

Gold = Mapping[str, Any]
Likeness = Callable[..., int]


@dataclass
class Count:
    """Records that agree, those predicted, those in the gold."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, matched: int, predicted: int, gold: int) -> None:
        """Count what one article gives."""
        self.matched += matched
        self.predicted += predicted
        self.gold += gold

    def figures(self) -> dict[str, Any]:
        """Return precision, recall and F1, null where there is nothing to compare."""
        if not self.predicted + self.gold:
            return {"precision": None, "recall": None, "f1": None, "gold": 0, "predicted": 0}
        precision = self.matched / self.predicted if self.predicted else 0.0
        recall = self.matched / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        sizes = {"gold": self.gold, "predicted": self.predicted}
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)} | sizes


@dataclass
class Score:
    """Everything that is counted over a set of articles."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_type: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_rule: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    slots: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    controls: int = 0
    control_records: int = 0

    def headline(self) -> float | None:
        """Return the mean of the main F1s, over those that there is something to compare for."""
        rows = [self.counts[name].figures() for name in HEADLINE]
        have = [row["f1"] or 0.0 for row in rows if row["f1"] is not None]
        return round(sum(have) / len(have), 4) if have else None

    def figures(self) -> dict[str, Any]:
        """Return all figures, fit for JSON."""
        slots = {k: {"accuracy": round(c.matched / c.gold, 4), "n": c.gold} for k, c in sorted(self.slots.items())}
        return {
            **{name: count.figures() for name, count in self.counts.items()},
            "headline": self.headline(),
            "slots": slots,
            "records per control article": round(self.control_records / self.controls, 3) if self.controls else None,
            "by type": {name: count.figures() for name, count in sorted(self.by_type.items())},
        }


def score_articles(pairs: Sequence[tuple[Gold, Prediction]]) -> Score:
    """Return the score over all articles, each with what was predicted for it."""
    score = Score()
    for name in ("events strict", "events coarse", "modality", "arguments", "casualties strict", "casualties relaxed"):
        score.counts[name] = Count()
    for gold, predicted in pairs:
        loose = _score_events(score, predicted.events, gold.get("events", []))
        loose += _score_casualties(score, predicted.casualties, gold.get("casualties", []))
        loose += _score_sanctions(score, predicted.sanctions, gold.get("sanctions", []))
        _score_actors(score, predicted.actors, gold.get("actors", []))
        score.controls += bool(gold.get("control"))
        score.control_records += loose if gold.get("control") else 0
    return score


def _compare(
    score: Score, table: str, predicted: list[Claim], gold: Sequence[Gold], likeness: Likeness
) -> list[tuple[Claim, Gold]]:
    """Count the strict matches, by rule too, and those that are less strict; return the strict ones."""
    strict = assign(predicted, gold, lambda p, g: likeness(p, g, strict=True))
    relaxed = assign(predicted, gold, lambda p, g: likeness(p, g, strict=False))
    score.counts[f"{table} strict"].add(len(strict), len(predicted), len(gold))
    other = "events coarse" if table == "events" else f"{table} relaxed"
    score.counts[other].add(len(relaxed), len(predicted), len(gold))
    matched = {i for i, _ in strict}
    for i, claim in enumerate(predicted):
        score.by_rule[claim.row["rule"]].add(i in matched, 1, 0)
    return [(predicted[i], gold[j]) for i, j in strict]


def _score_events(score: Score, predicted: list[Claim], gold: Sequence[Gold]) -> int:
    pairs = _compare(score, "events", predicted, gold, _event_likeness)
    same_mode = sum(p.row["status"] == g.get("status") != "actual" for p, g in pairs)
    unreal = sum(p.row["status"] != "actual" for p in predicted), sum(g.get("status") != "actual" for g in gold)
    score.counts["modality"].add(same_mode, *unreal)
    hits = sum(count_roles(p.roles, _roles(g)) for p, g in pairs)
    score.counts["arguments"].add(hits, sum(len(p.roles) for p in predicted), sum(len(_roles(g)) for g in gold))
    for p in predicted:
        score.by_type[p.row["event_type"]].add(0, 1, 0)
    for g in gold:
        score.by_type[g["type"]].add(0, 0, 1)
    for p, g in pairs:
        score.by_type[g["type"]].matched += 1
        _slot(score, "events status", right=p.row["status"] == g["status"])
        _score_slots(score, "events", p, g)
    return len(predicted) - len(pairs)


def _score_casualties(score: Score, predicted: list[Claim], gold: Sequence[Gold]) -> int:
    pairs = _compare(score, "casualties", predicted, gold, _casualty_likeness)
    for p, g in pairs:
        _slot(score, "casualties status", right=(p.row["status"] or "actual") == (g.get("status") or "actual"))
        _score_slots(score, "casualties", p, g)
        if g.get("victim"):
            _slot(score, "casualties victim", right=any_same(_victims(p), g["victim"]))
        _slot(score, "casualties victim_type", right=p.row["victim_type"] == g["victim_type"])
        _slot(score, "casualties part_of", right=bool(p.row["part_of"]) == bool(g.get("part_of")))
    return len(predicted) - len(pairs)


def _score_sanctions(score: Score, predicted: list[Claim], gold: Sequence[Gold]) -> int:
    pairs = _compare(score, "sanctions", predicted, gold, _sanction_likeness)
    for p, g in pairs:
        if g.get("authority"):
            _slot(score, "sanctions authority", right=any_same(p.authority, g["authority"]))
        if g.get("min") is not None:
            _slot(score, "sanctions count", right=p.row["target_count_min"] == g["min"])
    return len(predicted) - len(pairs)


def _score_actors(score: Score, predicted: list[Mentioned], gold: Sequence[Gold]) -> None:
    score.counts["actors"].add(len(assign(predicted, gold, _actor_likeness)), len(predicted), len(gold))


def _event_likeness(p: Claim, g: Gold, *, strict: bool) -> int:
    types = p.row["event_type"], g["type"]
    if types[0] != types[1] and (strict or _group(types[0]) != _group(types[1])):
        return 0
    trigger = p.row["trigger_start"], p.row["trigger_end"]
    told = None not in trigger and any(overlap(trigger, span) for span in g["spans"])
    shared = evidence_overlap(p.spans, g["spans"])
    same_side = (p.row["status"] == "actual") == (g.get("status") == "actual")
    if not shared or (strict and not (told and same_side)):
        return 0
    same_trigger = bool(told and g.get("trigger") and overlap(trigger, g["trigger"]))
    same_status = bool(p.row["status"] == g.get("status"))
    return shared + 1000 * same_trigger + 300 * count_roles(p.roles, _roles(g)) + 100 * same_status


def _group(event_type: str) -> str:
    return _GROUP.get(event_type, event_type)


def _roles(g: Gold) -> list[tuple[str, str]]:
    return [(role, name) for role in ("agent", "patient", "participant") for name in g.get(f"{role}s", [])]


def _casualty_likeness(p: Claim, g: Gold, *, strict: bool) -> int:
    shared = evidence_overlap(p.spans, g["spans"])
    same = p.row["count_min"] == g["min"] and p.row["count_max"] == g["max"]
    if p.row["harm"] != g["harm"] or not shared or (strict and not same):
        return 0
    return 1 + 500 * int(same) + shared + 200 * any_same(_victims(p), g.get("victim"))


def _victims(p: Claim) -> list[str]:
    return [p.row["victim_text"]] if p.row["victim_text"] is not None else []


def _sanction_likeness(p: Claim, g: Gold, *, strict: bool) -> int:
    shared = evidence_overlap(p.spans, g["spans"])
    same: int = sum(p.row[name] == g[name] for name in ("measure", "status", "target_type"))
    if not shared or (strict and same < 3):
        return 0
    return 1 + 500 * same + shared


def _actor_likeness(p: Mentioned, g: Gold) -> int:
    """Return the best overlap of at least half the longer mention; one for an equal name."""
    shared = [(overlap(a, b), max(a[1] - a[0], b[1] - b[0])) for a in p.spans for b in g["spans"]]
    best = max((characters for characters, longer in shared if 2 * characters >= longer), default=0)
    return best or any(bare_name(name) == bare_name(g["name"]) for name in p.names if bare_name(name))


def _slot(score: Score, name: str, *, right: bool) -> None:
    score.slots[name].add(right, 0, 1)


def _score_slots(score: Score, table: str, p: Claim, g: Gold) -> None:
    """Compare place, date and source; inventing one where the gold has none is wrong too."""
    if g.get("place"):
        _slot(score, f"{table} place", right=any_same(p.places, g["place"]))
    elif "place" in g:
        _slot(score, f"{table} no place", right=not p.places)
    if g.get("date_start"):
        _slot(score, f"{table} date", right=same_date(p.date, (g["date_start"], g.get("date_end"))))
    else:
        _slot(score, f"{table} no date", right=not p.date[0])
    if g.get("source"):
        _slot(score, f"{table} source", right=any_same(p.source, g["source"]))
    elif "source" in g:
        _slot(score, f"{table} no source", right=not p.source)
    if g.get("via"):
        _slot(score, f"{table} via", right=any_same(p.via, g["via"]))
    else:
        _slot(score, f"{table} no via", right=not p.via)
