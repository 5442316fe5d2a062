"""Give a verbal noun's frame its genitive, its pronoun and the subject that its verb lends it."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.governors import add_governed, governor_of
from extractors.phrases import verb_classes
from extractors.roles import COMMANDING, TARGETS, Frame, add_referent, add_role


def fill_noun(frame: Frame) -> None:
    """Give a noun's complements: its genitive, its adjective of nationality, the subject of its verb."""
    clauses, i = frame.clauses, frame.chunk
    trigger, chunks = frame.trigger, clauses.chunks
    following = i + 1
    if following < len(chunks) and chunks[following].genitive:
        _add_genitive(frame, following)
    if clauses.sentence.words[chunks[i].lo].pronoun:
        _add_pronoun(frame, following)
    governor = governor_of(clauses, i)
    frame.governor = governor
    if not frame.has_role("agent"):
        _add_from_relative(frame)
    if governor is not None and not frame.has_role("agent"):
        add_governed(frame, governor)
    if not frame.has_role("agent") and trigger.subject == "agent" and _nationality(clauses, chunks[i]):
        frame.roles.append(("agent", i))
    frame.has_parties |= trigger.subject == "participant" and _nationality(clauses, chunks[i])


def _add_from_relative(frame: Frame) -> None:
    """Give the noun the subject of the relative verb whose object it is: الهجوم الذي شنته الفصائل."""
    clauses = frame.clauses
    for j in range(frame.chunk + 1, min(frame.chunk + 4, len(clauses.chunks))):
        valency = clauses.valencies.get(j)
        if valency and valency.antecedent == frame.chunk:
            if valency.subject != frame.chunk and _performs(frame, clauses.chunks[j]):
                party = "participant" if frame.trigger.genitive == "participant" else None
                add_role(frame, frame.trigger.subject or party, valency.subject)
            return


def _performs(frame: Frame, verb: Chunk) -> bool:
    """Return whether a verb says that the noun's act was done: الهجوم الذي شنته, الاتفاق الذي أبرمته."""
    triggers = frame.clauses.lexicon.triggers
    kinds = {triggers[sense.ref].event_type for sense in verb.senses if sense.ref in triggers}
    return "light" in verb_classes(frame.clauses, verb) or frame.trigger.event_type in kinds


def _add_pronoun(frame: Frame, following: int) -> None:
    """Read the pronoun on a noun: اقتحامه مناطق has its agent there, اعتقاله its patient."""
    clauses, trigger = frame.clauses, frame.trigger
    pronoun = clauses.sentence.words[clauses.chunks[frame.chunk].lo].pronoun
    after = clauses.chunks[following] if following < len(clauses.chunks) else None
    takes = (
        trigger.object is not None and after is not None and after.kind == "N" and not after.before and not after.joined
    )
    does = (
        takes
        or trigger.object is None
        or trigger.genitive == trigger.subject
        or trigger.event_type in _SAID
        or all(sense.kind != "masdar" for sense in clauses.chunks[frame.chunk].senses)
        or (after is not None and after.before == "ل")
    )
    if takes:
        add_role(frame, trigger.object, following)
    subjects = [v.subject for k, v in sorted(clauses.valencies.items(), reverse=True) if k < frame.chunk]
    if does:
        agreeing = [s for s in subjects if s is not None and clauses.agrees_with(pronoun, clauses.chunks[s])]
        before = next(iter([*agreeing, *(s for s in subjects if s is not None)]), None)
        add_role(frame, trigger.subject, before)
    else:
        add_referent(frame, trigger.object, _sufferer(frame, pronoun), pronoun)


def _sufferer(frame: Frame, pronoun: str) -> int | None:
    """Return for whom the pronoun on a noun stands: the antecedent in a relative clause, not who does it."""
    clauses, chunk = frame.clauses, frame.clauses.chunks[frame.chunk]
    governor = governor_of(clauses, frame.chunk)
    if governor is None:
        return clauses.referent(frame.chunk, pronoun)
    valency = clauses.valencies[governor]
    if valency.antecedent is not None and clauses.actor_type(clauses.chunks[valency.antecedent]):
        return valency.antecedent
    is_doer = not chunk.before or chunk.before == "ب"
    return clauses.referent(frame.chunk, pronoun, clauses.conjuncts(valency.subject) if is_doer else ())


def _add_genitive(frame: Frame, i: int) -> None:
    """Add what completes a noun: قصف الجيش للمدينة has its agent there, قصف المدينة its object."""
    trigger, clauses = frame.trigger, frame.clauses
    chunk = clauses.chunks[i]
    is_armed = clauses.actor_type(chunk) in COMMANDING
    names = chunk.mention is not None and chunk.mention.lo == chunk.lo
    strikes = trigger.event_type in ("shelling", "air_strike") and names and is_armed
    after = i + len(clauses.conjuncts(i))
    is_one = names or any(map(clauses.is_definite, range(chunk.lo, chunk.hi)))
    shares = _shares(frame, after) if trigger.subject and _is_word(frame) else ""
    attacks = shares == "preposition" and trigger.event_type in TARGETS  # اقتحام عشرات المسلحين للقاعدة
    is_told = is_one or (shares == "object" and trigger.speech)
    shares = shares if attacks or (is_told and not clauses.counted(chunk)) else ""
    if (is_armed and (shares or strikes)) or (shares and trigger.speech and clauses.can_act(chunk)):
        add_role(frame, "agent" if strikes else trigger.subject, i)
        if shares == "object":
            add_role(frame, trigger.object, after)
        return
    add_role(frame, trigger.genitive, i)


def _is_word(frame: Frame) -> bool:
    """Return whether the trigger is a noun by itself, no fixed expression."""
    return frame.clauses.chunks[frame.chunk].mention is None


def _shares(frame: Frame, after: int) -> str:
    """Return what follows, at chunk `after`, the genitive of who does it: an object, or what a preposition hits."""
    clauses = frame.clauses
    if frame.trigger.object is None or frame.trigger.genitive == frame.trigger.subject or after >= len(clauses.chunks):
        return ""
    chunk = clauses.chunks[after]
    if chunk.kind not in "NT" or chunk.lo - clauses.chunks[after - 1].hi > len(chunk.before.split()):
        return ""
    if chunk.before in ("ل", "علي"):  # on
        return "preposition"
    return "" if chunk.before or chunk.joined else "object"


def _nationality(clauses: Clauses, chunk: Chunk) -> bool:
    return any(word.has("nationality") for word in clauses.sentence.words[chunk.lo + 1 : chunk.hi])


_SAID = frozenset({"demand", "refusal", "support", "threat"})  # the pronoun on their nouns is the speaker's
