"""Tie a toll to the event that caused it, and to who did it."""

from collections.abc import Sequence

from extractors.actors import ActorRegistry
from extractors.drafts import Draft
from extractors.roles import Frame

_BACK = 2  # sentences between an event and a toll that is told after it
_ATTACKS = frozenset(
    "clash offensive air_strike shelling bombing suicide_bombing chemical_attack killing violence_other riot".split()
)
_CAUSES = {
    "killed": (_ATTACKS, frozenset({"protest", "siege", "interception", "territory_gain", "destruction", "abduction"})),
    "injured": (
        _ATTACKS,
        frozenset({"protest", "siege", "interception", "territory_gain", "destruction", "abduction"}),
    ),
    "missing": (frozenset({"abduction"}), _ATTACKS),
    "captured": (frozenset({"abduction"}), frozenset({"clash", "offensive", "territory_gain", "arrest"})),
    "detained": (frozenset({"arrest"}), frozenset({"riot", "protest", "violence_other"})),
    "displaced": (frozenset({"displacement"}), _ATTACKS | {"siege", "destruction", "territory_gain"}),
}
VIOLENT = frozenset().union(*(one | two for one, two in _CAUSES.values()))


def event_of(frame: Frame, events: Sequence[Draft]) -> Draft | None:
    """Return the event that the toll belongs to: its own verb's, one of its sentence, else the last before it."""
    sentence = frame.clauses.sentence
    at = sentence.start(frame.lo)
    for types in _CAUSES[frame.trigger.harm or ""]:
        fitting = [d for d in events if d.event.event_type in types and d.event.status == "actual"]
        same = [d for d in fitting if d.event.trigger_start == at]
        own = same or [d for d in fitting if d.sentence == sentence.number]
        if own:
            return min(own, key=lambda d: (abs(d.event.trigger_start - at), d.words))
    if frame.trigger.victim_nouns and frame.trigger.harm in ("detained", "captured", "displaced"):
        return None
    first, second = _CAUSES[frame.trigger.harm or ""]
    before = [
        d
        for d in events
        if d.event.event_type in first | second
        and d.event.status == "actual"
        and sentence.number - _BACK <= d.sentence < sentence.number
    ]
    return before[-1] if before else None


def perpetrator_of(frame: Frame, event: Draft | None, actors: ActorRegistry) -> str | None:
    """Return the id of the actor who did the harm: the verb's agent, else the event's."""
    for role, i in frame.roles:
        if role == "agent" and frame.trigger.victim != "agent":
            return actors.resolve(frame.clauses, frame.clauses.chunks[i])
    if event is not None:
        return next((actor_id for role, actor_id, *_ in event.actors if role == "agent" and actor_id), None)
    return None
