"""Send values between two processes over a pipe, each with its length before it."""

import marshal
import os
import select
import time
from typing import Any

_LENGTH = 8  # bytes


class LateError(Exception):
    """The other side did not answer in time."""


class GoneError(Exception):
    """The other side has ended."""


def send(pipe: int, value: Any) -> None:  # noqa: ANN401  # what marshal knows: numbers, texts, bytes, lists, tuples, dicts
    """Write the value to a file descriptor."""
    data = marshal.dumps(value)
    view = memoryview(len(data).to_bytes(_LENGTH, "little") + data)
    while view:
        view = view[os.write(pipe, view) :]


def receive(pipe: int, seconds: float | None = None) -> Any:  # noqa: ANN401  # as `send`
    """Return the next value; raises LateError when it is not whole after so many seconds, GoneError at the end."""
    until = None if seconds is None else time.monotonic() + seconds
    length = int.from_bytes(_read(pipe, _LENGTH, until), "little")
    return marshal.loads(_read(pipe, length, until))  # noqa: S302  # both ends are ours


def _read(pipe: int, length: int, until: float | None) -> bytes:
    parts = []
    while length:
        left = None if until is None else max(until - time.monotonic(), 0)
        if not select.select([pipe], [], [], left)[0]:
            raise LateError
        part = os.read(pipe, min(length, 1 << 20))
        if not part:
            raise GoneError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
