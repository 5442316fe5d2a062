"""The served site: every table, view and question answers as a page, as JSON and as CSV."""

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from httpx import Response
from register import DECISION, FIGURE, GAZETTE, OTHER_RULE, REJECTED, RULE, SHELLING, results

from publish.load import load
from publish.metadata import make_metadata
from publish.schemas import read_all_schemas, read_schemas
from publish.server import make_site
from publish.tables import view_files

TABLES = [schema.table for schema in read_all_schemas()]
VIEWS = [path.stem for path in view_files()]
QUERIES: dict[str, tuple[dict[str, str], int]] = {
    "what_happened_on": ({"day": "2031-05-04"}, 2),
    "what_happened_at": ({"place": "كَفر زَيتون"}, 2),
    "tolls_by_claimant": ({"claimant": "المرصد"}, 2),
    "who_says_otherwise": ({}, 2),
    "claims_on_an_event": ({"event_id": "e1"}, 3),
    "largest_tolls": ({"harm": ""}, 1),
    "sanctions_by_authority_and_target": ({"authority": "المجلس الاقليمى", "target": ""}, 1),
    "plans": ({}, 1),
    "events_of_an_actor": ({"actor": "Valley Forces"}, 2),
    "in_several_papers": ({}, 0),
    "why_linked": ({"event_id": "e1"}, 0),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    database = tmp_path_factory.mktemp("site") / "sijill.db"
    load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE, DECISION, GAZETTE])
    return make_site(database)


def get(site: Datasette, path: str, **parameters: str) -> Response:
    query = f"?{urlencode(parameters)}" if parameters else ""
    return asyncio.run(site.client.get(f"{path}{query}"))


def rows(site: Datasette, path: str, **parameters: str) -> list[dict[str, Any]]:
    response = get(site, f"{path}.json", **parameters, _shape="array")
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("path", ["/", "/sijill", "/-/versions.json", "/-/plugins.json", "/static/sijill.css"])
def test_a_page_answers(site: Datasette, path: str) -> None:
    assert get(site, path).status_code == 200


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_tables_and_views_answer(site: Datasette, table: str, suffix: str) -> None:
    response = get(site, f"/sijill/{table}{suffix}")
    assert response.status_code == 200
    assert len(response.text) > 10


@pytest.mark.parametrize("table", [schema.table for schema in read_schemas() if schema.primary_key])
def test_every_row_has_a_page(site: Datasette, table: str) -> None:
    page = get(site, f"/sijill/{table}").text
    addresses = {part.split('"')[0] for part in page.split('class="col-Link type-pk"><a href="')[1:]} or {
        part.split('"')[0] for part in page.split(f'<a href="/sijill/{table}/')[1:]
    }
    assert addresses
    for address in addresses:
        path = address if address.startswith("/") else f"/sijill/{table}/{address}"
        assert get(site, path).status_code == 200, path


def test_every_question_is_tried() -> None:
    assert set(make_metadata()["databases"]["sijill"]["queries"]) == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_answers_in_each_form(site: Datasette, name: str) -> None:
    parameters, count = QUERIES[name]
    path = f"/sijill/{name}"
    assert get(site, path, **parameters).status_code == 200
    found = rows(site, path, **parameters)
    table = list(csv.DictReader(io.StringIO(get(site, f"{path}.csv", **parameters).text)))
    assert (len(found), len(table)) == (count, count)
    assert [list(row) for row in found[:1]] == [list(row) for row in table[:1]]


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_without_its_words_is_no_error(site: Datasette, name: str) -> None:
    assert get(site, f"/sijill/{name}.json", _shape="array").status_code == 200


def test_tolls_are_told_by_claimant(site: Datasette) -> None:
    found = rows(site, "/sijill/tolls_by_claimant", claimant="")
    assert {(row["claimant"], row["count_min"]) for row in found} == {
        ("المرصد المحلي", 12),
        ("المرصد المحلي", 3),
        ("مصدر عسكري", 4),
    }


def test_a_place_includes_those_inside_it(site: Datasette) -> None:
    assert {row["event_id"] for row in rows(site, "/sijill/what_happened_at", place="valley land")} == {"e1", "e2"}


def test_a_question_names_what_is_planned_and_nothing_that_is_done(site: Datasette) -> None:
    assert [row["event_id"] for row in rows(site, "/sijill/plans")] == ["e3"]


def test_foreign_keys_lead_to_their_rows(site: Datasette) -> None:
    page = get(site, "/sijill/events/e1").text
    for target in ("/sijill/articles/a1", "/sijill/places/kafr-zaytun", "/sijill/rules/shelling~2Eqasafa"):
        assert f'href="{target}"' in page


def test_a_table_shows_its_column_texts_licence_and_facets(site: Datasette) -> None:
    page = get(site, "/sijill/events").text
    assert "Whether the text asserts it as done or under way" in page
    assert "هل يثبته النص" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    assert 'data-column="event_type"' in page or "facet-event_type" in page


def test_arabic_cells_read_from_right_to_left(site: Datasette) -> None:
    assert f'<span lang="ar" dir="rtl">{SHELLING}</span>' in get(site, "/sijill/events/e1").text


@pytest.mark.parametrize(
    ("table", "anchor"),
    [
        ("events", "event-e2"),
        ("event_details", "event-e1"),
        ("casualties", "casualty-c2"),
        ("actor_mentions", "actor-observatory"),
        ("evidence", "event-e1"),
    ],
)
def test_every_row_leads_to_its_words(site: Datasette, table: str, anchor: str) -> None:
    assert f'href="/sijill/articles/a1#{anchor}"' in get(site, f"/sijill/{table}").text
    assert f'id="{anchor}"' in get(site, "/sijill/articles/a1").text


@pytest.mark.parametrize("table", ["events", "casualties", "event_details", "evidence", "actor_mentions"])
def test_a_table_may_be_shown_by_its_words_alone(site: Datasette, table: str) -> None:
    column = "mention_text" if table == "actor_mentions" else "quote"
    assert get(site, f"/sijill/{table}", _col=column).status_code == 200


@pytest.mark.parametrize("column", ["event_id", "article_id"])
def test_words_may_be_shown_without_where_they_stand(site: Datasette, column: str) -> None:
    assert get(site, "/sijill/event_details", _nocol=column).status_code == 200


def test_markup_in_a_cell_stays_text(site: Datasette) -> None:
    page = get(site, "/sijill", sql="select '<script>قصف</script>' as x").text
    assert "<script>قصف" not in page
    assert "&lt;script&gt;قصف" in page


def test_numbers_keep_their_unit_however_small(site: Datasette) -> None:
    page = get(site, "/sijill/places/country").text
    assert '0.3 <span class="unit">deg</span>' in page


SPELLINGS = ["قصفت", "وقصفت", "قَصَفَت", "قصـفت", "بلده", "البلدة", "زَيْتُونٍ", "المدفعيه", '"قصفت قوات"']


@pytest.mark.parametrize("word", SPELLINGS)
def test_the_search_box_finds_a_quote_in_any_spelling(site: Datasette, word: str) -> None:
    assert "e1" in {row["event_id"] for row in rows(site, "/sijill/events", _search=word)}


@pytest.mark.parametrize(
    ("word", "table", "found"),
    [
        ("والمستشفي", "articles", ["a1"]),
        ("مسئولين", "sanctions", ["s1"]),
        ("قوات الوادى", "actors", ["valley-forces"]),
        ("جيش", "actors", ["valley-forces"]),
        ("kafr", "places", ["kafr-zaytun"]),
        ("٤", "casualties", ["c3"]),
        ("طائرات", "articles", []),
        ('"قوات قصفت"', "articles", []),
    ],
)
def test_every_kind_of_thing_is_found(site: Datasette, word: str, table: str, found: list[str]) -> None:
    assert [next(iter(row.values())) for row in rows(site, f"/sijill/{table}", _search=word)] == found


@pytest.mark.parametrize("query", ['"', "'", "*", "( OR", "NEAR(", '"وقف', "a:b", "-", "", " ", "قصف*", "^قصف"])
def test_odd_searches_are_no_error(site: Datasette, query: str) -> None:
    assert get(site, "/sijill/articles.json", _search=query).status_code == 200


def test_search_tables_are_hidden(site: Datasette) -> None:
    tables = get(site, "/sijill.json").json()["tables"]
    assert {table["name"] for table in tables if not table["hidden"]} == set(TABLES)


def test_a_database_of_another_name_has_the_same_texts(tmp_path: Path) -> None:
    load(tmp_path / "other.db", results(), [], [RULE, OTHER_RULE])
    site = make_site(tmp_path / "other.db")
    assert get(site, "/other/plans.json").status_code == 200
    assert "One row is one event" in get(site, "/other/events").text


def test_settings_keep_facets_and_threads_as_measured(site: Datasette) -> None:
    settings = json.loads(get(site, "/-/settings.json").text)
    assert (settings["suggest_facets"], settings["num_sql_threads"]) == (False, 8)


@pytest.mark.parametrize("bomb", ["randomblob(500000000)", "replace(hex(zeroblob(9000000)), '0', 'aaaaaaaaaaaaaaaa')"])
def test_a_query_cannot_fill_the_memory(site: Datasette, bomb: str) -> None:
    response = get(site, "/sijill.json", sql=f"select {bomb} as x")
    assert response.status_code == 400
    assert len(response.content) < 10_000


def test_caches_are_told_that_pages_differ_by_reader(site: Datasette) -> None:
    assert {"Cookie", "Accept-Language"} <= set(get(site, "/").headers["vary"].split(", "))
