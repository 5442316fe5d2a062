"""The server that a user starts, for tests: `sijill serve` in a process of its own, on a free port of loopback."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

START = 60  # seconds


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return self.send(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n".encode() + _lines(headers))

    def send(self, head: bytes, body: bytes = b"") -> Answer:
        """Send these bytes, whatever they are, and read the whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(head + b"Connection: close\r\n\r\n" + body)
            with contextlib.closing(http.client.HTTPResponse(connection)) as answer:
                answer.begin()
                return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    @property
    def memory(self) -> int:
        """Return the bytes that the server and its processes hold."""
        return sum(_resident(process) for process in (self.process, *_children(self.process)))


def _lines(headers: dict[str, str]) -> bytes:
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()).encode()


def _resident(process: int) -> int:
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{process}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024 if "VmRSS:" in status else 0
    return 0


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


@contextlib.contextmanager
def serving(database: Path) -> Iterator[Server]:
    """Start a server over the database, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = "from publish.cli import main; main()"
    process = subprocess.Popen([sys.executable, "-c", command, "serve", str(database), "--port", str(port)])
    server = Server(port, process.pid)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server) -> None:
    until = time.monotonic() + START
    while True:
        try:
            if server.get("/robots.txt").status == 200:
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
