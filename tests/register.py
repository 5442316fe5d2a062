"""A small invented register: articles, and their records as an extractor would give them."""

import hashlib
from dataclasses import dataclass
from typing import Any

from extractors import Records
from extractors.records import (
    Actor,
    ActorMention,
    Article,
    Casualty,
    Correction,
    Event,
    EventActor,
    Evidence,
    Place,
    Quality,
    Rejected,
    Rule,
    Sanction,
    Source,
)

SHELLING = "قصفت قوات الوادي بلدة كفر زيتون بالمدفعية"  # Valley Forces shelled the town of Kafr Zaytun
TEXT = (
    f"{SHELLING} أمس. وقال المرصد المحلي إن القصف أسفر عن مقتل 12 مدنيًّا بينهم 3 أطفال، في حين قال مصدر عسكري إن "
    "4 أشخاص قُتلوا. ونفى مصدر عسكري قصف البلدة. وتعتزم قوات الوادي شن هجوم على المستشفى الميداني. "
    "وعاود القصف البلدة مساءً."
)
SANCTIONS = "فرض المجلس الإقليمي حظر سفر على 4 مسؤولين في حكومة الوادي بسبب قمع المتظاهرين."
RULE = Rule(
    rule_id="shelling.qasafa",
    file="extractors/triggers/shelling.yaml",
    line=1,
    gloss_en="shelled",
    gloss_ar="رمى بالقذائف",
    examples=("قصف الجيش القرية",),
    fired=0,
)
OTHER_RULE = Rule(rule_id="casualties.count", file="extractors/casualties.py", line=10, examples=(), fired=0)
REJECTED = Rejected(input="broken.jsonl", line=7, reason="broken JSON", detail="a quote is not closed")
FIGURE = Quality(
    gold_set="invented",
    measure="events",
    part="all",
    matched=8,
    predicted=10,
    gold=10,
    precision=0.8,
    recall=0.8,
    f1=0.8,
)
DECISION = Correction(
    correction_id="d1",
    record_type="casualties",
    record_id="c3",
    article_id="a1",
    action="overrule",
    column_name="count_max",
    old_value="5",
    new_value="4",
    reason="misread",
    decided_by="editor",
    decided_on="2031-05-06",
    was_applied=1,
)
GAZETTE = Source(source="جريدة الوادي", articles=1, licence=None, licence_url=None, texts="whole")  # the Valley Gazette
PLACES = (
    Place(
        place_id="country",
        name_ar="بلاد الوادي",
        name_en="Valley Land",
        place_type="country",
        latitude=0.3,
        longitude=32.5,
    ),
    Place(
        place_id="kafr-zaytun",
        name_ar="كفر زيتون",
        name_en="Kafr Zaytun",
        place_type="town",
        latitude=35.5,
        longitude=36.5,
        coordinate_source="invented",
        parent_id="country",
    ),
)
ACTORS = (
    Actor(
        actor_id="valley-forces",
        name_ar="قوات الوادي",
        name_en="Valley Forces",
        name_en_basis="known",
        actor_type="military",
        parent_id="valley",
        aliases=("جيش الوادي",),
    ),
    Actor(actor_id="valley", name_ar="حكومة الوادي", name_en="Valley Government", actor_type="state", aliases=()),
    Actor(actor_id="observatory", name_ar="المرصد المحلي", name_en="Local Observatory", actor_type="ngo", aliases=()),
    Actor(actor_id="a1.source", name_ar="مصدر عسكري", actor_type="military", aliases=()),
)
COUNCIL = Actor(actor_id="council", name_ar="المجلس الإقليمي", name_en="Regional Council", actor_type="igo", aliases=())


@dataclass(frozen=True)
class Result:
    """An article with its records."""

    article: Article
    records: Records


def article(text: str, article_id: str = "a1", **fields: object) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(article_id=article_id, text=text, language="ar", sha256=digest, **fields)


def span(text: str, words: str) -> dict[str, Any]:
    """Return the evidence fields of the first place where `words` stand."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def event(text: str, quote: str, trigger: str, **fields: object) -> Event:
    start = text.index(trigger, text.index(quote))
    known = {
        "article_id": "a1",
        "event_type": "shelling",
        "status": "actual",
        "date_precision": "unknown",
        "rule": RULE.rule_id,
    }
    return Event(**known | span(text, quote) | {"trigger_start": start, "trigger_end": start + len(trigger)} | fields)


def actor_of(text: str, words: str, **fields: object) -> EventActor:
    place = span(text, words)
    return EventActor(mention_text=place.pop("quote"), **place | fields)


def mention_of(text: str, words: str, actor_id: str, article_id: str = "a1") -> ActorMention:
    place = span(text, words)
    return ActorMention(actor_id=actor_id, article_id=article_id, mention_text=place.pop("quote"), **place)


def casualty(text: str, quote: str, **fields: object) -> Casualty:
    known = {
        "article_id": "a1",
        "harm": "killed",
        "count_precision": "exact",
        "victim_type": "unknown",
        "scope": "event",
        "date_precision": "unknown",
        "status": "actual",
        "rule": OTHER_RULE.rule_id,
    }
    return Casualty(**known | span(text, quote) | fields)


def shelling_article() -> Result:
    """An article of one shelling, whose toll and very happening are disputed."""
    shelled = event(
        TEXT,
        SHELLING,
        "قصفت",
        event_id="e1",
        place_id="kafr-zaytun",
        place_text="كفر زيتون",
        place_precision="exact",
        date_start="2031-05-03",
        date_end="2031-05-03",
        date_text="أمس",
        report_date="2031-05-04",
        weapon="المدفعية",
    )
    denied = event(
        TEXT,
        "ونفى مصدر عسكري قصف البلدة",
        "قصف",
        event_id="e2",
        status="denied",
        source_actor_id="a1.source",
        place_id="kafr-zaytun",
        report_date="2031-05-04",
    )
    planned = event(
        TEXT,
        "وتعتزم قوات الوادي شن هجوم على المستشفى الميداني",
        "هجوم",
        event_id="e3",
        event_type="offensive",
        status="planned",
        object_type="hospital",
        report_date="2031-05-04",
    )
    by = {"event_id": "e1", "report_date": "2031-05-04"}
    tolls = (
        casualty(
            TEXT,
            "مقتل 12 مدنيًّا",
            casualty_id="c1",
            count_min=12,
            count_max=12,
            victim_type="civilian",
            source_actor_id="observatory",
            **by,
        ),
        casualty(
            TEXT,
            "3 أطفال",
            casualty_id="c2",
            count_min=3,
            count_max=3,
            victim_type="civilian",
            victim_group="children",
            part_of="c1",
            source_actor_id="observatory",
            **by,
        ),
        casualty(TEXT, "4 أشخاص قُتلوا", casualty_id="c3", count_min=4, count_max=4, source_actor_id="a1.source", **by),
    )
    roles = (
        actor_of(TEXT, "قوات الوادي", event_id="e1", actor_id="valley-forces", role="agent"),
        actor_of(TEXT, "قوات الوادي", event_id="e3", actor_id="valley-forces", role="agent"),
        actor_of(TEXT, "مدنيًّا", event_id="e1", actor_id=None, role="patient"),
    )
    mentions = (
        mention_of(TEXT, "قوات الوادي", "valley-forces"),
        mention_of(TEXT, "المرصد المحلي", "observatory"),
        mention_of(TEXT, "مصدر عسكري", "a1.source"),
    )
    again = (Evidence(record_type="events", record_id="e1", article_id="a1", **span(TEXT, "وعاود القصف البلدة مساءً")),)
    return Result(
        article(
            TEXT, title="قصف على كفر زيتون", source="جريدة الوادي", published="2031-05-04", url="https://example.org/1"
        ),
        Records(
            events=(shelled, denied, planned),
            event_actors=roles,
            actors=ACTORS,
            actor_mentions=mentions,
            casualties=tolls,
            places=PLACES,
            evidence=again,
        ),
    )


def sanctions_article() -> Result:
    """An article of one sanction."""
    imposed = event(
        SANCTIONS, "فرض المجلس الإقليمي حظر سفر", "فرض", event_id="e9", article_id="a2", event_type="sanction"
    )
    ban = Sanction(
        sanction_id="s1",
        article_id="a2",
        event_id="e9",
        authority_actor_id="council",
        authority_text="المجلس الإقليمي",
        status="imposed",
        measure="travel_ban",
        target_type="person",
        target_text="مسؤولين في حكومة الوادي",
        target_actor_id="valley",
        target_count_min=4,
        target_count_max=4,
        reason_text="قمع المتظاهرين",
        date_precision="unknown",
        rule=RULE.rule_id,
        **span(SANCTIONS, "حظر سفر على 4 مسؤولين في حكومة الوادي"),
    )
    role = actor_of(SANCTIONS, "المجلس الإقليمي", event_id="e9", actor_id="council", role="agent")
    return Result(
        article(SANCTIONS, article_id="a2"),
        Records(events=(imposed,), event_actors=(role,), actors=(COUNCIL, *ACTORS), sanctions=(ban,)),
    )


def results() -> tuple[Result, ...]:
    return shelling_article(), sanctions_article()
