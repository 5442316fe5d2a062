"""The search page: one box over articles, quotes, actors and places, with the words that were found marked."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from datasette.database import Database

from extractors.text import fold
from publish.search import key_of_any_form, query_keys, search_expression
from publish.site.rows import select

SHOWN = 20
_WORD = re.compile(
    r"[^\W_]+(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670]+[^\W_]*)*"
)  # vowel signs and tatweel are in words
_BEFORE, _AFTER = 60, 200  # characters of a snippet around its first match
KINDS = {
    "events": "select event_id as key, article_id, event_type, status, quote as text from events",
    "casualties": "select casualty_id as key, article_id, event_id, harm, quote as text from casualties",
    "sanctions": "select sanction_id as key, article_id, measure, quote as text from sanctions",
    "actors": "select actor_id as key, name_ar, name_en, actor_type, name_ar as text from actors",
    "places": "select place_id as key, name_ar, name_en, place_type, name_ar as text from places",
    "articles": "select article_id as key, title, source, published, text from articles",
}


class Part(NamedTuple):
    """A piece of a snippet; `is_found` where it is a word that was searched."""

    text: str
    is_found: bool


async def search_register(database: Database, query: str) -> dict[str, Any]:
    """Return for each kind of thing how many match, and the first of them with snippets."""
    found = {}
    expression = search_expression(query)
    keys = query_keys(query)
    for table, sql in KINDS.items():
        matching = f"rowid in (select rowid from {table}_search where {table}_search match :expression)"
        rows = await select(
            database, f"{sql} where {matching} order by rowid limit :limit", expression=expression, limit=SHOWN
        )
        count = await select(database, f"select count(*) as n from {table} where {matching}", expression=expression)
        found[table] = {"count": count[0]["n"], "rows": [row | {"snippet": snippet(row["text"], keys)} for row in rows]}
    return {"query": query, "found": found, "total": sum(kind["count"] for kind in found.values()), "shown": SHOWN}


def snippet(text: str, keys: frozenset[str]) -> tuple[Part, ...]:
    """Return the text around the first word found, in parts."""
    matches = [word.span() for word in _WORD.finditer(text) if keys & key_of_any_form(fold(word.group()))]
    begin, end = _window(text, matches[0][0] if matches else 0)
    return tuple(_parts(text, begin, end, [match for match in matches if begin <= match[0] and match[1] <= end]))


def _window(text: str, first: int) -> tuple[int, int]:
    begin = text.find(" ", max(first - _BEFORE, 0)) + 1 if first > _BEFORE else 0
    end = text.rfind(" ", first, first + _AFTER) if len(text) > first + _AFTER else len(text)
    return min(begin, first), end if end > first else len(text)


def _parts(text: str, begin: int, end: int, matches: list[tuple[int, int]]) -> Iterator[Part]:
    if begin > 0:
        yield Part("… ", is_found=False)
    place = begin
    for first, last in matches:
        yield Part(text[place:first], is_found=False)
        yield Part(text[first:last], is_found=True)
        place = last
    yield Part(text[place:end] + (" …" if end < len(text) else ""), is_found=False)
