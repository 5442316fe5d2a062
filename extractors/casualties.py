"""Count casualties: who was killed, hurt, taken or driven out, how many, where and when, and who says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.attribution import Claim, claim_at
from extractors.causes import VIOLENT, event_of, perpetrator_of
from extractors.clauses import Clauses
from extractors.context import Context
from extractors.dates import DateMention
from extractors.drafts import Draft
from extractors.modality import status_of
from extractors.phrases import verb_classes
from extractors.records import Casualty
from extractors.roles import Frame
from extractors.toll_parts import part_openings, parts
from extractors.tolls import victim_groups
from extractors.victim_nouns import listing
from extractors.victims import Victims, affiliation, is_named, is_others, kind_of

_LONGEST = 380  # characters of evidence
_CLAUSE = 12  # words between victims and what belongs to their clause


@dataclass(slots=True)
class CasualtyDraft:
    """A casualty row while the article is read; `victims` are offsets of the victims' words."""

    row: Casualty
    sentence: int
    event: Draft | None
    victims: tuple[int, int]
    is_placed: bool = False
    parent: "CasualtyDraft | None" = None
    more: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence tells: its clauses and frames, who says it, when, and the events so far."""

    clauses: Clauses
    frames: Sequence[Frame]
    claims: Sequence[Claim]
    dates: Sequence[DateMention]
    events: Sequence[Draft]


def draft_tolls(context: Context, telling: Telling, earlier: Sequence[CasualtyDraft]) -> list[CasualtyDraft]:
    """Return the casualties that a sentence tells; `earlier` are those of the sentences before it."""
    told: list[CasualtyDraft] = []
    for frame in telling.frames:
        told += _frame_tolls(context, telling, frame, [*earlier, *told])
    return _part_tolls(telling.clauses, told, earlier)


def _frame_tolls(
    context: Context, telling: Telling, frame: Frame, told: Sequence[CasualtyDraft]
) -> Iterator[CasualtyDraft]:
    """Yield the casualties that a frame of harm tells."""
    status = status_of(frame) if frame.trigger.harm else None
    if status in (None, "prevented") or (status == "denied" and not _is_disputed(frame)) or _is_accident(telling):
        return
    previous = next((d for d in reversed(told) if d.sentence == telling.clauses.sentence.number), None)
    whole = _whole_of(frame, told)
    groups = victim_groups(frame, telling.frames)
    if status == "planned":  # a harm to come counts where its number is told
        groups = [group for group in groups if telling.clauses.counted(telling.clauses.chunks[group.chunk])]
    if frame.trigger.harm == "displaced":
        groups = [group for group in groups if not is_named(telling.clauses, telling.clauses.chunks[group.chunk])]
    if not groups and previous is not None and _is_death_of(frame, previous):
        previous.row = replace(previous.row, harm="killed")
    for victims in groups:
        draft = _draft(context, telling, frame, victims, status)
        if previous is not None and is_others(telling.clauses, victims) and draft.row.victim_type == "unknown":
            draft.row = replace(draft.row, victim_type=previous.row.victim_type, victim_group=previous.row.victim_group)
        draft.parent = whole
        yield draft
        previous = draft


def _whole_of(frame: Frame, told: Sequence[CasualtyDraft]) -> CasualtyDraft | None:
    """Return the toll of which a frame tells a part: بين القتلى تسعة أطفال."""
    if not frame.trigger.victim_nouns or listing(frame.clauses, frame.chunk) is None:
        return None
    return next((d for d in reversed(told) if d.parent is None and d.row.harm == frame.trigger.harm), None)


def _is_death_of(frame: Frame, previous: CasualtyDraft) -> bool:
    """Return whether a verb of dying tells the end of the one who was hurt just before: أصيب … وتوفي متأثرا بجروحه."""
    is_dying = (
        frame.trigger.harm == "killed"
        and frame.trigger.subject == "patient"
        and frame.clauses.chunks[frame.chunk].kind == "V"
    )
    return is_dying and previous.row.harm == "injured" and previous.row.count_max == 1


def _is_disputed(frame: Frame) -> bool:
    """Return whether somebody denies the harm (نفى), rather than the text saying that there was none."""
    clauses = frame.clauses
    return any(
        chunk.kind == "V" and "denial-word" in verb_classes(clauses, chunk) for chunk in clauses.chunks[: frame.chunk]
    )


def _is_accident(telling: Telling) -> bool:
    """Return whether a toll stands among words of accident or illness with no violence told beside it."""
    sentence = telling.clauses.sentence
    if not any(word.has("accident-word") for word in sentence.words):
        return False
    return not any(d.sentence == sentence.number and d.event.event_type in VIOLENT for d in telling.events)


def _draft(context: Context, telling: Telling, frame: Frame, victims: Victims, status: str) -> CasualtyDraft:
    clauses, actors = frame.clauses, context.actors
    sentence = clauses.sentence
    event = event_of(frame, telling.events)
    lo, hi = _extent(frame, victims)
    start, end = sentence.start(lo), min(sentence.end(hi), sentence.start(lo) + _LONGEST)
    claim = claim_at(telling.claims, frame.lo)
    victim_type, group = kind_of(clauses, victims)
    date = next((d for d in telling.dates if frame.date is not None and d.start == clauses.chunks[frame.date].lo), None)
    place = _place(context, frame, event)
    text = sentence.quote(victims.lo, victims.hi)
    row = Casualty(
        casualty_id="",
        article_id=context.article.article_id,
        event_id=None,
        harm=frame.trigger.harm or "",
        count_min=victims.low,
        count_max=victims.high,
        count_text=text,
        count_precision=victims.precision,
        victim_text=text,
        victim_actor_id=affiliation(clauses, victims, actors),
        victim_type=victim_type,
        victim_group=group,
        scope=_scope(clauses, date),
        part_of=None,
        perpetrator_actor_id=perpetrator_of(frame, event, actors),
        date_text=sentence.quote(date.start, date.end) if date else None,
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        date_precision=date.precision if date else "unknown",
        report_date=context.article.published,
        place_id=place[0],
        place_text=place[1],
        place_precision=place[2],
        source_actor_id=claim.source if claim else None,
        via_actor_id=claim.via if claim else None,
        status=status,
        start=start,
        end=end,
        quote=sentence.tokens.text[start:end],
        rule=frame.trigger.rule_id,
    )
    is_placed = frame.place is not None and not frame.is_afar
    return CasualtyDraft(row, sentence.number, event, (sentence.start(victims.lo), sentence.end(victims.hi)), is_placed)


def _place(context: Context, frame: Frame, event: Draft | None) -> tuple[str | None, str | None, str | None]:
    """Return where victims fell: at the toll's own place; with no event to have one, at that of the act before."""
    if frame.place is not None:
        return context.places.resolve(frame.clauses, frame.clauses.chunks[frame.place])
    carried = context.places.carried.recall(frame.clauses.sentence.number) if event is None else None
    return carried or (None, None, None)


def _extent(frame: Frame, victims: Victims) -> tuple[int, int]:
    """Return the words of the smallest clause: the word of harm with its victims, or added victims alone."""
    chunk = frame.clauses.chunks[victims.chunk]
    is_added = victims.chunk != frame.chunk and chunk.joined
    lo, hi = (victims.lo, victims.hi) if is_added else (min(frame.lo, victims.lo), max(frame.hi, victims.hi))
    if hi - lo > victims.hi - victims.lo + _CLAUSE:
        lo, hi = victims.lo, victims.hi
    return (lo, hi) if is_added else _fill_up(frame, lo, hi)


def _fill_up(frame: Frame, lo: int, hi: int) -> tuple[int, int]:
    """Widen evidence of a few words to the verb that reports the toll, then to what follows in its clause."""
    sentence, chunks = frame.clauses.sentence, frame.clauses.chunks
    governor = chunks[frame.governor] if frame.governor is not None else None
    if governor is not None and 0 < lo - governor.lo <= _NEAR and sentence.end(hi) - sentence.start(lo) < _SHORTEST:
        lo = governor.lo
    for chunk in chunks:
        follows = hi <= chunk.lo <= hi + bool(chunk.before)
        if sentence.end(hi) - sentence.start(lo) >= _SHORTEST or (follows and chunk.kind in "VF"):
            break
        if follows and sentence.end(chunk.hi) - sentence.start(lo) <= 2 * _SHORTEST:
            hi = chunk.hi
    return lo, hi


_SHORTEST = 24  # characters; shorter evidence hardly tells a toll
_NEAR = 4  # words between a toll and the verb that reports it


def _scope(clauses: Clauses, date: DateMention | None) -> str:
    """Return whether a toll is of one event, of a period, or runs since a beginning."""
    if date is None:
        return "event"
    if "منذ" in clauses.sentence.keys[max(date.start - 1, 0) : date.end]:  # since
        return "running_total"
    return "period" if date.is_span else "event"


def _part_tolls(
    clauses: Clauses, told: Sequence[CasualtyDraft], earlier: Sequence[CasualtyDraft]
) -> list[CasualtyDraft]:
    """Return a sentence's casualties with the parts that it tells without a verb: بينهم 3 أطفال وامرأة."""
    rows = sorted(told, key=lambda d: d.victims)
    found: list[CasualtyDraft] = []
    _add_shares(clauses, rows)
    for opening in part_openings(clauses):
        at = clauses.sentence.start(clauses.chunks[opening].lo)
        is_list = clauses.chunks[opening - 1].role == "pron" if opening else False  # the dead are
        parent = _last_before([*(earlier[-1:] if is_list else ()), *rows], at)
        if parent is None:
            continue
        for victims in parts(clauses, opening):
            part = _part_draft(clauses, victims, parent)
            covering = next((d for d in rows if d.victims == part.victims or d.victims[0] == part.victims[0]), None)
            if covering is None:
                found.append(part)
            elif covering is not parent and covering.parent is None and covering.row.harm == parent.row.harm:
                covering.parent = parent
    return [*rows, *found]


def _add_shares(clauses: Clauses, rows: Sequence[CasualtyDraft]) -> None:
    """Settle who unnamed victims were by a share that the text names: معظمهم نساء وأطفال, جميعهم مدنيون."""
    for i, chunk in enumerate(clauses.chunks[:-1]):
        stem = clauses.sentence.words[chunk.lo].key
        if stem not in _MOST | _ALL:
            continue
        first = Victims(chunk.lo, clauses.chunks[clauses.conjuncts(i + 1)[-1]].hi, None, None, "vague", i)
        victim_type, _ = kind_of(clauses, first)
        whole = _last_before(rows, clauses.sentence.start(chunk.lo))
        if whole is not None and whole.row.victim_type == "unknown" and victim_type != "unknown":
            whole.row = replace(whole.row, victim_type="mixed" if stem in _MOST else victim_type)


_MOST = frozenset({"معظمهم", "اغلبهم", "غالبيتهم", "اكثرهم"})  # most of them
_ALL = frozenset({"جميعهم", "كلهم"})  # all of them


def _last_before(drafts: Sequence[CasualtyDraft], offset: int) -> CasualtyDraft | None:
    """Return the toll told last before an offset."""
    return next((d for d in reversed(drafts) if d.victims[0] < offset and d.parent is None), None)


def _are_civilians(clauses: Clauses, victims: Victims) -> bool:
    """Return whether the text calls a group civilians, so that the others are none: بينهم 12 مدنيا."""
    return any("مدني" in key for key in clauses.sentence.keys[victims.lo : victims.hi])  # civilian


def _part_draft(clauses: Clauses, victims: Victims, parent: CasualtyDraft) -> CasualtyDraft:
    sentence = clauses.sentence
    start, end = sentence.start(victims.lo), sentence.end(victims.hi)
    victim_type, group = kind_of(clauses, victims)
    text = sentence.quote(victims.lo, victims.hi)
    if victim_type == "unknown" or (parent.row.victim_type == "combatant" and not _are_civilians(clauses, victims)):
        victim_type = parent.row.victim_type
    row = replace(
        parent.row,
        count_min=victims.low,
        count_max=victims.high,
        count_precision=victims.precision,
        count_text=text,
        victim_text=text,
        victim_type=victim_type,
        victim_group=group,
        start=start,
        end=end,
        quote=sentence.tokens.text[start:end],
    )
    if (
        parent.row.harm in ("killed", "injured")
        and parent.row.victim_type == "unknown"
        and victim_type in ("civilian", "combatant")
    ):
        is_civilian = victim_type == "civilian" and not _are_civilians(clauses, victims)
        parent.row = replace(parent.row, victim_type="civilian" if is_civilian else "mixed")
    return CasualtyDraft(row, sentence.number, parent.event, (start, end), parent.is_placed, parent)
