"""Tell whether a verb states, denies, plans or only imagines what it names, by the words around it."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.phrases import verb_classes

ACTUAL, PLANNED, DENIED = "actual", "planned", "denied"
_NEGATIONS = frozenset({"لم", "لن", "ليس", "ليست", "ليسوا", "لما"})  # did not, will not, is not
_TIMES = frozenset({"قبل", "بعد", "منذ", "حتي", "الي"})  # before, after, since, until, till
_WITHOUT = frozenset({"دون", "بدون", "عدم"})  # without, non-
_LASTING = frozenset({"يزال", "تزال", "يزالون", "زال", "زالت", "زالوا"})  # ceases: with a negation, goes on
_NEAR = 3  # words before a verb that can colour it
_MATRIX = 6  # words before أن in which its governor stands


def mood_of(clauses: Clauses, i: int) -> str | None:
    """Return actual, planned or denied for the verb at chunk `i`; None for what is possible, asked or a habit."""
    word = clauses.sentence.words[clauses.chunks[i].lo]
    before = stems_before(clauses, i, _NEAR)
    if _is_imagined(clauses, i) or _is_habit(clauses, i):
        return None
    if (word.stem not in _LASTING and any(stem in _NEGATIONS for stem in before[:2])) or is_denied(clauses, i):
        return DENIED
    if word.particle == "ل" and is_present(clauses.chunks[i]):
        return PLANNED if word.conjunction else None
    if before[:1] and before[0] in ("كي", "لكي"):  # in order to
        return None
    if (word.particle == "س" and word.senses) or "سوف" in before[:2]:  # shall
        return PLANNED
    if "لا" in before[:1] and word.stem not in _LASTING:  # not
        return DENIED
    return _mood_after_that(clauses, i)


def is_present(chunk: Chunk) -> bool:
    """Return whether every reading of a verb is of the present."""
    return all("present" in sense.form for sense in chunk.senses)


def stems_before(clauses: Clauses, i: int, reach: int) -> list[str]:
    """Return the stems of the words before chunk `i`, the nearest first."""
    lo = clauses.chunks[i].lo
    return [clauses.sentence.words[j].stem for j in range(lo - 1, max(lo - 1 - reach, -1), -1)]


def _mood_after_that(clauses: Clauses, i: int) -> str | None:
    """Return the mood of a present verb right behind أن, which is that of what governs it: يعتزم أن, من دون أن."""
    j = i - 1
    while j >= 0 and clauses.chunks[j].role in ("neg", "particle"):
        j -= 1
    words = clauses.sentence.words
    if j < 0 or clauses.chunks[j].role != "comp" or words[clauses.chunks[j].lo].stem != "ان":  # to
        return ACTUAL
    if not is_present(clauses.chunks[i]):
        return ACTUAL
    previous = stems_before(clauses, j, 1)
    if previous and previous[0] in _TIMES:
        return ACTUAL
    if previous and previous[0] in _WITHOUT:
        return DENIED
    return PLANNED if _is_intended(clauses, j) else None


def _is_intended(clauses: Clauses, that: int) -> bool:
    """Return whether a verb of planning or a word such as المقرر (it is settled) stands before أن."""
    hi = clauses.chunks[that].lo
    if any(word.has("planned-word") for word in clauses.sentence.words[max(0, hi - _MATRIX) : hi]):
        return True
    verbs = [chunk for chunk in clauses.chunks[max(that - 4, 0) : that] if chunk.kind == "V"]
    return any("planned-verb" in verb_classes(clauses, verb) for verb in verbs)


def is_denied(clauses: Clauses, i: int) -> bool:
    """Return whether the clause is what somebody denies: نفى أن يكون الجيش قصف, لا صحة لما تردد عن."""
    words = clauses.sentence.words
    is_complement = False
    for j in range(i - 1, -1, -1):
        chunk = clauses.chunks[j]
        if chunk.kind == "F" and chunk.role in ("stop", "boundary"):
            return False
        is_complement = is_complement or chunk.role in ("comp", "rel", "neg")
        if chunk.kind == "V" and "denial-word" in verb_classes(clauses, chunk):
            return is_complement
        if chunk.kind == "N" and words[chunk.lo].stem == "صحه" and j and clauses.chunks[j - 1].role == "neg":  # truth
            return True
        if chunk.kind == "V" and j < i - 3:
            return False
    return False


def _is_imagined(clauses: Clauses, i: int) -> bool:
    """Return whether a condition, a question or a possibility governs the verb at `i`."""
    words = clauses.sentence.words
    for j in range(i - 1, max(i - 6, -1), -1):
        chunk = clauses.chunks[j]
        if chunk.kind == "F" and chunk.role in ("stop", "comma"):
            return False
        if (chunk.kind == "F" and chunk.role == "cond") or _is_case(clauses, chunk):
            return True
        if chunk.kind == "F" and words[chunk.lo].stem == "قد" and j == i - 1:  # may, before a present
            return is_present(clauses.chunks[i])
        if chunk.kind == "V" and "modal" in verb_classes(clauses, chunk) and j >= i - 3:
            return not verb_classes(clauses, chunk) & {"planned-verb"}
    return False


def _is_case(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase opens a condition: في حال."""
    return chunk.before == "في" and clauses.sentence.words[chunk.lo].stem in ("حال", "حاله")  # in, case


def _is_habit(clauses: Clauses, i: int) -> bool:
    """Return whether a present verb tells what happens time and again: عادة ما يقتحم الجيش القرى ويعتقل شبانا."""
    chunks, words = clauses.chunks, clauses.sentence.words
    if not is_present(chunks[i]) or words[chunks[i].lo].particle:
        return False
    edge = max((c.hi for c in chunks[:i] if c.role in ("stop", "comma", "comp")), default=0)
    return any(word.has("habit-word") for word in words[edge : chunks[i].lo])
