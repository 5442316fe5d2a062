"""A casualty's and a sanction's page: what is said, who says it, the words, and what it belongs to."""

from typing import Any

from datasette.database import Database

from publish.site.rows import select, select_one

CASUALTY = """
select c.*, s.name_ar as source_ar, s.name_en as source_en, v.name_ar as via_ar, v.name_en as via_en,
  w.name_ar as victim_ar, w.name_en as victim_en, b.name_ar as perpetrator_ar, b.name_en as perpetrator_en,
  p.name_ar as place_ar, p.name_en as place_en, e.event_type, e.quote as event_quote,
  a.title as article_title, a.source as publisher, r.file, r.line
from casualties c join articles a using (article_id) left join actors s on s.actor_id = c.source_actor_id
left join actors v on v.actor_id = c.via_actor_id left join actors w on w.actor_id = c.victim_actor_id
left join actors b on b.actor_id = c.perpetrator_actor_id left join places p on p.place_id = c.place_id
left join events e on e.event_id = c.event_id left join rules r on r.rule_id = c.rule
where c.casualty_id = :key
"""
SUM = "select * from casualties where casualty_id = (select part_of from casualties where casualty_id = :key)"
PARTS = "select * from casualties where part_of = :key order by start, casualty_id"
SANCTION = """
select s.*, u.name_ar as authority_ar, u.name_en as authority_en, t.name_ar as target_ar, t.name_en as target_en,
  o.name_ar as source_ar, o.name_en as source_en, v.name_ar as via_ar, v.name_en as via_en,
  e.event_type, e.status as event_status, e.quote as event_quote,
  a.title as article_title, a.source as publisher, a.published as report_date, r.file, r.line
from sanctions s join articles a using (article_id) left join actors u on u.actor_id = s.authority_actor_id
left join actors t on t.actor_id = s.target_actor_id left join actors o on o.actor_id = s.source_actor_id
left join actors v on v.actor_id = s.via_actor_id left join events e on e.event_id = s.event_id
left join rules r on r.rule_id = s.rule
where s.sanction_id = :key
"""


async def describe_casualty(database: Database, casualty_id: str) -> dict[str, Any]:
    """Return the casualty row with names, the sum that it is part of, and its own parts."""
    return {
        "row": await select_one(database, CASUALTY, key=casualty_id),
        "sum": await select_one(database, SUM, key=casualty_id),
        "parts": await select(database, PARTS, key=casualty_id),
    }


async def describe_sanction(database: Database, sanction_id: str) -> dict[str, Any]:
    """Return the sanctions row with names."""
    return {"row": await select_one(database, SANCTION, key=sanction_id)}
