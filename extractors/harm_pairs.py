"""Read two harms that share one number: قتل وجرح 30, 30 قتيلا وجريحا, مئات بين قتيل وجريح."""

from dataclasses import replace

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.roles import Frame
from extractors.victims import Victims, count_in


def shared_victims(frame: Frame) -> int | None:
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


def is_unsplit(frame: Frame) -> bool:
    """Return whether one number is shared by two harms."""
    clauses, i = frame.clauses, frame.chunk
    if is_between(clauses, i):
        return True
    return any(share_number(clauses, j, j + 1) for j in (i - 1, i) if j >= 0 and j + 1 < len(clauses.chunks))


def share_number(clauses: Clauses, i: int, j: int) -> bool:
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
    return one.kind in "NT" and two.kind in "NT" and (_is_masdar(one) or is_numbered(clauses, i))


def _harm(clauses: Clauses, chunk: Chunk) -> set[str | None]:
    triggers = clauses.lexicon.triggers
    return {triggers[sense.ref].harm for sense in chunk.senses if sense.ref in triggers}


def _is_masdar(chunk: Chunk) -> bool:
    return any(sense.kind == "masdar" for sense in chunk.senses) and not any(
        sense.kind == "victim-noun" for sense in chunk.senses
    )


def is_numbered(clauses: Clauses, i: int) -> bool:
    """Return whether a noun of harm has a number: in its own phrase, or right before it."""
    if count_in(clauses, clauses.chunks[i]):
        return True
    before = clauses.chunks[i - 1] if i else None
    return before is not None and before.hi == clauses.chunks[i].lo and count_in(clauses, before) is not None


def is_between(clauses: Clauses, i: int) -> bool:
    """Return whether a noun stands in بين قتيل وجريح: a sum between dead and hurt."""
    chunk = clauses.chunks[i]
    if chunk.kind != "T" or not any(sense.kind == "victim-noun" and sense.form == "s" for sense in chunk.senses):
        return False
    first = i - 1 if chunk.joined and i and is_harm(clauses, clauses.chunks[i - 1]) else i
    return clauses.chunks[first].before.endswith("بين")  # between


def without_split(victims: Victims) -> Victims:
    """Return a sum that the text does not split: an upper bound for each harm, or no bound."""
    if victims.precision in ("exact", "approximate", "at_most"):
        return replace(victims, low=None, precision="at_most")
    return replace(victims, low=None, high=None, precision="vague")
