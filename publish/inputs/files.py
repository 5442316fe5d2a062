"""Find the input files and open them: folders, plain files, .gz and the members of .zip, all within limits.

Nothing is unpacked to disk, so names inside an archive are only labels. Symbolic links inside folders are not followed.
"""

import gzip
import io
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from publish.faults import InputFault
from publish.inputs.encodings import SAMPLE

KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html",
    ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".csv": "csv", ".tsv": "csv",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".warc": "warc", ".parquet": "parquet",
}  # fmt: skip
STDIN = "-"
# An archive may grow so much; newspapers grow three- to sevenfold, a zip bomb a thousandfold.
EXPANSION = 100
EXPANSION_FREE = 16 << 20  # bytes that any archive may hold, however small it is


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the name that messages give it, what it holds, its bytes; `path` where it is not packed."""

    name: str
    kind: str
    stream: io.BufferedReader
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be opened, and why."""

    name: str
    fault: InputFault


class _Readable(Protocol):
    """A binary stream that returns what is there."""

    def read1(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; one that the user named may be a link, one that was found in a folder may not."""

    path: Path
    is_named: bool = True

    @property
    def name(self) -> str:
        """The name that messages give it."""
        return "standard input" if str(self.path) == STDIN else label(self.path)


def find_files(path: str | Path) -> Iterator[InputFile | Unread]:
    """Yield the files behind a path of the command line, folders in the order of their names."""
    path = Path(path)
    if path.is_dir():
        yield from _folder(path)
    else:
        yield InputFile(path)


def open_file(file: InputFile) -> Iterator[Source | Unread]:
    """Yield what a file holds: itself, or the members of an archive.

    A source must be read before the next is asked for: its stream is closed then.
    """
    if str(file.path) == STDIN:
        yield Source(file.name, "lines", _buffered(sys.stdin.buffer))
        return
    try:
        _refuse_special(file)
        with file.path.open("rb") as raw:
            yield from _opened(file.name, raw, file.path)
    except OSError as error:
        yield Unread(file.name, _cannot_read(error))
    except InputFault as fault:
        yield Unread(file.name, fault)


def label(name: str | Path) -> str:
    """Return a file name fit for a table: bytes that are no UTF-8 and control characters are shown as such."""
    text = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _folder(folder: Path) -> Iterator[InputFile | Unread]:
    found = False
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Unread(label(folder), _cannot_read(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        found = True
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(entry)
        else:
            yield InputFile(entry, is_named=False)
    if not found:
        yield Unread(label(folder), InputFault("empty file", "the folder holds no file"))


def _refuse_special(file: InputFile) -> None:
    """Refuse symbolic links, unless the user named one, and what is no file (a pipe would hang the build)."""
    mode = (file.path.stat() if file.is_named else file.path.lstat()).st_mode
    if stat.S_ISLNK(mode):
        raise InputFault("symbolic link", "links in folders are not followed: give the file itself")
    if not stat.S_ISREG(mode):
        raise InputFault("unreadable file", "not a regular file")


def _cannot_read(error: OSError) -> InputFault:
    why = error.strerror or type(error).__name__
    return InputFault("unreadable file", f"{why}: check the path and its permissions")


def _opened(name: str, raw: BinaryIO, path: Path) -> Iterator[Source | Unread]:
    kind, wrapped = _kind(name)
    size = path.stat().st_size
    if wrapped == ".zip":
        yield from _members(name, raw, size)
    elif wrapped == ".gz":
        yield Source(name, kind, _buffered(gzip.GzipFile(fileobj=raw), size * EXPANSION + EXPANSION_FREE))
    else:
        yield Source(name, kind, _buffered(raw), path)


def _buffered(raw: BinaryIO | gzip.GzipFile, limit: int = sys.maxsize) -> io.BufferedReader:
    return io.BufferedReader(Bounded(raw, limit), SAMPLE)


def _kind(name: str) -> tuple[str, str]:
    """Return what a file of this name holds, and how it is packed; raises InputFault."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    if suffixes[-1:] == [".zip"]:
        return "", ".zip"
    packed = ".gz" if suffixes[-1:] == [".gz"] else ""
    inner = suffixes[:-1] if packed else suffixes
    kind = KINDS.get(inner[-1]) if inner else None
    if kind is None:
        raise InputFault("unknown file type", f"known are {' '.join(KINDS)}, each also with .gz, and .zip")
    return kind, packed


def _members(name: str, raw: BinaryIO, size: int) -> Iterator[Source | Unread]:
    left = size * EXPANSION + EXPANSION_FREE
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputFault("broken archive", f"no readable zip ({error})") from error
    members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda member: member.filename)
    if not members:
        raise InputFault("empty file", "the archive holds no file")
    for member in members:
        inside = f"{name}!{label(member.filename)}"
        if PurePosixPath(member.filename).name.startswith(".") or member.filename.startswith("__MACOSX/"):
            continue
        try:
            with _member(archive, member) as unpacked:
                bounded = Bounded(unpacked, left)
                yield Source(inside, _kind(_plain(member.filename))[0], io.BufferedReader(bounded, SAMPLE))
                left -= bounded.count
        except InputFault as fault:
            yield Unread(inside, fault)


def _plain(name: str) -> str:
    if name.lower().endswith((".zip", ".gz")):
        raise InputFault("nested archive", "an archive inside an archive is not opened: unpack it first")
    return name


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    if member.flag_bits & 1:
        raise InputFault("encrypted archive", "the member is encrypted: unpack it first")
    try:
        return archive.open(member)  # type: ignore[return-value]  # IO[bytes] lacks nothing that is read here
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise InputFault("broken archive", f"the member cannot be unpacked ({error})") from error


class Bounded(io.RawIOBase):
    """A stream that refuses to grow beyond `limit` bytes, and turns faults of unpacking into InputFault."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile, limit: int) -> None:
        self._inner = cast("_Readable", inner)  # every binary stream of the standard library is one
        self._limit = limit
        self.count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the inner stream."""
        try:
            data = self._inner.read1(len(buffer))  # what is there before a fault, too
        except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, NotImplementedError) as error:
            raise InputFault("broken archive", f"it is damaged or cut off ({error})") from error
        except OSError as error:
            raise _cannot_read(error) from error
        self.count += len(data)
        if self.count > self._limit:
            raise InputFault(
                "too large", f"it unpacks to more than {self._limit >> 20} MB, as zip bombs do: unpack it first"
            )
        buffer[: len(data)] = data
        return len(data)
