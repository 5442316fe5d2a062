"""A rule's page: what it means, the line to edit, its examples, and rows that it made."""

import json
from typing import Any

from datasette.database import Database

from publish.site.rows import select, select_one

SHOWN = 30
KEYS = {"events": "event_id", "casualties": "casualty_id", "sanctions": "sanction_id"}
MADE = "select {key} as key, article_id, quote from {table} where rule = :rule order by {key} limit :limit"


async def describe_rule(database: Database, rule_id: str) -> dict[str, Any]:
    """Return the rule with its examples, and rows that it made by table, cut at `SHOWN`."""
    rule = await select_one(database, "select * from rules where rule_id = :rule", rule=rule_id)
    assert rule is not None, "Datasette shows a row page only for a row that exists"  # noqa: S101
    made = {
        table: await select(database, MADE.format(table=table, key=key), rule=rule_id, limit=SHOWN)
        for table, key in KEYS.items()
    }
    return {"rule": rule | {"examples": json.loads(rule["examples"])}, "made": made, "shown": SHOWN}
