"""Cut a text into pieces at the borders of its marks, so that marks that overlap can all be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to a record; `kind` is what it shows there."""

    start: int
    end: int
    kind: str
    record: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks; `begins` are the records whose mark starts here."""

    text: str
    kinds: tuple[str, ...]
    records: tuple[str, ...]
    begins: tuple[str, ...]


def cut_text(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return the text in pieces, in order; joined they are the text.

    >>> [piece.text for piece in cut_text("abcdef", [Mark(1, 4, "x", "1"), Mark(3, 5, "y", "2")])]
    ['a', 'bc', 'd', 'e', 'f']
    """
    known = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
    borders = sorted({0, len(text), *(m.start for m in known), *(min(m.end, len(text)) for m in known)})
    active: list[Mark] = []
    waiting = iter([*known, Mark(len(text) + 1, len(text) + 1, "", "")])
    following = next(waiting)
    pieces = []
    for start, end in pairwise(borders):
        active = [mark for mark in active if mark.end > start]
        begun = []
        while following.start <= start:
            active.append(following)
            begun.append(following.record)
            following = next(waiting)
        pieces.append(_piece(text[start:end], active, begun))
    return tuple(pieces)


def _piece(text: str, active: list[Mark], begun: list[str]) -> Piece:
    kinds = tuple(dict.fromkeys(mark.kind for mark in active))
    return Piece(text, kinds, tuple(dict.fromkeys(mark.record for mark in active)), tuple(dict.fromkeys(begun)))
