"""Find the articles that are worth comparing: those that share a key. Kept in tables beside the database.

Near-linear: of the articles that share a key, only the first few, by id, are compared with all others. What is found
depends on the set of articles alone, not on the order in which they came.
"""

from collections.abc import Iterable

from sqlite_utils import Database

_LEADERS = 16  # articles of a key that are compared with all that share it

_PAIR = "article_id text, other_id text, primary key (article_id, other_id)) without rowid"
_KEPT = (  # in the attached file `work`, from which a later build goes on
    "create table if not exists work.keys (key blob, article_id text)",
    f"create table if not exists work.copies (likeness real, {_PAIR}",
    "create index if not exists work.copies_by_other on copies (other_id)",
)
_OF_THIS_RUN = (
    "create temp table touched (key blob primary key) without rowid",
    f"create temp table pairs_before ({_PAIR}",
    f"create temp table pairs_after ({_PAIR}",
    f"create temp table pairs (is_near integer, {_PAIR}",
    "create index temp.pairs_by_other on pairs (other_id)",
)
_INDEXES = (
    "create unique index if not exists work.keys_by_key on keys (key, article_id)",
    "create index if not exists work.keys_by_article on keys (article_id)",
)
# Cross joins, for the planner knows no statistics of these tables: first the few that changed, then their keys.
_TOUCHED = """
insert or ignore into temp.touched
select k.key from temp.changed c cross join work.keys k on k.article_id = c.article_id
where exists (select 1 from work.keys o where o.key = k.key and o.article_id <> k.article_id)
"""
_PAIRS = f"""
insert or ignore into temp.pairs_{{when}}
select x.article_id, y.article_id
from (
  select key, article_id, row_number() over (partition by key order by article_id) as number
  from temp.touched cross join work.keys using (key)
) x
join work.keys y on y.key = x.key and y.article_id > x.article_id
where x.number <= {_LEADERS}
"""  # noqa: S608  # our names
_AFFECTED = f"""
insert into temp.pairs (article_id, other_id, is_near)
select article_id, other_id, 1 from temp.pairs_after
where article_id in temp.changed or other_id in temp.changed
  or (article_id, other_id) not in (select article_id, other_id from temp.pairs_before)
union all
select article_id, other_id, exists (
  select 1 from work.keys x join work.keys y using (key)
  where x.article_id = b.article_id and y.article_id = b.other_id and {_LEADERS} > (
    select count(*) from (
      select 1 from work.keys z where z.key = x.key and z.article_id < x.article_id limit {_LEADERS})
  )
)
from temp.pairs_before b where (article_id, other_id) not in (select article_id, other_id from temp.pairs_after)
"""  # noqa: S608  # our names


def create_tables(db: Database) -> None:
    """Create what is missing of the tables of keys, and what this run needs."""
    for statement in (*_KEPT, *_OF_THIS_RUN):
        db.execute(statement)


def find_pairs(db: Database, keys: Iterable[tuple[bytes, str]]) -> None:
    """Fill temp.pairs with the pairs of articles to look at again; `is_near` are those to be compared.

    temp.changed holds the articles that came, went or changed; `keys` are those that they have now.
    """
    for statement in _INDEXES if _has_keys(db) else ():
        db.execute(statement)
    db.execute(_TOUCHED)
    db.execute(_PAIRS.format(when="before"))
    db.execute("delete from work.keys where article_id in temp.changed")
    with db.atomic():
        db.conn.executemany("insert into work.keys values (?, ?)", keys)
    for statement in _INDEXES:  # after the first inserts, when it is quicker
        db.execute(statement)
    db.execute(_TOUCHED)
    db.execute(_PAIRS.format(when="after"))
    db.execute(_AFFECTED)


def _has_keys(db: Database) -> bool:
    return bool(list(db.execute("select 1 from work.keys limit 1")))
