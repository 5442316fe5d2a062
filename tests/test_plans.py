"""No page of the site reads a whole table: its queries go through indexes, as SQLite's planner tells."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

import publish.site
from publish.deriving import create_derived
from publish.metadata import make_metadata, read_questions
from publish.schemas import read_all_schemas
from publish.search import INDEXES
from publish.tables import SMALL, create_indexes, create_tables, create_views

NAMED = re.compile(r"(\w+)(?:\([\w, ]*\))? as (?:not )?(?:materialized )?\(")  # by `with`
ALIAS = re.compile(r"(?:from|join) (\w+) (?:as )?(\w+)")
SUBQUERY = re.compile(r"\) (?:as )?(\w+)\b")
ANY_COLUMN = {"side": "target", "table": "events", "key": "event_id"}  # what pages put into their queries
ALL = {"sanctions_by_authority_and_target"}  # a small table, searched by two names at once


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    """An empty register without statistics: the planner takes its tables for large."""
    with Database(memory=True) as made:
        create_tables(made)
        create_derived(made)
        create_indexes(made)
        create_views(made)
        for index in INDEXES:
            made.execute(f'create virtual table "{index.name}" using fts5(words, variants, content="")')
        made.conn.create_function("escape_fts", 1, str)
        yield made


def plan(db: Database, sql: str) -> list[str]:
    parameters = dict.fromkeys(re.findall(r":(\w+)", sql), "x")
    return [row[3] for row in db.execute(f"explain query plan {sql}", parameters)]


def scans(db: Database, sql: str) -> list[str]:
    """Return the steps that read a whole table, small ones and results of parts of the query aside."""
    named = set(NAMED.findall(sql))
    own = named | {alias for name, alias in ALIAS.findall(sql) if name in named | SMALL} | set(SUBQUERY.findall(sql))
    steps = [step.split() for step in plan(db, sql) if step.startswith("SCAN")]
    return [
        " ".join(step)
        for step in steps
        if not {"USING", "VIRTUAL", "CONSTANT"} & set(step) and step[1] not in own | SMALL and "(" not in step[1]
    ]


def page_queries() -> Iterator[tuple[str, str]]:
    for module in pkgutil.iter_modules(publish.site.__path__, "publish.site."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if (
                name.isupper()
                and isinstance(value, str)
                and re.match(r"\s*(select|with)\b", value)
                and "select" in value[-300:]
            ):
                yield f"{module.name.rpartition('.')[2]}.{name}", value.format_map(ANY_COLUMN)


PAGES = {name: sql for name, sql in page_queries() if name != "place_page.INSIDE"}  # the beginning of others
QUESTIONS = {name: question["sql"] for name, question in read_questions().items() if name not in ALL}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_no_whole_table(db: Database, name: str) -> None:
    assert scans(db, PAGES[name]) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_reads_no_whole_table(db: Database, name: str) -> None:
    assert scans(db, QUESTIONS[name]) == []


def test_a_query_without_an_index_would_be_found(db: Database) -> None:
    assert scans(db, "select * from events e where weapon = :weapon") == ["SCAN e"]
    assert scans(db, "select * from articles where title = :title") == ["SCAN articles"]


def test_the_latest_events_are_read_from_the_end_of_an_index(db: Database) -> None:
    latest = PAGES["home_page.LATEST"]
    assert any("idx_events_by_day" in step for step in plan(db, latest))
    order = "coalesce(date_start, report_date) desc, event_id"
    inner = f"select event_id from events where status = 'actual' order by {order} limit 8"  # noqa: S608
    assert not [step for step in plan(db, inner) if "TEMP B-TREE" in step]


LARGE = [schema for schema in read_all_schemas() if schema.table not in SMALL]


@pytest.mark.parametrize("schema", LARGE, ids=lambda schema: schema.table)
def test_facets_sorts_and_keys_have_an_index(db: Database, schema: object) -> None:
    table = schema.table  # type: ignore[attr-defined]
    described = make_metadata()["databases"]["sijill"]["tables"][table]
    sorts = [described[kind] for kind in ("sort", "sort_desc") if kind in described]
    keys = [column.name for column in schema.columns if column.refers_to]  # type: ignore[attr-defined]
    first = {index.columns[0] for index in db.table(table).indexes} | set(db.table(table).pks[:1])
    assert {*described.get("facets", ()), *sorts, *keys} <= first


@pytest.mark.parametrize("schema", LARGE, ids=lambda schema: schema.table)
def test_a_table_page_counts_and_sorts_by_indexes(db: Database, schema: object) -> None:
    table = schema.table  # type: ignore[attr-defined]
    described = make_metadata()["databases"]["sijill"]["tables"][table]
    for facet in described.get("facets", ()):
        counted = f"from {table} where {facet} is not null group by {facet} order by n desc limit 31"
        assert scans(db, f"select {facet}, count(*) n {counted}") == []
    for order in (
        f"{described[kind]} {way}" for kind, way in (("sort", ""), ("sort_desc", "desc")) if kind in described
    ):
        steps = plan(db, f"select * from {table} order by {order} limit 101")  # noqa: S608
        assert not [step for step in steps if "TEMP B-TREE" in step]
