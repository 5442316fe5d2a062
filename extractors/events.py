"""Make events: frames with actors, places, dates and claimants."""

from collections.abc import Sequence

from extractors.attribution import Claim, claim_at
from extractors.concreteness import is_concrete, is_presumed, may_point_back
from extractors.context import Context, Day
from extractors.dates import DateMention
from extractors.drafts import Draft, Role
from extractors.event_roles import agent_row, roles_of
from extractors.event_slots import date_of, object_type_of, quantity_of, weapon_of
from extractors.extents import extent_of
from extractors.frames import HARM_ONLY
from extractors.modality import status_of
from extractors.phrases import names_place
from extractors.places import PlaceRegistry
from extractors.records import Event
from extractors.roles import PLACELESS, Frame

_PHYSICAL = frozenset(
    "clash offensive territory_gain withdrawal air_strike shelling bombing suicide_bombing chemical_attack killing"
    " abduction violence_other arrest siege destruction interception protest riot".split()
)
_SOFT = frozenset(
    {"accusation", "demand", "threat", "refusal", "support", "talks", "agreement", "aid", "normalization"}
)
_ANYWHERE = frozenset({"talks", "agreement", "aid", "military_aid", "release"})  # seldom where the last act was
_SPEECH = frozenset({"accusation", "demand", "threat", "refusal", "support"})


def draft_event(context: Context, frame: Frame, claims: Sequence[Claim], dates: Sequence[DateMention]) -> Draft | None:
    """Return the event that a frame tells, or None when it tells none."""
    status = status_of(frame)
    if frame.trigger.event_type == HARM_ONLY or status is None:
        return None
    doer = context.discourse.doer_of(frame)
    frame.has_told_doer = doer is not None
    is_echo = not is_concrete(frame) or is_presumed(frame)
    if is_echo and not may_point_back(frame):
        return None
    roles = roles_of(frame, context.actors)
    if doer is not None:
        roles.append(agent_row(doer.clauses, doer.chunk, context.actors))
    if _is_small_talk(context, frame, roles):
        return None
    roles, claim = _spoken(context, frame, roles, claim_at(claims, frame.lo) or _opened_by(claims, frame))
    if frame.trigger.speech and frame.trigger.actor_required and not any(role == "agent" for role, *_ in roles):
        return None
    sentence = frame.clauses.sentence
    word = sentence.words[frame.lo]
    event = _event(context, frame, status, claim, date_of(frame, dates))
    return Draft(
        event,
        roles,
        sentence.number,
        extent_of(frame),
        frame.clauses.chunks[frame.chunk].kind == "T",
        word.has("generic-attack"),
        word.definite or bool(word.pronoun),
        frozenset(i for _, i, *_ in roles if i and context.actors.is_identified(i)),
        context.places.surroundings(event.place_id),
        is_echo,
        sentence.number,
    )


def _is_small_talk(context: Context, frame: Frame, roles: Sequence[Role]) -> bool:
    """Return whether a speech or a meeting of single people stands in an article that is not plainly conflict news."""
    if context.is_conflict or frame.trigger.event_type not in _SOFT:
        return False
    return not context.actors.has_body(actor_id for _, actor_id, *_ in roles)


def _spoken(context: Context, frame: Frame, roles: list[Role], claim: Claim | None) -> tuple[list[Role], Claim | None]:
    """Return roles and claim of an event: the speaker of a speech act is its agent and no source of it."""
    source = claim.source if claim else None
    if frame.trigger.event_type not in _SPEECH or source is None:
        return roles, claim
    agents = [actor_id for role, actor_id, *_ in roles if role == "agent"]
    if agents:
        return roles, None if source in agents else claim
    position = frame.clauses.sentence.start(frame.lo)
    roles = [*roles, ("agent", source, *context.actors.last_mention(source, position))]
    return roles, claim if _is_first_person(frame) else None


def _event(context: Context, frame: Frame, status: str, claim: Claim | None, date: DateMention | None) -> Event:
    sentence, trigger = frame.clauses.sentence, frame.trigger
    lo, hi = extent_of(frame)
    start, end = sentence.start(lo), sentence.end(hi)
    place_id, place_text, precision = _place(frame, context.places)
    day = _day(context, frame, date)
    low, high, unit = quantity_of(frame)
    return Event(
        event_id="",
        article_id=context.article.article_id,
        event_type=trigger.event_type,
        status=status,
        date_text=day.text if day else None,
        date_start=day.start if day else None,
        date_end=day.end if day else None,
        date_precision=day.precision if day else "unknown",
        report_date=context.article.published,
        place_id=place_id,
        place_text=place_text,
        place_precision=precision,
        object_type=object_type_of(frame),
        quantity_min=low,
        quantity_max=high,
        quantity_unit=unit,
        weapon=weapon_of(frame),
        source_actor_id=claim.source if claim else None,
        via_actor_id=claim.via if claim else None,
        trigger_start=sentence.start(frame.lo),
        trigger_end=sentence.end(frame.hi),
        start=start,
        end=end,
        quote=sentence.tokens.text[start:end],
        rule=trigger.rule_id,
    )


def _day(context: Context, frame: Frame, date: DateMention | None) -> Day | None:
    """Return when an event was: on its own day, else on that of the act told just before it."""
    sentence, is_act = frame.clauses.sentence, frame.trigger.event_type in _PHYSICAL
    if date is None:
        goes_on = frame.clauses.chunks[frame.chunk].kind == "V" or sentence.words[frame.lo].definite
        return context.days.recall(sentence.number) if is_act and goes_on else None
    day = Day(sentence.quote(date.start, date.end), date.date_start, date.date_end, date.precision)
    if is_act and date.date_start and not date.is_span and date.precision == "day":
        context.days.tell(sentence.number, day)
    return day


def _place(frame: Frame, places: PlaceRegistry) -> tuple[str | None, str | None, str | None]:
    """Return where an event was: at its own place, else at that of the act told just before it."""
    number, chunks = frame.clauses.sentence.number, frame.clauses.chunks
    own = places.resolve(frame.clauses, chunks[frame.place]) if frame.place is not None else None
    if own and (own[0] or names_place(frame.clauses, chunks[frame.place or 0])):
        if frame.trigger.event_type in _PHYSICAL:
            places.carried.tell(number, own)
        return own
    carried = None if frame.trigger.event_type in PLACELESS | _ANYWHERE else places.carried.recall(number)
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
