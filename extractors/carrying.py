"""Carry what the last act told (its place, its day) to those told right after it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Told = TypeVar("Told")


@dataclass(slots=True)
class Carried(Generic[Told]):
    """What was told last, and in which sentence; it reaches over `reach` sentences, its own left out where `later`."""

    reach: int
    later: bool = False
    _last: tuple[int, Told] | None = None

    def tell(self, sentence: int, told: Told) -> None:
        """Remember what an act of this sentence tells."""
        self._last = (sentence, told)

    def recall(self, sentence: int) -> Told | None:
        """Return what was told in this sentence or just before it."""
        if self._last and self.later <= sentence - self._last[0] <= self.reach:
            return self._last[1]
        return None
