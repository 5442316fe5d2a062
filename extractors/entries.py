"""What the lexicon's files hold, once read: actors, places, triggers and word rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A known actor: `country` is ISO 3166-1 alpha-3, `near` the words that an ambiguous name needs."""

    actor_id: str
    name_ar: str
    name_en: str
    actor_type: str
    country: str | None = None
    parent_id: str | None = None
    aliases: tuple[str, ...] = ()
    role: str | None = None
    near: tuple[str, ...] = ()
    examples: tuple["ExampleEntry", ...] = ()
    counterexamples: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleEntry:
    """A sentence with what it must give, as its author wrote it; None leaves a field open."""

    text: str
    mention: str | None = None
    event_type: str | None = None
    status: str | None = None
    agent: tuple[str, ...] | None = None
    patient: tuple[str, ...] | None = None
    participant: tuple[str, ...] | None = None
    place: str | None = None
    harm: str | None = None
    count_min: int | None = None
    count_max: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A row of the gazetteer; coordinates in degrees (WGS 84) or None."""

    place_id: str
    name_ar: str
    name_en: str
    place_type: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    coordinate_source: str | None
    parent_id: str | None
    geonames_id: int | None
    aliases: tuple[str, ...]
    is_ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryEntry:
    """A country with the words that speak of it: adjectives, plurals, capital, seats of power."""

    country: str
    name_ar: str
    name_en: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    plurals: tuple[str, ...]
    capital_ar: str | None
    seats: tuple[str, ...]
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word with a valency: which event it names and which role each of its complements carries.

    `harm` is what its victims suffer, `victim` the role that holds them; `victim_nouns` name the victims themselves.
    """

    rule_id: str
    event_type: str
    gloss_en: str
    gloss_ar: str
    verbs: tuple[tuple[str, str], ...] = ()
    masdars: tuple[tuple[str, str | None], ...] = ()
    nouns: tuple[tuple[str, str | None], ...] = ()
    phrases: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    subject: str | None = "agent"
    object: str | None = None
    genitive: str | None = None
    agent_after: tuple[str, ...] = ()
    patient_after: tuple[str, ...] = ()
    participant_after: tuple[str, ...] = ()
    place_after: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    requires_actor: frozenset[str] = frozenset()
    excludes: tuple[str, ...] = ()
    speech: bool = False
    status: str | None = None
    harm: str | None = None
    victim: str = "patient"
    victim_nouns: tuple[tuple[str, str | None], ...] = ()
    people_suffice: bool = False
    object_required: bool = False
    actor_required: bool = False
    examples: tuple[ExampleEntry, ...] = ()
    counterexamples: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
