"""Read nouns that name victims: 50 قتيلا, عشرات القتلى, بلغ عدد القتلى 45."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.harm_pairs import is_between, is_harm, is_numbered, share_number
from extractors.numbers import count_kind
from extractors.phrases import verb_classes
from extractors.roles import Frame
from extractors.toll_parts import parts
from extractors.victims import BARE_PLURAL, Victims, count_in, noun_end, reach, read_victims, stated_number

STATES = frozenset(
    {"detained", "captured", "missing", "displaced"}
)  # harms whose nouns name people who wait, not a deed

REACH = 9  # chunks behind a verb


def noun_victims(frame: Frame, chunk: Chunk) -> Iterator[Victims]:
    """Read a noun that names its victims: 50 قتيلا, عشرات القتلى, قتلى وجرحى, مئات بين قتيل وجريح."""
    clauses, i = frame.clauses, frame.chunk
    if frame.trigger.genitive == "patient" and (
        owned := [_of_whom(clauses, j) for r, j in frame.roles if r == "patient"]
    ):
        yield from filter(None, owned)
        return
    counted = _counted_noun(clauses, i) or _told_number(clauses, i) or _stated(clauses, i)
    if counted is not None:
        counted = _exceeded(clauses, counted)
        if not (counted.is_bare and frame.trigger.harm in STATES):
            yield counted
        return
    word = clauses.sentence.words[chunk.lo]
    if word.definite and (opening := listing(clauses, i)) is not None:
        yield from parts(clauses, opening)
    before = clauses.sentence.words[chunk.lo - 1] if chunk.lo else None
    is_of = chunk.genitive and not (before is not None and before.has("toll-word"))
    if chunk.kind == "N" or word.definite or word.pronoun or is_of:
        return
    numbers = {sense.form for sense in chunk.senses if sense.kind == "victim-noun"}
    if numbers == {"d"}:
        yield Victims(chunk.lo, reach(clauses, i), 2, 2, "exact", i)
    elif "p" in numbers and is_told(frame, i):
        yield Victims(chunk.lo, reach(clauses, i), BARE_PLURAL, None, "vague", i)
    elif numbers == {"s"} and is_told(frame, i):
        yield Victims(chunk.lo, reach(clauses, i), 1, 1, "exact", i)


def _exceeded(clauses: Clauses, counted: Victims) -> Victims:
    """Return a count as the least where its verb says that the toll passed it: تجاوز عدد القتلى 500."""
    before = [j for j, chunk in enumerate(clauses.chunks) if chunk.kind == "V" and chunk.lo < counted.lo]
    passes = before and clauses.sentence.words[clauses.chunks[before[-1]].lo].stem in _PASSES
    if not passes or counted.precision != "exact":
        return counted
    return replace(counted, high=None, precision="at_least")


_PASSES = frozenset({"تجاوز", "تجاوزت", "يتجاوز", "فاق", "فاقت", "يفوق", "تعدي"})  # passed, exceeds


def listing(clauses: Clauses, i: int) -> int | None:
    """Return where those are listed who belong to the victims at chunk `i`: القتلى هم 18 جنديا, بين القتلى طفلان."""
    chunks = clauses.chunks
    if i + 2 < len(chunks) and chunks[i + 1].role == "pron" and clauses.counted(chunks[i + 2]):
        return i + 2
    opens = chunks[i].before.endswith(_AMONG) and i + 1 < len(chunks) and not chunks[i + 1].before
    return i + 1 if opens and chunks[i + 1].kind in "NT" and not chunks[i + 1].joined else None


_AMONG = ("بين", "ضمن")  # among


def _of_whom(clauses: Clauses, i: int) -> Victims | None:
    """Return the victims whose bodies the text speaks of, where it counts them: جثث خمسة جنود, رفات 16 شخصا."""
    victims = read_victims(clauses, i)
    return victims if victims is not None and clauses.counted(clauses.chunks[i]) else None


def _stated(clauses: Clauses, i: int) -> Victims | None:
    """Return the number that the text adds to a noun of harm: المصابين وعددهم تسعة."""
    stated = stated_number(clauses, i) if clauses.sentence.words[clauses.chunks[i].lo].definite else None
    if stated is None:
        return None
    lo, hi = clauses.chunks[i].lo, noun_end(clauses, stated)
    return Victims(lo, hi, stated.count_min, stated.count_max, stated.precision, i)


def _counted_noun(clauses: Clauses, i: int) -> Victims | None:
    """Return the counted victims of a noun: its own number, that before it, or that of the noun it is joined to."""
    chunk = clauses.chunks[i]
    holder = _number_holder(clauses, i)
    if holder is None:
        return None
    count = count_in(clauses, clauses.chunks[holder])
    if count is None or count_kind(clauses.sentence.keys, count) != "plain":
        return None
    last = i + 1 if is_between(clauses, i) and i + 1 < len(clauses.chunks) and is_between(clauses, i + 1) else i
    return Victims(
        count.start, max(reach(clauses, last), chunk.hi), count.count_min, count.count_max, count.precision, i
    )


def _told_number(clauses: Clauses, i: int) -> Victims | None:
    """Return the number that a verb gives to a word for a toll: بلغ عدد القتلى 45, ارتفعت حصيلة الجرحى إلى 60."""
    words, chunks = clauses.sentence.words, clauses.chunks
    if not words[chunks[i].lo].has("toll-head") or chunks[i].kind != "N":
        return None
    for j in range(i + 1, min(i + REACH, len(chunks))):
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
    if is_between(clauses, i):
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
    shares = clauses.chunks[i].joined and is_numbered(clauses, i - 1) and share_number(clauses, i - 1, i)
    return _number_holder(clauses, i - 1) if shares else None


def is_told(frame: Frame, i: int) -> bool:
    """Return whether a bare noun of harm is what a verb or a falling (سقوط) reports."""
    clauses = frame.clauses
    chunk = clauses.chunks[i]
    if chunk.joined and i and is_harm(clauses, clauses.chunks[i - 1]):
        return is_told(frame, i - 1)
    before = clauses.sentence.words[chunk.lo - 1] if chunk.lo else None
    if before is not None and before.has("toll-word"):
        return True
    governor = frame.governor
    return governor is not None and not chunk.before and "toll-verb" in verb_classes(clauses, clauses.chunks[governor])
