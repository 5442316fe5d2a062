"""Find the victims that a sentence tells of: those of its verbs and nouns of harm, and the parts of a toll."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.frames import Frame, verb_classes
from extractors.numbers import count_kind
from extractors.text import fold
from extractors.victims import BARE_PLURAL, Victims, count_in, reach, read_victims

_STATES = frozenset(
    {"detained", "captured", "missing", "displaced"}
)  # harms whose nouns name people who wait, not a deed


def victim_groups(frame: Frame, frames: Sequence[Frame]) -> list[Victims]:
    """Return the groups of victims that a frame of harm tells of; `frames` are those of its sentence."""
    clauses = frame.clauses
    chunk = clauses.chunks[frame.chunk]
    if frame.trigger.victim_nouns:
        groups = [] if _is_taken(frame, frames) else list(_noun_victims(frame, chunk))
    else:
        groups = list(_role_victims(frame, chunk))
    return [_unsplit(victims) for victims in groups] if _is_unsplit(frame) else groups


def _is_taken(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Return whether a noun only says who the victims of another harm were, or who was set free."""
    if frame.trigger.harm not in _STATES:
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
        if role == frame.trigger.victim and (clauses.chunks[i].before != "في" or "في" in frame.trigger.patient_after)
    ]  # in
    if not indices and (shared := _shared(frame)) is not None:
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
    yield from _joined_plurals(clauses, [*found, *_added(clauses, found)])


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


def _joined_plurals(clauses: Clauses, groups: Sequence[Victims]) -> Iterator[Victims]:
    """Yield groups, bare plurals that و joins as one: أطفال ونساء."""
    last: Victims | None = None
    for group in groups:
        if last is not None and last.is_bare and group.is_bare and clauses.chunks[group.chunk].joined:
            last = replace(last, hi=group.hi)
            continue
        if last is not None:
            yield last
        last = group
    if last is not None:
        yield last


def _counted_before(clauses: Clauses, i: int) -> Victims | None:
    """Return the number that stands before a verbal noun of harm: 12 إصابة."""
    previous = clauses.chunks[i - 1] if i else None
    if (
        previous is None
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
    if not is_plural or word.definite or word.pronoun or not _is_told(frame, frame.chunk):
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
    reach = range(frame.chunk + 1, min(frame.chunk + _FEW, len(clauses.chunks)))
    complement = next((j for j in reach if _is_complement(frame, j)), frame.chunk)
    for j in range(complement, complement + _FEW):
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


_FEW = 9  # chunks behind a verb


def _is_complement(frame: Frame, i: int) -> bool:
    word = frame.clauses.sentence.words[frame.clauses.chunks[i].lo]
    wanted = {fold(complement) for complement in frame.trigger.complements}
    return bool({word.stem, word.key, word.preposition + word.stem} & wanted)


def _shared(frame: Frame) -> int | None:
    """Return the victims of the harm that stands beside this one: مقتل وإصابة 30, قتل وجرح 30."""
    clauses = frame.clauses
    following = frame.chunk + 1
    if following >= len(clauses.chunks):
        return None
    chunk = clauses.chunks[following]
    if not is_harm(clauses, chunk) or not clauses.sentence.words[chunk.lo].conjunction:
        return None
    if chunk.kind == "V":
        valency = clauses.valencies[following]
        return valency.object if valency.object is not None else valency.subject
    after = following + 1
    return after if after < len(clauses.chunks) and clauses.chunks[after].genitive else None


def is_harm(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a chunk is a verb or noun of harm."""
    triggers = clauses.lexicon.triggers
    return any(sense.ref in triggers and triggers[sense.ref].harm for sense in chunk.senses)


def _is_unsplit(frame: Frame) -> bool:
    """Return whether one number is shared by two harms."""
    clauses, i = frame.clauses, frame.chunk
    if _between_dead_and_hurt(clauses, i):
        return True
    return any(_shares(clauses, j, j + 1) for j in (i - 1, i) if j >= 0 and j + 1 < len(clauses.chunks))


def _shares(clauses: Clauses, i: int, j: int) -> bool:
    """Return whether two harms side by side have one number: قتل وجرح 30, 30 قتيلا وجريحا."""
    one, two = clauses.chunks[i], clauses.chunks[j]
    if (
        not (is_harm(clauses, one) and is_harm(clauses, two))
        or one.hi != two.lo
        or not clauses.sentence.words[two.lo].conjunction
    ):
        return False
    if count_in(clauses, two) or _harm(clauses, one) == _harm(clauses, two):
        return False
    if one.kind == two.kind == "V":
        valency = clauses.valencies[i]
        is_plural = all(sense.agreement[1:] in ("p", "d") for sense in one.senses)
        return not is_plural and (valency.subject is None or valency.is_dropped)
    return one.kind in "NT" and two.kind in "NT" and (_is_masdar(one) or _is_numbered(clauses, i))


def _harm(clauses: Clauses, chunk: Chunk) -> set[str | None]:
    triggers = clauses.lexicon.triggers
    return {triggers[sense.ref].harm for sense in chunk.senses if sense.ref in triggers}


def _is_masdar(chunk: Chunk) -> bool:
    return any(sense.kind == "masdar" for sense in chunk.senses) and not any(
        sense.kind == "victim-noun" for sense in chunk.senses
    )


def _is_numbered(clauses: Clauses, i: int) -> bool:
    """Return whether a noun of harm has a number: in its own phrase, or right before it."""
    if count_in(clauses, clauses.chunks[i]):
        return True
    before = clauses.chunks[i - 1] if i else None
    return before is not None and before.hi == clauses.chunks[i].lo and count_in(clauses, before) is not None


def _between_dead_and_hurt(clauses: Clauses, i: int) -> bool:
    """Return whether a noun stands in بين قتيل وجريح: a sum between dead and hurt."""
    chunk = clauses.chunks[i]
    if chunk.kind != "T" or not any(sense.kind == "victim-noun" and sense.form == "s" for sense in chunk.senses):
        return False
    first = i - 1 if chunk.joined and i and is_harm(clauses, clauses.chunks[i - 1]) else i
    return clauses.chunks[first].before.endswith("بين")  # between


def _unsplit(victims: Victims) -> Victims:
    """Return a sum that the text does not split: an upper bound for each harm, or no bound."""
    if victims.precision in ("exact", "approximate", "at_most"):
        return replace(victims, low=None, precision="at_most")
    return replace(victims, low=None, high=None, precision="vague")


def _noun_victims(frame: Frame, chunk: Chunk) -> Iterator[Victims]:
    """Read a noun that names its victims: 50 قتيلا, عشرات القتلى, قتلى وجرحى, مئات بين قتيل وجريح."""
    clauses, i = frame.clauses, frame.chunk
    counted = _counted_noun(clauses, i) or _told_number(clauses, i)
    if counted is not None:
        if not (counted.is_bare and frame.trigger.harm in _STATES):
            yield counted
        return
    word = clauses.sentence.words[chunk.lo]
    if (
        word.definite
        and i + 2 < len(clauses.chunks)
        and clauses.chunks[i + 1].role == "pron"
        and clauses.counted(clauses.chunks[i + 2])
    ):
        yield from parts(clauses, i + 2)
    before = clauses.sentence.words[chunk.lo - 1] if chunk.lo else None
    is_of = chunk.genitive and not (before is not None and before.has("toll-word"))
    if chunk.kind == "N" or word.definite or word.pronoun or is_of:
        return
    numbers = {sense.form for sense in chunk.senses if sense.kind == "victim-noun"}
    if numbers == {"d"}:
        yield Victims(chunk.lo, reach(clauses, i), 2, 2, "exact", i)
    elif "p" in numbers and _is_told(frame, i):
        yield Victims(chunk.lo, reach(clauses, i), BARE_PLURAL, None, "vague", i)
    elif numbers == {"s"} and _is_told(frame, i):
        yield Victims(chunk.lo, reach(clauses, i), 1, 1, "exact", i)


def _counted_noun(clauses: Clauses, i: int) -> Victims | None:
    """Return the counted victims of a noun: its own number, that before it, or that of the noun it is joined to."""
    chunk = clauses.chunks[i]
    holder = _number_holder(clauses, i)
    if holder is None:
        return None
    count = count_in(clauses, clauses.chunks[holder])
    if count is None or count_kind(clauses.sentence.keys, count) != "plain":
        return None
    return Victims(count.start, max(reach(clauses, i), chunk.hi), count.count_min, count.count_max, count.precision, i)


def _told_number(clauses: Clauses, i: int) -> Victims | None:
    """Return the number that a verb gives to a word for a toll: بلغ عدد القتلى 45, ارتفعت حصيلة الجرحى إلى 60."""
    words, chunks = clauses.sentence.words, clauses.chunks
    if not words[chunks[i].lo].has("toll-head") or chunks[i].kind != "N":
        return None
    for j in range(i + 1, min(i + _FEW, len(chunks))):
        if chunks[j].role in ("stop", "comp", "boundary") or (chunks[j].senses and chunks[j].kind != "V"):
            return None
        count = (
            count_in(clauses, chunks[j]) if chunks[j].kind == "N" and chunks[j].before in ("", "الي", "ب") else None
        )  # to, by
        if count is not None:
            is_people = count_kind(clauses.sentence.keys, count) == "plain"
            return (
                Victims(count.start, reach(clauses, j), count.count_min, count.count_max, count.precision, j)
                if is_people
                else None
            )
    return None


def _number_holder(clauses: Clauses, i: int) -> int | None:
    """Return the chunk that holds the number of a noun of harm."""
    if count_in(clauses, clauses.chunks[i]):
        return i
    if _between_dead_and_hurt(clauses, i):
        first = i - 1 if clauses.chunks[i].joined else i
        return next((j for j in (first - 1, first - 2) if j >= 0 and count_in(clauses, clauses.chunks[j])), None)
    previous = clauses.chunks[i - 1] if i else None
    if previous is None:
        return None
    if clauses.chunks[i].before == "من" and previous.kind == "N" and previous.hi + 1 == clauses.chunks[i].lo:  # of
        return i - 1 if count_in(clauses, previous) else None
    if previous.hi != clauses.chunks[i].lo:
        return None
    if previous.kind == "N" and count_in(clauses, previous) and not clauses.chunks[i].joined:
        return i - 1
    shares = clauses.chunks[i].joined and _is_numbered(clauses, i - 1) and _shares(clauses, i - 1, i)
    return _number_holder(clauses, i - 1) if shares else None


def _is_told(frame: Frame, i: int) -> bool:
    """Return whether a bare noun of harm is what a verb or a falling (سقوط) reports."""
    clauses = frame.clauses
    chunk = clauses.chunks[i]
    if chunk.joined and i and is_harm(clauses, clauses.chunks[i - 1]):
        return _is_told(frame, i - 1)
    before = clauses.sentence.words[chunk.lo - 1] if chunk.lo else None
    if before is not None and before.has("toll-word"):
        return True
    governor = frame.governor
    return governor is not None and not chunk.before and "toll-verb" in verb_classes(clauses, clauses.chunks[governor])


def parts(clauses: Clauses, i: int) -> Iterator[Victims]:
    """Yield the groups that a list at chunk `i` tells of: 3 أطفال وامرأة."""
    found: list[Victims] = []
    for j in clauses.conjuncts(i):
        chunk = clauses.chunks[j]
        if chunk.kind in "NT" and (not chunk.before or j > i) and (victims := _part(clauses, j)):
            found.append(victims)
    yield from _joined_plurals(clauses, found)


def _part(clauses: Clauses, i: int) -> Victims | None:
    chunk = clauses.chunks[i]
    if chunk.kind == "T" and (i == 0 or not any(s.kind == "victim-noun" for s in chunk.senses)):
        return None
    return read_victims(clauses, i)


def part_openings(clauses: Clauses) -> Iterator[int]:
    """Yield the chunks where a toll's parts begin: behind بينهم (among them), or behind القتلى هم (the dead are)."""
    words, chunks = clauses.sentence.words, clauses.chunks
    for i, chunk in enumerate(chunks[:-1]):
        stem = words[chunk.lo].stem
        if (
            chunk.kind == "F"
            and stem in _AMONG_THEM
            and not (i and stem in _OF_THEM and count_in(clauses, chunks[i - 1]))
        ):
            yield i + 1 + (chunks[i + 1].role in ("mark", "aside"))
        elif (
            chunk.kind == "N"
            and chunks[i + 1].role == "pronoun"
            and words[chunks[i + 1].lo].stem in _OF_THEM
            and count_in(clauses, chunk)
        ):
            yield i
        elif (
            chunk.role == "pron"
            and stem in ("هم", "هن")
            and chunks[i + 1].kind == "N"
            and count_in(clauses, chunks[i + 1])
        ):  # they are
            yield i + 1


_OF_THEM = frozenset({"منهم", "منهن"})  # of them
_AMONG_THEM = frozenset({"بينهم", "منهم", "بينهن", "منهن", "بينهما", "ضمنهم"})  # among them
