"""Make one row of a toll told again, and give the rows their ids, events and parents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.casualties import CasualtyDraft
from extractors.drafts import Draft
from extractors.identity import stable_id
from extractors.records import Article, Casualty, Evidence
from extractors.text import fold
from extractors.victims import BARE_PLURAL

_TELLING = 5  # a number above this one is rarely told of two different groups
_NEAR = 3  # sentences between a vague toll and its exact count


def merge_casualties(drafts: Sequence[CasualtyDraft], home: Mapping[int, Draft]) -> list[CasualtyDraft]:
    """Return the rows of an article: a toll told again becomes evidence of the first; `home` is where events went."""
    merged: list[CasualtyDraft] = []
    moved: dict[int, CasualtyDraft] = {}
    for draft in drafts:
        if draft.parent is not None:
            draft.parent = moved.get(id(draft.parent), draft.parent)
        same = next(
            (
                earlier
                for earlier in merged
                if _is_same(earlier, draft) or _is_whole(earlier, draft) or _is_vague_again(earlier, draft, home)
            ),
            None,
        )
        first = same or next((earlier for earlier in merged if _told_apart(earlier, draft, home)), None)
        if first is None:
            merged.append(draft)
            continue
        _absorb(first, draft)
        moved[id(draft)] = first
    return merged


def _is_same(one: CasualtyDraft, two: CasualtyDraft) -> bool:
    """Return whether two rows tell one toll: the same words, or the same number of the same people."""
    a, b = one.row, two.row
    if (a.harm, a.count_min, a.count_max, a.status) != (b.harm, b.count_min, b.count_max, b.status):
        return False
    if one.victims[0] < two.victims[1] and two.victims[0] < one.victims[1]:
        return True
    if one.sentence == two.sentence or (one.is_placed and two.is_placed and not _same_place(a, b)):
        return False
    return _similar(a.victim_text, b.victim_text) or (a.count_min or a.count_max or 0) > _TELLING


def _is_whole(one: CasualtyDraft, two: CasualtyDraft) -> bool:
    """Return whether a row only says that all died, whose number was told before: مقتل جميع ركابها."""
    alike = (one.row.harm, one.row.status) == (two.row.harm, two.row.status)
    if not alike or not _is_vague(two.row) or one.parent is not None or one.sentence >= two.sentence:
        return False
    return fold(two.row.victim_text or "").startswith(("جميع", "كافه", "كل "))  # all of


def _is_vague_again(one: CasualtyDraft, two: CasualtyDraft, home: Mapping[int, Draft]) -> bool:
    """Return whether two rows tell vaguely of the same people hurt in one event."""
    a, b = one.row, two.row
    if one.sentence == two.sentence or (one.parent is None) != (two.parent is None):
        return False
    alike = (a.harm, a.status, a.count_precision, a.count_min) == (b.harm, b.status, b.count_precision, b.count_min)
    return alike and _is_vague(a) and _same_event(one, two, home) and _may_be_one_kind(a, b)


def _same_event(one: CasualtyDraft, two: CasualtyDraft, home: Mapping[int, Draft]) -> bool:
    return one.event is not None and two.event is not None and home.get(id(one.event)) is home.get(id(two.event))


def _same_place(a: Casualty, b: Casualty) -> bool:
    if a.place_id and b.place_id:
        return a.place_id == b.place_id
    return _similar(a.place_text, b.place_text)


def _told_apart(one: CasualtyDraft, two: CasualtyDraft, home: Mapping[int, Draft]) -> bool:
    """Return whether one row is vague and the other exact about the same victims of one event."""
    a, b = one.row, two.row
    if (a.harm, a.status) != (b.harm, b.status) or one.sentence == two.sentence or two.sentence - one.sentence > _NEAR:
        return False
    if one.parent is not None or two.parent is not None or a.scope != b.scope:
        return False
    is_settled = a.count_precision == "vague" != b.count_precision
    is_recalled = a.count_precision != "vague" and b.count_min == BARE_PLURAL and _is_vague(b)
    if not (is_settled or is_recalled):
        return False
    return _same_event(one, two, home) and _may_be_one_kind(a, b)


def _is_vague(row: Casualty) -> bool:
    return row.count_precision == "vague" and row.count_min in (None, BARE_PLURAL)


def _may_be_one_kind(a: Casualty, b: Casualty) -> bool:
    return a.victim_type == b.victim_type or "unknown" in (a.victim_type, b.victim_type)


def _absorb(one: CasualtyDraft, two: CasualtyDraft) -> None:
    """Take a further mention into a row: its words as evidence, its number and people where they say more."""
    a, b = one.row, two.row
    one.more.append((b.start, b.end))
    if a.count_precision == "vague" != b.count_precision:
        one.row = replace(
            a, count_min=b.count_min, count_max=b.count_max, count_precision=b.count_precision, count_text=b.count_text,
            victim_text=b.victim_text, source_actor_id=b.source_actor_id, via_actor_id=b.via_actor_id,
        )  # fmt: skip
        a = one.row
    if a.victim_type == "unknown":
        one.row = replace(a, victim_type=b.victim_type, victim_group=a.victim_group or b.victim_group)


def _similar(one: str | None, two: str | None) -> bool:
    return bool(_stems(one) & _stems(two))


@lru_cache(maxsize=4096)  # each toll is compared with every other of its article
def _stems(text: str | None) -> frozenset[str]:
    return frozenset(
        word.removeprefix("ال")[:_ROOT]
        for word in fold(text or "").split()
        if not word.isdecimal() and word not in _COMMON
    )


_ROOT = 4  # letters that tell a noun, its ending and pronoun aside: جنرالا, الجنرال


_COMMON = frozenset("من في عدد احد اخر اخرين اخرون".split())  # of, in, number, one, other, others


def _inherit(draft: CasualtyDraft, event: Draft | None) -> Casualty:
    """Take place and date from the event that did the harm where the toll itself names none."""
    row = draft.row
    if event is None:
        return row
    e = event.event
    changes: dict[str, object] = {}
    if e.place_text is not None and not draft.is_placed:
        changes |= {"place_id": e.place_id, "place_text": e.place_text, "place_precision": e.place_precision}
    if row.date_text is None:
        changes |= {
            "date_text": e.date_text,
            "date_start": e.date_start,
            "date_end": e.date_end,
            "date_precision": e.date_precision,
        }
    return replace(row, **changes)  # type: ignore[arg-type]


def casualty_rows(
    drafts: Sequence[CasualtyDraft], home: Mapping[int, Draft], event_ids: Mapping[int, str], article: Article
) -> tuple[tuple[Casualty, ...], tuple[Evidence, ...]]:
    """Return the casualty rows with their ids, events and parents, and their further mentions."""
    merged = merge_casualties(drafts, home)
    ids = {
        id(d): stable_id(d.row.article_id, "casualty", d.row.harm, *d.victims, d.row.count_min, d.row.count_max)
        for d in merged
    }
    rows = tuple(
        replace(
            _inherit(d, home.get(id(d.event))),
            casualty_id=ids[id(d)],
            event_id=event_ids.get(id(d.event)) if d.event else None,
            part_of=ids.get(id(d.parent)) if d.parent else None,
        )
        for d in merged
    )
    evidence = tuple(
        Evidence(
            record_type="casualties",
            record_id=ids[id(d)],
            article_id=article.article_id,
            start=s,
            end=e,
            quote=article.text[s:e],
        )
        for d in merged
        for s, e in dict.fromkeys(d.more)
        if (s, e) != (d.row.start, d.row.end)
    )
    return rows, evidence
