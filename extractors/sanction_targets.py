"""Say whom a sanction hits, how many they are, why, and who imposes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.expressions import longest
from extractors.numbers import read_count
from extractors.sanction_acts import Act
from extractors.sanction_words import Measure, cue, find_measures, verb_acts, word_table

_TARGETS = frozenset({"علي", "ضد", "بحق", "عن", "في حق", "تجاه"})  # on, against, concerning, off
_BY = frozenset({"من قبل", "من جانب", "من طرف"})  # by
_REACH = 12  # chunks behind a sanction that can hold its target
_TYPES = {"state": "state", "person": "person", "igo": "state"}
_ENTITY = frozenset({"armed_group", "political", "company", "media", "ngo", "military", "other"})
_OF_PEOPLE = frozenset({"civilians", "person", None})
_AUTHORITIES = frozenset({"state", "igo"})


@dataclass(frozen=True, slots=True)
class Target:
    """Words `lo` to `hi` name whom it hits; counts as the contract has them, both None for one named target."""

    lo: int
    hi: int
    target_type: str
    low: int | None
    high: int | None
    chunk: int
    is_named: bool = False


def read_targets(clauses: Clauses, measure: Measure, act: Act) -> list[Target]:
    """Return whom a sanction hits, one target for each kind of target."""
    first = _first_target(clauses, measure, act)
    return _kinds(clauses, first) if first is not None else []


def targets_at(clauses: Clauses, first: int) -> list[Target]:
    """Return the targets that begin with the chunk `first`."""
    return _kinds(clauses, first)


def _first_target(clauses: Clauses, measure: Measure, act: Act) -> int | None:
    if act.hits and act.chunk is not None:
        return clauses.valencies[act.chunk].object
    if act.is_subject and act.chunk is not None:
        return clauses.valencies[act.chunk].subject
    if measure.kind in ("list", "label"):
        return _listed(clauses, measure, act)
    if measure.measure == "diplomatic":
        return _parted(clauses, measure)
    if measure.kind == "frozen":
        return next(
            (n for n, c in enumerate(clauses.chunks) if c.lo <= measure.lo < c.hi and clauses.actor_type(c)), None
        )
    if measure.measure == "asset_freeze" or (measure.measure == "travel_ban" and measure.kind in ("bar", "banned")):
        owner = _owner(clauses, measure)
        if owner is None and (sharing := _sharing(clauses, measure)) is not None:
            owner = _owner(clauses, sharing)
        if owner is not None:
            return owner
    return _target_after(clauses, measure, act)


def _target_after(clauses: Clauses, measure: Measure, act: Act) -> int | None:
    """Return the first phrase behind a measure that it can hit, else one before its act."""
    passed = 0
    for n, chunk in enumerate(clauses.chunks):
        if chunk.hi <= measure.lo or passed > _REACH:
            continue
        passed += 1
        if chunk.kind == "F" and chunk.role == "stop":
            break
        if chunk.kind == "V" and not _is_own_verb(clauses, n, measure, act):
            break
        if chunk.kind in "NT" and _is_target(clauses, chunk, measure):
            return n
    return _before_act(clauses, measure, act)


def _is_own_verb(clauses: Clauses, n: int, measure: Measure, act: Act) -> bool:
    """Return whether the verb at `n` is the sanction's own act, so that the target may stand behind it."""
    return n == act.chunk or clauses.chunks[n].lo < measure.hi


def _is_target(clauses: Clauses, chunk: Chunk, measure: Measure) -> bool:
    tied = any(chunk.before == p or chunk.before.endswith(" " + p) for p in _TARGETS)
    if measure.kind in ("ban", "banned", "limit") and chunk.before in ("من", "الي", "ل"):  # from, to
        return _place_like(chunk)
    if not tied or chunk.lo <= measure.lo < chunk.hi or measure.lo <= chunk.lo < measure.hi:
        return False
    return not longest(word_table("sanction_objects.tsv"), clauses.sentence.keys, chunk.lo) or bool(
        _type(clauses, chunk)
    )


def _place_like(chunk: Chunk) -> bool:
    mention = chunk.mention
    return mention is not None and mention.lo == chunk.lo and mention.is_a("country", "seat", "actor")


def _before_act(clauses: Clauses, measure: Measure, act: Act) -> int | None:
    """Return the target that stands between verb and sanction: فرضت على الحركة عقوبات."""
    lo = min(act.at, measure.lo)
    for n, chunk in enumerate(clauses.chunks):
        if lo <= chunk.lo < measure.lo and chunk.kind == "N" and chunk.before in ("علي", "ضد", "بحق", "عن"):
            return n
        if lo <= chunk.lo < measure.lo and clauses.sentence.words[chunk.lo].stem in _ON_THEM:
            return _spoken_of(clauses, lo)
    return None


_ON_THEM = frozenset({"عليه", "عليها", "عليهم", "ضده", "ضدها", "ضدهم"})  # on him, on her, on them, against…


def _spoken_of(clauses: Clauses, at: int) -> int | None:
    """Return the last state or body before word `at`, for which a pronoun stands: علقت عضوية سوريا وفرضت عليها."""
    named = (n for n, c in reversed(list(enumerate(clauses.chunks))) if c.hi <= at and c.kind == "N")
    return next((n for n in named if _type(clauses, clauses.chunks[n])), None)


def _owner(clauses: Clauses, measure: Measure) -> int | None:
    """Return whose assets are frozen: the rest of the phrase, or the next one."""
    for n, chunk in enumerate(clauses.chunks):
        if (
            chunk.lo <= measure.hi - 1 < chunk.hi
            and chunk.hi > measure.hi
            and measure.kind != "frozen"
            and _type(clauses, chunk)
        ):
            return n
        if (
            chunk.lo == measure.hi
            and chunk.kind == "N"
            and not chunk.before
            and not chunk.joined
            and not _names_measure(clauses, chunk)
        ):
            return n
    return None


def _sharing(clauses: Clauses, measure: Measure) -> Measure | None:
    """Return the measure that و joins right behind one, so that both hit one: تجميد أصول ومنع سفر 12 مسؤولا."""
    following = next((m for m in find_measures(clauses) if m.lo >= measure.hi), None)
    if following is None or following.lo - measure.hi > 1:
        return None
    return following if clauses.sentence.keys[following.lo].startswith("و") else None  # and


def _names_measure(clauses: Clauses, chunk: Chunk) -> bool:
    return longest(word_table("sanction_measures.tsv"), clauses.sentence.keys, chunk.lo) is not None


def _listed(clauses: Clauses, measure: Measure, act: Act) -> int | None:
    """Return who is put on a list: the first fitting name between the act and the list."""
    between = [
        n for n, c in enumerate(clauses.chunks) if act.at <= c.lo and act.at + 1 < c.hi <= measure.lo and c.kind in "NT"
    ]
    valency = clauses.valencies.get(act.chunk) if act.chunk is not None else None
    subject = valency.subject if valency else None
    passive = valency is not None and valency.is_passive
    behind = next((n for n, c in enumerate(clauses.chunks) if c.lo >= measure.hi and c.kind == "N"), None)
    if (
        act.status == "proposed"
        and behind is not None
        and clauses.chunks[behind].lo <= measure.hi + 1
        and _type(clauses, clauses.chunks[behind])
    ):
        return behind
    for n in between:
        if (
            (n != subject or passive)
            and not (_is_preposed(clauses.chunks[n]) and act.at < clauses.chunks[n].lo)
            and _type(clauses, clauses.chunks[n])
        ):
            return n
    if subject is not None and (passive or not between or (subject in between and not _may_list(clauses, subject))):
        return subject
    if act.status == "in_force":
        return next(
            (n for n, c in reversed(list(enumerate(clauses.chunks))) if c.hi <= act.at and c.kind == "N"), behind
        )
    return None


def _may_list(clauses: Clauses, n: int) -> bool:
    return clauses.actor_type(clauses.chunks[n]) in _AUTHORITIES


def _is_preposed(chunk: Chunk) -> bool:
    return chunk.before in ("في", "علي", "من", "ب", "الي")  # in, on, from, with, to


def _parted(clauses: Clauses, measure: Measure) -> int | None:
    """Return with whom ties are cut or whose envoy is expelled."""
    near = [n for n, c in enumerate(clauses.chunks) if c.hi > measure.lo and c.lo <= measure.hi + 4 and c.kind in "NT"]
    for n in near:
        if clauses.chunks[n].before in ("مع", "ب") and clauses.actor_type(clauses.chunks[n]):  # with
            return n
    words = clauses.sentence.words
    lo = measure.lo if measure.kind == "diplomatic" else measure.hi - 1  # an envoy's country stands behind him
    return next(
        (
            n
            for n in near
            if any(words[i].has("nationality") for i in range(max(clauses.chunks[n].lo, lo), clauses.chunks[n].hi))
        ),
        None,
    )


def _kinds(clauses: Clauses, first: int) -> list[Target]:
    """Return one target for every kind of target among the conjuncts of a phrase."""
    found: dict[str, Target] = {}
    for n in clauses.conjuncts(first):
        target = _target(clauses, n)
        if target is None:
            continue
        before = found.get(target.target_type)
        found[target.target_type] = _joined(before, target) if before else target
    return list(found.values())


def _joined(one: Target, two: Target) -> Target:
    if one.is_named and two.is_named:
        return Target(
            one.lo,
            two.hi,
            one.target_type,
            (one.low or 1) + (two.low or 1),
            (one.high or 1) + (two.high or 1),
            one.chunk,
            True,
        )
    low = one.low + two.low if one.low is not None and two.low is not None else one.low or two.low
    high = one.high + two.high if one.high is not None and two.high is not None else one.high or two.high
    return Target(one.lo, two.hi, one.target_type, low, high, one.chunk)


def _target(clauses: Clauses, n: int) -> Target | None:
    chunk = clauses.chunks[n]
    following = clauses.chunks[n + 1] if n + 1 < len(clauses.chunks) else None
    target_type = _type(clauses, chunk)
    low, high = _count(clauses, chunk)
    hi = chunk.hi
    counts = read_count(clauses.sentence.keys, chunk.lo) is not None
    if (
        following is not None and following.before == "من" and counts and chunk.hi - chunk.lo <= 2
    ):  # of: ثلاثة من قادة الحركة
        target_type, hi = target_type or _type(clauses, following), following.hi
    is_named = low is None and bool(chunk.mention and chunk.mention.is_a("actor", "person"))
    return Target(chunk.lo, hi, target_type, low, high, n, is_named) if target_type else None


def _count(clauses: Clauses, chunk: Chunk) -> tuple[int | None, int | None]:
    count = read_count(clauses.sentence.keys, chunk.lo)
    if count and count.end <= chunk.hi and count.precision != "vague":
        return count.count_min, count.count_max
    words = clauses.sentence.words
    if {s.form for s in words[chunk.lo].of("people")} == {"d"}:
        return 2, 2
    return None, None


def _type(clauses: Clauses, chunk: Chunk) -> str | None:
    """Return the kind of target that a phrase names."""
    mention = chunk.mention
    head = _type_of_words(clauses, chunk.lo, min(chunk.hi, chunk.lo + 4))
    if head:
        return head
    if mention and mention.is_a("country", "seat"):
        return "state"
    actor_type = clauses.actor_type(chunk)
    if actor_type in _TYPES:
        return _TYPES[actor_type]
    if actor_type in _ENTITY:
        return "entity"
    if mention and mention.is_a("place"):
        return "state"
    return "person" if any(w.has("people") for w in clauses.sentence.words[chunk.lo : chunk.hi]) else None


def _type_of_words(clauses: Clauses, lo: int, hi: int) -> str | None:
    """Return the kind of the first word for a target among words `lo` to `hi`, names of actors aside."""
    for i in range(lo, hi):
        found = longest(word_table("sanction_targets.tsv"), clauses.sentence.keys, i)
        name = next(
            (
                c.mention
                for c in clauses.chunks
                if c.mention and c.mention.is_a("actor", "country", "person") and c.mention.lo <= i < c.mention.hi
            ),
            None,
        )
        if name is not None:
            return "entity" if found and found.kind == "entity" and name.lo == i else None
        if found:
            return found.kind
        if any(s.form for s in clauses.sentence.words[i].of("people")):
            return None
    return None


def read_totals(clauses: Clauses) -> Iterator[Target]:
    """Yield the counted targets of a sentence that sums up who is under sanctions: يصل عدد … إلى 239 شخصا."""
    for n, chunk in enumerate(clauses.chunks):
        if chunk.kind != "N":
            continue
        target = _target(clauses, n)
        if target and target.low is not None and target.target_type in ("person", "entity"):
            yield target


def is_total(clauses: Clauses, measures: Sequence[Measure]) -> bool:
    """Return whether a sentence sums up who is under sanctions."""
    positions = range(len(clauses.sentence.keys))
    if any(m.kind == "list" and any(cue(clauses, i, "holds") for i in range(max(0, m.lo - 3), m.lo)) for m in measures):
        return True
    return any(cue(clauses, i, "total") for i in positions) and any(cue(clauses, i, "listed") for i in positions)


def read_authority(clauses: Clauses, measure: Measure, act: Act) -> int | None:
    """Return the chunk that names who imposes a sanction: subject, genitive, adjective, or behind من قبل."""
    found = next(
        (
            n
            for n in (_by(clauses, measure), _named_with(clauses, measure), _subject(clauses, act, measure))
            if n is not None
        ),
        None,
    )
    if found is None and not act.hits and act.status in ("imposed", "proposed", "extended") and act.at < measure.lo:
        return nearest_actor(clauses, act.at + 1)
    return found


def _by(clauses: Clauses, measure: Measure) -> int | None:
    near = [n for n, c in enumerate(clauses.chunks) if measure.lo <= c.lo <= measure.hi + 8]
    return next((n for n in near if clauses.chunks[n].before in _BY), None)


def _named_with(clauses: Clauses, measure: Measure) -> int | None:
    """Return the authority in the sanction's own phrase: العقوبات الأمريكية, عقوبات الاتحاد الأوروبي."""
    words = clauses.sentence.words
    for n, chunk in enumerate(clauses.chunks):
        inside = chunk.lo <= measure.lo < chunk.hi
        between = words[measure.hi : chunk.lo]
        follows = (
            measure.hi <= chunk.lo <= measure.hi + 2
            and not chunk.before
            and not chunk.joined
            and all(w.pos == "N" for w in between)
        )
        if inside and any(words[i].has("nationality") for i in range(measure.lo, chunk.hi)):
            return n
        may_impose = (inside and chunk.mention and chunk.mention.lo > measure.lo) or follows
        if may_impose and chunk.kind == "N" and clauses.actor_type(chunk) in _AUTHORITIES:
            return n
    return None


def _subject(clauses: Clauses, act: Act, measure: Measure) -> int | None:
    """Return the authority that is the subject of the act, or of the verb that governs it."""
    chunks = clauses.chunks
    if act.hits or act.is_subject:
        return None
    if act.chunk is not None and act.chunk in clauses.valencies:
        subject = clauses.valencies[act.chunk].subject
        return (
            subject
            if subject is not None and not clauses.valencies[act.chunk].is_passive and _may_impose(clauses, subject)
            else None
        )
    between = [n for n, c in enumerate(chunks) if act.at < c.lo < measure.lo and c.kind == "N" and not c.before]
    genitive = next((n for n in between if _may_impose(clauses, n)), None)
    if genitive is not None:
        return genitive
    verb = next((n for n in range(len(chunks) - 1, -1, -1) if chunks[n].kind == "V" and chunks[n].lo <= act.at), None)
    if verb is None or not verb_acts(chunks[verb]):
        return None
    subject = clauses.valencies[verb].subject
    return subject if subject is not None and _may_impose(clauses, subject) else None


def nearest_actor(clauses: Clauses, at: int) -> int | None:
    """Return the last state or organisation of states named before word `at` with no preposition, close by."""
    for n in range(len(clauses.chunks) - 1, -1, -1):
        chunk = clauses.chunks[n]
        if chunk.lo >= at:
            continue
        if at - chunk.hi > 8 or chunk.bounds:
            return None
        if chunk.kind == "N" and not chunk.before and clauses.actor_type(chunk) in _AUTHORITIES:
            return n
    return None


def _may_impose(clauses: Clauses, n: int) -> bool:
    chunk = clauses.chunks[n]
    if clauses.actor_type(chunk) == "person":
        known = bool(chunk.mention and chunk.mention.is_a("actor"))
        return known or any(w.has("nationality") for w in clauses.sentence.words[chunk.lo : chunk.hi])
    return chunk.mention is not None and clauses.actor_type(chunk) in ("state", "igo", "political")


def reason_end(clauses: Clauses, hi: int) -> tuple[int, int] | None:
    """Return the words that say why, where they follow word `hi` in its clause."""
    keys = clauses.sentence.keys
    for i in range(hi, min(hi + 14, len(keys))):
        if keys[i] in ".؛":
            return None
        if cue(clauses, i, "reason"):
            end = i + 1
            while end < len(keys) and keys[end] not in ".؛،," and end - i < 14:
                end += 1
            return i, end
    return None
