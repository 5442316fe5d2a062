"""The map page: places with how many events they have, by type, actor and time; and who acts against whom."""

import json
from collections.abc import Callable
from typing import Any

from datasette.database import Database

from publish.site.language import Language
from publish.site.rows import Row, quoted, select

CHOSEN = """
from events e where e.status = 'actual'
  and (:type = '' or e.event_type = :type)
  and (:actor = '' or e.event_id in (select event_id from event_actors where actor_id = :actor))
  and (:first = '' or coalesce(e.date_end, e.date_start, e.report_date) >= :first)
  and (:last = '' or coalesce(e.date_start, e.report_date) <= :last)
"""
POINTS = f"""
select p.place_id, p.name_ar, p.name_en, p.place_type, p.latitude, p.longitude,
  sum(coalesce(e.place_precision, 'exact') in ('exact', 'near')) as exact_events, count(*) as events,
  max(coalesce(e.date_start, e.report_date)) as latest
from (select e.* {CHOSEN}) e join places p using (place_id) where p.latitude is not null
group by p.place_id order by events desc, p.place_id
"""
COUNT = f"""
select count(*) as total, sum(e.place_id is null or p.latitude is null) as elsewhere
from (select e.* {CHOSEN}) e left join places p using (place_id)
"""
ACTORS = """
select a.actor_id, a.name_ar, a.name_en, n from (
  select actor_id, count(*) as n from event_actors where actor_id is not null
  group by actor_id order by n desc, actor_id limit 60)
join actors a using (actor_id) order by n desc, a.actor_id
"""
TYPES = """
select event_type, count(*) as n from events where status = 'actual' group by event_type order by n desc, event_type
"""
PAIRS = f"""
select x.actor_id as agent, y.actor_id as patient, count(distinct x.event_id) as events
from event_actors x join event_actors y on y.event_id = x.event_id and y.role = 'patient'
where x.role = 'agent' and x.actor_id is not null and y.actor_id is not null
  and x.event_id in (select e.event_id {CHOSEN})
group by x.actor_id, y.actor_id order by events desc, agent, patient
"""
WIDE = ("country", "region", "governorate", "district", "water")  # their point is a centre, not an address
_MATRIX = 12  # actors on each side


async def describe_map(database: Database, chosen: dict[str, str]) -> dict[str, Any]:
    """Return what the map page shows for the chosen `type`, `actor`, `first` and `last`."""
    points = await select(database, POINTS, **chosen)
    return {
        "chosen": chosen,
        "points": points,
        "numbers": (await select(database, COUNT, **chosen))[0],
        "actors": await select(database, ACTORS),
        "types": await select(database, TYPES),
        "where": condition_of(chosen),
        "matrix": await _matrix(database, chosen),
    }


def condition_of(chosen: dict[str, str]) -> str:
    """Return what is chosen as a condition on event_details, for the rows behind the map."""
    known = {name: quoted(value) for name, value in chosen.items() if value}
    forms = {
        "type": "event_type = '{}'",
        "actor": "event_id in (select event_id from event_actors where actor_id = '{}')",
        "first": "day >= '{}'",
        "last": "day <= '{}'",
    }
    return " and ".join(["status = 'actual'", *(forms[name].format(value) for name, value in known.items())])


def to_points(rows: list[Row], language: Language, address: Callable[[str, object], str]) -> list[Row]:
    """Return what the map draws; `wide` points stand for an area and show as hollow rings."""
    return [
        {
            "name": language.name(row["name_ar"], row["name_en"]),
            "url": address("places", row["place_id"]),
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "events": row.get("events", 1),
            "wide": row["place_type"] in WIDE or not row.get("exact_events", 1),
        }
        for row in rows
    ]


async def _matrix(database: Database, chosen: dict[str, str]) -> dict[str, Any]:
    pairs = await select(database, PAIRS, **chosen)
    agents = list(dict.fromkeys(pair["agent"] for pair in pairs))[:_MATRIX]
    patients = list(dict.fromkeys(pair["patient"] for pair in pairs if pair["agent"] in agents))[:_MATRIX]
    numbers = {(pair["agent"], pair["patient"]): pair["events"] for pair in pairs}
    names = await _names(database, {*agents, *patients})
    highest = max(numbers.values(), default=1)
    return {"agents": agents, "patients": patients, "numbers": numbers, "names": names, "highest": highest}


async def _names(database: Database, ids: set[str]) -> dict[str, Row]:
    sql = "select actor_id, name_ar, name_en from actors where actor_id in (select value from json_each(:ids))"
    return {row["actor_id"]: row for row in await select(database, sql, ids=json.dumps(sorted(ids)))}
