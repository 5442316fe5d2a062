"""Say what is done to a sanction: imposed, extended, lifted, threatened, vetoed, broken, or only standing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.chunks import WITH_PRONOUN
from extractors.clauses import Clauses
from extractors.sanction_words import Measure, cue, has_cue, noun_act, verb_acts

if TYPE_CHECKING:
    from extractors.chunks import Chunk

_NEGATIONS = frozenset({"لم", "لن", "لا", "ليس", "دون", "عدم", "بدون", "غير"})  # did not, will not, not, without, non-
_HARD_STOPS = frozenset(".؛;!؟?")
_NOUN_REACH = 7  # words between an act's noun and the sanction: رفع تدريجي ومشروط للعقوبات
_VERB_REACH = 18
_OUTER_REACH = 9  # words before an act that can colour it
_NEAR = 3  # words between a refusal's noun and what it refuses
_LISTED = {"listed": "imposed", "delisted": "lifted", "standing": "in_force"}
_AFTER = frozenset({"imposed", "extended", "lifted", "hit", "violated", "blocked"})
_WHICH = frozenset({"التي", "الذي", "اللتين", "اللذين"})  # which


@dataclass(frozen=True, slots=True)
class Act:
    """What is done (`status`), by the word at `at`; `chunk` is its verb, `hits` that the sanctions hit somebody.

    `is_planned` tells what is not done yet, `follows` that the act stands behind the sanction,
    `is_subject` that whoever it hits is the verb's subject.
    """

    status: str
    at: int
    chunk: int | None = None
    is_planned: bool = False
    hits: bool = False
    follows: bool = False
    is_subject: bool = False


def read_act(clauses: Clauses, measure: Measure) -> Act | None:
    """Return what is done to a sanction; in_force where nothing is, None where the act is denied or only possible."""
    if measure.kind in ("list", "label"):
        return _listing(clauses, measure)
    if measure.is_verb or measure.kind == "diplomatic":
        return _coloured(clauses, "imposed", measure.lo, _chunk_at(clauses, measure.lo) if measure.is_verb else None)
    if measure.kind == "frozen":
        released = next((j for j in range(measure.lo - 1, max(measure.lo - 7, -1), -1) if _frees(clauses, j)), None)
        return (
            Act("lifted", released, _chunk_at(clauses, released))
            if released is not None
            else Act("in_force", measure.lo)
        )
    before = _before(clauses, measure)
    if before:
        act, at, chunk = before
        if act == "hit" and chunk is not None:
            return _hitting(clauses, at, chunk)
        coloured = _coloured(clauses, act, at, chunk)
        return replace(coloured, is_subject=True) if coloured and act == "under" else coloured
    after = _after(clauses, measure)
    if after:
        return after
    return Act("in_force", measure.lo)


def _hitting(clauses: Clauses, at: int, n: int) -> Act:
    """Return what a verb with the sanctions as its subject tells: استهدفت العقوبات شركات."""
    is_present = all("present" in sense.form for sense in clauses.chunks[n].senses)
    return Act("in_force" if is_present else "imposed", at, n, hits=True)


def _frees(clauses: Clauses, j: int) -> bool:
    found = noun_act(clauses, j)
    chunk = _chunk_at(clauses, j)
    verb = (
        chunk is not None
        and clauses.chunks[chunk].kind == "V"
        and any(act == "lifted" for act, _ in verb_acts(clauses.chunks[chunk]))
    )
    return (
        verb
        or bool(found and found.value == "lifted")
        or clauses.sentence.words[j].stem in ("الافراج", "تحرير", "استعاده")
    )  # release, recover


def _chunk_at(clauses: Clauses, i: int) -> int | None:
    return next((n for n, chunk in enumerate(clauses.chunks) if chunk.lo <= i < chunk.hi), None)


def _preposition(clauses: Clauses, measure: Measure) -> str:
    """Return the preposition that governs the sanction itself, or ""."""
    words = clauses.sentence.words
    word = words[measure.lo]
    if word.preposition:
        return word.preposition
    key = word.key
    if key.startswith("لل"):
        return "ل"
    if key.startswith(
        ("بال", "بعقوبات", "بحظر", "بتجميد", "لعقوبات", "لحظر", "لتجميد", "بقيود")
    ):  # with/by/to sanctions, ban, freeze, limits
        return key[0]
    before = words[measure.lo - 1] if measure.lo else None
    if before and before.pos == "F" and before.senses[0].ref == "prep" and before.stem not in WITH_PRONOUN:
        return before.stem
    return ""


def _before(clauses: Clauses, measure: Measure) -> tuple[str, int, int | None] | None:
    """Return the act, its word and its verb that governs the sanction from before it."""
    words = clauses.sentence.words
    preposition = _preposition(clauses, measure)
    for i in range(measure.lo - 1, max(measure.lo - _VERB_REACH, -1), -1):
        word = words[i]
        if word.key in _HARD_STOPS or (word.pos == "F" and word.senses[0].ref in ("comp", "rel", "boundary", "cond")):
            return None
        n = _chunk_at(clauses, i)
        if n is not None and clauses.chunks[n].kind == "V":
            return _by_verb(clauses, i, n, measure, preposition)
        if measure.lo - i <= _NOUN_REACH and (act := _by_noun(clauses, i, measure, preposition)):
            return act, i, None
    return None


def _by_verb(
    clauses: Clauses, i: int, n: int, measure: Measure, preposition: str
) -> tuple[str, int, int | None] | None:
    for act, takes in verb_acts(clauses.chunks[n]):
        if (not takes and preposition in ("", "ل")) or preposition in takes:
            subject = clauses.valencies[n].subject
            if (
                act == "hit"
                and subject is not None
                and clauses.chunks[subject].lo <= measure.lo < clauses.chunks[subject].hi
            ):
                return "hit", i, n
            if act == "hit" and _is_planned_content(clauses, i):
                return "proposed", i, n
            if act in ("hit", "listed", "delisted", "cut", "expelled", "froze", "banned", "halted", "decided"):
                continue
            return act, i, n
    return None


def _is_planned_content(clauses: Clauses, i: int) -> bool:
    """Return whether a plan, a draft or an option is what holds the sanction: الخطط التي تشمل."""
    return any((found := noun_act(clauses, j)) and found.value == "proposed" for j in range(max(0, i - 3), i))


def _by_noun(clauses: Clauses, i: int, measure: Measure, preposition: str) -> str | None:
    """Return the act of the noun at `i` when the sanction completes it."""
    found = noun_act(clauses, i)
    if found is None or found.value in _LISTED or i + len(found.keys) > measure.lo:
        return None
    near = i + len(found.keys) == measure.lo
    joined = preposition in ("", "ل") or (preposition in ("من", "علي", "ب", "في") and measure.lo - i <= 3)
    if not joined:
        return None
    if not near and not preposition and _has_preposition(clauses, i + 1, measure.lo):
        return None
    return found.value


def _has_preposition(clauses: Clauses, lo: int, hi: int) -> bool:
    """Return whether a preposition between an act's noun and the sanction cuts them apart."""
    return any(
        w.pos == "F" and w.senses[0].ref == "prep" and w.stem not in ("في", "من") for w in clauses.sentence.words[lo:hi]
    )


def _coloured(clauses: Clauses, act: str, at: int, chunk: int | None) -> Act | None:
    """Return the act as what stands before it makes it: planned, refused, failed, conditional."""
    outer = list(_outer(clauses, at))
    is_negated = _is_negated(clauses, at) or "refused" in outer
    is_planned = act in ("proposed", "again") or _is_future(clauses, at, chunk) or "proposed" in outer
    if _is_conditional(clauses, at):
        return None
    base = {
        "proposed": "imposed",
        "again": "imposed",
        "refused": "refused",
        "under": "in_force",
        "kept": "in_force",
    }.get(act, act)
    if base == "refused":
        return None
    if is_negated:
        return Act("in_force", at, chunk) if base == "lifted" else None
    if base == "imposed" and chunk is None and "lifted" in outer:  # ألغت تصنيف: it undid the listing
        return Act("lifted", at, chunk, is_planned)
    if base in ("imposed", "extended") and "blocked" in outer:
        return Act("blocked", at, chunk)
    if base in ("imposed", "extended", "blocked") and is_planned:
        return Act("proposed", at, chunk, True)
    if base in ("violated", "blocked") and is_planned:
        return None
    return Act(base, at, chunk, is_planned)


def _outer(clauses: Clauses, at: int) -> Iterator[str]:
    """Yield the acts before an act in its clause, the nearest first, up to a decision."""
    words = clauses.sentence.words
    for i in range(at - 1, max(at - 1 - _OUTER_REACH, -1), -1):
        if words[i].key in _HARD_STOPS or (words[i].pos == "F" and words[i].senses[0].ref in ("rel", "boundary")):
            return
        n = _chunk_at(clauses, i)
        if n is not None and clauses.chunks[n].kind == "V":
            if words[i].particle == "س" or (i and words[i - 1].stem == "سوف"):  # shall
                yield "proposed"
            acts = [act for act, _ in verb_acts(clauses.chunks[n])]
            if "decided" in acts or not acts:
                return
            yield from acts
        elif (found := noun_act(clauses, i)) and (
            found.value in ("proposed", "blocked") or (found.value == "refused" and at - i <= _NEAR)
        ):
            yield found.value


def _is_negated(clauses: Clauses, at: int) -> bool:
    return any(w.stem in _NEGATIONS for w in clauses.sentence.words[max(0, at - 2) : at])


def _is_conditional(clauses: Clauses, at: int) -> bool:
    return has_cue(clauses, range(max(0, at - 3), at), "condition")


def _is_future(clauses: Clauses, at: int, chunk: int | None) -> bool:
    """Return whether the act's own form or a word just before it sets it in the future."""
    word = clauses.sentence.words[at]
    if word.particle == "س" or has_cue(clauses, range(max(0, at - 3), at), "future"):
        past_qad = at and clauses.sentence.words[at - 1].stem == "قد" and _is_past(clauses, chunk)  # already
        return not past_qad
    verb = chunk is not None and clauses.chunks[chunk].kind == "V"
    found = noun_act(clauses, at)
    return (
        not verb and bool(found and found.has_proclitic) and word.key.removeprefix("و").startswith("ل")
    )  # in order to


def _is_past(clauses: Clauses, chunk: int | None) -> bool:
    return chunk is not None and any("past" in sense.form for sense in clauses.chunks[chunk].senses)


def _after(clauses: Clauses, measure: Measure) -> Act | None:
    """Return the act that follows the sanction: العقوبات سترفع, العقوبات التي فرضها الاتحاد, العقوبات المفروضة."""
    words = clauses.sentence.words
    relative = False
    for i in range(measure.hi, min(measure.hi + 8, len(words))):
        word = words[i]
        if word.key in _HARD_STOPS or word.key in "،,":
            return None
        if cue(clauses, i, "standing") or longest_standing(clauses, i):
            return Act("in_force", measure.lo)
        relative = relative or word.stem in _WHICH
        n = _chunk_at(clauses, i)
        if n is not None and clauses.chunks[n].kind == "V":
            return _verb_after(clauses, measure, i, n, relative)
        if word.pos == "F" and word.senses[0].ref in ("comp", "cond", "boundary"):
            return None
    return None


def longest_standing(clauses: Clauses, i: int) -> bool:
    """Return whether the word at `i` says that something goes on: مستمرة."""
    return clauses.sentence.words[i].stem in ("مستمره", "متواصله", "باقيه", "قايمه")  # going on, staying, standing


def _verb_after(clauses: Clauses, measure: Measure, i: int, n: int, relative: bool) -> Act | None:
    chunk: Chunk = clauses.chunks[n]
    acts = [act for act, takes in verb_acts(chunk) if not takes and act in _AFTER]
    if not acts:
        return None
    preposition = _preposition(clauses, measure)
    subject = clauses.valencies[n].subject
    own_subject = subject is not None and clauses.chunks[subject].lo <= measure.lo < clauses.chunks[subject].hi
    if not relative and preposition and not own_subject:
        return None
    act = acts[0]
    if act == "hit":
        return replace(_hitting(clauses, i, n), follows=True)
    coloured = _coloured(clauses, act, i, n)
    if coloured is None:
        return None
    if relative and coloured.status == "imposed" and clauses.valencies[n].is_passive:
        return Act("in_force", measure.lo, n, follows=True)  # the sanctions that were imposed on
    return Act(coloured.status, i, n, coloured.is_planned, follows=True)


def _listing(clauses: Clauses, measure: Measure) -> Act | None:
    """Return what is done with a list or a label: put on it, taken off it, standing on it."""
    words = clauses.sentence.words
    for i in range(measure.lo - 1, max(measure.lo - _VERB_REACH - 8, -1), -1):
        if words[i].key in _HARD_STOPS:
            return None
        if (found := noun_act(clauses, i, *_LISTED)) is not None:
            return _listed(clauses, _LISTED[found.value], i, None)
        n = _chunk_at(clauses, i)
        if n is not None and clauses.chunks[n].kind == "V":
            acts = [_LISTED[act] for act, _ in verb_acts(clauses.chunks[n]) if act in _LISTED]
            if not acts and measure.kind == "list" and any(a == "extended" for a, _ in verb_acts(clauses.chunks[n])):
                return _coloured(clauses, "extended", i, n)
            if acts:
                if measure.kind == "label" and all("present" in s.form for s in clauses.chunks[n].senses):
                    acts = ["in_force"]  # they count it as one, and go on doing so
                return _listed(clauses, acts[0], i, n) if _fits(clauses, measure, n) else None
        found = noun_act(clauses, i)
        if measure.kind == "list" and found and found.value == "proposed" and measure.lo - i <= 5:
            return Act("proposed", i, None, True)
    return None


def _fits(clauses: Clauses, measure: Measure, n: int) -> bool:
    """Return whether calling somebody terrorists is an official act: its subject is a state or a body of states."""
    if measure.kind == "list":
        return True
    lemmas = {sense.ref.partition(":")[2] for sense in clauses.chunks[n].senses if sense.ref.startswith("=")}
    if lemmas & {"ادرج", "صنف"}:
        return True
    subject = clauses.valencies[n].subject
    return (
        subject is not None and clauses.actor_type(clauses.chunks[subject]) in ("state", "igo") and "اعلن" not in lemmas
    )


def _listed(clauses: Clauses, status: str, at: int, chunk: int | None) -> Act | None:
    if status == "in_force":
        return Act(status, at, chunk)
    coloured = _coloured(clauses, status, at, chunk)
    if coloured is None and status == "lifted":
        return None
    return coloured
