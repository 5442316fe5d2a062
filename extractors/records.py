"""Record classes, one per table. Made from schema/ by `make generate`: edit the schema."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text that was read."""

    article_id: str
    title: str | None = None
    text: str
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event that an article asserts, plans, denies or reports as foiled."""

    event_id: str
    article_id: str
    event_type: str
    status: str
    date_text: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_precision: str
    report_date: str | None = None
    place_id: str | None = None
    place_text: str | None = None
    place_precision: str | None = None
    object_type: str | None = None
    quantity_min: int | None = None
    quantity_max: int | None = None
    quantity_unit: str | None = None
    weapon: str | None = None
    source_actor_id: str | None = None
    via_actor_id: str | None = None
    trigger_start: int
    trigger_end: int
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActor:
    """One role that somebody or something has in an event."""

    event_id: str
    actor_id: str | None = None
    role: str
    mention_text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One state, force, armed group, organisation, official or named person that acts, speaks or has a role."""

    actor_id: str
    name_ar: str
    name_en: str | None = None
    name_en_basis: str | None = None
    actor_type: str
    country: str | None = None
    parent_id: str | None = None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One place in an article's text where an actor is named or described."""

    actor_id: str
    article_id: str
    start: int
    end: int
    mention_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One count of people killed, injured, missing, captured, detained or displaced, as one source gives it."""

    casualty_id: str
    article_id: str
    event_id: str | None = None
    harm: str
    count_min: int | None = None
    count_max: int | None = None
    count_text: str | None = None
    count_precision: str
    victim_text: str | None = None
    victim_actor_id: str | None = None
    victim_type: str
    victim_group: str | None = None
    scope: str
    part_of: str | None = None
    perpetrator_actor_id: str | None = None
    date_text: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_precision: str
    report_date: str | None = None
    place_id: str | None = None
    place_text: str | None = None
    place_precision: str | None = None
    source_actor_id: str | None = None
    via_actor_id: str | None = None
    status: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """One measure against one kind of target by an authority."""

    sanction_id: str
    article_id: str
    event_id: str | None = None
    authority_actor_id: str | None = None
    authority_text: str | None = None
    status: str
    measure: str
    target_type: str
    target_text: str | None = None
    target_actor_id: str | None = None
    target_country: str | None = None
    target_count_min: int | None = None
    target_count_max: int | None = None
    reason_text: str | None = None
    date_text: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_precision: str
    source_actor_id: str | None = None
    via_actor_id: str | None = None
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that records name, or a parent of one."""

    place_id: str
    name_ar: str
    name_en: str | None = None
    place_type: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    coordinate_source: str | None = None
    parent_id: str | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A further stretch of the same article that tells the same record again."""

    record_type: str
    record_id: str
    article_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of event, with its place in ACLED and PLOVER."""

    event_type: str
    label_ar: str
    label_en: str
    definition_ar: str
    definition_en: str
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that records point to."""

    rule_id: str
    file: str
    line: int
    gloss_en: str | None = None
    gloss_ar: str | None = None
    examples: tuple[str, ...]
    fired: int
    precision: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One input that could not be read, so that nothing is lost in silence."""

    input: str
    line: int | None = None
    reason: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One record that failed its schema, its keys or its evidence, and so stands in no other table."""

    record_type: str
    article_id: str | None = None
    rule: str | None = None
    message: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One figure of how well the records agree with a set of articles annotated by careful reading."""

    gold_set: str
    measure: str
    part: str
    matched: int | None = None
    predicted: int | None = None
    gold: int | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision by a person about a published row or article."""

    correction_id: str
    record_type: str
    record_id: str
    article_id: str | None = None
    action: str
    column_name: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    reason: str
    decided_by: str
    decided_on: str
    was_applied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publisher of articles, with the licence of its texts as far as it is known."""

    source: str
    articles: int
    licence: str | None = None
    licence_url: str | None = None
    texts: str


RECORDS: dict[str, type] = {
    "articles": Article,
    "events": Event,
    "event_actors": EventActor,
    "actors": Actor,
    "actor_mentions": ActorMention,
    "casualties": Casualty,
    "sanctions": Sanction,
    "places": Place,
    "evidence": Evidence,
    "event_types": EventType,
    "rules": Rule,
    "rejected": Rejected,
    "issues": Issue,
    "quality": Quality,
    "corrections": Correction,
    "sources": Source,
}
