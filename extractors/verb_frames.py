"""Give a verb's frame its subject and object."""

from extractors.clauses import Clauses, Valency
from extractors.roles import Frame, add_referent, add_role, is_complement


def fill_verb(frame: Frame, valency: Valency) -> None:
    """Give the trigger's roles to what the verb has; a passive verb's subject is what it is done to."""
    trigger, clauses = frame.trigger, frame.clauses
    if valency.is_passive:
        role = trigger.object or trigger.subject
        add_role(frame, role, valency.subject)
        return
    frame.is_dropped = valency.is_dropped
    if (freed := _completed(frame, valency.subject)) is not None:
        add_role(frame, trigger.object, freed)
        return
    add_role(frame, trigger.subject, valency.subject)
    if trigger.object:
        freed = _completed(frame, valency.object)
        add_role(frame, trigger.object, valency.object if freed is None else freed)
        if not frame.is_reaching():
            _add_pronoun(frame, valency)
    elif trigger.complements:
        _extend_over_complement(frame, clauses)


def _add_pronoun(frame: Frame, valency: Valency) -> None:
    """Give the object's role to whom the pronoun on a verb or its complement stands for: اعتقلته, أطلقوا سراحهم."""
    clauses, words = frame.clauses, frame.clauses.sentence.words
    chunk = clauses.chunks[frame.chunk]
    last = valency.object if valency.object is not None and is_complement(frame, valency.object) else frame.chunk
    after = clauses.chunks[frame.chunk + 1] if frame.chunk + 1 < len(clauses.chunks) else chunk
    apart = words[after.lo].key.removeprefix("ايا") if after.role == "pron" else ""  # متهمة إياهم
    pronoun = words[chunk.lo].pronoun or words[clauses.chunks[last].lo].pronoun or apart
    if pronoun and valency.antecedent is None and frame.has_role("agent"):
        found = clauses.referent(frame.chunk, pronoun, clauses.conjuncts(valency.subject))
        add_referent(frame, frame.trigger.object, found, pronoun)


def _completed(frame: Frame, i: int | None) -> int | None:
    """Return the phrase that completes the complement at chunk `i`: ثلاثة جنود of سراح ثلاثة جنود."""
    chunks = frame.clauses.chunks
    if i is None or not is_complement(frame, i) or frame.clauses.can_act(chunks[i]):
        return None
    following = i + 1
    alone = chunks[i].hi - chunks[i].lo == 1 and following < len(chunks)
    return following if alone and chunks[following].lo == chunks[i].hi and not chunks[following].before else i


def _extend_over_complement(frame: Frame, clauses: Clauses) -> None:
    """Take the complement into the trigger's words when it follows directly."""
    words = clauses.sentence.words
    if frame.hi < len(words) and words[frame.hi].stem in frame.trigger.complements:
        frame.hi += 1
