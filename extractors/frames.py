"""Read triggers with their valency: who does what to whom, where, when, with what."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.chunks import Chunk
from extractors.clauses import Clauses, Valency, is_participle
from extractors.entries import Trigger
from extractors.numbers import read_count
from extractors.text import fold
from extractors.words import Word

PLACE_PREPOSITIONS = frozenset(
    "في ب داخل قرب حول عند وسط خارج بين شمال جنوب شرق غرب الي من على علي باتجاه نحو".split()
)  # in, at, inside, near…
_LOCATIVE = frozenset("في ب داخل قرب حول عند وسط خارج شمالي جنوبي شرقي غربي".split())  # in, at, inside, near, around…


@dataclass(slots=True)
class Frame:
    """A trigger found in a sentence: its words, its complements by role, where, when, how many."""

    trigger: Trigger
    clauses: Clauses
    chunk: int
    lo: int
    hi: int
    roles: list[tuple[str, int]] = field(default_factory=list)
    place: int | None = None
    date: int | None = None
    count: int | None = None
    governor: int | None = None
    status: str = "actual"
    is_dropped: bool = False
    has_other: bool = False
    has_target: bool = False
    is_afar: bool = False

    def indices(self) -> list[int]:
        """Return the chunks that the frame covers."""
        return [
            self.chunk,
            *(i for _, i in self.roles),
            *(i for i in (self.place, self.date, self.count) if i is not None),
        ]

    def has_role(self, role: str) -> bool:
        """Return whether some complement already has `role`."""
        return any(name == role for name, _ in self.roles)

    def is_reaching(self) -> bool:
        """Return whether the text says what the event reached."""
        return self.has_target or self.has_role("patient")


def find_frames(clauses: Clauses, keys: frozenset[str]) -> Iterator[Frame]:
    """Yield a frame for every trigger of the sentence; `keys` are the sentence's stems."""
    completing: set[int] = set()
    made: dict[int, Frame] = {}
    keys = keys.union(*map(_spellings, clauses.sentence.words))
    for i, chunk in enumerate(clauses.chunks):
        if chunk.kind == "T" and completing & set(range(chunk.lo, chunk.hi)):
            continue
        for triggers in _triggers(clauses, chunk, keys):
            frames = [_frame(clauses, i, trigger) for trigger in triggers if not _is_told_before(clauses, i, trigger)]
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


def _names_event(clauses: Clauses, chunk: Chunk) -> bool:
    triggers = clauses.lexicon.triggers
    return chunk.kind == "T" and any(
        s.ref in triggers and triggers[s.ref].event_type != HARM_ONLY for s in chunk.senses
    )


def _reach(frame: Frame, verb: int) -> None:
    """Add to a noun's frame what its verb of reaching has: object and place."""
    if frame.is_afar:
        frame.place, frame.is_afar = None, False
    role = "target" if frame.trigger.event_type in _TARGETS else frame.trigger.object or frame.trigger.genitive
    _add(frame, role, frame.clauses.valencies[verb].object)
    _fill_after(frame, verb)


def _frame(clauses: Clauses, i: int, trigger: Trigger) -> Frame:
    """Return the frame of a trigger at chunk `i`, filled from its clause."""
    chunk = clauses.chunks[i]
    frame = Frame(trigger, clauses, i, chunk.lo, chunk.hi)
    if chunk.kind == "V":
        _fill_verb(frame, clauses.valencies[i])
    else:
        _fill_noun(frame)
    _fill_after(frame)
    return frame


def _specificity(frame: Frame) -> tuple[bool, bool, int, bool, int]:
    """Return how closely a trigger's conditions are met: its complement, the object it needs, its words."""
    trigger = frame.trigger
    reaches = (1 if frame.is_reaching() else -1) if trigger.object_required else 0
    return (
        bool(trigger.complements),
        bool(trigger.victim_nouns),
        reaches,
        bool(trigger.requires),
        -len(trigger.requires),
    )


def _complement(frame: Frame) -> list[int]:
    """Return the word that completes a verb to its meaning: النار of فتح النار."""
    words, trigger = frame.clauses.sentence.words, frame.trigger
    if frame.clauses.chunks[frame.chunk].kind != "V":
        return []
    wanted = set(trigger.complements)
    near = range(frame.lo + 1, min(len(words), frame.lo + 1 + _NEAR))
    return [j for j in near if _spellings(words[j]) & wanted][:1]


_SHORTEST = 4  # letters of a word with tanwin
_NEAR = 8  # words between a verb and what completes it


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
        for other in clauses.chunks[max(0, i - _NEAR) : i]
    )


HARM_ONLY = "casualties"


def _counts(clauses: Clauses, chunk: Chunk, entry: Trigger, keys: frozenset[str]) -> bool:
    if entry.requires and keys.isdisjoint(entry.requires):
        return False
    if entry.excludes and not keys.isdisjoint(entry.excludes):
        return False
    if entry.complements and chunk.kind == "V":
        words = clauses.sentence.words
        hi = min(len(words), chunk.hi + _NEAR)
        stems: set[str] = set().union(*(_spellings(words[j]) for j in range(chunk.hi, hi)))
        return not stems.isdisjoint(entry.complements)
    return True


def _spellings(word: Word) -> set[str]:
    """Return the forms under which a list may name a word: as written, clitics off, the accusative's ا off."""
    forms = {word.key, word.stem}
    return forms | {form[:-1] for form in forms if form.endswith("ا") and len(form) > _SHORTEST}


def _fill_verb(frame: Frame, valency: Valency) -> None:
    trigger, clauses = frame.trigger, frame.clauses
    if valency.is_passive:
        role = trigger.object or trigger.subject
        _add(frame, role, valency.subject)
        return
    frame.is_dropped = valency.is_dropped
    if (freed := _completed(frame, valency.subject)) is not None:
        _add(frame, trigger.object, freed)
        return
    _add(frame, trigger.subject, valency.subject)
    if trigger.object:
        freed = _completed(frame, valency.object)
        _add(frame, trigger.object, valency.object if freed is None else freed)
    elif trigger.complements:
        _extend_over_complement(frame, clauses)


def _completed(frame: Frame, i: int | None) -> int | None:
    """Return the phrase that completes the complement at chunk `i`: ثلاثة جنود of سراح ثلاثة جنود."""
    chunks = frame.clauses.chunks
    if i is None or not _is_complement(frame, i) or frame.clauses.can_act(chunks[i]):
        return None
    following = i + 1
    alone = chunks[i].hi - chunks[i].lo == 1 and following < len(chunks)
    return following if alone and chunks[following].lo == chunks[i].hi and not chunks[following].before else i


def _is_complement(frame: Frame, i: int) -> bool:
    words = frame.clauses.sentence.words
    chunk = frame.clauses.chunks[i]
    return words[chunk.lo].stem in frame.trigger.complements


def _extend_over_complement(frame: Frame, clauses: Clauses) -> None:
    """Take the complement into the trigger's words when it follows directly."""
    words = clauses.sentence.words
    if frame.hi < len(words) and words[frame.hi].stem in frame.trigger.complements:
        frame.hi += 1


def _fill_noun(frame: Frame) -> None:
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


def _add_from_relative(frame: Frame) -> None:
    """Give the noun the subject of the relative verb whose object it is: الهجوم الذي شنته الفصائل."""
    clauses = frame.clauses
    for j in range(frame.chunk + 1, min(frame.chunk + 4, len(clauses.chunks))):
        valency = clauses.valencies.get(j)
        if valency and valency.antecedent == frame.chunk:
            if valency.subject != frame.chunk and "light" in verb_classes(clauses, clauses.chunks[j]):
                _add(frame, frame.trigger.subject, valency.subject)
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
        _add(frame, trigger.object, following)
    if takes or trigger.object is None:
        _add(frame, trigger.subject, before)


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
            _add(frame, trigger.subject, i)
            if not after.before and not after.joined:
                _add(frame, trigger.object, i + 1)
            return
    _add(frame, role, i)


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
    counted = frame.chunk - _is_counted(clauses, frame.chunk)
    is_object = valency.object in (frame.chunk, counted) or frame.chunk in clauses.conjuncts(valency.object)
    if "undergo" in classes and is_place(clauses, clauses.chunks[valency.subject]) and frame.place is None:
        frame.place = valency.subject
    elif "undergo" in classes:
        _add(frame, frame.trigger.object or "patient", valency.subject)
    elif (_is_light_object(frame) and "report" not in classes and clauses.can_act(clauses.chunks[valency.subject])) or (
        frame.trigger.speech and "report" in classes and not chunk.joined
    ):
        _add(frame, frame.trigger.subject, valency.subject)
    elif frame.trigger.subject == "participant" and "report" in classes and chunk.before in _DURING:
        _add(frame, "participant", valency.subject)
    elif (
        frame.trigger.event_type == "mobilization"
        and is_object
        and clauses.actor_type(clauses.chunks[valency.subject]) in _COMMANDING
    ):
        _add(frame, frame.trigger.subject, valency.subject)
    elif _lends_subject(chunk, classes, is_object=is_object) and (
        clauses.can_act(clauses.chunks[valency.subject]) or valency.is_dropped or frame.trigger.event_type in _CROWDS
    ):
        _add(frame, frame.trigger.subject, valency.subject)
        frame.is_dropped = frame.is_dropped or valency.is_dropped


def _lends_subject(chunk: Chunk, classes: set[str], *, is_object: bool) -> bool:
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


def _describes(valency: Valency, noun: int) -> bool:
    """Return whether a verb tells about the event noun: القصف أسفر عن, هجوما شنه الثوار على."""
    return noun in (valency.subject, valency.antecedent)


def _is_counted(clauses: Clauses, i: int) -> bool:
    """Return whether a number or quantity stands right before the noun: عشرات الغارات."""
    previous = clauses.chunks[i - 1] if i else None
    if previous is None or previous.kind != "N" or previous.hi != clauses.chunks[i].lo:
        return False
    return read_count(clauses.sentence.keys, previous.lo) is not None or clauses.sentence.words[previous.lo].pos == "F"


def verb_classes(clauses: Clauses, chunk: Chunk) -> set[str]:
    """Return the classes of a verb: report, light, aspect, modal, other, and those of word_classes.tsv."""
    names = {sense.ref[1:].partition(":")[0] for sense in chunk.senses if sense.ref.startswith("=")}
    lemmas = {sense.ref.partition(":")[2] for sense in chunk.senses if sense.ref.startswith("=")}
    return names | {name for lemma in lemmas for name in clauses.lexicon.verb_classes.get(lemma, ())}


def _fill_after(frame: Frame, start: int | None = None) -> None:
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
        if chunk.kind == "T" and chunk.joined:
            continue
        if chunk.kind == "D" and frame.date is None:
            frame.date = j
        elif chunk.kind in "NT" and chunk.before and j not in taken:
            _add_prepositional(frame, j, chunk)
    if not is_participle(chunks[frame.chunk]):
        _look_before(frame)
    if frame.place is None and frame.trigger.event_type not in PLACELESS | {"agreement", "talks"}:
        frame.place = _nearest_place(frame)
        frame.is_afar = True


PLACELESS = frozenset({"accusation", "demand", "refusal", "support", "threat", "sanction"})


def _nearest_place(frame: Frame) -> int | None:
    """Return the nearest phrase of place in the sentence, whatever clause it stands in."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    opening = max((j for j in range(frame.chunk) if chunks[j].role == "comp"), default=-1)
    found = [
        j
        for j, c in enumerate(chunks)
        if j > opening and c.kind == "N" and c.before in _LOCATIVE and is_place(clauses, c)
    ]
    nearest = min(found, key=lambda j: (abs(j - frame.chunk), j), default=None)
    while nearest is not None and nearest - 1 in found:
        nearest -= 1
    return nearest


_NOTHING = Valency()
_BY = tuple(
    fold(words) for words in ("من قبل", "على يد", "على أيدي", "بمشاركة", "من جانب", "بأيدي")
)  # by, at the hands of, with the participation of


def _add_prepositional(frame: Frame, j: int, chunk: Chunk) -> None:
    trigger, clauses, chunks = frame.trigger, frame.clauses, frame.clauses.chunks
    before = chunk.before
    for role, prepositions in (
        ("agent", (*_BY, *trigger.agent_after)),
        ("participant", trigger.participant_after),
        ("patient", trigger.patient_after),
    ):
        if before in prepositions and not (
            role == "patient" and is_place(clauses, chunk) and not _is_state(frame, chunk)
        ):
            for k in clauses.conjuncts(j):
                _add(frame, role, k, alone=True)
            return
    towards = {*trigger.place_after, *trigger.patient_after}
    spatial = frame.trigger.event_type not in PLACELESS
    if before in towards and any(word.has("ground-word") for word in clauses.sentence.words[chunk.lo : chunk.hi]):
        frame.has_target = True  # ground that is not named: السيطرة على كل المواقع
    if not spatial or not is_place(clauses, chunk):
        return
    if frame.place is None and (before in _LOCATIVE or before in towards):
        frame.place = j
        frame.has_target = before in towards
    elif (
        frame.place is not None
        and before in _LOCATIVE
        and _names(clauses, chunk)
        and not _names(clauses, chunks[frame.place])
    ):
        _add(frame, trigger.object and "patient", frame.place, alone=True)
        frame.place = j


def _names(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase of place has the place's name, known or not: حي الترابين (a quarter)."""
    if chunk.mention is not None and chunk.mention.is_a("place", "country", "seat"):
        return True
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    return len(words) > 1 and words[0].has("place-head") and words[1].definite


def _is_state(frame: Frame, chunk: Chunk) -> bool:
    """Return whether a country named with a speech act or a sanction is the state that it hits, not a place."""
    receives = frame.trigger.event_type in PLACELESS or frame.trigger.event_type == "military_aid"
    return receives and chunk.mention is not None and chunk.mention.is_a("country", "seat")


def is_place(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase names a place or begins with a place's head noun."""
    words = clauses.sentence.words
    if chunk.mention and chunk.mention.is_a("place", "country", "seat") and not chunk.mention.is_a("actor"):
        return True
    head = words[chunk.lo]
    if head.pos == "F" and any(word.has("place-head") for word in words[chunk.lo + 1 : chunk.hi]):  # شمال شرق المدينة
        return True
    return chunk.kind == "N" and head.has("place-head") and (chunk.hi - chunk.lo > 1 or head.definite)


def _look_before(frame: Frame) -> None:
    """Take a time or place that stands before the trigger in its clause."""
    chunks, clauses = frame.clauses.chunks, frame.clauses
    is_spatial = frame.trigger.event_type not in PLACELESS
    for j in range(frame.chunk - 1, -1, -1):
        chunk = chunks[j]
        if chunk.bounds or (chunk.kind == "F" and chunk.role == "stop"):
            break
        if chunk.kind == "D" and frame.date is None:
            frame.date = j
        elif (
            is_spatial
            and frame.place is None
            and chunk.kind == "N"
            and chunk.before in _LOCATIVE
            and is_place(clauses, chunk)
        ):
            frame.place = j


def _add(frame: Frame, role: str | None, first: int | None, *, alone: bool = False) -> None:
    """Give a role to a chunk and its conjuncts; a target is a place where it names one."""
    if role is None or first is None:
        return
    clauses = frame.clauses
    for conjunct in [first] if alone else clauses.conjuncts(first):
        i = _owner(frame, conjunct) if role in ("patient", "target") else conjunct
        chunk = clauses.chunks[i]
        if chunk.kind == "D" or any(i == k for _, k in frame.roles) or i == frame.chunk:
            continue
        if (chunk.kind == "T" and role != "patient") or (
            role == "agent" and chunk.mention is None and _is_complement(frame, i)
        ):
            continue
        if role in ("target", "place") and is_place(clauses, chunk):
            frame.place = frame.place if frame.place is not None else i
            frame.has_target = True
        elif not _may_fill(frame, role, chunk):
            frame.has_other = True
        elif role != "place":
            frame.roles.append(("patient" if role == "target" else role, i))


def _owner(frame: Frame, i: int) -> int:
    """Return whose thing was hit, where the text says so: مقرا للفرقة, رتلا تابعا للميليشيات."""
    clauses = frame.clauses
    if (
        frame.trigger.event_type not in _TARGETS
        or clauses.actor_type(clauses.chunks[i])
        or i + 1 >= len(clauses.chunks)
    ):
        return i
    following = clauses.chunks[i + 1]
    return i + 1 if following.kind == "N" and following.before == "ل" and clauses.can_act(following) else i


_BOTH = frozenset({"الطرفين", "الجانبين", "الطرفان", "الجانبان"})  # both sides
_THINGS = frozenset({"destruction", "interception"})
_TARGETS = frozenset(
    {"offensive", "shelling", "air_strike", "bombing", "suicide_bombing", "siege", "chemical_attack", "casualties"}
)


def _is_solid(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase names something that can be wrecked: a building, a vehicle, land; or somebody."""
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    return any(word.has("object") or word.has("people") or word.has("place-head") for word in words)


def _may_fill(frame: Frame, role: str, chunk: Chunk) -> bool:
    """Return whether a phrase can be what its role asks for: people and bodies, for some events things."""
    clauses, event_type = frame.clauses, frame.trigger.event_type
    if role == "participant" and chunk.genitive and chunk.mention and chunk.mention.is_a("seat"):
        return False
    if clauses.sentence.words[chunk.lo].stem in _BOTH:
        return False
    if event_type in _THINGS and role in ("patient", "target"):
        return event_type != "destruction" or clauses.actor_type(chunk) is not None or _is_solid(clauses, chunk)
    if (
        role == "agent"
        and event_type != "threat"
        and clauses.chunks[frame.chunk].kind == "V"
        and chunk.kind == "N"
        and not chunk.before
    ):
        words = clauses.sentence.words[chunk.lo : chunk.hi]
        owned = clauses.actor_type(chunk) is not None or any(word.has("nationality") for word in words)
        return owned or not any(word.has("object") for word in words)
    if clauses.actor_type(chunk) or event_type == "casualties":
        return True
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    if event_type in _TARGETS and role in ("patient", "target"):
        return any(word.has("object") or word.has("people") for word in words)
    return any(word.has("people") or word.has("title") or word.has("victim-noun") for word in words) or _counts_people(
        clauses, chunk
    )


def _counts_people(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a number counts a nation's people or some of a group: خمسة سوريين, ثلاثة من قيادات الجماعة."""
    count = read_count(clauses.sentence.keys, chunk.lo)
    if count is None or count.end > chunk.hi:
        return False
    words = clauses.sentence.words
    if count.end < chunk.hi:
        return words[count.end].has("nationality")
    group = next((c for c in clauses.chunks if c.lo >= chunk.hi), None)
    if group is not None and group.lo == chunk.hi and any(sense.kind == "victim-noun" for sense in group.senses):
        return True
    people = group is not None and group.kind in "NT" and any(word.has("people") for word in words[group.lo : group.hi])
    return group is not None and group.before == "من" and (people or clauses.can_act(group))  # of
