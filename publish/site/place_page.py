"""A place's page: where it lies, what lies in it, and what happened there."""

from typing import Any

from datasette.database import Database

from publish.site.charts import count_by_time
from publish.site.rows import quoted, select, select_one

SHOWN = 100
PARENTS = """
with recursive up(place_id, depth) as (
  select parent_id, 1 from places where place_id = :place and parent_id is not null
  union
  select p.parent_id, depth + 1 from places p join up using (place_id) where p.parent_id is not null and depth < 10)
select p.*, up.depth from places p join up using (place_id) order by depth
"""
INSIDE = """
with recursive inside(place_id) as (
  select :place union select p.place_id from places p join inside i on p.parent_id = i.place_id)
"""
EVENTS = (
    INSIDE
    + """
select d.* from event_details d where d.event_id in (
  select event_id from events where place_id in (select place_id from inside)
  order by coalesce(date_start, report_date) desc, event_id limit :limit)
order by d.day is null, d.day desc, d.event_id
"""
)
DAYS = (
    INSIDE
    + """
select coalesce(date_start, report_date) as day, count(*) as events from events
where place_id in (select place_id from inside) group by day
"""
)
CHILDREN = """
select p.*, (select count(*) from events e where e.place_id = p.place_id) as events from places p
where p.parent_id = :place order by events desc, p.place_id
"""


async def describe_place(database: Database, place_id: str) -> dict[str, Any]:
    """Return the place, its parents, the places in it, and the events there, cut at `SHOWN`."""
    days = await select(database, DAYS, place=place_id)
    return {
        "place": await select_one(database, "select * from places where place_id = :place", place=place_id),
        "parents": await select(database, PARENTS, place=place_id),
        "children": await select(database, CHILDREN, place=place_id),
        "events": await select(database, EVENTS, place=place_id, limit=SHOWN),
        "total": sum(row["events"] for row in days),
        "bars": count_by_time({row["day"]: row["events"] for row in days}),
        "where": condition_of(place_id),
        "shown": SHOWN,
    }


def condition_of(place_id: str) -> str:
    """Return the events there as a condition on event_details."""
    inside = INSIDE.strip().replace(":place", f"'{quoted(place_id)}'")
    return f"place_id in ({inside} select place_id from inside)"
