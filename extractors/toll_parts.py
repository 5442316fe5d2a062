"""Find the parts of a toll: بينهم 3 أطفال وامرأة, خمسة منهم, القتلى هم 18 جنديا."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.clauses import Clauses
from extractors.victims import Victims, count_in, read_victims

_OF_THEM = frozenset({"منهم", "منهن"})  # of them

_AMONG_THEM = frozenset({"بينهم", "منهم", "بينهن", "منهن", "بينهما", "ضمنهم"})  # among them


def parts(clauses: Clauses, i: int) -> Iterator[Victims]:
    """Yield the groups that a list at chunk `i` tells of: 3 أطفال وامرأة."""
    found: list[Victims] = []
    for j in clauses.conjuncts(i):
        chunk = clauses.chunks[j]
        if chunk.kind in "NT" and (not chunk.before or j > i) and (victims := _part(clauses, j)):
            found.append(victims)
    yield from joined_plurals(clauses, found)


def joined_plurals(clauses: Clauses, groups: Sequence[Victims]) -> Iterator[Victims]:
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
