"""Read values from JSON with their line numbers: one object, a list of any length, or one object a line; streamed."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from publish.faults import InputFault

MAX_VALUE = 32 << 20  # characters of one JSON value or line; the longest newspaper article has 0.2 million
_CHUNK = 1 << 16
_BLANK = re.compile(r"[ \t\n\r]*")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")

Item = tuple[int, object]  # line number, value or InputFault


def read_lines(stream: TextIO, first: str | None = None) -> Iterator[Item]:
    """Yield (line, value) for each line that is not blank; a broken one gives its InputFault, and reading goes on."""
    number = 0
    line = first if first is not None else stream.readline(MAX_VALUE)
    while line:
        number += 1
        if len(line) >= MAX_VALUE and not line.endswith("\n"):
            yield number, InputFault("too large", f"the line is longer than {MAX_VALUE:,} characters", number)
            _skip_line(stream)
        elif line.strip():
            yield number, _line_value(line, number)
        line = stream.readline(MAX_VALUE)


def read_json(stream: TextIO) -> Iterator[Item]:
    """Yield (line, value) for a JSON file: the elements of a list, or the object, or objects one a line.

    After a fault inside a list the rest of the file is not read: there is no telling where the next element begins.
    """
    first = stream.readline(MAX_VALUE)
    while first and not first.strip():
        first = stream.readline(MAX_VALUE)
    if first.lstrip().startswith("{") and not isinstance(_line_value(first, 1), InputFault):
        yield from read_lines(stream, first)
    else:
        window = _Window(stream, first)
        try:
            yield from _values(window)
        except InputFault as fault:
            yield window.line, fault


def _skip_line(stream: TextIO) -> None:
    while (part := stream.readline(MAX_VALUE)) and not part.endswith("\n"):
        pass


def _line_value(line: str, number: int) -> object:
    if _ESCAPED_BYTE.search(line):
        try:
            line = line.encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
        except UnicodeError:
            return InputFault("unknown encoding", "bytes that are not UTF-8: save the file as UTF-8", number)
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return _broken(error, number)


def _broken(error: Exception, line: int, rest: str = "") -> InputFault:
    if isinstance(error, json.JSONDecodeError):
        return InputFault("broken JSON", f"{error.msg} at character {error.colno}: mend the line{rest}", line)
    if isinstance(error, RecursionError):
        return InputFault("broken JSON", f"nested too deeply: an article is a flat object{rest}", line)
    return InputFault("broken JSON", f"{error}{rest}", line)


class _Window:
    """The part of a JSON file that is being read, and where it stands in the file."""

    def __init__(self, stream: TextIO, begin: str = "") -> None:
        self._stream = stream
        self._text = begin
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()
        self.line = 1

    def peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._advance(match.end() if match else self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self) -> None:
        """Step over the character that `peek` returned."""
        self._advance(self._at + 1)

    def value(self) -> object:
        """Return the JSON value that begins here; raises InputFault."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._more():
                    raise self._fault(error) from error
                continue
            if end < len(self._text) or not self._more():
                self._advance(end)
                return value

    def _advance(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        """Read on, as much again as there is, so that a long value is tried a few times only."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > MAX_VALUE:
            raise InputFault("too large", f"a value of more than {MAX_VALUE:,} characters", self.line)
        chunk = self._stream.read(max(_CHUNK, len(rest)))
        self._text, self._at, self._ended = rest + chunk, 0, not chunk
        return bool(chunk)

    def _fault(self, error: Exception) -> InputFault:
        line = self.line
        if isinstance(error, json.JSONDecodeError):
            line += self._text.count("\n", self._at, error.pos)
        return _broken(error, line, rest="; what follows it in the file was not read")


def _values(window: _Window) -> Iterator[Item]:
    if window.peek() != "[":
        while window.peek():
            yield _line_and_value(window)
        return
    window.take()
    while window.peek() not in ("]", ""):
        yield _line_and_value(window)
        if window.peek() not in (",", "]"):
            raise InputFault("broken JSON", "a comma or ] is missing: the rest of the file was not read", window.line)
        if window.peek() == ",":
            window.take()
    if window.peek() != "]":
        raise InputFault("broken JSON", "the list is not closed: the file may have been cut off", window.line)


def _line_and_value(window: _Window) -> Item:
    line = window.line
    return line, window.value()
