"""Read rows of a CSV file whose first line names the columns; separated by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from typing import TextIO

from publish.faults import InputFault
from publish.inputs.json_values import MAX_VALUE

_SEPARATORS = ",;\t"

Item = tuple[int | None, object]


def read_csv(stream: TextIO) -> Iterator[Item]:
    """Yield (line, row as a dict) for each row; one with more cells than columns gives its InputFault."""
    csv.field_size_limit(MAX_VALUE)
    header = stream.readline(MAX_VALUE)
    separator = max(_SEPARATORS, key=header.count)
    names = next(csv.reader([header], delimiter=separator), [])
    rows = csv.reader(stream, delimiter=separator, strict=True)
    while True:
        line = rows.line_num + 2  # the header is the first, and this one is not read yet
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            # An open quote swallows what follows, so there is no next row to go on with.
            raise InputFault("broken CSV", f"{error}; what follows it was not read: mend the quotes", line) from error
        if cells:
            yield line, _row(names, cells, line)


def _row(names: list[str], cells: list[str], line: int) -> object:
    if len(cells) > len(names):
        return InputFault(
            "broken CSV", f"{len(cells)} cells, but {len(names)} columns: quote cells that hold a separator", line
        )
    return dict(zip(names, cells, strict=False))
