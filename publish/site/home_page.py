"""The home page: counts, the latest, the largest, the first look at time and place, how good it is."""

from typing import Any

from datasette.database import Database

from publish.metadata import read_questions
from publish.site.charts import count_by_time, largest_by_time
from publish.site.rows import select

TABLES = ("articles", "events", "actors", "places", "casualties", "sanctions")
LATEST = """
select d.* from event_details d where d.event_id in (
  select event_id from events where status = 'actual' order by coalesce(date_start, report_date) desc, event_id limit 8)
order by d.day desc, d.event_id
"""
LARGEST = """
select t.harm, t.low, t.best, t.high, t.high_is_open, t.claims, d.*
from incident_tolls t join event_details d on d.event_id = t.incident_id
where t.harm = 'killed' and t.incident_id in (
  select incident_id from incident_tolls where harm = 'killed' order by best desc, incident_id limit 6)
order by t.best desc, t.incident_id limit 6
"""
TYPES = """
select event_type, count(*) as number from events where status = 'actual'
group by event_type order by number desc, event_type
"""
POINTS = """
select p.*, count(*) as events, sum(coalesce(e.place_precision, 'exact') in ('exact', 'near')) as exact_events
from events e join places p using (place_id) where e.status = 'actual' and p.latitude is not null
group by p.place_id order by events desc, p.place_id limit 500
"""
DAYS = """
select coalesce(date_start, report_date) as day, count(*) as events from events where status = 'actual' group by day
"""
TOLLS = """
select t.incident_id as event_id, t.low, max(t.best) as best, t.high, t.high_is_open,
  coalesce(e.date_start, e.report_date) as day
from incident_tolls t join events e on e.event_id = t.incident_id where t.harm = 'killed' group by day
"""
QUALITY = "select * from quality where part = 'all' and precision is not null order by gold_set, f1 desc, measure"


async def describe_home(database: Database) -> dict[str, Any]:
    """Return everything that the home page shows."""
    types = await select(database, TYPES)
    highest = max((row["number"] for row in types), default=1)
    return {
        "name": database.name,
        "counts": {table: (await select(database, f"select count(*) as n from {table}"))[0]["n"] for table in TABLES},
        "latest": await select(database, LATEST),
        "largest": await select(database, LARGEST),
        "types": [row | {"share": row["number"] / highest} for row in types[:12]],
        "bars": count_by_time({row["day"]: row["events"] for row in await select(database, DAYS)}),
        "points": await select(database, POINTS),
        "tolls": largest_by_time(await select(database, TOLLS)),
        "quality": await select(database, QUALITY),
        "questions": read_questions(),
    }
