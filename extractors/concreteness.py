"""Tell an event that took place from a topic that is only named."""

from extractors.phrases import verb_classes
from extractors.roles import Frame


def is_concrete(frame: Frame) -> bool:
    """Return whether a noun has anything that makes it an event rather than a topic."""
    chunk = frame.clauses.chunks[frame.chunk]
    has_actor = frame.has_parties or frame.has_told_doer or any(_names_actor(frame, i) for _, i in frame.roles)
    if frame.trigger.actor_required and not frame.trigger.speech and not has_actor:
        return False
    if frame.trigger.object_required and not (frame.is_reaching() or frame.has_role("participant")):
        return False
    if _is_interview(frame):
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


def _is_interview(frame: Frame) -> bool:
    """Return whether talks are no more than words for a paper or a channel: في اتصال هاتفي مع «الجزيرة»."""
    clauses = frame.clauses
    outlets = (clauses.actor_type(clauses.chunks[i]) == "media" for _, i in frame.roles)
    return frame.trigger.event_type == "talks" and any(outlets)


def _names_actor(frame: Frame, i: int) -> bool:
    """Return whether a phrase names or describes an actor, or some nation's vehicles: آليات إسرائيلية."""
    chunk = frame.clauses.chunks[i]
    words = frame.clauses.sentence.words[chunk.lo : chunk.hi]
    return frame.clauses.actor_type(chunk) is not None or any(word.has("nationality") for word in words)


def _is_toll_alone(frame: Frame) -> bool:
    """Return whether a verb of killing tells victims but no killer and no manner: it counts, and names no event."""
    trigger = frame.trigger
    has_doer = frame.has_role("agent") or frame.has_told_doer
    return trigger.event_type == "killing" and not (trigger.harm or trigger.complements or has_doer)


def _happens(frame: Frame) -> bool:
    """Return whether the verb that governs a noun says that it took place: وقعت اشتباكات, شن غارات."""
    clauses, governor = frame.clauses, frame.governor
    if governor is None:
        return False
    is_subject = clauses.valencies[governor].subject == frame.chunk
    return bool(verb_classes(clauses, clauses.chunks[governor]) & (_OCCURRING if is_subject else _HAPPENING))


_OCCURRING = frozenset({"aspect", "event-subject"})
_HAPPENING = _OCCURRING | {"light", "undergo"}


def may_point_back(frame: Frame) -> bool:
    """Return whether a noun that tells nothing of its own may name an event told before: القصف, الهجوم."""
    chunk, word = frame.clauses.chunks[frame.chunk], frame.clauses.sentence.words[frame.lo]
    return chunk.kind == "T" and (word.definite or bool(word.pronoun)) and not frame.trigger.speech


def is_presumed(frame: Frame) -> bool:
    """Return whether a general word tells nobody's part in an attack, as of one told before: الهجوم الذي وقع."""
    is_general = frame.clauses.sentence.words[frame.lo].has("generic-attack") and frame.trigger.event_type in _GENERAL
    return is_general and may_point_back(frame) and not frame.roles


_GENERAL = frozenset({"offensive", "killing"})  # what an attack is called when nothing tells its kind
