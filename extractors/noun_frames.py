"""Give a verbal noun's frame its genitive, its pronoun and the subject that its verb lends it."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.phrases import is_counted, is_place, verb_classes
from extractors.roles import Frame, add_role


def fill_noun(frame: Frame) -> None:
    """Give a noun's complements: its genitive, its adjective of nationality, the subject of its verb."""
    clauses, i = frame.clauses, frame.chunk
    trigger, chunks = frame.trigger, clauses.chunks
    following = i + 1
    if following < len(chunks) and chunks[following].genitive:
        _add_genitive(frame, following)
    if clauses.sentence.words[chunks[i].lo].pronoun:
        _add_pronoun(frame, following)
    governor = _governor(clauses, i)
    frame.governor = governor
    if not frame.has_role("agent"):
        _add_from_relative(frame)
    if governor is not None and not frame.has_role("agent"):
        _add_governed(frame, governor)
    if not frame.has_role("agent") and trigger.subject == "agent" and _nationality(clauses, chunks[i]):
        frame.roles.append(("agent", i))
    frame.has_parties |= trigger.subject == "participant" and _nationality(clauses, chunks[i])


def _add_from_relative(frame: Frame) -> None:
    """Give the noun the subject of the relative verb whose object it is: الهجوم الذي شنته الفصائل."""
    clauses = frame.clauses
    for j in range(frame.chunk + 1, min(frame.chunk + 4, len(clauses.chunks))):
        valency = clauses.valencies.get(j)
        if valency and valency.antecedent == frame.chunk:
            if valency.subject != frame.chunk and "light" in verb_classes(clauses, clauses.chunks[j]):
                add_role(frame, frame.trigger.subject, valency.subject)
            return


def _add_pronoun(frame: Frame, following: int) -> None:
    """Read the pronoun on a noun: اقتحامه مناطق has its agent there, اعتقاله its patient."""
    clauses, trigger = frame.clauses, frame.trigger
    before = next(
        (
            v.subject
            for k, v in sorted(clauses.valencies.items(), reverse=True)
            if k < frame.chunk and v.subject is not None
        ),
        None,
    )
    after = clauses.chunks[following] if following < len(clauses.chunks) else None
    takes = (
        trigger.object is not None and after is not None and after.kind == "N" and not after.before and not after.joined
    )
    if takes:
        add_role(frame, trigger.object, following)
    if takes or trigger.object is None:
        add_role(frame, trigger.subject, before)


def _add_genitive(frame: Frame, i: int) -> None:
    """Add what completes a noun: قصف الجيش للمدينة has its agent there, قصف المدينة its object."""
    trigger, clauses = frame.trigger, frame.clauses
    chunk = clauses.chunks[i]
    strikes = (
        trigger.event_type in ("shelling", "air_strike") and chunk.mention is not None and chunk.mention.lo == chunk.lo
    )
    role = (
        "agent" if strikes and clauses.actor_type(chunk) in ("armed_group", "military", "state") else trigger.genitive
    )
    is_phrase = clauses.chunks[frame.chunk].mention is not None
    if (
        role in ("patient", "target", "place")
        and not is_phrase
        and clauses.actor_type(chunk) in ("armed_group", "military", "state")
    ):
        after = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
        if (
            trigger.subject
            and after is not None
            and after.kind in "NT"
            and (after.before in ("ل", "علي") or not after.before)
        ):
            add_role(frame, trigger.subject, i)
            if not after.before and not after.joined:
                add_role(frame, trigger.object, i + 1)
            return
    add_role(frame, role, i)


def _nationality(clauses: Clauses, chunk: Chunk) -> bool:
    return any(word.has("nationality") for word in clauses.sentence.words[chunk.lo + 1 : chunk.hi])


def _governor(clauses: Clauses, i: int) -> int | None:
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


def _add_governed(frame: Frame, governor: int) -> None:
    """Give the noun the subject of a verb that lends it one: شن الجيش غارة, نجح الجيش في استعادة."""
    clauses = frame.clauses
    verb = clauses.chunks[governor]
    valency = clauses.valencies[governor]
    if valency.subject is None or valency.subject == frame.chunk or valency.is_passive:
        return
    classes = verb_classes(clauses, verb)
    chunk = clauses.chunks[frame.chunk]
    counted = frame.chunk - is_counted(clauses, frame.chunk)
    is_object = valency.object in (frame.chunk, counted) or frame.chunk in clauses.conjuncts(valency.object)
    if "undergo" in classes and is_place(clauses, clauses.chunks[valency.subject]) and frame.place is None:
        frame.place = valency.subject
    elif "undergo" in classes:
        add_role(frame, frame.trigger.object or "patient", valency.subject)
    elif (_is_light_object(frame) and "report" not in classes and clauses.can_act(clauses.chunks[valency.subject])) or (
        frame.trigger.speech and "report" in classes and not chunk.joined
    ):
        add_role(frame, frame.trigger.subject, valency.subject)
    elif frame.trigger.subject == "participant" and "report" in classes and chunk.before in _DURING:
        add_role(frame, "participant", valency.subject)
    elif (
        frame.trigger.event_type == "mobilization"
        and is_object
        and clauses.actor_type(clauses.chunks[valency.subject]) in _COMMANDING
    ):
        add_role(frame, frame.trigger.subject, valency.subject)
    elif _lends_subject(chunk, classes, is_object=is_object) and (
        clauses.can_act(clauses.chunks[valency.subject]) or valency.is_dropped or frame.trigger.event_type in _CROWDS
    ):
        add_role(frame, frame.trigger.subject, valency.subject)
        frame.is_dropped = frame.is_dropped or valency.is_dropped


def _lends_subject(chunk: Chunk, classes: frozenset[str], *, is_object: bool) -> bool:
    """Return whether a verb of these classes shares its subject with the noun: بدأ الجيش هجوما, رد بقصف."""
    if is_object:
        return bool(classes & {"light", "aspect", "control", "other"})
    shares = bool(classes & {"light", "aspect", "control", "modal"})
    return chunk.before != "" and (shares or (chunk.before in _WITH and "report" not in classes))


_CROWDS = frozenset({"protest", "riot"})  # what people do who belong to no body


_COMMANDING = frozenset({"armed_group", "military", "state"})  # who announces a deployment or an alert makes it


_WITH = frozenset("ب بعد قبل خلال عبر عقب اثر اثناء لدي بهدف قبيل".split())  # by, after, before, during, through…


_DURING = frozenset("خلال لدي اثناء في عقب".split())  # in the course of, at, during, in, after


def _is_light_object(frame: Frame) -> bool:
    """Return whether a masdar of doing stands between verb and event noun: قامت بتنفيذ هجمات."""
    chunk, previous = frame.clauses.chunks[frame.chunk], frame.clauses.chunks[frame.chunk - 1]
    return previous.hi == chunk.lo and frame.clauses.sentence.words[previous.hi - 1].has("light-masdar")
