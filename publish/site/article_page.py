"""An article's page: its text with the words of every record marked, and the records beside it."""

from typing import Any

from datasette.database import Database

from publish.site.marking import Mark, cut_text
from publish.site.rows import Row, select, select_one

EVENTS = """
select d.*, e.trigger_start, e.trigger_end, e.start, e."end" from event_details d join events e using (event_id)
where e.article_id = :article order by e.start, e.event_id
"""
CASUALTIES = """
select c.*, s.name_ar as source_ar, s.name_en as source_en, v.name_ar as via_ar, v.name_en as via_en
from casualties c left join actors s on s.actor_id = c.source_actor_id left join actors v on v.actor_id = c.via_actor_id
where c.article_id = :article order by c.start, c.casualty_id
"""
SANCTIONS = """
select s.*, e.status as event_status, coalesce(a.name_ar, s.authority_text) as authority_ar, a.name_en as authority_en,
  coalesce(t.name_ar, s.target_text) as target_ar, t.name_en as target_en
from sanctions s left join events e using (event_id) left join actors a on a.actor_id = s.authority_actor_id
left join actors t on t.actor_id = s.target_actor_id where s.article_id = :article order by s.start, s.sanction_id
"""
ROLES = """
select x.event_id, x.role, x.actor_id, x.mention_text, a.name_ar, a.name_en from event_actors x
join events e using (event_id) left join actors a using (actor_id)
where e.article_id = :article order by x.role, x.start
"""
COPIES = """
select a.article_id, a.title, a.source, a.published from article_clusters c join articles a using (article_id)
where c.cluster_id = (select cluster_id from article_clusters where article_id = :article) and a.article_id <> :article
order by a.published, a.article_id limit 30
"""
MENTIONS = """
select m.*, a.name_ar, a.name_en, a.actor_type from actor_mentions m join actors a using (actor_id)
where m.article_id = :article order by m.start
"""
PREFIXES = {"events": "event", "casualties": "casualty", "sanctions": "sanction"}


async def describe_article(database: Database, article_id: str) -> dict[str, Any]:
    """Return the article, its text in pieces, and its records."""
    article = await select_one(database, "select * from articles where article_id = :article", article=article_id)
    assert article is not None, "Datasette shows a row page only for a row that exists"  # noqa: S101
    found = {
        "events": await select(database, EVENTS, article=article_id),
        "casualties": await select(database, CASUALTIES, article=article_id),
        "sanctions": await select(database, SANCTIONS, article=article_id),
        "mentions": await select(database, MENTIONS, article=article_id),
        "evidence": await select(database, "select * from evidence where article_id = :article", article=article_id),
    }
    roles = await select(database, ROLES, article=article_id)
    return {
        "article": article,
        "copies": await select(database, COPIES, article=article_id),
        "pieces": cut_text(article["text"], _marks(found)),
        "actors": _actors(found),
        "roles": {event["event_id"]: _roles(roles, event["event_id"]) for event in found["events"]},
        **found,
    }


def _roles(roles: list[Row], event_id: str) -> dict[str, list[Row]]:
    """Return who has each role in the event, each actor once."""
    found: dict[str, dict[str, Row]] = {}
    for row in roles:
        if row["event_id"] == event_id:
            found.setdefault(row["role"], {}).setdefault(row["actor_id"] or row["mention_text"], row)
    return {role: list(actors.values()) for role, actors in found.items()}


def _marks(found: dict[str, list[Row]]) -> list[Mark]:
    marks = [Mark(m["start"], m["end"], "actor", f"actor-{m['actor_id']}") for m in found["mentions"]]
    for table, prefix in PREFIXES.items():
        marks += [Mark(r["start"], r["end"], prefix, f"{prefix}-{r[f'{prefix}_id']}") for r in found[table]]
    for row in found["evidence"]:
        prefix = PREFIXES[row["record_type"]]
        marks.append(Mark(row["start"], row["end"], prefix, f"{prefix}-{row['record_id']}"))
    marks += [Mark(r["trigger_start"], r["trigger_end"], "trigger", f"event-{r['event_id']}") for r in found["events"]]
    return marks


def _actors(found: dict[str, list[Row]]) -> list[Row]:
    actors: dict[str, Row] = {}
    for mention in found["mentions"]:
        actors.setdefault(mention["actor_id"], mention | {"times": 0})["times"] += 1
    return list(actors.values())
