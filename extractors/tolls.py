"""Find the victims of a verb or noun of harm."""

from collections.abc import Iterator, Sequence

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.harm_pairs import is_unsplit, shared_victims, without_split
from extractors.phrases import verb_classes
from extractors.roles import Frame
from extractors.text import fold
from extractors.toll_parts import joined_plurals
from extractors.victim_nouns import REACH, STATES, is_told, noun_victims
from extractors.victims import BARE_PLURAL, Victims, count_in, reach, read_victims


def victim_groups(frame: Frame, frames: Sequence[Frame]) -> list[Victims]:
    """Return the groups of victims that a frame of harm tells of; `frames` are those of its sentence."""
    clauses = frame.clauses
    chunk = clauses.chunks[frame.chunk]
    if frame.trigger.victim_nouns:
        groups = [] if _is_taken(frame, frames) else list(noun_victims(frame, chunk))
    else:
        groups = list(_role_victims(frame, chunk))
    return [without_split(victims) for victims in groups] if is_unsplit(frame) else groups


def _is_taken(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Return whether a noun only says who the victims of another harm were, or who was set free."""
    if frame.trigger.harm not in STATES:
        return False
    own = {frame.chunk, frame.chunk - 1}
    return any(
        other is not frame
        and (other.trigger.harm or other.trigger.event_type == "release")
        and own & {i for _, i in other.roles}
        for other in frames
    ) or _follows_release(frame, frames)


def _follows_release(frame: Frame, frames: Sequence[Frame]) -> bool:
    chunks = frame.clauses.chunks
    before = chunks[frame.chunk].before or chunks[frame.chunk - 1].before
    near = {frame.chunk - 1, frame.chunk - 2}
    return before in ("عن", "سراح") and any(
        other.trigger.event_type == "release" and other.chunk in near for other in frames
    )  # of


def _role_victims(frame: Frame, chunk: Chunk) -> Iterator[Victims]:
    """Yield the victims that complete a verb or verbal noun of harm."""
    clauses = frame.clauses
    indices = [
        i
        for role, i in frame.roles
        if role == frame.trigger.victim
        and (clauses.chunks[i].before != "في" or "في" in frame.trigger.patient_after)
        and (chunk.kind == "V" or i not in frame.resumed)
    ]  # in
    if not indices and (shared := shared_victims(frame)) is not None:
        indices = clauses.conjuncts(shared)
    found = [victims for i in indices if (victims := read_victims(clauses, _whole(clauses, i)))]
    if not found and frame.chunk + 2 < len(clauses.chunks) and clauses.chunks[frame.chunk + 1].role == "aside":
        found = [victims for i in clauses.conjuncts(frame.chunk + 2) if (victims := read_victims(clauses, i))]
    if not found and chunk.kind == "V":
        found = _behind_verb(frame)
    if not found and chunk.kind == "T" and (counted := _counted_before(clauses, frame.chunk)):
        found = [counted]
    if not found and chunk.kind == "T":
        found = _reached(frame) or _bare_deeds(frame)
    if not found and frame.trigger.complements:
        found = _behind_complement(frame)
    yield from joined_plurals(clauses, [*found, *_added(clauses, found)])


def _added(clauses: Clauses, found: Sequence[Victims]) -> list[Victims]:
    """Return the victims whom the text puts beside the others: إلى جانب الانتحاري, برفقة قيادات."""
    if not found:
        return []
    added: list[Victims] = []
    for j in range(found[-1].chunk + 1, len(clauses.chunks)):
        chunk = clauses.chunks[j]
        if chunk.kind == "V" or chunk.bounds:
            break
        if chunk.kind == "N" and _is_beside(clauses, chunk):
            added += [victims for k in clauses.conjuncts(j) if (victims := read_victims(clauses, k))]
    return added


def _is_beside(clauses: Clauses, chunk: Chunk) -> bool:
    keys = clauses.sentence.keys
    first = keys[chunk.lo]
    return (
        (chunk.before == "الي" and first == "جانب")
        or first == "برفقه"
        or (chunk.before.endswith(("الي", "عن")) and keys[chunk.lo - 2] in _BESIDES)
    )  # to, beside, in company of, of


_BESIDES = frozenset({"اضافه", "بالاضافه", "فضلا"})  # in addition to


def _whole(clauses: Clauses, i: int) -> int:
    """Return the chunk of a number before the people that it counts: 30 ألفا من سكان القرى."""
    chunk, before = clauses.chunks[i], clauses.chunks[i - 1] if i else None
    is_part = (
        before is not None and chunk.before == "من" and before.kind == "N" and count_in(clauses, before) is not None
    )  # of
    return i - 1 if is_part else i


def _behind_verb(frame: Frame) -> list[Victims]:
    """Return the victims of a verb whose only nominal was taken for its subject: شظايا أصابت بعض المارة."""
    clauses = frame.clauses
    valency = clauses.valencies[frame.chunk]
    subject, trigger = valency.subject, frame.trigger
    has_object = (
        valency.object is not None
        and clauses.chunks[valency.object].kind != "T"
        and read_victims(clauses, valency.object) is not None
    )
    if (
        trigger.object != "patient"
        or trigger.victim != "patient"
        or has_object
        or subject is None
        or subject < frame.chunk
    ):
        return []
    return [
        victims
        for i in clauses.conjuncts(subject)
        if (victims := read_victims(clauses, i))
        and (clauses.counted(clauses.chunks[i]) or clauses.actor_type(clauses.chunks[i]) in _HARMLESS)
    ]


_HARMLESS = frozenset({"civilians", "person", None})


def _counted_before(clauses: Clauses, i: int) -> Victims | None:
    """Return the number that stands before a verbal noun of harm: 12 إصابة."""
    previous = clauses.chunks[i - 1] if i else None
    if (
        previous is None
        or clauses.sentence.words[clauses.chunks[i].lo].definite  # كثير من القتل
        or previous.hi != clauses.chunks[i].lo
        or not (count := count_in(clauses, previous))
        or count.end < previous.hi
    ):
        return None
    return Victims(count.start, reach(clauses, i), count.count_min, count.count_max, count.precision, i)


def _bare_deeds(frame: Frame) -> list[Victims]:
    """Return the victims that a plural verbal noun alone tells of: وقوع إصابات."""
    chunk = frame.clauses.chunks[frame.chunk]
    is_plural = any(sense.kind == "masdar" and sense.form == "p" for sense in chunk.senses)
    word = frame.clauses.sentence.words[chunk.lo]
    if not is_plural or word.definite or word.pronoun or not is_told(frame, frame.chunk):
        return []
    return [Victims(chunk.lo, chunk.hi, BARE_PLURAL, None, "vague", frame.chunk)]


def _reached(frame: Frame) -> list[Victims]:
    """Return the victims whom a verb says that a verbal noun of harm reached: اعتقالات طالت 16 شخصا."""
    clauses, i = frame.clauses, frame.chunk + 1
    if (
        i + 1 >= len(clauses.chunks)
        or clauses.chunks[i].kind != "V"
        or "reach" not in verb_classes(clauses, clauses.chunks[i])
    ):
        return []
    if clauses.sentence.words[clauses.chunks[i].lo].conjunction:
        return []
    return [victims for j in clauses.conjuncts(i + 1) if (victims := read_victims(clauses, j))]


def _behind_complement(frame: Frame) -> list[Victims]:
    """Return the victims of a verb that has its meaning from another word: راح ضحيته, أودى بحياة, لقي مصرعه."""
    clauses = frame.clauses
    reach = range(frame.chunk + 1, min(frame.chunk + REACH, len(clauses.chunks)))
    complement = next((j for j in reach if _is_complement(frame, j)), frame.chunk)
    for j in range(complement, complement + REACH):
        if (
            j >= len(clauses.chunks)
            or clauses.chunks[j].role in ("stop", "comp", "boundary")
            or (clauses.chunks[j].kind == "V" and j > complement)
        ):
            break
        chunk = clauses.chunks[j]
        if j == complement and chunk.hi - chunk.lo == 1:
            continue
        if chunk.kind == "N" and (not chunk.before or j == complement) and (found := read_victims(clauses, j)):
            return [found, *(v for k in clauses.conjuncts(j)[1:] if (v := read_victims(clauses, k)))]
    return []


def _is_complement(frame: Frame, i: int) -> bool:
    word = frame.clauses.sentence.words[frame.clauses.chunks[i].lo]
    wanted = {fold(complement) for complement in frame.trigger.complements}
    return bool({word.stem, word.key, word.preposition + word.stem} & wanted)
