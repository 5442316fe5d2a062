"""Fill the small columns of an event: its date, how many, what was hit, with what."""

from collections.abc import Sequence

from extractors.dates import DateMention
from extractors.extents import extent_of
from extractors.numbers import read_count
from extractors.roles import Frame


def date_of(frame: Frame, dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date of the frame's clause, else the one its sentence tells."""
    i = frame.told_date if frame.date is None else frame.date
    if i is None:
        return None
    chunk = frame.clauses.chunks[i]
    return next((date for date in dates if date.start == chunk.lo), None)


def quantity_of(frame: Frame) -> tuple[int | None, int | None, str | None]:
    """Return how many strikes, rockets or arrests the text counts before the trigger's noun."""
    words = frame.clauses.sentence.words
    chunk = frame.clauses.chunks[frame.chunk]
    if chunk.kind != "T" or frame.chunk == 0:
        return None, None, None
    previous = frame.clauses.chunks[frame.chunk - 1]
    if previous.kind != "N" or previous.hi != chunk.lo:
        return None, None, None
    count = read_count([word.key for word in words[previous.lo : chunk.lo]], 0)
    if count is None:
        return None, None, None
    return count.count_min, count.count_max, words[chunk.lo].key


def object_type_of(frame: Frame) -> str | None:
    """Return what was hit or seized, as the contract groups it."""
    words, nouns = frame.clauses.sentence.words, frame.clauses.lexicon.nouns
    indices = [i for role, i in frame.roles if role == "patient"] + ([frame.place] if frame.place is not None else [])
    for i in indices:
        chunk = frame.clauses.chunks[i]
        for word in words[chunk.lo : chunk.hi]:
            for sense in word.of("object"):
                return nouns[sense.ref].group
    return None


def weapon_of(frame: Frame) -> str | None:
    """Return the weapon named in or right behind the evidence, in the text's words."""
    lo, hi = extent_of(frame)
    for chunk in frame.clauses.chunks:
        if lo <= chunk.lo < hi + 3 and chunk.mention and chunk.mention.is_a("weapon"):
            return frame.clauses.sentence.quote(chunk.mention.lo, chunk.mention.hi)
    return None
