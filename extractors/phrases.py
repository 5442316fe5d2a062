"""Say what a phrase names: the classes of a verb, a place, a word as lists write it."""

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.numbers import read_count


def verb_classes(clauses: Clauses, chunk: Chunk) -> frozenset[str]:
    """Return the classes of a verb: report, light, aspect, modal, other, and those of word_classes.tsv."""
    return clauses.lexicon.classes_of(chunk.senses)


def is_place(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase names a place or begins with a place's head noun."""
    words = clauses.sentence.words
    if chunk.mention and chunk.mention.is_a("place", "country", "seat") and not chunk.mention.is_a("actor"):
        return True
    head = words[chunk.lo]
    if head.pos == "F" and any(word.has("place-head") for word in words[chunk.lo + 1 : chunk.hi]):  # شمال شرق المدينة
        return True
    is_known = head.definite or bool(head.pronoun)
    return chunk.kind == "N" and head.has("place-head") and (chunk.hi - chunk.lo > 1 or is_known)


def names_place(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase of place has the place's name, known or not: حي الترابين (a quarter)."""
    if chunk.mention is not None and chunk.mention.is_a("place", "country", "seat"):
        return True
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    if words[0].pos == "F" and words[-1].stem == "البلاد":  # شرق البلاد (the east of the country)
        return True
    return len(words) > 1 and words[0].has("place-head") and not words[0].definite and words[1].definite


def is_counted(clauses: Clauses, i: int) -> bool:
    """Return whether a number or quantity stands right before the noun: عشرات الغارات."""
    previous = clauses.chunks[i - 1] if i else None
    if previous is None or previous.kind != "N" or previous.hi != clauses.chunks[i].lo:
        return False
    return read_count(clauses.sentence.keys, previous.lo) is not None or clauses.sentence.words[previous.lo].pos == "F"
