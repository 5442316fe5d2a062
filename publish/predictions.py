"""Read the records of a built database in the shape that they are compared in with gold annotations."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publish.faults import SijillError
from publish.matching import Role, Span

_LONGEST_EVIDENCE = 400  # characters; a whole page supports anything

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """One event, casualty or sanction: its row, its evidence, and every name that it goes by."""

    row: Row
    spans: list[Span]
    places: Collection[str]
    source: Collection[str]
    via: Collection[str]
    authority: Collection[str] = ()
    roles: list[Role] = field(default_factory=list)

    @property
    def date(self) -> tuple[str | None, str | None]:
        """The first and the last day."""
        return self.row["date_start"], self.row["date_end"]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One actor of an article: where and how it is named."""

    actor_id: str
    spans: list[Span]
    names: Collection[str]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the database holds of one article."""

    events: list[Claim] = field(default_factory=list)
    casualties: list[Claim] = field(default_factory=list)
    sanctions: list[Claim] = field(default_factory=list)
    actors: list[Mentioned] = field(default_factory=list)


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Return the predictions by article; raises SijillError where the file is no built database."""
    if not path.is_file():
        raise SijillError(f"{path}: no such database: make it with `sijill build`")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return _Reader(connection).predictions()
    except sqlite3.DatabaseError as error:
        raise SijillError(f"{path}: no database of this version ({error}): make it with `sijill build`") from error
    finally:
        connection.close()


class _Reader:
    """Holds what several tables need: texts, names, further evidence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts = {row["article_id"]: row["text"] for row in self._rows("articles")}
        self._actor_names = {row["actor_id"]: row["name_ar"] for row in self._rows("actors")}
        self._place_names = {row["place_id"]: row["name_ar"] for row in self._rows("places")}
        self._further: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for row in self._rows("evidence"):
            if self._holds(row, row["quote"]):
                self._further[row["record_type"], row["record_id"]].append((row["start"], row["end"]))
        self._mentions = self._read_mentions()

    def predictions(self) -> dict[str, Prediction]:
        """Return the predictions by article."""
        found: dict[str, Prediction] = defaultdict(Prediction)
        roles: dict[str, list[Role]] = defaultdict(list)
        for row in self._rows("event_actors"):
            names = _given(row["mention_text"], self._actor_names.get(row["actor_id"]))
            roles[row["event_id"]].append((row["role"], names))
        for row in self._rows("events"):
            found[row["article_id"]].events.append(self._claim(row, "events", "event_id", roles[row["event_id"]]))
        for row in self._rows("casualties"):
            found[row["article_id"]].casualties.append(self._claim(row, "casualties", "casualty_id", []))
        for row in self._rows("sanctions"):
            found[row["article_id"]].sanctions.append(self._claim(row, "sanctions", "sanction_id", []))
        for (article_id, actor_id), mentions in self._mentions.items():
            names = self._names(article_id, actor_id)
            found[article_id].actors.append(Mentioned(actor_id, [span for span, _ in mentions], names))
        return dict(found)

    def _rows(self, table: str, order: str = "") -> Iterator[Row]:
        for row in self._connection.execute(f"select * from {table} {order}"):  # noqa: S608  # our own names
            yield dict(row)

    def _holds(self, row: Row, quote: str | None) -> bool:
        """Say whether the row's offsets are evidence: short enough, and the quote stands there."""
        text, start, end = self._texts.get(row["article_id"]), row["start"], row["end"]
        if text is None or start is None or end is None or not 0 <= start < end <= len(text):
            return False
        return end - start <= _LONGEST_EVIDENCE and (quote is None or text[start:end] == quote)

    def _read_mentions(self) -> dict[tuple[str, str], list[tuple[Span, str]]]:
        """Return (span, words) by article and actor; a stretch of text names one actor only."""
        mentions: dict[tuple[str, str], list[tuple[Span, str]]] = {}
        taken = set()
        for row in self._rows("actor_mentions", "order by article_id, start, end, actor_id"):
            span = row["start"], row["end"]
            if self._holds(row, row["mention_text"]) and (row["article_id"], span) not in taken:
                taken.add((row["article_id"], span))
                mentions.setdefault((row["article_id"], row["actor_id"]), []).append((span, row["mention_text"]))
        return mentions

    def _claim(self, row: Row, table: str, key: str, roles: list[Role]) -> Claim:
        article_id = row["article_id"]
        own: list[Span] = [(row["start"], row["end"])] if self._holds(row, row["quote"]) else []
        return Claim(
            row=row,
            spans=own + self._further.get((table, row[key]), []),
            places={row["place_text"], self._place_names.get(row["place_id"])} - {None, ""}
            if "place_id" in row
            else (),
            source=self._names(article_id, row["source_actor_id"]),
            via=self._names(article_id, row["via_actor_id"]),
            authority=self._authority(row),
            roles=roles,
        )

    def _authority(self, row: Row) -> set[str]:
        known = self._names(row["article_id"], row.get("authority_actor_id"))
        return known | _given(row.get("authority_text"))

    def _names(self, article_id: str, actor_id: str | None) -> set[str]:
        if not actor_id:
            return set()
        said = {words for _, words in self._mentions.get((article_id, actor_id), ())}
        return said | _given(self._actor_names.get(actor_id))


def _given(*names: str | None) -> set[str]:
    return {name for name in names if name is not None}
