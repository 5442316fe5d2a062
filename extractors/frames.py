"""Read triggers with their valency: who does what to whom, where, when, with what."""

from collections.abc import Iterator

from extractors.adjuncts import fill_after
from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.entries import Trigger
from extractors.noun_frames import fill_noun
from extractors.phrases import verb_classes
from extractors.roles import TARGETS, Frame, add_role
from extractors.verb_frames import fill_verb


def find_frames(clauses: Clauses) -> Iterator[Frame]:
    """Yield a frame for every trigger of the sentence."""
    completing: set[int] = set()
    made: dict[int, Frame] = {}
    keys = frozenset[str]().union(*(word.spellings for word in clauses.sentence.words))
    for i, chunk in enumerate(clauses.chunks):
        if chunk.kind == "T" and completing & set(range(chunk.lo, chunk.hi)):
            continue
        for triggers in _triggers(clauses, chunk, keys):
            frames = [_frame(clauses, i, trigger) for trigger in triggers if not _is_told_before(clauses, i, trigger)]
            frames = [frame for frame in frames if _holds(frame, keys)]
            if not frames or (_is_carried(clauses, i) and triggers[0].event_type != HARM_ONLY):
                continue
            frame = max(frames, key=_specificity)
            completing |= set(_complement(frame))
            if frame.trigger.event_type != HARM_ONLY:
                made[i] = frame
            yield frame
    for i in clauses.valencies:
        if _is_carried(clauses, i) and (reached := made.get(clauses.valencies[i].subject or 0)):
            _reach(reached, i)
    for frame in made.values():
        if frame.trigger.event_type == "accusation" and not frame.has_role("patient"):
            _add_accused(frame, made)


HARM_ONLY = "casualties"


def _is_carried(clauses: Clauses, i: int) -> bool:
    """Return whether a verb only says what an event noun reached: غارات استهدفت مواقع."""
    if i not in clauses.valencies or "reach" not in verb_classes(clauses, clauses.chunks[i]):
        return False
    valency = clauses.valencies[i]
    return (
        valency.subject is not None
        and not valency.is_passive
        and _names_event(clauses, clauses.chunks[valency.subject])
    )


def _add_accused(frame: Frame, made: dict[int, Frame]) -> None:
    """Make who did what is condemned the accused: أدان الهجوم الذي شنه مسلحون, ندد بقصف إسرائيل مدرسة."""
    clauses = frame.clauses
    valency = clauses.valencies.get(frame.chunk)
    near = range(frame.chunk + 1, min(frame.chunk + 1 + _NEAR, len(clauses.chunks)))
    told = [i for i in near if i in made and (clauses.chunks[i].before == "ب" or (valency and valency.object == i))]
    own = {i for _, i in frame.roles}
    condemned = told[0] if told else None
    for i in clauses.conjuncts(condemned):
        for role, doer in made[i].roles if i in made and made[i] is not frame else ():
            if role == "agent" and doer not in own:
                frame.roles.append(("patient", doer))


def _names_event(clauses: Clauses, chunk: Chunk) -> bool:
    triggers = clauses.lexicon.triggers
    return chunk.kind == "T" and any(
        s.ref in triggers and triggers[s.ref].event_type != HARM_ONLY for s in chunk.senses
    )


def _reach(frame: Frame, verb: int) -> None:
    """Add to a noun's frame what its verb of reaching has: object and place."""
    if frame.is_afar:
        frame.place, frame.is_afar = None, False
    role = "target" if frame.trigger.event_type in TARGETS else frame.trigger.object or frame.trigger.genitive
    add_role(frame, role, frame.clauses.valencies[verb].object)
    fill_after(frame, verb)


def _frame(clauses: Clauses, i: int, trigger: Trigger) -> Frame:
    """Return the frame of a trigger at chunk `i`, filled from its clause."""
    chunk = clauses.chunks[i]
    frame = Frame(trigger, clauses, i, chunk.lo, chunk.hi)
    if chunk.kind == "V":
        fill_verb(frame, clauses.valencies[i])
    else:
        fill_noun(frame)
    fill_after(frame)
    return frame


def _specificity(frame: Frame) -> tuple[bool, bool, int, bool, int]:
    """Return how closely a trigger's conditions are met: its complement, the object it needs, its words."""
    trigger = frame.trigger
    reaches = (1 if frame.is_reaching() else -1) if trigger.object_required else 0
    return (
        bool(trigger.complements),
        bool(trigger.victim_nouns),
        reaches,
        bool(trigger.requires or trigger.requires_actor),
        -len(trigger.requires),
    )


def _complement(frame: Frame) -> list[int]:
    """Return the word that completes a verb to its meaning: النار of فتح النار."""
    words, trigger = frame.clauses.sentence.words, frame.trigger
    if frame.clauses.chunks[frame.chunk].kind != "V":
        return []
    wanted = set(trigger.complements)
    near = range(frame.lo + 1, _completed_by(frame.clauses, frame.clauses.chunks[frame.chunk]))
    return [j for j in near if words[j].spellings & wanted][:1]


def _completed_by(clauses: Clauses, chunk: Chunk) -> int:
    """Return the word behind those that may complete a verb to its meaning: a few phrases, or a few words."""
    phrases = [c.hi for c in clauses.chunks if c.lo >= chunk.hi and c.kind != "F"][:_PHRASES]
    return max(min(len(clauses.sentence.words), chunk.hi + _NEAR), *phrases, 0)


_NEAR = 8  # words between a verb and what completes it
_PHRASES = 4  # phrases up to the one that completes it: وقعت الحكومة والحركة في الدوحة على اتفاق
_COGNATE = 8  # chunks between a verb and a noun that strengthens it


def _triggers(clauses: Clauses, chunk: Chunk, keys: frozenset[str]) -> Iterator[list[Trigger]]:
    """Yield the events and the harms that the chunk may name, as far as their conditions hold."""
    if chunk.kind not in "VT" and not chunk.senses:
        return
    entries = [clauses.lexicon.triggers[sense.ref] for sense in chunk.senses if sense.ref in clauses.lexicon.triggers]
    fitting = [entry for entry in dict.fromkeys(entries) if _counts(clauses, chunk, entry, keys)]
    for only_harm in (False, True):
        group = [entry for entry in fitting if (entry.event_type == HARM_ONLY) is only_harm]
        if group:
            yield group


def _is_told_before(clauses: Clauses, i: int, trigger: Trigger) -> bool:
    """Return whether the noun only completes another of its kind: استعادة السيطرة."""
    chunk = clauses.chunks[i]
    previous = clauses.chunks[i - 1] if i else None
    if chunk.kind == "T" and _is_cognate(clauses, i):
        return True
    if chunk.kind != "T" or previous is None or not (chunk.genitive or previous.kind == "V") or previous.hi != chunk.lo:
        return False
    triggers = clauses.lexicon.triggers
    is_same = any(s.ref in triggers and triggers[s.ref].event_type == trigger.event_type for s in previous.senses)
    return is_same and not _is_carried(clauses, i - 1)


def _is_cognate(clauses: Clauses, i: int) -> bool:
    """Return whether a noun in the accusative only strengthens its own verb: رفضت رفضا قاطعا."""
    chunk = clauses.chunks[i]
    if chunk.before or not clauses.sentence.words[chunk.lo].key.endswith("ا"):
        return False
    own = {sense.ref for sense in chunk.senses}
    return any(
        other.kind == "V" and own & {sense.ref for sense in other.senses}
        for other in clauses.chunks[max(0, i - _COGNATE) : i]
    )


def _holds(frame: Frame, keys: frozenset[str]) -> bool:
    """Return whether the words that a trigger requires are there, or people whom it befell in their stead."""
    return _is_required(frame.clauses, frame.trigger, keys) or any(_is_people(frame, i) for i in frame.patients())


def _is_people(frame: Frame, i: int) -> bool:
    """Return whether a phrase names people: a person, a noun for people, men under arms."""
    clauses, chunk = frame.clauses, frame.clauses.chunks[i]
    if clauses.actor_type(chunk) in ("person", "civilians", "armed_group"):
        return True
    return any(word.has("people") or word.has("title") for word in clauses.sentence.words[chunk.lo : chunk.hi])


def _counts(clauses: Clauses, chunk: Chunk, entry: Trigger, keys: frozenset[str]) -> bool:
    if not entry.people_suffice and not _is_required(clauses, entry, keys):
        return False
    if entry.excludes and not keys.isdisjoint(entry.excludes):
        return False
    if entry.complements and (chunk.kind == "V" or _is_masdar(chunk, entry)):
        words = clauses.sentence.words
        hi = _completed_by(clauses, chunk)
        stems: set[str] = set().union(*(words[j].spellings for j in range(chunk.hi, hi)))
        return not stems.isdisjoint(entry.complements)
    return True


def _is_masdar(chunk: Chunk, entry: Trigger) -> bool:
    """Return whether a noun is the verbal noun of the trigger's verb, which needs the same complement: إرسال قوات."""
    return any(sense.kind == "masdar" and sense.ref == entry.rule_id for sense in chunk.senses)


def _is_required(clauses: Clauses, entry: Trigger, keys: frozenset[str]) -> bool:
    """Return whether the sentence has one of the words, or an actor of one of the types, that a trigger asks for."""
    if not (entry.requires or entry.requires_actor) or not keys.isdisjoint(entry.requires):
        return True
    return bool(entry.requires_actor) and any(
        clauses.actor_type(chunk) in entry.requires_actor for chunk in clauses.chunks if chunk.kind in "NT"
    )
