"""Sanctions as FollowTheMoney entities: the targets, and a Sanction for each row that leads to its target."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from datasette.database import Database

from publish.schemas import schema_of
from publish.site.rows import Row, select

ROWS = """
select s.*, a.name_ar as authority_ar, a.name_en as authority_en, t.name_ar as target_ar, t.name_en as target_en,
  t.actor_type as target_actor_type, t.aliases as target_aliases, t.country as target_actor_country,
  r.url, r.source as publisher, r.published, e.status as event_status
from sanctions s join articles r using (article_id) left join actors a on a.actor_id = s.authority_actor_id
left join actors t on t.actor_id = s.target_actor_id left join events e on e.event_id = s.event_id
order by s.sanction_id
"""
SCHEMATA = {  # actor_type → FollowTheMoney's schema; what is none of these is a LegalEntity
    "person": "Person",
    "company": "Company",
    "state": "PublicBody",
    "military": "Organization",
    "armed_group": "Organization",
    "political": "Organization",
    "igo": "Organization",
    "ngo": "Organization",
    "media": "Organization",
}


async def sanctions_as_entities(database: Database) -> Iterator[str]:
    """Return a line of JSON for each entity, each target once."""
    return (json.dumps(entity, ensure_ascii=False) + "\n" for entity in to_entities(await select(database, ROWS)))


def to_entities(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield targets and sanctions; a group known by its number alone is a LegalEntity with the text's words as name."""
    seen: set[str] = set()
    for row in rows:
        target = _target(row)
        if target["id"] not in seen:
            seen.add(target["id"])
            yield target
        yield _sanction(row, target["id"])


def _target(row: Row) -> dict[str, Any]:
    if row["target_actor_id"]:
        names = [row["target_en"], row["target_ar"]]
        others = json.loads(row["target_aliases"])
        schema = SCHEMATA.get(row["target_actor_type"], "LegalEntity")
        properties = {"name": names, "alias": others, "country": [row["target_actor_country"]]}
        return _entity(f"actor-{row['target_actor_id']}", schema, properties)
    name = row["target_text"] or row["target_country"] or row["quote"]
    return _entity(f"target-{row['sanction_id']}", "LegalEntity", {"name": [name], "country": [row["target_country"]]})


def _sanction(row: Row, target: str) -> dict[str, Any]:
    labels = schema_of("sanctions").column("measure").labels
    status = f"{row['status']} (planned)" if row["event_status"] == "planned" else row["status"]
    return _entity(
        f"sanction-{row['sanction_id']}",
        "Sanction",
        {
            "entity": [target],
            "authority": [row["authority_en"], row["authority_ar"] or row["authority_text"]],
            "provisions": [labels[row["measure"]][0]],
            "reason": [row["reason_text"]],
            "status": [status],
            "startDate": [row["date_start"]],
            "date": [row["date_start"] or row["published"]],
            "summary": [row["quote"]],
            "publisher": [row["publisher"]],
            "sourceUrl": [row["url"]],
            "recordId": [row["sanction_id"]],
        },
    )


def _entity(entity_id: str, schema: str, properties: dict[str, list[str | None]]) -> dict[str, Any]:
    known = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": entity_id, "schema": schema, "properties": {name: values for name, values in known.items() if values}}
