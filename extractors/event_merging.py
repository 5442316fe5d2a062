"""Make the mentions of one event one row."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.drafts import Draft
from extractors.records import Event
from extractors.text import fold


def merge_drafts(drafts: Sequence[Draft]) -> tuple[list[Draft], dict[int, Draft]]:
    """Return the events of an article, mentions of one event made one row, and where each draft went."""
    merged: list[Draft] = []
    home: dict[int, Draft] = {}
    for draft in drafts:
        same = next((earlier for earlier in merged if _is_same(earlier, draft)), None)
        if same is None:
            merged.append(draft)
        else:
            _absorb(same, draft)
        home[id(draft)] = same or draft
    return merged, home


def _is_same(one: Draft, two: Draft) -> bool:
    a, b = one.event, two.event
    if a.status != b.status or (a.event_type != b.event_type and not _may_be_one_attack(one, two)):
        return False
    if not _same_place(a, b) or not _same_time(a, b) or not _compatible(a.quantity_min, b.quantity_min):
        return False
    shared = 0
    for role in ("agent", "patient", "participant"):
        first, second = one.names(role), two.names(role)
        if first and second and not _overlap(first, second) and not (role == "patient" and shared and two.is_noun):
            return False
        shared += bool(first and second)
    if a.event_type in _SPEECH:
        return shared > 1 or (shared > 0 and two.is_noun and two.is_definite)
    if a.event_type == "talks" and _is_visit(one) is not _is_visit(two):
        return False
    if two.is_generic and two.is_definite and not shared:
        return two.sentence - one.sentence <= _FAR
    near = two.sentence - one.sentence <= _REACH
    bare = not (two.names("agent") or two.names("patient") or two.names("participant"))
    if bare and two.is_noun and two.is_definite and a.event_type == b.event_type:
        return two.sentence - one.sentence <= _FAR
    told = a.place_text is not None and b.place_text is not None
    return shared > 1 or (shared > 0 and (near or told)) or (bare and near) or (told and near)


_REACH = 3  # sentences between two mentions of one event where little else ties them


def _may_be_one_attack(one: Draft, two: Draft) -> bool:
    """Return whether two attacks of different type may be one: a general word (الهجوم) stands for a special one."""
    if not {one.event.event_type, two.event.event_type} <= _ATTACKS:
        return False
    return (two.is_generic and two.is_definite) or (
        one.is_generic and two.is_noun and two.is_definite and two.sentence - one.sentence <= _REACH
    )


_ATTACKS = frozenset(
    {"offensive", "air_strike", "shelling", "bombing", "suicide_bombing", "killing", "clash", "violence_other"}
)


def _is_visit(draft: Draft) -> bool:
    """Return whether talks are told by a visitor alone: a visit and a meeting in its course are two events."""
    return len(draft.names("participant")) == 1 and draft.event.place_text is not None


def _same_place(a: Event, b: Event) -> bool:
    """Return whether two events may be at one place: the same, or one not told."""
    if a.place_text is None or b.place_text is None or (a.place_id and a.place_id == b.place_id):
        return True
    one, two = set(fold(a.place_text).split()), set(fold(b.place_text).split())
    return bool(one <= two or two <= one)


def _same_time(a: Event, b: Event) -> bool:
    """Return whether two events may be at one time: their days overlap, or one is not told."""
    if not (a.date_start and b.date_start):
        return True
    return a.date_start <= (b.date_end or b.date_start) and b.date_start <= (a.date_end or a.date_start)


def _overlap(one: frozenset[str], two: frozenset[str]) -> bool:
    """Return whether two sets of names share one, or words of one."""
    if one & two:
        return True
    words = [
        {word.removeprefix("ال") for name in names for word in name.split() if len(word) > _SHORT}
        for names in (one, two)
    ]
    return bool(words[0] & words[1])


_SHORT = 3  # letters; shorter words tie nothing
_FAR = 12  # sentences over which a definite noun alone still points back


def _compatible(one: object, two: object) -> bool:
    return one is None or two is None or one == two


def _absorb(one: Draft, two: Draft) -> None:
    """Take into an event what a further mention of it adds."""
    a, b = one.event, two.event
    changes: dict[str, object] = {}
    if a.place_text is None and b.place_text is not None:
        changes |= {"place_id": b.place_id, "place_text": b.place_text, "place_precision": b.place_precision}
    if a.date_text is None and b.date_text is not None:
        changes |= {
            "date_text": b.date_text,
            "date_start": b.date_start,
            "date_end": b.date_end,
            "date_precision": b.date_precision,
        }
    if one.is_generic and not two.is_generic and a.event_type != b.event_type:
        one.is_generic = False
        changes |= {"event_type": b.event_type, "rule": b.rule}
    if changes:
        one.event = replace(a, **changes)  # type: ignore[arg-type]
    for role in ("agent", "patient", "participant"):
        if not one.names(role):
            one.actors.extend(row for row in two.actors if row[0] == role)
    one.more.append((b.start, b.end))


_SPEECH = frozenset({"accusation", "demand", "threat", "refusal", "support"})
