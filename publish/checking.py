"""Run publish/checks/*.sql on a finished database: each selects the rows that should not be there."""

from itertools import islice
from pathlib import Path

from sqlite_utils import Database

CHECKS = Path(__file__).parent / "checks"
_SHOWN = 3  # offending rows that a message quotes


def run_checks(db: Database, without: frozenset[str] = frozenset()) -> list[str]:
    """Return a message for each check that finds rows: its name, its first comment line, the first rows."""
    paths = (path for path in sorted(CHECKS.iterdir()) if path.stem not in without)
    return [message for path in paths if (message := _run_check(db, path))]


def _run_check(db: Database, path: Path) -> str | None:
    query = path.read_text(encoding="utf-8")
    rows = list(islice(db.execute(query), _SHOWN))
    shown = "; ".join(", ".join(str(value)[:80] for value in row) for row in rows)
    return f"{path.name}: {query.splitlines()[0].removeprefix('-- ')}: {shown}" if rows else None
