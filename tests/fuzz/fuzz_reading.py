"""Look for texts that break the reading, guided by coverage: `make fuzz`. What it finds stays in tests/fuzz/corpus."""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["extractors", "publish"]):
    from hostile_texts import read_in_parts, read_whole


def read(data: bytes) -> None:
    """Read the bytes as a text; AssertionError or any other error is a find."""
    text = data.decode("utf-8", "replace")
    read_in_parts(text)
    read_whole(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
