"""Read Arabic conflict news: an article in, its records out."""

from dataclasses import dataclass

from extractors.records import Actor, ActorMention, Casualty, Event, EventActor, Evidence, Place, Sanction
from extractors.records import Article as Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything that one article says, as rows of the published tables."""

    events: tuple[Event, ...] = ()
    event_actors: tuple[EventActor, ...] = ()
    actors: tuple[Actor, ...] = ()
    actor_mentions: tuple[ActorMention, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    places: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()


from extractors.reading import extract as extract  # noqa: E402  # the reading needs Records
