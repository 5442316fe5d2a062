"""Make the mentions of one event one row."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.drafts import Draft
from extractors.numbers import read_count
from extractors.records import Event
from extractors.text import fold


def merge_drafts(drafts: Sequence[Draft]) -> tuple[list[Draft], dict[int, Draft]]:
    """Return the events of an article, mentions of one event made one row, and where each draft went."""
    merged: list[Draft] = []
    home: dict[int, Draft] = {}
    for draft in drafts:
        same = max((earlier for earlier in merged if _is_same(earlier, draft)), key=_closeness_to(draft), default=None)
        if same is not None:
            _absorb(same, draft)
        elif draft.is_echo:
            continue
        else:
            merged.append(draft)
        home[id(draft)] = same or draft
    return merged, home


def _closeness_to(draft: Draft) -> Callable[[Draft], tuple[bool, int, int]]:
    """Return how closely an earlier event fits a mention: its type, the actors that both share, how near it stands."""

    def closeness(one: Draft) -> tuple[bool, int, int]:
        shared = sum(_bond(one, draft, role) == _SHARED for role in _ROLES)
        return one.event.event_type == draft.event.event_type, shared, one.latest

    return closeness


def _is_same(one: Draft, two: Draft) -> bool:
    """Return whether a later mention tells an earlier event again: nothing parts them and enough ties them."""
    a, b = one.event, two.event
    if a.status != b.status or (a.event_type != b.event_type and not _may_be_one_attack(one, two)):
        return False
    if not _same_place(one, two) or not _same_time(a, b) or not _compatible(a.quantity_min, b.quantity_min):
        return False
    bonds = [_bond(one, two, role) for role in _ROLES]
    if _APART in bonds or (_UNLIKE in bonds and _SHARED not in bonds and not _points_back(two)):
        return False
    return _is_tied(one, two, bonds.count(_SHARED))


_ROLES = ("agent", "patient", "participant")
_OPEN, _SHARED, _UNLIKE, _APART = range(4)


def _bond(one: Draft, two: Draft, role: str) -> int:
    """Return whether the actors in a role are shared, differ by name or number, are worded otherwise, or not told."""
    first, second = one.names(role), two.names(role)
    if not (first and second):
        return _OPEN
    before, after = one.words_of(role), two.words_of(role)
    if not _same_number(before, after):
        return _APART
    known, named = first & one.identified, second & two.identified
    if first & second:
        return _SHARED
    if known and named and (len(known) == len(first) or len(named) == len(second) or known.isdisjoint(named)):
        return _APART
    if _overlap(first, second) or _overlap(before, after):
        return _SHARED
    return _OPEN if all(words.startswith(_DEFINITE) for words in after) else _UNLIKE


_DEFINITE = ("ال", "هولاء", "هذا", "هذه")  # the, these, this: somebody told before


def _same_number(one: frozenset[str], two: frozenset[str]) -> bool:
    """Return whether the numbers that open two phrases agree, where both have one."""
    counts = [
        {(count.count_min, count.count_max) for words in phrases if (count := read_count(words.split(), 0))}
        for phrases in (one, two)
    ]
    return not counts[0] or not counts[1] or bool(counts[0] & counts[1])


def _points_back(draft: Draft) -> bool:
    """Return whether a mention presumes its event known: الهجوم, اختطافه; not one that says whom it hit."""
    return draft.is_definite and draft.is_noun and not draft.names("patient")


def _is_tied(one: Draft, two: Draft, shared: int) -> bool:
    a, b = one.event, two.event
    distance = two.sentence - one.latest
    if a.event_type in _SPEECH:
        return shared > 1 or (shared > 0 and two.is_noun and two.is_definite)
    if a.event_type == "talks" and _is_visit(one) is not _is_visit(two):
        return False
    if _points_back(two) and distance <= _FAR:
        return True
    told = a.place_text is not None and b.place_text is not None
    bare = not any(two.names(role) for role in _ROLES)
    return shared > 1 or (shared > 0 and (distance <= _REACH or told)) or (distance <= _REACH and (bare or told))


_REACH = 3  # sentences between two mentions of one event where little else ties them


def _may_be_one_attack(one: Draft, two: Draft) -> bool:
    """Return whether two attacks of different type may be one: a general word (الهجوم) stands for a special one."""
    if not {one.event.event_type, two.event.event_type} <= _ATTACKS:
        return False
    return (two.is_generic and two.is_definite) or (
        one.is_generic and two.is_noun and two.is_definite and two.sentence - one.sentence <= _REACH
    )


_ATTACKS = frozenset(
    {
        "offensive",
        "air_strike",
        "shelling",
        "bombing",
        "suicide_bombing",
        "killing",
        "clash",
        "violence_other",
        "destruction",
    }
)


def _is_visit(draft: Draft) -> bool:
    """Return whether talks are told by a visitor alone: a visit and a meeting in its course are two events."""
    return len(draft.names("participant")) == 1 and draft.event.place_text is not None


def _same_place(one: Draft, two: Draft) -> bool:
    """Return whether two events may be at one place: the same, one inside the other, or one not told."""
    a, b = one.event, two.event
    if a.place_text is None or b.place_text is None or a.place_id in two.surroundings or b.place_id in one.surroundings:
        return True
    first, second = set(fold(a.place_text).split()), set(fold(b.place_text).split())
    return bool(first <= second or second <= first)


def _same_time(a: Event, b: Event) -> bool:
    """Return whether two events may be at one time: their days overlap, or one is not told."""
    if not (a.date_start and b.date_start):
        return True
    return a.date_start <= (b.date_end or b.date_start) and b.date_start <= (a.date_end or a.date_start)


def _overlap(one: frozenset[str], two: frozenset[str]) -> bool:
    """Return whether two sets of names share one, or words of one."""
    if one & two:
        return True
    words = [{_bare(word) for name in names for word in name.split() if len(word) > _SHORT} for names in (one, two)]
    return bool(words[0] & words[1])


def _bare(word: str) -> str:
    """Return a word without the article and the accusative's ا: المهندس, مهندسا."""
    word = word.removeprefix("ال")  # the
    return word[:-1] if word.endswith("ا") and len(word) > _SHORT + 1 else word


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
    if one.is_generic and not two.is_generic and b.event_type not in (a.event_type, "offensive"):
        one.is_generic = False
        changes |= {"event_type": b.event_type, "rule": b.rule}
    if changes:
        one.event = replace(a, **changes)  # type: ignore[arg-type]
    for role in ("agent", "patient", "participant"):
        if not one.names(role):
            one.actors.extend(row for row in two.actors if row[0] == role)
    one.identified |= two.identified
    one.latest = two.sentence
    one.more.append((b.start, b.end))


_SPEECH = frozenset({"accusation", "demand", "threat", "refusal", "support"})
