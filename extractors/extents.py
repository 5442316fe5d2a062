"""Cut the evidence of an event: the smallest clause that supports it."""

from extractors.clauses import is_participle
from extractors.roles import Frame

_LONGEST = 110  # characters of evidence: nine in ten of a careful coder's clauses are shorter than 100
_SHORTEST = 55
_CONTENT = 80  # characters of what is said, asked or threatened


def extent_of(frame: Frame) -> tuple[int, int]:
    """Return the words of the clause: trigger and complements, those far away left out, a bare trigger filled up."""
    chunks = frame.clauses.chunks
    lo, hi = frame.lo, frame.hi
    first = lo if is_participle(chunks[frame.chunk]) else 0
    near = sorted(
        (chunks[i] for i in frame.indices() if chunks[i].lo >= first), key=lambda chunk: abs(chunk.lo - frame.lo)
    )
    for chunk in near:
        wider = min(lo, chunk.lo), max(hi, chunk.hi)
        if _length(frame, *wider) <= _LONGEST:
            lo, hi = wider
    return _fill_up(frame, lo, hi)


def _length(frame: Frame, lo: int, hi: int) -> int:
    sentence = frame.clauses.sentence
    return sentence.end(hi) - sentence.start(lo)


def _fill_up(frame: Frame, lo: int, hi: int) -> tuple[int, int]:
    """Widen short evidence to what follows in its clause, then to the verb that governs it."""
    chunks = frame.clauses.chunks
    for chunk in chunks:
        if _length(frame, lo, hi) >= (_CONTENT if frame.trigger.speech else _SHORTEST):
            break
        if hi <= chunk.lo <= hi + len(chunk.before.split()):
            if chunk.kind == "F" and chunk.role in ("comma", "stop", "boundary", "mark"):
                break
            if _length(frame, lo, chunk.hi) <= _LONGEST:
                hi = chunk.hi
    governor = frame.governor
    if (
        governor is not None
        and _length(frame, lo, hi) < _SHORTEST
        and _length(frame, min(lo, chunks[governor].lo), hi) <= _LONGEST
    ):
        lo = min(lo, chunks[governor].lo)
    return lo, hi
