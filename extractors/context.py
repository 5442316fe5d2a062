"""What the parts of one article's reading share."""

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.actors import ActorRegistry
from extractors.carrying import Carried
from extractors.discourse import Discourse
from extractors.places import PlaceRegistry
from extractors.records import Article


class Day(NamedTuple):
    """When an act was: the words that tell it, its ISO days (null when unresolved) and their precision."""

    text: str
    start: str | None
    end: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Context:
    """An article with the actors and places that were found in it.

    `is_conflict` tells that it is plainly conflict news; else soft events need a body or a state.
    """

    article: Article
    actors: ActorRegistry
    places: PlaceRegistry
    is_conflict: bool = True
    discourse: Discourse = field(default_factory=Discourse)
    days: Carried[Day] = field(default_factory=lambda: Carried(_REACH, later=True))


_REACH = 1  # sentences over which an act keeps the day of the one before
