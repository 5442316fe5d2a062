"""Our own pages: every link answers, both languages hold, evidence is marked, exports lose no row."""

import asyncio
import csv
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st
from register import FIGURE, OTHER_RULE, REJECTED, RULE, SHELLING, TEXT, Result, article, results

from extractors import Records
from publish.load import load
from publish.metadata import FOLDER, read_questions
from publish.search import query_keys
from publish.server import make_site
from publish.site.charts import count_by_time
from publish.site.citing import Citation
from publish.site.export import FORMS
from publish.site.marking import Mark, cut_text
from publish.site.search_page import snippet

PAGES = [
    "/",
    "/sijill",
    "/sijill/articles/a1",
    "/sijill/articles/a2",
    "/sijill/events/e1",
    "/sijill/events/e9",
    "/sijill/actors/valley-forces",
    "/sijill/actors/a1~2Esource",
    "/sijill/places/kafr-zaytun",
    "/sijill/places/country",
    "/sijill/casualties/c2",
    "/sijill/sanctions/s1",
    "/sijill/rules/shelling~2Eqasafa",
    "/sijill/rules/casualties~2Ecount",
    "/sijill/event_actors",
    "/sijill/events?status__not=planned&_sort=report_date",
    "/sijill/largest_tolls?harm=killed",
    "/sijill/what_happened_on",
    "/sijill?sql=select+1",
    "/sijill/events",
    "/sijill/event_details",
    "/sijill/who_says_otherwise",
    "/-/map",
    "/-/downloads",
    "/-/map?type=shelling&actor=valley-forces&first=2031-01-01&last=2031-12-31",
    "/-/search",
    "/-/search?q=%D8%A7%D9%84%D9%82%D8%B5%D9%81",
]
HOSTILE = '<script>alert("قصف")</script>'  # shelling, in a script


class Links(HTMLParser):
    """Collects what a page leads to and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.page: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.ids += [known["id"]] if known.get("id") else []
        if tag == "html":
            self.page = known
        if tag == "a" and known.get("href"):
            self.hrefs.append(known["href"] or "")
        if tag in ("script", "img", "iframe") and known.get("src"):
            self.loaded.append(known["src"] or "")
        if tag == "link" and known.get("rel") == "stylesheet":
            self.loaded.append(known["href"] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    database = tmp_path_factory.mktemp("pages") / "sijill.db"
    hostile = article(f"{HOSTILE} في المدينة", article_id="a3", title=HOSTILE, source=HOSTILE)
    load(database, [*results(), Result(hostile, Records())], [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    return make_site(database)


def get(site: Datasette, path: str, language: str = "en") -> Response:
    return asyncio.run(site.client.get(path, cookies={"language": language}))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_in_each_language(site: Datasette, path: str, language: str) -> None:
    response = get(site, path, language)
    assert response.status_code == 200
    links = Links(response.text)
    assert links.page == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert not [address for address in links.loaded if urlsplit(address).netloc]
    assert len(links.ids) == len(set(links.ids)), "an id stands twice"


def test_every_link_of_every_page_answers(site: Datasette) -> None:
    seen: dict[str, str] = {}
    for page in PAGES:
        for href in Links(get(site, page).text).hrefs + Links(get(site, page).text).loaded:
            address = urljoin(page, html.unescape(href)).split("#")[0]
            if address.startswith("/"):
                seen.setdefault(address, page)
    answers = {address: get(site, address).status_code for address in seen}
    assert {a: (seen[a], code) for a, code in answers.items() if code not in (200, 302)} == {}
    assert len(seen) > 60


@pytest.mark.parametrize("path", PAGES)
def test_a_fragment_leads_to_something(site: Datasette, path: str) -> None:
    for href in Links(get(site, path).text).hrefs:
        target, _, fragment = href.partition("#")
        if fragment and (target or path).startswith("/"):
            assert fragment in Links(get(site, target or path).text).ids


def test_the_article_is_shown_letter_by_letter(site: Datasette) -> None:
    page = get(site, "/sijill/articles/a1").text
    text = page.split("data-article>")[1].split("</div>")[0]
    assert html.unescape(re.sub("<[^>]+>", "", text)) == TEXT


def test_every_record_of_an_article_has_its_words_marked(site: Datasette) -> None:
    page = get(site, "/sijill/articles/a1").text
    marked = set(" ".join(re.findall(r'data-records="([^"]+)"', page)).split())
    cards = set(re.findall(r'data-record="([^"]+)"', page))
    assert cards <= marked
    assert {
        "event-e1",
        "event-e2",
        "event-e3",
        "casualty-c1",
        "casualty-c2",
        "casualty-c3",
        "actor-observatory",
    } <= cards


def test_the_event_page_sets_claims_side_by_side_and_marks_those_that_clash(site: Datasette) -> None:
    page = get(site, "/sijill/events/e1").text
    assert page.count('class="claim"') == 2
    assert page.count("contradicts another source") == 2
    assert SHELLING in page
    assert "/sijill/events/e2" in page.split('id="claims"')[1]


def test_the_switch_stays_chosen_and_leads_back(site: Datasette) -> None:
    response = get(site, "/-/language/ar?next=/sijill/events")
    assert (response.status_code, response.headers["location"]) == (302, "/sijill/events")
    assert "language=ar" in response.headers["set-cookie"]


@pytest.mark.parametrize(
    "target",
    ["https://example.org/", "//example.org", "/\\example.org", "\\\\example.org", "javascript:1", "/%0d%0ax: y"],
)
def test_the_switch_leads_nowhere_else(site: Datasette, target: str) -> None:
    location = get(site, f"/-/language/ar?next={target}").headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_a_browser_in_arabic_gets_arabic(site: Datasette) -> None:
    response = asyncio.run(site.client.get("/", headers={"accept-language": "ar-SY,en;q=0.5"}))
    assert Links(response.text).page["lang"] == "ar"


def test_closed_lists_and_columns_are_labelled_in_the_language(site: Datasette) -> None:
    assert "الأذى" in get(site, "/sijill/casualties", "ar").text
    assert ">قتيل<" in get(site, "/sijill/casualties", "ar").text
    assert ">killed<" in get(site, "/sijill/casualties", "en").text


def test_closed_lists_are_labelled_in_views_too(site: Datasette) -> None:
    page = get(site, "/sijill/event_details", "ar").text
    assert "مذكور في النص" in page
    assert ">واقع<" in page


def test_markup_in_an_article_stays_text(site: Datasette) -> None:
    for path in ("/sijill/articles/a3", "/sijill/articles", "/", "/-/search?q=alert", "/-/search?q=%3Cscript%3E"):
        assert "<script>alert" not in get(site, path).text
    assert "&lt;script&gt;alert" in get(site, "/sijill/articles/a3").text


def test_the_search_page_marks_what_was_found(site: Datasette) -> None:
    page = get(site, "/-/search?q=%D9%82%D8%B5%D9%81").text  # قصف (shelling)
    assert "<mark>القصف</mark>" in page
    assert "<mark>قصف</mark>" in page
    assert "/sijill/articles/a1" in page


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("مسئول", "قال المسؤولون إن الهدنة صامدة", ["المسؤولون"]),
        ("استمرت", "وقد اِستمرّت المعارك", ["اِستمرّت"]),
        ("قصف", "قـصـف عنيف", ["قـصـف"]),
        ("غائب", "لا شيء هنا", []),
    ],
)
def test_a_snippet_marks_the_words_in_the_texts_own_spelling(query: str, text: str, marked: list[str]) -> None:
    parts = snippet(text, query_keys(query))
    assert [part.text for part in parts if part.is_found] == marked
    assert "".join(part.text for part in parts) == text


def test_the_map_draws_each_place_once_with_its_events(site: Datasette) -> None:
    page = get(site, "/-/map").text
    points = json.loads(page.split('<script type="application/json">')[1].split("</script>")[0])
    assert [(point["name"], point["events"], point["wide"]) for point in points] == [("Kafr Zaytun", 1, False)]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMS if suffix != "geojson"])
@pytest.mark.parametrize("name", ["events", "casualties", "claims", "tolls_by_claimant", "plans"])
def test_an_export_answers_in_each_form(site: Datasette, name: str, suffix: str) -> None:
    response = get(site, f"/-/export/{name}.{suffix}")
    assert response.status_code == 200
    assert response.headers["content-type"] == FORMS[suffix].content_type
    assert response.headers["content-disposition"] == f"attachment; filename={name}.{suffix}"


def test_an_export_keeps_the_filters(site: Datasette) -> None:
    assert {row["event_id"] for row in rows_of(get(site, "/-/export/events.csv?status=planned").text)} == {"e3"}
    assert len(rows_of(get(site, "/-/export/events.csv?_search=%D9%82%D8%B5%D9%81%D8%AA").text)) == 1
    assert len(rows_of(get(site, "/-/export/what_happened_on.csv?day=2031-05-04").text)) == 2


def test_an_export_of_no_rows_has_its_form(site: Datasette) -> None:
    assert get(site, "/-/export/events.json?status=prevented").json() == []
    assert get(site, "/-/export/event_details.geojson?status=prevented").json()["features"] == []
    assert get(site, "/-/export/events.csv?status=prevented").text.startswith("event_id,")


def test_geojson_has_a_feature_for_every_row(site: Datasette) -> None:
    features = get(site, "/-/export/event_details.geojson").json()["features"]
    assert [feature["geometry"] for feature in features].count(None) == 2
    assert {"type": "Point", "coordinates": [36.5, 35.5]} in [feature["geometry"] for feature in features]


def test_the_excel_variant_has_a_mark_and_runs_no_formula(tmp_path: Path) -> None:
    text = "=cmd|' /C calc'!A0 قصف"
    load(tmp_path / "sijill.db", [Result(article(text, title="=1+1"), Records())], [], [])
    site = make_site(tmp_path / "sijill.db")
    content = get(site, "/-/export/articles.excel.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    row = rows_of(content.decode("utf-8-sig"))[0]
    assert (row["title"], row["text"]) == ("'=1+1", f"'{text}")
    assert rows_of(get(site, "/-/export/articles.csv").text)[0]["title"] == "=1+1"


def test_no_row_is_lost_where_datasette_cuts_off(tmp_path: Path) -> None:
    many = [Result(replace(results()[0].article, article_id=f"n{number}"), Records()) for number in range(2500)]
    load(tmp_path / "sijill.db", many, [], [RULE, OTHER_RULE])
    site = make_site(tmp_path / "sijill.db")
    assert len(rows_of(get(site, "/-/export/articles.csv").text)) == 2500
    assert (
        len(
            get(
                site,
                "/-/export/articles.json?source__exact=%D8%AC%D8%B1%D9%8A%D8%AF%D8%A9+%D8%A7%D9%84%D9%88%D8%A7%D8%AF%D9%8A",
            ).json()
        )
        == 2500
    )
    assert get(site, "/-/export/articles.jsonl").text.count("\n") == 2500
    page = get(site, "/sijill?sql=select+article_id+from+articles").text
    assert "Only the first 1,000 rows are given" in page


@pytest.mark.parametrize(
    "path",
    [
        "/-/export/none.csv",
        "/-/export/sqlite_master.csv",
        "/sijill/events/none",
        "/none",
        "/sijill?sql=delete+from+events",
    ],
)
def test_what_is_not_there_has_an_error_page(site: Datasette, path: str) -> None:
    response = get(site, path)
    assert response.status_code in (404, 400)
    assert "Traceback" not in response.text


def test_sanctions_as_follow_the_money_lead_to_their_targets(site: Datasette) -> None:
    entities = [json.loads(line) for line in get(site, "/-/export/sanctions.ftm.jsonl").text.splitlines()]
    target, sanction = entities
    assert (target["id"], target["schema"], target["properties"]["name"]) == (
        "actor-valley",
        "PublicBody",
        ["Valley Government", "حكومة الوادي"],
    )
    assert sanction["properties"]["entity"] == ["actor-valley"]
    assert sanction["properties"]["provisions"] == ["travel ban"]
    assert sanction["properties"]["authority"] == ["Regional Council", "المجلس الإقليمي"]


def test_follow_the_money_accepts_every_entity_and_property(site: Datasette) -> None:
    proxy = pytest.importorskip("followthemoney.proxy")
    for line in get(site, "/-/export/sanctions.ftm.jsonl").text.splitlines():
        entity = json.loads(line)
        accepted = proxy.EntityProxy.from_dict(entity, cleaned=False)
        accepted.schema.validate(entity)
        assert set(accepted.to_dict()["properties"]) == set(entity["properties"])


def test_the_feed_is_valid_atom_with_permanent_addresses(site: Datasette) -> None:
    feed = ElementTree.fromstring(get(site, "/-/events.atom").text)  # noqa: S314  # our own feed
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert [entry.findtext("a:id", namespaces=space) for entry in feed.findall("a:entry", space)] == [
        "http://localhost/sijill/events/e1"
    ]
    assert feed.findtext("a:updated", namespaces=space) == "2031-05-03T00:00:00Z"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("xyz")), max_size=8),
)
def test_pieces_joined_are_the_text_and_every_mark_is_in_its_pieces(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    marks = [Mark(min(a, b), max(a, b), kind, f"{kind}{number}") for number, (a, b, kind) in enumerate(spans)]
    marks = [mark for mark in marks if mark.end <= len(text)]
    pieces = cut_text(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        assert "".join(piece.text for piece in pieces if mark.record in piece.records) == text[mark.start : mark.end]
    begun = [record for piece in pieces for record in piece.begins]
    assert sorted(begun) == sorted(mark.record for mark in marks if mark.start < mark.end)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2031-05-03", "2031-05-05"], ["2031-05-03", "2031-05-04", "2031-05-05"]),
        (["2031-01-03", "2031-04-05"], ["2031-01", "2031-02", "2031-03", "2031-04"]),
        (["2011-01-03", "2014-04-05"], ["2011-01", *[]]),
        ([None], []),
    ],
)
def test_bars_leave_no_gap(days: list[str | None], labels: list[str]) -> None:
    found = [bar["label"] for bar in count_by_time(dict.fromkeys(days, 1))]
    assert found[: len(labels)] == labels
    assert bool(found) == bool(labels)


def read_texts() -> Iterator[tuple[str, str]]:
    for path in sorted((FOLDER.parent / "templates").glob("*.html")):
        yield from ((path.name, name) for name in re.findall(r"\bt\.([a-z_]+)", path.read_text(encoding="utf-8")))


def test_every_text_that_a_template_asks_for_is_there(site: Datasette) -> None:
    import yaml

    known = set(yaml.safe_load((FOLDER / "interface.yaml").read_text(encoding="utf-8")))
    assert {(template, name) for template, name in read_texts() if name not in known} == set()


@pytest.mark.parametrize("path", ["/sijill/events/e1", "/sijill/casualties/c2", "/sijill/actors/valley-forces"])
def test_a_row_tells_how_to_cite_it(site: Datasette, path: str) -> None:
    page = html.unescape(get(site, path, "ar").text)
    assert f"http://localhost{path}. CC BY 4.0." in page
    assert f"url = {{http://localhost{path}}}" in page
    assert f"UR  - http://localhost{path}" in page
    assert f"Release {site.get_database().hash[:12]}" in page


def test_a_citation_cannot_break_out_of_its_form() -> None:
    citation = Citation("events_x", "A {brace} & 50%\n\\TY  - JOUR", "http://localhost/x", None)
    assert "\\{brace\\} \\& 50\\%" in citation.bibtex
    assert citation.ris.count("\n") == 5


def test_every_question_is_on_the_home_page(site: Datasette) -> None:
    page = get(site, "/").text
    assert all(f'href="/sijill/{name}"' in page for name in read_questions())


def test_filters_and_sorting_are_told_in_the_language(site: Datasette) -> None:
    page = get(site, "/sijill/events?event_type=shelling&status__not=planned&_sort_desc=report_date", "ar").text
    told = html.unescape(re.sub("<[^>]+>", "", page.split('class="rows-count"')[1].split("</h2>")[0]))
    assert "نوع الحدث يساوي قصف" in told
    assert "الحالة لا يساوي مزمع" in told
    assert "الترتيب بحسب تاريخ النشر، تنازليًّا" in told
    assert "sorted by" not in page


def test_every_operator_has_its_words(site: Datasette) -> None:
    page = get(site, "/sijill/events", "ar").text
    operators = re.findall(r"<option value=\"[a-z_]+(?:__1)?\"(?: selected)?>([^<]+)</option>", page)
    assert len(operators) > 15
    assert all(re.search("[\u0600-\u06ff]", operator) for operator in operators)


def test_a_long_answer_shows_its_first_rows_and_says_so(tmp_path: Path) -> None:
    first = results()[0]
    many = [
        Result(
            replace(first.article, article_id=f"n{number}"),
            Records(
                events=(replace(first.records.events[2], event_id=f"x{number}", article_id=f"n{number}"),),
            ),
        )
        for number in range(150)
    ]
    load(tmp_path / "sijill.db", many, [], [RULE, OTHER_RULE])
    site = make_site(tmp_path / "sijill.db")
    page = get(site, "/sijill/plans").text
    assert (page.count("<tr>"), "The first 100 are shown" in page) == (101, True)
    assert get(site, "/sijill/plans?_rows=all").text.count("<tr>") == 151
    assert len(rows_of(get(site, "/-/export/plans.csv").text)) == 150


def test_a_bar_leads_to_the_rows_that_it_counts_and_the_chart_gives_them_away(site: Datasette) -> None:
    for page in ("/sijill/actors/valley-forces", "/sijill/places/country", "/"):
        links = Links(get(site, page).text).hrefs
        bars = [html.unescape(href) for href in links if "day__gte" in href]
        export = next(html.unescape(href) for href in links if "/event_details.csv?_where" in href)
        counted = sum(get(site, bar.replace("?", ".json?", 1)).json()["filtered_table_rows_count"] for bar in bars)
        dated = [row for row in rows_of(get(site, export).text) if row["day"]]
        assert 0 < counted == len(dated), page


def test_the_map_gives_away_what_it_shows(site: Datasette) -> None:
    links = Links(get(site, "/-/map?type=shelling&actor=valley-forces&first=2031-01-01&last=2031-12-31").text).hrefs
    exports = [href for href in links if "/-/export/event_details.csv" in href]
    assert [row["event_id"] for row in rows_of(get(site, exports[0]).text)] == ["e1"]


@pytest.mark.parametrize("path", ["/none", "/sijill/events/none", "/sijill/events?_sort=none"])
def test_a_fault_is_told_in_the_language(site: Datasette, path: str) -> None:
    response = get(site, path, "ar")
    assert Links(response.text).page == {"lang": "ar", "dir": "rtl"}
    assert "لا شيء في هذا العنوان" in response.text or "تعذر الجواب" in response.text
    assert Links(get(site, path).text).page == {"lang": "en", "dir": "ltr"}


def test_a_casualty_tells_its_sum_and_the_sum_its_parts(site: Datasette) -> None:
    assert "/sijill/casualties/c1" in get(site, "/sijill/casualties/c2").text
    assert "/sijill/casualties/c2" in get(site, "/sijill/casualties/c1").text
    assert "/sijill/articles/a1#casualty-c2" in get(site, "/sijill/casualties/c2").text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/sijill/casualties/c1", "12 killed"),
        ("/sijill/sanctions/s1", "travel ban"),
        ("/sijill/events/e1", "Shelling, Kafr Zaytun, 2031-05-03"),
        ("/sijill/rules/shelling~2Eqasafa", "shelling.qasafa"),
    ],
)
def test_a_citation_says_what_the_row_is(site: Datasette, path: str, title: str) -> None:
    assert f"<bdi>{title}" in get(site, path).text.split('class="citation"')[1]
