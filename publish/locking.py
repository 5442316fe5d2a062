"""Let one build at a time write to a folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def writing_alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; where another build has it, say so and wait. It ends with the process that holds it.

    The folder itself is locked, so that no lock file is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        _take(held, folder)
        yield
    finally:
        os.close(held)


def _take(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        click.echo(f"another build writes to {folder.resolve().name}/: waiting for its end", err=True)
        fcntl.flock(held, fcntl.LOCK_EX)
    except OSError as error:  # some network file systems have no locks
        click.echo(f"{folder}: no locks here ({error.strerror}): see to it that no other build runs", err=True)
