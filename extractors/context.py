"""What the parts of one article's reading share."""

from dataclasses import dataclass

from extractors.actors import ActorRegistry
from extractors.places import PlaceRegistry
from extractors.records import Article


@dataclass(frozen=True, slots=True)
class Context:
    """An article with the actors and places that were found in it.

    `is_conflict` tells that it is plainly conflict news; else soft events need a body or a state.
    """

    article: Article
    actors: ActorRegistry
    places: PlaceRegistry
    is_conflict: bool = True
