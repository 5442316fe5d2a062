"""Hold an event while its article is read, then write its rows."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from extractors.identity import stable_id
from extractors.records import Article, Event, EventActor, Evidence
from extractors.text import fold

Role: TypeAlias = tuple[str, str | None, str, int, int]
"""A role, the actor that fills it (None for the unorganised), its words and their offsets."""


@dataclass(slots=True)
class Draft:
    """An event while the article is read: the first mention, its actors, and further mentions.

    `is_definite` tells that the trigger is definite or has a pronoun, `identified` which actors have a name,
    `surroundings` what the place lies in, `latest` the sentence of the last mention so far; an `is_echo`
    says too little to be an event of its own, and only points back to one: القصف.
    """

    event: Event
    actors: list[Role]
    sentence: int
    words: tuple[int, int]
    is_noun: bool = False
    is_generic: bool = False
    is_definite: bool = False
    identified: frozenset[str] = frozenset()
    surroundings: frozenset[str] = frozenset()
    is_echo: bool = False
    latest: int = 0
    more: list[tuple[int, int]] = field(default_factory=list)

    def names(self, role: str) -> frozenset[str]:
        """Return what identifies the actors in a role."""
        return frozenset(actor_id or fold(text) for r, actor_id, text, _, _ in self.actors if r == role)

    def words_of(self, role: str) -> frozenset[str]:
        """Return the actors in a role as the text words them."""
        return frozenset(fold(text) for r, _, text, _, _ in self.actors if r == role)


def event_rows(article: Article, draft: Draft) -> tuple[Event, tuple[EventActor, ...], tuple[Evidence, ...]]:
    """Return the rows of an event: itself, its actors, its further mentions."""
    event = draft.event
    event_id = stable_id(
        event.article_id, "event", event.event_type, event.trigger_start, event.trigger_end, event.status
    )
    actors = tuple(
        EventActor(event_id=event_id, actor_id=actor_id, role=role, mention_text=text, start=start, end=end)
        for role, actor_id, text, start, end in dict.fromkeys(draft.actors)
    )
    evidence = tuple(
        Evidence(
            record_type="events",
            record_id=event_id,
            article_id=event.article_id,
            start=start,
            end=end,
            quote=article.text[start:end],
        )
        for start, end in dict.fromkeys(draft.more)
        if (start, end) != (event.start, event.end)
    )
    return replace(event, event_id=event_id), actors, evidence
