"""Put what belongs together into one: articles that are copies into a cluster, linked events into an incident."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

_COPIES = """
select other_id, likeness from work.copies where article_id = :article
union all select article_id, likeness from work.copies where other_id = :article
"""
_LINKS = """
select event_id, other_event_id, score from event_links where event_id = :event
union all select event_id, other_event_id, score from event_links where other_event_id = :event
"""
_FIRST_ARTICLE = "select published is null, published, article_id from articles where article_id = ?"
_FIRST_EVENT = """
select r.published is null, r.published, e.article_id, e.event_id from events e join articles r using (article_id)
where e.event_id = ?
"""

ScoredLink = tuple[str, str, float]


def find_clusters(db: Database, articles: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Yield (article, first article of its cluster, likeness to the most alike copy) for all that have copies.

    Of the clusters in which `articles` are, all members are yielded.
    """
    done: set[str] = set()
    for article in articles:
        if article in done:
            continue
        likeness = _copies_of_copies(db, article)
        done |= likeness.keys()
        if len(likeness) > 1:
            first = min(likeness, key=lambda one: _first(db, _FIRST_ARTICLE, one))
            yield from ((one, first, likeness[one]) for one in sorted(likeness))


def _copies_of_copies(db: Database, article: str) -> dict[str, float]:
    """Return all that copies lead to, each with its likeness to its most alike copy."""
    found = {article: 0.0}
    waiting = [article]
    while waiting:
        one = waiting.pop()
        for other, likeness in db.execute(_COPIES, {"article": one}):
            if other not in found:
                waiting.append(other)
            found[one] = max(found[one], likeness)
            found[other] = max(found.get(other, 0.0), likeness)
    return found


def _first(db: Database, query: str, key: str) -> tuple[object, ...]:
    [row] = db.execute(query, [key])
    return tuple(value if value is not None else "" for value in row)


def find_incidents(db: Database, events: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (event, first event of its incident) for `events` and all that links lead to."""
    done: set[str] = set()
    for event in events:
        if event in done:
            continue
        members, links = _linked(db, event)
        done |= members
        for incident in _without_twins(db, members, links):
            first = min(incident, key=lambda one: _first(db, _FIRST_EVENT, one))
            yield from ((one, first) for one in sorted(incident))


def _linked(db: Database, event: str) -> tuple[set[str], set[ScoredLink]]:
    members, links, waiting = {event}, set(), [event]
    while waiting:
        for one, other, score in db.execute(_LINKS, {"event": waiting.pop()}):
            links.add((one, other, score))
            waiting += {one, other} - members
            members |= {one, other}
    return members, links


def _without_twins(db: Database, members: set[str], links: set[ScoredLink]) -> list[set[str]]:
    """Join what is linked, the best links first, but never two events of one article: they are told apart there."""
    incident = {event: {event} for event in members}
    articles = {event: {_article(db, event)} for event in members} if links else {}
    for one, other, _ in sorted(links, key=lambda link: (-link[2], link)):
        mine, theirs = incident[one], incident[other]
        if mine is theirs or articles[one] & articles[other]:
            continue
        mine |= theirs
        joined = articles[one] | articles[other]
        for event in mine:
            incident[event], articles[event] = mine, joined
    return list({id(group): group for _, group in sorted(incident.items())}.values())


def _article(db: Database, event: str) -> str:
    [(article,)] = db.execute("select article_id from events where event_id = ?", [event])
    return str(article)
