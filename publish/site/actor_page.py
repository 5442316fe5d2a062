"""An actor's page: what it did, what was done to it, what it says, with whom, when and where."""

import json
from typing import Any

from datasette.database import Database

from publish.site.charts import count_by_time
from publish.site.rows import quoted, select, select_one

SHOWN = 50
EVENTS = """
select d.* from event_details d where d.event_id in (
  select e.event_id from events e where e.event_id in (
    select event_id from event_actors where actor_id = :actor and role = :role)
  order by coalesce(e.date_start, e.report_date) desc, e.event_id limit :limit)
order by d.day is null, d.day desc, d.event_id
"""
SAID = """
select d.* from event_details d where d.event_id in (
  select event_id from events where source_actor_id = :actor
  order by coalesce(date_start, report_date) desc, event_id limit :limit)
order by d.day is null, d.day desc, d.event_id
"""
COUNTS = """
select c.* from casualties c where c.source_actor_id = :actor
order by coalesce(c.date_start, c.report_date) desc, c.casualty_id limit :limit
"""
SANCTIONS = """
select s.*, coalesce(a.name_ar, s.authority_text) as authority_ar, a.name_en as authority_en,
  coalesce(t.name_ar, s.target_text) as target_ar, t.name_en as target_en, e.status as event_status
from sanctions s left join actors a on a.actor_id = s.authority_actor_id
left join actors t on t.actor_id = s.target_actor_id
left join events e using (event_id)
where s.{side}_actor_id = :actor order by s.sanction_id limit :limit
"""
TOGETHER = """
select a.actor_id, a.name_ar, a.name_en, count(distinct y.event_id) as events from event_actors x
join event_actors y on y.event_id = x.event_id and y.actor_id <> x.actor_id join actors a on a.actor_id = y.actor_id
where x.actor_id = :actor group by a.actor_id order by events desc, a.actor_id limit 12
"""
POINTS = """
select p.*, count(*) as events, sum(coalesce(e.place_precision, 'exact') in ('exact', 'near')) as exact_events
from events e join places p using (place_id) where p.latitude is not null
  and e.event_id in (select event_id from event_actors where actor_id = :actor)
group by p.place_id order by events desc, p.place_id limit 200
"""
DAYS = """
select coalesce(date_start, report_date) as day, count(*) as events from events
where event_id in (select event_id from event_actors where actor_id = :actor) group by day
"""


async def describe_actor(database: Database, actor_id: str) -> dict[str, Any]:
    """Return the actor with everything that the register holds of it, lists cut at `SHOWN`."""
    actor = await select_one(database, "select * from actors where actor_id = :actor", actor=actor_id)
    assert actor is not None, "Datasette shows a row page only for a row that exists"  # noqa: S101
    return {
        "actor": actor | {"aliases": json.loads(actor["aliases"])},
        "parent": await select_one(database, "select * from actors where actor_id = :id", id=actor["parent_id"]),
        "children": await select(database, "select * from actors where parent_id = :id order by actor_id", id=actor_id),
        "events": {
            role: await select(database, EVENTS, actor=actor_id, role=role, limit=SHOWN)
            for role in ("agent", "patient", "participant")
        },
        "said": await select(database, SAID, actor=actor_id, limit=SHOWN),
        "counts": await select(database, COUNTS, actor=actor_id, limit=SHOWN),
        "sanctions_by": await select(database, SANCTIONS.format(side="authority"), actor=actor_id, limit=SHOWN),
        "sanctions_on": await select(database, SANCTIONS.format(side="target"), actor=actor_id, limit=SHOWN),
        "together": await select(database, TOGETHER, actor=actor_id),
        "points": await select(database, POINTS, actor=actor_id),
        "bars": count_by_time({row["day"]: row["events"] for row in await select(database, DAYS, actor=actor_id)}),
        "where": f"event_id in (select event_id from event_actors where actor_id = '{quoted(actor_id)}')",
        "shown": SHOWN,
    }
