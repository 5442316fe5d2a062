"""Read what stands around a trigger in its clause: prepositional phrases, place and time."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses, Valency, is_participle
from extractors.phrases import is_place, names_place, verb_classes
from extractors.roles import COMMANDING, PLACELESS, TARGETS, Frame, add_referent, add_role
from extractors.text import fold
from extractors.words import PRONOUNS


def fill_after(frame: Frame, start: int | None = None) -> None:
    """Read the prepositional phrases, times and counts that follow the trigger, or chunk `start`, in its clause."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    taken = {i for _, i in frame.roles}
    for j in range((frame.chunk if start is None else start) + 1, len(chunks)):
        chunk = chunks[j]
        if chunk.role == "rel" and clauses.valencies.get(j + 1, _NOTHING).antecedent == frame.chunk:
            continue
        if chunk.bounds or (chunk.kind == "F" and chunk.role in ("stop", "rel")):
            break
        if chunk.kind == "V" and j != frame.governor and not _describes(clauses.valencies[j], frame.chunk):
            break
        if j not in taken and not (chunk.kind == "T" and chunk.joined):
            _add_adjunct(frame, j, chunk)
    if not is_participle(chunks[frame.chunk]):
        _look_before(frame)
    if frame.place is None and frame.trigger.event_type not in PLACELESS | {"agreement"}:
        frame.place = _nearest_place(frame)
        frame.is_afar = True
    elif frame.place is not None:
        frame.place = _first_of_run(frame, frame.place)
    if frame.date is None and frame.trigger.event_type not in PLACELESS:
        frame.told_date = _date_told(frame)


def _date_told(frame: Frame) -> int | None:
    """Return the last date told before the trigger in what is said there, else the one behind a relative clause."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    for j in range(frame.chunk - 1, -1, -1):
        if _turns(clauses, j):
            break
        if chunks[j].kind == "D" and not _is_of_speech(frame, j):
            return j
    for j in range(frame.chunk + 1, len(chunks)):
        if _turns(clauses, j) or (chunks[j].kind == "V" and clauses.valencies[j].antecedent is None):
            break
        if chunks[j].kind == "D":
            return j
    return None


def _turns(clauses: Clauses, j: int) -> bool:
    """Return whether chunk `j` ends what is said of one time: a stop, أن (that), فيما (while), but not عندما (when)."""
    chunk = clauses.chunks[j]
    if chunk.role == "boundary":
        return clauses.sentence.words[chunk.lo].stem not in _WHEN
    return chunk.role == "comp" or (chunk.kind == "F" and chunk.role == "stop")


_WHEN = frozenset({"عندما", "حين", "حينما", "لما", "حيث"})  # when, where


def _is_of_speech(frame: Frame, j: int) -> bool:
    """Return whether the date at chunk `j` is the day on which somebody spoke: أعلن السبت مقتل."""
    chunks = frame.clauses.chunks
    verb = next((k for k in range(j - 1, -1, -1) if chunks[k].kind == "V" or chunks[k].role == "comp"), None)
    if verb is None or chunks[verb].kind != "V" or verb == frame.chunk:
        return False
    return {"report", "tells-alone"} <= verb_classes(frame.clauses, chunks[verb])


def _add_adjunct(frame: Frame, j: int, chunk: Chunk) -> None:
    """Take a time, a pronoun behind a preposition or a prepositional phrase."""
    if chunk.kind == "D" and frame.date is None:
        frame.date = j
    elif chunk.role == "pronoun":
        _add_pronoun(frame, j)
    elif chunk.kind in "NT" and chunk.before:
        _add_prepositional(frame, j, chunk)


def _add_pronoun(frame: Frame, j: int) -> None:
    """Read a preposition with a pronoun: الحكم عليه بالسجن, أطلقوا النار عليهم."""
    clauses, trigger = frame.clauses, frame.trigger
    stem = clauses.sentence.words[clauses.chunks[j].lo].stem
    pronoun = next((p for p in PRONOUNS if stem.endswith(p)), "")
    before = stem.removesuffix(pronoun)
    for role, prepositions in (("participant", trigger.participant_after), ("patient", trigger.patient_after)):
        if before in prepositions and not frame.has_role("patient") and not _is_relative(frame):
            found = _met(frame, pronoun) if role == "participant" else None
            found = clauses.referent(frame.chunk, pronoun, [i for _, i in frame.roles]) if found is None else found
            add_referent(frame, role, found, pronoun)
            return


def _describes_passive(frame: Frame, j: int) -> bool:
    """Return whether the doer behind من قبل belongs to a passive participle: أضرحة مصنفة من قبل اليونيسكو."""
    clauses = frame.clauses
    before = clauses.chunks[j - 1]
    word = clauses.sentence.words[before.hi - 1]
    return (
        j - 1 > frame.chunk
        and before.kind == "N"
        and before.hi - before.lo > 1
        and word.key.removeprefix("ال").startswith("م")
        and word.key.endswith(("ه", "ات", "ين"))
        and not (word.kinds & {"people", "object", "place-head"})
        and before.mention is None
    )


def _is_doer(frame: Frame, j: int) -> bool:
    """Return whether ل right behind an indefinite attack names whose it is: غارة للتحالف, قصف مدفعي للجيش."""
    clauses, chunk = frame.clauses, frame.clauses.chunks[j]
    noun = clauses.chunks[frame.chunk]
    follows = chunk.before == "ل" and j == frame.chunk + 1 and noun.kind == "T"
    return (
        follows
        and frame.trigger.event_type in TARGETS
        and frame.trigger.subject == "agent"
        and not frame.has_role("agent")
        and not clauses.is_definite(noun.lo)
        and clauses.actor_type(chunk) in COMMANDING
    )


def _is_relative(frame: Frame) -> bool:
    """Return whether the trigger stands in a relative clause, whose pronoun points back to its antecedent."""
    return any(valency.antecedent is not None for j, valency in frame.clauses.valencies.items() if j == frame.chunk)


def _met(frame: Frame, pronoun: str) -> int | None:
    """Return the last subject that a party's pronoun stands for: اشتباكات بينها وبين الجيش."""
    clauses = frame.clauses
    subjects = (v.subject for j, v in sorted(clauses.valencies.items(), reverse=True) if j < frame.chunk)
    return next((s for s in subjects if s is not None and clauses.agrees_with(pronoun, clauses.chunks[s])), None)


def _describes(valency: Valency, noun: int) -> bool:
    """Return whether a verb tells about the event noun: القصف أسفر عن, هجوما شنه الثوار على."""
    return noun in (valency.subject, valency.antecedent)


def _nearest_place(frame: Frame) -> int | None:
    """Return the nearest phrase of place in the sentence; one that stands in or at it comes first."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    opening = max((j for j in range(frame.chunk) if chunks[j].role == "comp"), default=-1)
    placed = [j for j, c in enumerate(chunks) if j > opening and c.kind == "N" and is_place(clauses, c)]
    located = [j for j in placed if chunks[j].before in _LOCATIVE]
    found = located or [j for j in placed if _is_ground(chunks[j])]
    nearest = min(found, key=lambda j: (abs(j - frame.chunk), j), default=None)
    return None if nearest is None else _first_of_run(frame, nearest)


def _first_of_run(frame: Frame, j: int) -> int:
    """Return the first of the places that follow one another: على محور الدبس بريف عين عيسى."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    taken = {i for _, i in frame.roles}
    while j not in (0, frame.chunk + 1) and (chunks[j].before in _LOCATIVE or chunks[j].joined):
        before = chunks[j - 1]
        if j - 1 in taken or before.kind != "N" or not (_is_ground(before) or before.before in _LOCATIVE):
            break
        if chunks[j].lo - before.hi > 1 or not is_place(clauses, before):
            break
        j -= 1
    return j


def _is_ground(chunk: Chunk) -> bool:
    """Return whether a phrase names a place that is no government: إلى غاو, not من روسيا."""
    mention = chunk.mention
    return mention is not None and mention.is_a("place") and not mention.is_a("actor", "country", "seat")


_NOTHING = Valency()


_BY = tuple(
    fold(words) for words in ("من قبل", "على يد", "على أيدي", "بمشاركة", "من جانب", "بأيدي")
)  # by, at the hands of, with the participation of


_LOCATIVE = frozenset("في ب داخل قرب حول عند وسط خارج شمالي جنوبي شرقي غربي".split())  # in, at, inside, near, around…


def _add_prepositional(frame: Frame, j: int, chunk: Chunk) -> None:
    trigger, clauses, chunks = frame.trigger, frame.clauses, frame.clauses.chunks
    before = chunk.before
    for role, prepositions in (
        ("agent", () if _describes_passive(frame, j) else (*_BY, *trigger.agent_after)),
        ("participant", trigger.participant_after),
        ("patient", trigger.patient_after),
    ):
        if before in prepositions and not (
            role == "patient" and is_place(clauses, chunk) and not _is_state(frame, chunk)
        ):
            for k in clauses.conjuncts(j):
                add_role(frame, role, k, alone=True)
            return
    if _is_doer(frame, j):
        add_role(frame, "agent", j)
        return
    towards = {*trigger.place_after, *trigger.patient_after}
    spatial = frame.trigger.event_type not in PLACELESS
    if before in towards and any(word.has("ground-word") for word in clauses.sentence.words[chunk.lo : chunk.hi]):
        frame.has_target = True  # ground that is not named: السيطرة على كل المواقع
    if not spatial or not is_place(clauses, chunk) or _is_of_body(frame, j):
        return
    if frame.place is None and (before in _LOCATIVE or before in towards):
        frame.place = j
        frame.has_target |= before in towards
    elif (
        frame.place is not None
        and before in _LOCATIVE
        and names_place(clauses, chunk)
        and not names_place(clauses, chunks[frame.place])
    ):
        add_role(frame, trigger.object and "patient", frame.place, alone=True)
        frame.place = j


def _is_of_body(frame: Frame, j: int) -> bool:
    """Return whether a place only tells which body is meant: القيادي في حزب البعث في محافظة كركوك."""
    before = frame.clauses.chunks[j - 1]
    is_inner = before.kind == "N" and frame.clauses.chunks[j].lo - before.hi <= 1 and before.before in ("في", "ب")  # in
    return is_inner and before.mention is not None and before.mention.is_a("actor", "body")


def _is_state(frame: Frame, chunk: Chunk) -> bool:
    """Return whether a country named with a speech act or a sanction is the state that it hits, not a place."""
    receives = frame.trigger.event_type in PLACELESS or frame.trigger.event_type == "military_aid"
    return receives and chunk.mention is not None and chunk.mention.is_a("country", "seat")


def _look_before(frame: Frame) -> None:
    """Take a time or place that stands before the trigger in its clause."""
    chunks, clauses = frame.clauses.chunks, frame.clauses
    is_spatial = frame.trigger.event_type not in PLACELESS
    for j in range(frame.chunk - 1, -1, -1):
        chunk = chunks[j]
        if chunk.bounds or (chunk.kind == "F" and chunk.role == "stop"):
            break
        if chunk.kind == "D" and frame.date is None and not _is_of_speech(frame, j):
            frame.date = j
        elif (
            is_spatial
            and frame.place in (None, j + 1)  # the first of several, the others tell where it lies
            and chunk.kind == "N"
            and chunk.before in _LOCATIVE
            and is_place(clauses, chunk)
        ):
            frame.place = j
