"""Give an event noun what the verb that governs it lends: who does the act, who undergoes it, who meets."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses, Valency
from extractors.phrases import is_counted, is_place, verb_classes
from extractors.roles import COMMANDING, Frame, add_role


def governor_of(clauses: Clauses, i: int) -> int | None:
    """Return the verb whose subject, object or prepositional complement the noun at `i` is."""
    if (
        i
        and clauses.chunks[i - 1].kind == "V"
        and i in (clauses.valencies[i - 1].object, clauses.valencies[i - 1].subject)
    ):
        return i - 1
    following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
    if (
        following
        and following.kind == "V"
        and clauses.valencies[i + 1].subject == i
        and clauses.valencies[i + 1].antecedent is None
    ):
        return i + 1
    for j in range(i - 1, -1, -1):
        chunk = clauses.chunks[j]
        if chunk.kind == "V":
            return j
        if chunk.bounds or (chunk.kind == "F" and chunk.role == "stop"):
            return None
        if chunk.kind == "F" and chunk.role == "comma":
            return None
    return None


def add_governed(frame: Frame, governor: int) -> None:
    """Give the noun the subject of a verb that lends it one: شن الجيش غارة, نجح الجيش في استعادة."""
    clauses, trigger = frame.clauses, frame.trigger
    valency = clauses.valencies[governor]
    if (charged := _charged(frame, governor)) is not None:
        add_role(frame, trigger.subject, charged)
        return
    if valency.subject is None or valency.subject == frame.chunk or valency.is_passive:
        return
    classes = verb_classes(clauses, clauses.chunks[governor])
    subject, chunk = clauses.chunks[valency.subject], clauses.chunks[frame.chunk]
    if "undergo" in classes:
        _add_undergone(frame, valency.subject)
    elif trigger.subject == "participant" and "report" in classes and chunk.before in _DURING:
        _add_parties(frame, valency)
    elif _owns(frame, governor, subject, classes):
        add_role(frame, trigger.subject, valency.subject)
    elif _lends_subject(chunk, classes, is_object=_is_object(frame, valency)) and (
        clauses.can_act(subject) or valency.is_dropped or trigger.event_type in _CROWDS
    ):
        add_role(frame, trigger.subject, valency.subject)
        frame.is_dropped = frame.is_dropped or valency.is_dropped


def _charged(frame: Frame, governor: int) -> int | None:
    """Return whom a verb of speech charges with the noun's act: اتهم إيران بتسليح, دعا الحكومة إلى الإفراج عن."""
    clauses, chunk = frame.clauses, frame.clauses.chunks[frame.chunk]
    addressed = clauses.valencies[governor].object
    triggers = (clauses.lexicon.triggers.get(sense.ref) for sense in clauses.chunks[governor].senses)
    addresses = any(t is not None and t.speech and t.object == "patient" for t in triggers)
    if not addresses or addressed is None or addressed >= frame.chunk:
        return None
    if chunk.before not in _CHARGING and not _is_answered_for(frame):
        return None
    return addressed if clauses.can_act(clauses.chunks[addressed]) else None


def _is_answered_for(frame: Frame) -> bool:
    """Return whether the noun completes the responsibility for it: حمل التنظيم مسؤولية الهجوم."""
    clauses = frame.clauses
    before = clauses.chunks[frame.chunk - 1]
    return frame.chunk > 0 and clauses.sentence.words[before.lo].stem in _RESPONSIBILITY


_RESPONSIBILITY = frozenset({"مسءوليه", "المسءوليه"})  # responsibility


_CHARGING = frozenset({"ب", "الي", "علي", "من"})  # with, to, on, from


def _add_undergone(frame: Frame, subject: int) -> None:
    """Make the subject of a verb of undergoing the place, or what is hit: تعرضت المدينة لقصف, شهدت العاصمة احتجاجات."""
    if is_place(frame.clauses, frame.clauses.chunks[subject]) and frame.place is None:
        frame.place = subject
    else:
        add_role(frame, frame.trigger.object or "patient", subject)


def _add_parties(frame: Frame, valency: Valency) -> None:
    """Make who says something in the course of a meeting, and to whom, the parties to it: أبلغه خلال لقاء."""
    add_role(frame, "participant", valency.subject)
    if valency.object is not None and frame.clauses.can_act(frame.clauses.chunks[valency.object]):
        add_role(frame, "participant", valency.object)


def _is_object(frame: Frame, valency: Valency) -> bool:
    """Return whether the noun, or the number before it, is the object of its verb or joined to it."""
    clauses = frame.clauses
    counted = frame.chunk - is_counted(clauses, frame.chunk)
    return valency.object in (frame.chunk, counted) or frame.chunk in clauses.conjuncts(valency.object)


def _owns(frame: Frame, governor: int, subject: Chunk, classes: frozenset[str]) -> bool:
    """Return whether a verb of saying or of command tells an act of its own subject."""
    clauses, event_type = frame.clauses, frame.trigger.event_type
    if "report" not in classes and _is_light_object(frame) and clauses.can_act(subject):
        return True
    if frame.trigger.speech and "report" in classes and not clauses.chunks[frame.chunk].joined:
        return True
    if _is_answered_for(frame) and clauses.can_act(subject):
        return True
    is_told = _is_object(frame, clauses.valencies[governor]) or _is_light_object(frame)
    if clauses.actor_type(subject) not in COMMANDING or not is_told:
        return False
    announces = any(sense.ref.endswith(":اعلن") for sense in clauses.chunks[governor].senses)  # announced
    names = subject.mention is not None and subject.mention.lo == subject.lo
    return event_type in ("mobilization", "withdrawal") or (announces and names and event_type in _OWN)


_OWN = frozenset(
    {"arrest", "interception", "territory_gain", "release", "withdrawal", "siege", "military_aid", "aid", "sanction"}
)  # what the one who announces it does


def _lends_subject(chunk: Chunk, classes: frozenset[str], *, is_object: bool) -> bool:
    """Return whether a verb of these classes shares its subject with the noun: بدأ الجيش هجوما, رد بقصف."""
    if is_object:
        return bool(classes & {"light", "aspect", "control", "other"})
    shares = bool(classes & {"light", "aspect", "control", "modal", "promise"})
    return chunk.before != "" and (shares or (chunk.before in _WITH and "report" not in classes))


_CROWDS = frozenset({"protest", "riot"})  # what people do who belong to no body
_WITH = frozenset("ب بعد قبل خلال عبر عقب اثر اثناء لدي بهدف قبيل".split())  # by, after, before, during, through…
_DURING = frozenset("خلال لدي اثناء في عقب".split())  # in the course of, at, during, in, after


def _is_light_object(frame: Frame) -> bool:
    """Return whether a masdar of doing stands between verb and event noun: قامت بتنفيذ هجمات."""
    chunk, previous = frame.clauses.chunks[frame.chunk], frame.clauses.chunks[frame.chunk - 1]
    return previous.hi == chunk.lo and frame.clauses.sentence.words[previous.hi - 1].has("light-masdar")
