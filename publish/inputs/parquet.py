"""Read articles from a Parquet file, a batch of rows at a time; needs the extra `parquet`."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from publish.faults import InputFault

_BATCH = 256  # rows held at once

Item = tuple[int | None, object]


def read_parquet(path: Path | None) -> Iterator[Item]:
    """Yield (number of the row, row as a dict); raises InputFault."""
    if path is None:
        raise InputFault(
            "nested archive", "Parquet is packed already and is not read inside an archive: unpack it first"
        )
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputFault("missing package", "Parquet files need pyarrow: pip install 'sijill[parquet]'") from error
    try:
        with parquet.ParquetFile(path) as table:
            number = 0
            for batch in table.iter_batches(_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (OSError, ValueError) as error:  # pyarrow's own faults are ValueErrors
        raise InputFault("broken Parquet", str(error).partition("\n")[0]) from error
