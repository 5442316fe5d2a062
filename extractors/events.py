"""Make events: frames with actors, places, dates, claimants; mentions of one event become one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.actors import ActorRegistry
from extractors.attribution import Claim, claim_at
from extractors.clauses import is_participle
from extractors.context import Context
from extractors.dates import DateMention
from extractors.frames import HARM_ONLY
from extractors.identity import stable_id
from extractors.modality import status_of
from extractors.numbers import read_count
from extractors.phrases import names_place, verb_classes
from extractors.places import PlaceRegistry
from extractors.records import Article, Event, EventActor, Evidence
from extractors.roles import PLACELESS, Frame
from extractors.text import fold

_LONGEST = 110  # characters of evidence: nine in ten of a careful coder's clauses are shorter than 100
_SHORTEST = 55
_CONTENT = 80  # characters of what is said, asked or threatened
_PHYSICAL = frozenset(
    "clash offensive territory_gain withdrawal air_strike shelling bombing suicide_bombing chemical_attack killing"
    " abduction violence_other arrest siege destruction interception protest riot".split()
)
_SOFT = frozenset(
    {"accusation", "demand", "threat", "refusal", "support", "talks", "agreement", "aid", "normalization"}
)
_SPEECH = frozenset({"accusation", "demand", "threat", "refusal", "support"})


@dataclass(slots=True)
class Draft:
    """An event while the article is read: the first mention, its actors, and further mentions."""

    event: Event
    actors: list[tuple[str, str | None, str, int, int]]
    sentence: int
    words: tuple[int, int]
    is_noun: bool = False
    is_generic: bool = False
    is_definite: bool = False
    more: list[tuple[int, int]] = field(default_factory=list)

    def names(self, role: str) -> frozenset[str]:
        """Return what identifies the actors in a role."""
        return frozenset(actor_id or fold(text) for r, actor_id, text, _, _ in self.actors if r == role)


def draft_event(context: Context, frame: Frame, claims: Sequence[Claim], dates: Sequence[DateMention]) -> Draft | None:
    """Return the event that a frame tells, or None when it tells none."""
    status = status_of(frame)
    if frame.trigger.event_type == HARM_ONLY or status is None or not _is_concrete(frame):
        return None
    article, actors, places = context.article, context.actors, context.places
    roles = _roles(frame, actors)
    if (
        not context.is_conflict
        and frame.trigger.event_type in _SOFT
        and not actors.has_body(actor_id for _, actor_id, *_ in roles)
    ):
        return None
    sentence = frame.clauses.sentence
    lo, hi = _extent(frame)
    start, end = sentence.start(lo), sentence.end(hi)
    claim = claim_at(claims, frame.lo) or _opened_by(claims, frame)
    source, via = (claim.source, claim.via) if claim else (None, None)
    if frame.trigger.event_type in _SPEECH and source in {actor_id for role, actor_id, *_ in roles if role == "agent"}:
        source = via = None
    if frame.trigger.event_type in _SPEECH and source and not any(role == "agent" for role, *_ in roles):
        roles = [*roles, ("agent", source, *actors.last_mention(source, sentence.start(frame.lo)))]
        if not _is_first_person(frame):
            source = via = None
    if frame.trigger.speech and frame.trigger.actor_required and not any(role == "agent" for role, *_ in roles):
        return None
    place_id, place_text, precision = _place(frame, places)
    date = _date(frame, dates)
    low, high, unit = _quantity(frame)
    event = Event(
        event_id="",
        article_id=article.article_id,
        event_type=frame.trigger.event_type,
        status=status,
        date_text=sentence.tokens.text[sentence.start(date.start) : sentence.end(date.end)] if date else None,
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        date_precision=date.precision if date else "unknown",
        report_date=article.published,
        place_id=place_id,
        place_text=place_text,
        place_precision=precision,
        object_type=_object_type(frame),
        quantity_min=low,
        quantity_max=high,
        quantity_unit=unit,
        weapon=_weapon(frame),
        source_actor_id=source,
        via_actor_id=via,
        trigger_start=sentence.start(frame.lo),
        trigger_end=sentence.end(frame.hi),
        start=start,
        end=end,
        quote=sentence.tokens.text[start:end],
        rule=frame.trigger.rule_id,
    )
    word = sentence.words[frame.lo]
    is_noun = frame.clauses.chunks[frame.chunk].kind == "T"
    return Draft(
        event,
        roles,
        sentence.number,
        (lo, hi),
        is_noun,
        word.has("generic-attack"),
        word.definite or bool(word.pronoun),
    )


def _place(frame: Frame, places: PlaceRegistry) -> tuple[str | None, str | None, str | None]:
    """Return where an event was: at its own place, else at that of the act told just before it."""
    number, chunks = frame.clauses.sentence.number, frame.clauses.chunks
    own = places.resolve(frame.clauses, chunks[frame.place]) if frame.place is not None else None
    if own and (own[0] or names_place(frame.clauses, chunks[frame.place or 0])):
        if frame.trigger.event_type in _PHYSICAL:
            places.carry(number, own)
        return own
    carried = None if frame.trigger.event_type in PLACELESS else places.carried(number)
    return carried or own or (None, None, None)


def _is_first_person(frame: Frame) -> bool:
    """Return whether a speaker tells of himself in a quotation, which is then his claim: ندعو, نرفض."""
    senses = frame.clauses.chunks[frame.chunk].senses
    return bool(senses) and all(sense.agreement.startswith("1") for sense in senses)


def _opened_by(claims: Sequence[Claim], frame: Frame) -> Claim | None:
    """Return the claim that a speech act with no subject of its own opens: its speaker spoke before."""
    if not (frame.trigger.speech and frame.is_dropped):
        return None
    return next((claim for claim in claims if claim.lo >= frame.hi), None)


def _is_concrete(frame: Frame) -> bool:
    """Return whether a noun has anything that makes it an event rather than a topic."""
    chunk = frame.clauses.chunks[frame.chunk]
    has_actor = frame.has_parties or any(_names_actor(frame, i) for _, i in frame.roles)
    if frame.trigger.actor_required and not frame.trigger.speech and not has_actor:
        return False
    if frame.trigger.object_required and not (frame.is_reaching() or frame.has_role("participant")):
        return False
    if chunk.kind == "V":
        return not _is_toll_alone(frame)
    if frame.trigger.event_type == "clash" and frame.has_other and not (frame.roles or frame.has_parties):
        return False
    is_placed = frame.place is not None and not frame.is_afar
    return (
        bool(frame.roles)
        or frame.has_parties
        or frame.has_target
        or is_placed
        or frame.date is not None
        or _happens(frame)
    )


def _names_actor(frame: Frame, i: int) -> bool:
    """Return whether a phrase names or describes an actor, or some nation's vehicles: آليات إسرائيلية."""
    chunk = frame.clauses.chunks[i]
    words = frame.clauses.sentence.words[chunk.lo : chunk.hi]
    return frame.clauses.actor_type(chunk) is not None or any(word.has("nationality") for word in words)


def _is_toll_alone(frame: Frame) -> bool:
    """Return whether a verb of killing tells victims but no killer and no manner: it counts, and names no event."""
    trigger = frame.trigger
    return trigger.event_type == "killing" and not (trigger.harm or trigger.complements or frame.has_role("agent"))


def _happens(frame: Frame) -> bool:
    """Return whether the verb that governs a noun says that it took place: وقعت اشتباكات, شن غارات."""
    clauses, governor = frame.clauses, frame.governor
    return governor is not None and bool(verb_classes(clauses, clauses.chunks[governor]) & _HAPPENING)


_HAPPENING = frozenset({"light", "aspect", "event-subject", "undergo"})


def _roles(frame: Frame, actors: ActorRegistry) -> list[tuple[str, str | None, str, int, int]]:
    rows: list[tuple[str, str | None, str, int, int]] = []
    sentence = frame.clauses.sentence
    for role, i in frame.roles:
        chunk = frame.clauses.chunks[i]
        actor_id = actors.resolve(frame.clauses, chunk, role=role)
        lo, hi = chunk.lo, chunk.hi
        if chunk.kind == "T" and i == frame.chunk:
            lo = next(k for k in range(chunk.lo, chunk.hi) if sentence.words[k].has("nationality"))
            hi = lo + 1
        if chunk.mention and chunk.mention.is_a("person") and chunk.mention.name:
            lo, hi = chunk.mention.name
        lo += role == "patient" and hi - lo > 1 and sentence.words[lo].stem in frame.trigger.complements
        hi = _counted_to(frame, i, hi)
        start, end = sentence.start(lo), sentence.end(hi)
        rows.append((role, actor_id, sentence.tokens.text[start:end], start, end))
    return rows


def _counted_to(frame: Frame, i: int, hi: int) -> int:
    """Return where victims end whose number stands apart from them: ثمانية معتقلين."""
    chunks = frame.clauses.chunks
    if i + 1 >= len(chunks) or chunks[i + 1].lo != hi or not frame.clauses.counted(chunks[i]):
        return hi
    return chunks[i + 1].hi if any(sense.kind == "victim-noun" for sense in chunks[i + 1].senses) else hi


def _extent(frame: Frame) -> tuple[int, int]:
    """Return the words of the clause: trigger and complements, those far away left out, a bare trigger filled up."""
    chunks = frame.clauses.chunks
    lo, hi = frame.lo, frame.hi
    first = lo if is_participle(chunks[frame.chunk]) else 0
    near = sorted(
        (chunks[i] for i in frame.indices() if chunks[i].lo >= first), key=lambda chunk: abs(chunk.lo - frame.lo)
    )
    for chunk in near:
        wider = min(lo, chunk.lo), max(hi, chunk.hi)
        if _length(frame, *wider) <= _LONGEST:
            lo, hi = wider
    return _fill_up(frame, lo, hi)


def _length(frame: Frame, lo: int, hi: int) -> int:
    sentence = frame.clauses.sentence
    return sentence.end(hi) - sentence.start(lo)


def _fill_up(frame: Frame, lo: int, hi: int) -> tuple[int, int]:
    """Widen short evidence to what follows in its clause, then to the verb that governs it."""
    chunks = frame.clauses.chunks
    for chunk in chunks:
        if _length(frame, lo, hi) >= (_CONTENT if frame.trigger.speech else _SHORTEST):
            break
        if hi <= chunk.lo <= hi + len(chunk.before.split()):
            if chunk.kind == "F" and chunk.role in ("comma", "stop", "boundary", "mark"):
                break
            if _length(frame, lo, chunk.hi) <= _LONGEST:
                hi = chunk.hi
    governor = frame.governor
    if (
        governor is not None
        and _length(frame, lo, hi) < _SHORTEST
        and _length(frame, min(lo, chunks[governor].lo), hi) <= _LONGEST
    ):
        lo = min(lo, chunks[governor].lo)
    return lo, hi


def _date(frame: Frame, dates: Sequence[DateMention]) -> DateMention | None:
    if frame.date is None:
        return None
    chunk = frame.clauses.chunks[frame.date]
    return next((date for date in dates if date.start == chunk.lo), None)


def _quantity(frame: Frame) -> tuple[int | None, int | None, str | None]:
    """Return how many strikes, rockets or arrests the text counts before the trigger's noun."""
    words = frame.clauses.sentence.words
    chunk = frame.clauses.chunks[frame.chunk]
    if chunk.kind != "T" or frame.chunk == 0:
        return None, None, None
    previous = frame.clauses.chunks[frame.chunk - 1]
    if previous.kind != "N" or previous.hi != chunk.lo:
        return None, None, None
    count = read_count([word.key for word in words[previous.lo : chunk.lo]], 0)
    if count is None:
        return None, None, None
    return count.count_min, count.count_max, words[chunk.lo].key


def _object_type(frame: Frame) -> str | None:
    words, nouns = frame.clauses.sentence.words, frame.clauses.lexicon.nouns
    indices = [i for role, i in frame.roles if role == "patient"] + ([frame.place] if frame.place is not None else [])
    for i in indices:
        chunk = frame.clauses.chunks[i]
        for word in words[chunk.lo : chunk.hi]:
            for sense in word.of("object"):
                return nouns[sense.ref].group
    return None


def _weapon(frame: Frame) -> str | None:
    lo, hi = _extent(frame)
    for chunk in frame.clauses.chunks:
        if lo <= chunk.lo < hi + 3 and chunk.mention and (ref := chunk.mention.ref("weapon")):
            return frame.clauses.lexicon.weapons[ref]
    return None


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


def event_rows(article: Article, draft: Draft) -> tuple[Event, tuple[EventActor, ...], tuple[Evidence, ...]]:
    """Return the rows of an event: itself, its actors, its further mentions."""
    event = draft.event
    event_id = stable_id(
        event.article_id, "event", event.event_type, event.trigger_start, event.trigger_end, event.status
    )
    actors = tuple(
        EventActor(event_id=event_id, actor_id=actor_id, role=role, mention_text=text, start=start, end=end)
        for role, actor_id, text, start, end in dict.fromkeys(draft.actors)
    )
    evidence = tuple(
        Evidence(
            record_type="events",
            record_id=event_id,
            article_id=event.article_id,
            start=start,
            end=end,
            quote=article.text[start:end],
        )
        for start, end in dict.fromkeys(draft.more)
        if (start, end) != (event.start, event.end)
    )
    return replace(event, event_id=event_id), actors, evidence
