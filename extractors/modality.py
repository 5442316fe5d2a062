"""Tell facts from plans, denials, foiled attempts and mere possibilities."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.phrases import verb_classes
from extractors.roles import Frame

_NEGATIONS = frozenset({"لم", "لن", "ليس", "ليست", "ليسوا", "لما"})  # did not, will not, is not
_BEFORE_NOUN = 3  # words before a noun that can colour it


def status_of(frame: Frame) -> str | None:
    """Return actual, planned, denied or prevented; None for what is only possible, wished or feared."""
    if frame.trigger.status:
        return frame.trigger.status
    chunk = frame.clauses.chunks[frame.chunk]
    return _verb_status(frame, chunk) if chunk.kind == "V" else _noun_status(frame, chunk)


def _verb_status(frame: Frame, chunk: Chunk) -> str | None:
    clauses = frame.clauses
    word = clauses.sentence.words[chunk.lo]
    before = _stems_before(clauses, frame.chunk, 3)
    if _is_background(frame, chunk) or _is_hypothetical(clauses, frame.chunk) or _is_habit(clauses, frame.chunk):
        return None
    if any(stem in _NEGATIONS for stem in before[:2]):
        return None if frame.trigger.speech else "denied"
    if _is_denied(clauses, frame.chunk):
        return "denied"
    if word.particle == "ل" and all("present" in sense.form for sense in chunk.senses):
        return None if not word.conjunction else "planned"
    if before[:1] and before[0] in ("كي", "لكي"):  # in order to
        return None
    if word.particle == "س" or "سوف" in before[:2]:  # shall
        return "planned"
    if "لا" in before[:1]:  # not
        return None if frame.trigger.speech else "denied"
    return _governed_status(frame, chunk)


def _is_background(frame: Frame, chunk: Chunk) -> bool:
    """Return whether a present verb in a relative clause only describes: المناطق التي تسيطر عليها."""
    valency = frame.clauses.valencies[frame.chunk]
    word = frame.clauses.sentence.words[chunk.lo]
    return valency.antecedent is not None and not word.particle and _is_present(frame, chunk)


def _is_present(frame: Frame, chunk: Chunk) -> bool:
    """Return whether the trigger's own readings of a form are all of the present."""
    own = [sense for sense in chunk.senses if sense.ref == frame.trigger.rule_id] or chunk.senses
    return all("present" in sense.form for sense in own)


def _governed_status(frame: Frame, chunk: Chunk) -> str | None:
    """Return the status of a present verb after أن: what somebody plans, wants or asks."""
    clauses = frame.clauses
    j = frame.chunk - 1
    while j >= 0 and clauses.chunks[j].role in ("neg", "particle"):
        j -= 1
    previous = clauses.chunks[j] if j >= 0 else None
    if previous is None or previous.role != "comp" or clauses.sentence.words[previous.lo].stem != "ان":  # to
        return "actual"
    if not _is_present(frame, chunk):
        return "actual"
    governors = [clauses.chunks[k] for k in range(max(j - 4, 0), j) if clauses.chunks[k].kind == "V"]
    planned = any("planned-verb" in verb_classes(clauses, governor) for governor in governors)
    return "planned" if planned else None


def _noun_status(frame: Frame, chunk: Chunk) -> str | None:
    clauses = frame.clauses
    words = clauses.sentence.words
    before = _stems_before(clauses, frame.chunk, _BEFORE_NOUN)
    near = [words[i] for i in range(max(0, chunk.lo - _BEFORE_NOUN), chunk.lo)]
    if before and before[0] in ("دون", "بدون", "عدم"):  # without, non-
        return "denied"
    if before[:1] in (["حال"], ["حاله"]):  # in case of
        return None
    if any(word.has("foiled-word") for word in near) and frame.trigger.event_type in _FOILABLE:
        return "prevented"
    if any(word.has("hypothetical-word") and word.pos != "F" for word in near):
        return None
    if any(word.has("demand-word") for word in near[-2:]) or any(word.has("purpose-word") for word in near[-2:]):
        return None
    if any(word.has("planned-word") for word in near):
        return "planned"
    if frame.governor is not None and frame.governor < frame.chunk:
        return _status_from_governor(frame)
    return "actual"


def _status_from_governor(frame: Frame) -> str | None:
    clauses, governor = frame.clauses, frame.governor
    if governor is None:
        return "actual"
    verb = clauses.chunks[governor]
    word = clauses.sentence.words[verb.lo]
    classes = verb_classes(clauses, verb)
    if any(stem in _NEGATIONS for stem in _stems_before(clauses, governor, 2)):
        return "denied"
    if "denial-word" in classes:
        return "denied"
    if "demand-word" in classes or _names_demand(clauses, verb):
        return None
    if classes & {"foiled-word"} and frame.trigger.event_type in _FOILABLE:
        return "prevented"
    if "attempt" in classes and frame.trigger.event_type not in _FOILABLE | {"casualties"}:
        return None
    if word.particle == "س" or classes & {"planned-verb"}:
        return "planned"
    return "actual"


_FOILABLE = frozenset(
    {"offensive", "bombing", "suicide_bombing", "killing", "shelling", "air_strike", "abduction", "clash"}
)


def _names_demand(clauses: Clauses, chunk: Chunk) -> bool:
    triggers = clauses.lexicon.triggers
    return any(
        sense.ref in triggers and triggers[sense.ref].event_type in ("demand", "refusal") for sense in chunk.senses
    )


def _is_denied(clauses: Clauses, i: int) -> bool:
    """Return whether the clause is what a verb of denial denies: نفى أن يكون الجيش قصف."""
    for j in range(i - 1, -1, -1):
        chunk = clauses.chunks[j]
        if chunk.kind == "F" and chunk.role == "stop":
            return False
        if chunk.kind == "V" and "denial-word" in verb_classes(clauses, chunk):
            return True
        if chunk.kind == "V" and j < i - 3:
            return False
    return False


def _is_hypothetical(clauses: Clauses, i: int) -> bool:
    """Return whether a condition or a possibility governs the verb at `i`."""
    for j in range(i - 1, max(i - 6, -1), -1):
        chunk = clauses.chunks[j]
        if chunk.kind == "F" and chunk.role in ("stop", "comma"):
            return False
        if (chunk.kind == "F" and chunk.role == "cond") or _is_case(clauses, chunk):
            return True
        if chunk.kind == "F" and clauses.sentence.words[chunk.lo].stem == "قد" and j == i - 1:  # may, before a present
            return all("present" in sense.form for sense in clauses.chunks[i].senses)
        if chunk.kind == "V" and "modal" in verb_classes(clauses, chunk) and j >= i - 3:
            return not verb_classes(clauses, chunk) & {"planned-verb"}
    return False


def _is_case(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase opens a condition: في حال."""
    return chunk.before == "في" and clauses.sentence.words[chunk.lo].stem in ("حال", "حاله")  # in, case


def _is_habit(clauses: Clauses, i: int) -> bool:
    """Return whether a present verb tells what happens time and again: عادة ما يقتحم."""
    lo = clauses.chunks[i].lo
    words = clauses.sentence.words[max(0, lo - _BEFORE_NOUN) : lo]
    return any(word.has("habit-word") for word in words) and all("present" in s.form for s in clauses.chunks[i].senses)


def _stems_before(clauses: Clauses, i: int, reach: int) -> list[str]:
    """Return the stems of the words before chunk `i`, the nearest first."""
    lo = clauses.chunks[i].lo
    return [clauses.sentence.words[j].stem for j in range(lo - 1, max(lo - 1 - reach, -1), -1)]
