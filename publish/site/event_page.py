"""An event's page: what is told of it, and who says what."""

from collections.abc import Iterable
from typing import Any

from datasette.database import Database

from publish.site.rows import Row, select, select_one

EVENT = """
select d.*, e.date_text, e.date_start, e.date_end, e.date_precision, e.report_date, e.place_text, e.start, e."end",
  e.trigger_start, e.trigger_end, r.gloss_ar, r.gloss_en, r.file, r.line,
  t.definition_ar, t.definition_en, t.acled_event_type, t.acled_sub_event_type, t.plover_type
from event_details d join events e using (event_id) join event_types t on t.event_type = e.event_type
left join rules r on r.rule_id = e.rule
where e.event_id = :event
"""
ROLES = """
select x.*, a.name_ar, a.name_en, a.actor_type from event_actors x left join actors a using (actor_id)
where x.event_id = :event order by x.role, x.start
"""
COUNTS = """
select c.*, s.name_ar as source_ar, s.name_en as source_en, v.name_ar as via_ar, v.name_en as via_en
from casualties c left join actors s on s.actor_id = c.source_actor_id left join actors v on v.actor_id = c.via_actor_id
where c.event_id = :event order by c.harm, c.part_of is not null, c.start
"""
TOLLS = """
select t.*, l.name_ar as low_ar, l.name_en as low_en, b.name_ar as best_ar, b.name_en as best_en, h.name_ar as high_ar,
  h.name_en as high_en
from tolls t left join actors l on l.actor_id = t.low_source_actor_id
left join actors b on b.actor_id = t.best_source_actor_id
left join actors h on h.actor_id = t.high_source_actor_id where t.event_id = :event order by t.harm
"""
OTHERWISE = """
select d.* from event_details d where d.event_id in (
  select other_event_id from disagreements where matter = 'event' and event_id = :event
  union select event_id from disagreements where matter = 'event' and other_event_id = :event)
"""
ELSEWHERE = """
select d.* from event_details d
where d.event_id <> :event and d.event_id in (
  select event_id from incident_events
  where incident_id = (select incident_id from incident_events where event_id = :event))
order by d.day is null, d.day, d.event_id limit 30
"""
INCIDENT_TOLLS = """
select k.*, l.name_ar as low_ar, l.name_en as low_en, b.name_ar as best_ar, b.name_en as best_en, h.name_ar as high_ar,
  h.name_en as high_en
from incident_tolls k left join actors l on l.actor_id = k.low_source_actor_id
left join actors b on b.actor_id = k.best_source_actor_id left join actors h on h.actor_id = k.high_source_actor_id
where k.incident_id = (select incident_id from incident_events where event_id = :event) order by k.harm
"""
CLASHING = (
    "select source_actor_id, other_source_actor_id, harm from disagreements where matter = 'toll' and event_id = :event"
)


async def describe_event(database: Database, event_id: str) -> dict[str, Any]:
    """Return the event with its roles, tolls, claims by source, and what is told otherwise."""
    counts = await select(database, COUNTS, event=event_id)
    clashing = await select(database, CLASHING, event=event_id)
    elsewhere = await select(database, ELSEWHERE, event=event_id)
    return {
        "elsewhere": elsewhere,
        "incident_tolls": await select(database, INCIDENT_TOLLS, event=event_id) if elsewhere else [],
        "event": await select_one(database, EVENT, event=event_id),
        "roles": await select(database, ROLES, event=event_id),
        "tolls": await select(database, TOLLS, event=event_id),
        "claims": by_source(counts, clashing),
        "otherwise": await select(database, OTHERWISE, event=event_id),
        "evidence": await select(
            database,
            "select * from evidence where record_type = 'events' and record_id = :event order by start",
            event=event_id,
        ),
    }


def by_source(counts: Iterable[Row], clashing: list[Row]) -> list[Row]:
    """Return one column per source, each with its counts; `clashes` marks what another counts otherwise."""
    columns: dict[str | None, Row] = {}
    for count in counts:
        source = count["source_actor_id"]
        column = columns.setdefault(
            source, {"name_ar": count["source_ar"], "name_en": count["source_en"], "counts": []}
        )
        clashes = any(
            row["harm"] == count["harm"] and source in (row["source_actor_id"], row["other_source_actor_id"])
            for row in clashing
        )
        column["counts"].append(count | {"clashes": clashes and count["part_of"] is None})
    return [{"source_actor_id": source, **column} for source, column in columns.items()]
