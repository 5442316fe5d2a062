"""Tell facts from plans, denials, foiled attempts and mere possibilities."""

from collections.abc import Iterator

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.moods import ACTUAL, DENIED, PLANNED, is_denied, is_present, mood_of
from extractors.phrases import verb_classes
from extractors.roles import Frame
from extractors.words import Word

_PREVENTED = "prevented"
_TRIED = frozenset({PLANNED, _PREVENTED})
_REACH = 8  # words before an event noun in which what governs it stands
# In, during, before, after, because of…: behind these an event is taken for granted, whatever the verb says of it.
_GRANTING = frozenset(
    "في خلال بعد قبل اثناء بسبب اثر عقب منذ جراء نتيجه رغم مع وسط علي ضد عند لدي فور ازاء مقابل عبر بين تحت".split()
    + "بموجب وفق وفقا بحسب حسب طبقا ضمن".split()
)
_FOILABLE = frozenset(
    {"offensive", "bombing", "suicide_bombing", "killing", "shelling", "air_strike", "abduction", "clash"}
)
# What each class of word_classes.tsv makes of the event that it governs; the first that fits decides.
_FORCES = (
    ("averting-word", None),
    ("hypothetical-word", None),
    ("demand-word", None),
    ("denial-word", DENIED),
    ("without-word", DENIED),
    ("foiled-word", _PREVENTED),
    ("attempt", _PREVENTED),
    ("purpose-word", PLANNED),
    ("planned-word", PLANNED),
    ("decision-word", PLANNED),
)


def status_of(frame: Frame) -> str | None:
    """Return actual, planned, denied or prevented; None for what is only possible, wished or feared."""
    if frame.trigger.status:
        return frame.trigger.status
    chunk = frame.clauses.chunks[frame.chunk]
    status = _verb_status(frame, chunk) if chunk.kind == "V" else _noun_status(frame, chunk)
    if status == _PREVENTED and frame.trigger.event_type not in _FOILABLE:
        return PLANNED
    return status


def _verb_status(frame: Frame, chunk: Chunk) -> str | None:
    if _is_background(frame, chunk):
        return None
    mood = mood_of(frame.clauses, frame.chunk)
    if mood == DENIED and frame.trigger.speech:
        return None
    return PLANNED if mood == ACTUAL and is_present(chunk) and _is_ahead(frame) else mood


def _is_background(frame: Frame, chunk: Chunk) -> bool:
    """Return whether a present verb in a relative clause only describes: المناطق التي تسيطر عليها."""
    valency = frame.clauses.valencies[frame.chunk]
    word = frame.clauses.sentence.words[chunk.lo]
    own = [sense for sense in chunk.senses if sense.ref == frame.trigger.rule_id] or chunk.senses
    return valency.antecedent is not None and not word.particle and all("present" in sense.form for sense in own)


def _is_ahead(frame: Frame) -> bool:
    """Return whether the day of an event is told as one to come: غدا (tomorrow), الأسبوع المقبل (next week)."""
    if frame.date is None:
        return False
    chunk = frame.clauses.chunks[frame.date]
    return any(word.has("future-word") for word in frame.clauses.sentence.words[chunk.lo : chunk.hi])


def _noun_status(frame: Frame, chunk: Chunk) -> str | None:
    """Return the status that the words before an event noun give it, else the verb that governs it."""
    clauses, event_type, governor = frame.clauses, frame.trigger.event_type, frame.governor
    if _is_whose(clauses, chunk) and (governor is None or clauses.valencies[governor].object != frame.chunk):
        return ACTUAL
    for word in _governing_words(clauses, frame.chunk):
        for name, status in _FORCES:
            if word.has(name) and not (name == "decision-word" and event_type == "sanction"):  # which it imposes
                return _as_governed(clauses, governor, frame.chunk, status) if status in _TRIED else status
    if governor is None:
        return ACTUAL
    if governor > frame.chunk:
        return _status_as_subject(clauses, governor, frame.chunk)
    preposition = _opening(clauses, frame.chunk)
    if preposition in _GRANTING and not _reaches_over(clauses, clauses.chunks[governor], preposition):
        return ACTUAL
    return _status_under(clauses, _aiming_governor(clauses, governor, frame.chunk), frame.chunk, event_type)


def _is_whose(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether an event noun only says whose doers or victims are meant: منفذي الهجوم, ضحايا القصف."""
    previous = clauses.sentence.words[chunk.lo - 1] if chunk.lo and not chunk.before else None
    if previous is None or previous.definite or any(previous.has(name) for name, _ in _FORCES):
        return False
    return previous.has("people") or previous.has("victim-noun")


def _as_governed(clauses: Clauses, governor: int | None, i: int, status: str) -> str | None:
    """Return what becomes of a plan under its verb: أحبط مخططا لتفجير, نفى نيته الانسحاب, تراجع عن قراره."""
    if governor is None or governor > i or mood_of(clauses, governor) != ACTUAL:
        return status
    classes = verb_classes(clauses, clauses.chunks[governor])
    if "denial-word" in classes:
        return DENIED
    is_wish = "demand-word" in classes or _speaks_of_others(clauses, clauses.chunks[governor], clauses.chunks[i])
    if "retracting" in classes or (status == _PREVENTED and (is_wish or "planned-verb" in classes)):
        return None
    return _PREVENTED if "foiled-word" in classes else status


def _governing_words(clauses: Clauses, i: int) -> Iterator[Word]:
    """Yield the words before the event noun at chunk `i`, the nearest first, up to a verb, a number or an edge."""
    words, chunks = clauses.sentence.words, clauses.chunks
    edges = (c.hi for c in chunks[:i] if c.kind == "V" or c.bounds or c.role in _EDGES or _means(c, chunks[i]))
    edge = max(edges, default=0)
    for k in range(chunks[i].lo - 1, max(edge, chunks[i].lo - _REACH) - 1, -1):
        if words[k].key in _COUNTING:
            return
        yield words[k]


def _means(earlier: Chunk, chunk: Chunk) -> bool:
    """Return whether an event noun is the means of an earlier one, and not what governs that: إقامة قاعدة بالاتفاق."""
    return earlier.kind == "T" and chunk.before == "ب"  # by


def _opening(clauses: Clauses, i: int) -> str:
    """Return the preposition that governs the noun at chunk `i`, over the nouns that it completes: بعد سلسلة غارات."""
    chunks = clauses.chunks
    words = clauses.sentence.words
    while not chunks[i].before and i and chunks[i - 1].kind in "NT" and chunks[i - 1].hi == chunks[i].lo:
        i -= 1
        if words[chunks[i].hi - 1].definite or words[chunks[i].hi - 1].pronoun:  # which nothing completes
            return ""
        if clauses.can_act(chunks[i]):
            return ""
    return chunks[i].before.split(" ")[-1]


_EDGES = frozenset({"comma", "stop"})
_COUNTING = frozenset({"يقل", "يزيد", "تقل", "تزيد", "يتجاوز"})  # not less than, not more than


def _reaches_over(clauses: Clauses, verb: Chunk, preposition: str) -> bool:
    """Return whether a verb has its complement behind such a preposition: فشل في اقتحام, لم تبدأ بعد المفاوضات."""
    if preposition == "بعد":  # yet
        return any(word.stem == "لم" for word in clauses.sentence.words[max(0, verb.lo - 2) : verb.lo])  # did not
    return preposition in ("في", "علي") and "control" in verb_classes(clauses, verb)  # in, on


def _status_as_subject(clauses: Clauses, governor: int, i: int) -> str | None:
    """Return the status of an event noun before its verb: المظاهرات ستستمر, الهجوم لم يقع, رفض الاتفاق سيحرجهم."""
    classes, mood = verb_classes(clauses, clauses.chunks[governor]), mood_of(clauses, governor)
    if classes & {"toll-verb", "factive"}:
        return ACTUAL
    if "event-subject" in classes:
        return mood
    definite = clauses.sentence.words[clauses.chunks[i].lo].definite
    return ACTUAL if definite or mood != PLANNED else None


def _status_under(clauses: Clauses, governor: int, i: int, event_type: str) -> str | None:
    """Return the status of an event noun behind its verb: نفى الهجوم, سيشن هجوما, لم يقع هجوم, حاول اغتيال."""
    verb, is_subject = clauses.chunks[governor], clauses.valencies[governor].subject == i
    classes, mood = verb_classes(clauses, verb), mood_of(clauses, governor)
    if "denial-word" in classes or is_denied(clauses, governor):
        return DENIED
    if mood == DENIED:
        return ACTUAL if event_type != "casualties" and _stays_fact(clauses, governor, is_subject) else DENIED
    if classes & {"foiled-word", "attempt"}:
        return _PREVENTED if mood == ACTUAL and event_type != "casualties" else None
    is_imagined = "hypothetical-word" in classes or clauses.sentence.words[verb.lo].has("hypothetical-word")
    if is_imagined or "demand-word" in classes or _speaks_of_others(clauses, verb, clauses.chunks[i]):
        return None
    if not is_subject and ("planned-verb" in classes or _threatens(clauses, verb)):
        return PLANNED
    return mood


def _stays_fact(clauses: Clauses, governor: int, is_subject: bool) -> bool:
    """Return whether an event holds though its verb is denied: لم تتوقف الغارات, لم يسفر الهجوم عن, لم يعلق على."""
    classes = verb_classes(clauses, clauses.chunks[governor])
    if classes & {"foiled-word", "factive"} or (is_subject and "toll-verb" in classes):
        return True
    return "report" in classes and _has_speaker(clauses, governor)


def _has_speaker(clauses: Clauses, verb: int) -> bool:
    """Return whether somebody is the subject of a verb, rather than news of it: لم ترد أنباء عن."""
    subject = clauses.valencies[verb].subject
    return subject is not None and clauses.can_act(clauses.chunks[subject])


def _aiming_governor(clauses: Clauses, governor: int, i: int) -> int:
    """Return the verb that reaches over a relative clause to what it aims at: يهدف الهجوم الذي شنوه إلى استعادة."""
    antecedent = clauses.valencies[governor].antecedent
    if antecedent is None or clauses.chunks[i].before != "الي":  # to
        return governor
    outer = [k for k in range(antecedent) if clauses.chunks[k].kind == "V"]
    aims = outer and "planned-verb" in verb_classes(clauses, clauses.chunks[outer[-1]])
    return outer[-1] if aims else governor


def _named_types(clauses: Clauses, verb: Chunk) -> set[str]:
    """Return the events that a verb may name alone, with no complement to make its meaning."""
    triggers = clauses.lexicon.triggers
    named = (triggers[sense.ref] for sense in verb.senses if sense.ref in triggers)
    return {trigger.event_type for trigger in named if not trigger.complements}


def _speaks_of_others(clauses: Clauses, verb: Chunk, chunk: Chunk) -> bool:
    """Return whether a verb asks for, refuses or warns of the event: طالب بالإفراج, رفض الانسحاب, حذر من هجوم."""
    types = _named_types(clauses, verb)
    return bool(types & {"demand", "refusal"}) or ("threat" in types and chunk.before == "من")


def _threatens(clauses: Clauses, verb: Chunk) -> bool:
    return "threat" in _named_types(clauses, verb)
