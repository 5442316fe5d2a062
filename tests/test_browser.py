"""The site in a real browser: no console error, no outside request, fits a phone, evidence lights up by mouse and keys.

Needs the playwright package and a Chromium; skipped without them (see the target test-site).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from register import FIGURE, OTHER_RULE, REJECTED, RULE, results

from publish.browsing import CHROMIUM, chromium, serve_in_background
from publish.cli import main
from publish.load import load
from publish.site.tiles import Tiles

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]
PAGES = [
    "/",
    "/sijill",
    "/sijill/articles/a1",
    "/sijill/events/e1",
    "/sijill/actors/valley-forces",
    "/sijill/places/kafr-zaytun",
    "/sijill/casualties/c1",
    "/sijill/events",
    "/sijill/who_says_otherwise",
    "/sijill?sql=select+1",
    "/sijill/event_details?_facet=event_type&_sort=day",
    "/sijill/quality",
    "/-/versions",
    "/-/plugins",
    "/-/settings",
    "/-/metadata",
    "/-/map",
    "/-/search?q=%D9%82%D8%B5%D9%81",
    "/-/downloads",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("browser") / "sijill.db"
    load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    with serve_in_background(database) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_quiet_keep_to_themselves_and_fit_a_phone(
    browser: Any, address: str, language: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, locale=language)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else troubles.append(request.url))
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, troubles, wider) == (path, [], 0)
        assert page.locator("html").get_attribute("lang") == language
    context.close()


ERRORS = ["/sijill?sql=select+*+from+nothing", "/sijill/events?_sort=none", "/sijill/events/none", "/none"]


def test_error_pages_keep_to_the_policy_too(browser: Any, address: str) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if "Policy" in message.text else None)
    for path in ERRORS:
        answer = page.goto(address + path, wait_until="networkidle")
        assert (path, 400 <= answer.status < 500, troubles) == (path, True, [])
    page.close()


def test_a_script_that_slips_into_a_page_does_not_run(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/sijill")
    page.evaluate("""() => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">');
        const script = document.createElement('script');
        script.textContent = 'window.ran = 2';
        document.body.append(script);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran === undefined")
    page.close()


def test_the_editor_of_sql_works_under_the_policy(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/sijill?sql=select+1+as+one")
    page.locator(".CodeMirror").wait_for()
    page.click("#sql-format")
    page.click("input[type=submit]")
    assert page.locator("td.col-one").inner_text() == "1"
    page.close()


def test_a_record_lights_up_its_words_by_mouse_and_by_keys(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/sijill/articles/a1")
    page.hover('[data-record="casualty-c1"] h3')
    assert page.locator(".text .lit").all_inner_texts() == ["مقتل 12 مدنيًّا"]
    page.focus('[data-record="event-e3"]')
    page.keyboard.press("Enter")
    assert "".join(page.locator(".text .lit").all_inner_texts()) == "وتعتزم قوات الوادي شن هجوم على المستشفى الميداني"
    page.hover('.text [data-records~="casualty-c3"]')
    assert page.locator(".record.lit").get_attribute("id") == "casualty-c3"
    page.close()


def test_the_link_of_an_event_opens_the_article_with_its_words_lit(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/sijill/events/e2")
    page.focus("a.button >> nth=0")
    page.keyboard.press("Enter")  # a click would leave the mouse over the next page, where it lights other words
    page.wait_for_selector(".text .lit")
    assert page.url.endswith("/sijill/articles/a1#event-e2")
    assert "".join(page.locator(".text .lit").all_inner_texts()) == "ونفى مصدر عسكري قصف البلدة"
    page.close()


def test_the_language_stays_chosen(browser: Any, address: str) -> None:
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.goto(f"{address}/sijill/events/e1")
    page.click("a.language")
    assert page.url == f"{address}/sijill/events/e1"
    page.goto(f"{address}/-/map")
    assert page.locator("html").get_attribute("dir") == "rtl"
    context.close()


def test_the_map_draws_land_and_places_and_a_place_leads_to_its_page(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/-/map", wait_until="networkidle")
    assert page.locator("path.land").count() > 150
    page.click(".map a >> nth=0")
    assert page.url == f"{address}/sijill/places/kafr-zaytun"
    page.close()


def test_tiles_are_asked_for_only_where_they_are_switched_on(browser: Any, tmp_path: Path) -> None:
    load(tmp_path / "sijill.db", results(), [], [RULE, OTHER_RULE])
    tiles = Tiles("https://tiles.invalid/{z}/{x}/{y}.png", "© nobody")
    with serve_in_background(tmp_path / "sijill.db", tiles) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.route("https://tiles.invalid/**", lambda route: (asked.append(route.request.url), route.abort()))
        answer = page.goto(f"{address}/-/map", wait_until="networkidle")
        assert "img-src 'self' data: https://tiles.invalid;" in answer.headers["content-security-policy"]
        assert asked
        assert all(re.fullmatch(r"https://tiles\.invalid/\d+/\d+/\d+\.png", url) for url in asked)
        assert page.locator(".map .credit").inner_text() == "© nobody"
        page.close()


def test_an_address_that_is_no_tile_servers_is_refused(tmp_path: Path) -> None:
    load(tmp_path / "sijill.db", results(), [], [RULE, OTHER_RULE])
    for address in ("tiles/{z}/{x}/{y}", "https://x.org/{z}/{x}.png", "https://x.org/;script-src *{z}{x}{y}"):
        result = CliRunner().invoke(main, ["serve", str(tmp_path / "sijill.db"), "--tiles", address])
        assert (result.exit_code, "--tiles" in result.output) == (2, True)
