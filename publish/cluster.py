"""Extract on the workers of a dask cluster, one input file a task; needs the extra `cluster`.

Workers see the same files under the same paths, and write the records themselves: only counts travel.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from publish.faults import SijillError
from publish.pipeline import Extraction
from publish.record_files import Done
from publish.units import Unit, extract_unit, program_digest

_UNDER_WAY = 1000  # tasks that the scheduler knows at a time: it slows down with a million


def extract_on_cluster(units: Iterable[Unit], address: str, *, strict: bool = False) -> Iterator[Done]:
    """Yield what each unit gave, as they are done; raises SijillError where the cluster cannot be used.

    A unit whose worker dies is given to another. If it goes on killing them, it is read here, each article in a process
    that may die, and the article that does it is rejected.
    """
    distributed = _distributed()
    with _connect(distributed, address) as client:
        waiting = iter(units)
        running = {_submit(client, unit, strict=strict): unit for unit in islice(waiting, _UNDER_WAY)}
        done = distributed.as_completed(list(running))
        for future in done:
            yield _result(future, running.pop(future), distributed, strict=strict)
            for unit in islice(waiting, 1):
                later = _submit(client, unit, strict=strict)
                running[later] = unit
                done.add(later)


def _distributed() -> Any:  # noqa: ANN401  # a module
    try:
        import distributed
    except ImportError as error:
        raise SijillError("--engine dask needs dask.distributed: pip install 'sijill[cluster]'") from error
    return distributed


def _connect(distributed: Any, address: str) -> Any:  # noqa: ANN401  # distributed has no types
    try:
        return distributed.Client(address)
    except (OSError, ValueError) as error:
        raise SijillError(f"{address}: no dask scheduler answers ({error}): start one with `dask scheduler`") from error


def _submit(client: Any, unit: Unit, *, strict: bool) -> Any:  # noqa: ANN401  # distributed has no types
    return client.submit(_extract_there, unit, strict, pure=False)


def _extract_there(unit: Unit, strict: bool) -> Done:
    """Run on a worker."""
    return extract_unit(unit, _extraction(), strict=strict)


@cache
def _extraction() -> Extraction:
    return Extraction()


def _result(future: Any, unit: Unit, distributed: Any, *, strict: bool) -> Done:  # noqa: ANN401  # no types
    try:
        done: Done = future.result()
    except distributed.KilledWorker:
        with Extraction(2) as apart:
            done = extract_unit(unit, apart, strict=strict)
    if done.program != program_digest():
        raise SijillError(f"{unit.file.name}: its worker has another version of sijill: install the same everywhere")
    return done
