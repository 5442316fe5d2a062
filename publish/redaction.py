"""Withhold words of an article letter by letter, so that every offset and every quote still holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from extractors import Records
from extractors.records import Actor
from publish.pipeline import ArticleResult

WITHHELD = "·"  # stands for a letter of a text that is not published
MASK = "█"  # stands for a letter of a name that is not published
MASKED_NAME = "اسم محجوب"  # name withheld
MASKED_NAME_EN = "name withheld"
_NO_NAMES = {"عبد", "أبو", "أم", "ابن", "بنت"}  # servant (of God), father, mother, son, daughter: begin names
_CLITICS = "وفبلكأ"  # and, so, in, to, like, whether
_VISIBLE = re.compile(r"\S")
_TABLES = tuple(field.name for field in fields(Records))
_PRIVATE_EVENTS = {"killing", "abduction", "violence_other", "arrest", "release", "displacement"}
_PUBLIC = {"combatant"}  # victims who are named as fighters
_WORDS = ("quote", "mention_text")  # columns that repeat the text between start and end

Span = tuple[int, int]


def keep_quotes(result: ArticleResult) -> ArticleResult:
    """Return the article with only those words that its records rest on."""
    text = result.article.text
    kept = bytearray(len(text))
    for start, end in _spans(result.records):
        kept[start:end] = b"\1" * (end - start)
    published = "".join(c if keep or c.isspace() else WITHHELD for c, keep in zip(text, kept, strict=True))
    return ArticleResult(replace(result.article, text=published), result.records)


def _spans(records: Records) -> Iterator[Span]:
    for table in _TABLES:
        for row in getattr(records, table):
            for start, end in (("start", "end"), ("trigger_start", "trigger_end")):
                if hasattr(row, start):
                    yield getattr(row, start), getattr(row, end)


def mask_private_names(result: ArticleResult, known: frozenset[str]) -> ArticleResult:
    """Return the article without the names of private victims, minors and detainees.

    `known` are the actors of the lexicon, who are in public life. Fighters and officials keep their names.
    """
    private = _private_people(result.records) - known
    people = {actor.actor_id: actor for actor in result.records.actors if actor.actor_id in private}
    if not people:
        return result
    names = _names(result.records, people)
    pattern = _pattern(names)
    records = result.records
    spans = [(row.start, row.end) for row in records.actor_mentions if row.actor_id in people]
    spans += [match.span("name") for match in pattern.finditer(result.article.text)]
    text = _blank(result.article.text, spans)
    title = result.article.title and pattern.sub(_masked, result.article.title)
    changed = {table: tuple(_redact(row, text, pattern) for row in getattr(records, table)) for table in _TABLES}
    changed["actors"] = tuple(_anonymous(actor) if actor.actor_id in people else actor for actor in records.actors)
    return ArticleResult(replace(result.article, text=text, title=title), Records(**changed))


def _private_people(records: Records) -> set[str]:
    """Return who is named as the victim of something, fighters and officials aside; children always."""
    private = {
        row.victim_actor_id
        for row in records.casualties
        if row.victim_group == "children" or (row.victim_type not in _PUBLIC and row.victim_group != "officials")
    }
    public = {row.victim_actor_id for row in records.casualties} - private
    suffered = {event.event_id for event in records.events if event.event_type in _PRIVATE_EVENTS}
    patients = {row.actor_id for row in records.event_actors if row.role == "patient" and row.event_id in suffered}
    people = {actor.actor_id for actor in records.actors if actor.actor_type == "person"}
    return {actor for actor in (private | patients) - public if actor in people}


def _names(records: Records, people: dict[str, Actor]) -> set[str]:
    mentioned = {row.mention_text for row in records.actor_mentions if row.actor_id in people}
    names = {name for actor in people.values() for name in (actor.name_ar, *actor.aliases)}
    given = {name.split()[0] for name in names if name.strip()} - _given_names_of_others(records, people) - _NO_NAMES
    return {name for name in mentioned | names | given if name.strip()}


def _given_names_of_others(records: Records, people: dict[str, Actor]) -> set[str]:
    others = [actor.name_ar for actor in records.actors if actor.actor_id not in people]
    return {word for name in others for word in name.split()}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names as whole words, also behind letters that are written together with them."""
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?P<clitics>[{_CLITICS}]{{0,2}})(?P<name>{longest_first})(?!\w)")


def _blank(text: str, spans: Iterable[Span]) -> str:
    for start, end in spans:
        text = text[:start] + _VISIBLE.sub(MASK, text[start:end]) + text[end:]
    return text


def _masked(match: re.Match[str]) -> str:
    return match["clitics"] + _VISIBLE.sub(MASK, match["name"])


def _redact(row: Any, text: str, pattern: re.Pattern[str]) -> Any:  # noqa: ANN401  # a record of any table
    changes: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in _WORDS:
            changes[field.name] = text[row.start : row.end]
        elif isinstance(value, str) and field.name.endswith("_text"):
            changes[field.name] = pattern.sub(_masked, value)
    return replace(row, **changes)


def _anonymous(actor: Actor) -> Actor:
    return replace(actor, name_ar=MASKED_NAME, name_en=MASKED_NAME_EN, name_en_basis="known", aliases=())
