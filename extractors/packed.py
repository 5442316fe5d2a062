"""A mapping whose values stay pickled until they are asked for: most of a large lexicon never is in one run."""

import pickle
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar, overload

V = TypeVar("V")
D = TypeVar("D")


class Packed(Mapping[str, V], Generic[V]):
    """A read-only mapping that unpickles each value once, when it is first asked for.

    >>> Packed({"جيش": ("army",)})["جيش"]
    ('army',)
    """

    def __init__(self, values: Mapping[str, V]) -> None:
        """Pack `values`."""
        self._packed = {key: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for key, value in values.items()}
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        """Return the value of `key`; KeyError if there is none."""
        made = self._made
        if key not in made:
            made[key] = pickle.loads(self._packed[key])  # noqa: S301  # packed above
        return made[key]

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | D) -> V | D: ...
    def get(self, key: str, /, default: Any = None) -> Any:
        """Return the value of `key`, else `default`."""
        return self[key] if key in self._packed else default

    def __contains__(self, key: object) -> bool:
        """Return whether there is a value for `key`."""
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        """Yield the keys, in the order in which they were packed."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._packed)

    def __reduce__(self) -> Any:  # noqa: ANN401  # what pickle asks for
        """Pickle the packed values alone."""
        return _unpack, (self._packed,)


def _unpack(packed: dict[str, bytes]) -> Packed[Any]:
    mapping: Packed[Any] = Packed({})
    mapping._packed = packed  # noqa: SLF001  # made just here
    return mapping
