"""Every kind of page passes axe-core (WCAG 2.1 A and AA, contrast included) in both languages, in light and in dark.

Needs playwright, a Chromium and the npm package axe-core; skipped without them (see the target test-site).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from register import FIGURE, OTHER_RULE, REJECTED, RULE, results

from publish.browsing import CHROMIUM, chromium, serve_in_background
from publish.load import load

pytest.importorskip("playwright.sync_api")
AXE = Path(__file__).parent / "accessibility" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and AXE.exists()), reason="no Chromium or no axe-core here"),
]
PAGES = [
    "/",
    "/sijill",
    "/sijill/articles/a1",
    "/sijill/events/e1",
    "/sijill/actors/valley-forces",
    "/sijill/places/kafr-zaytun",
    "/sijill/casualties/c2",
    "/sijill/sanctions/s1",
    "/sijill/rules/shelling~2Eqasafa",
    "/sijill/evidence/events,e1,282,303",
    "/sijill/events?event_type=shelling&_sort=report_date",
    "/sijill/event_details?_where=status+%3D+%27actual%27",
    "/sijill/largest_tolls?harm=killed",
    "/sijill/what_happened_on",
    "/sijill?sql=select+1",
    "/-/map",
    "/-/search?q=%D9%82%D8%B5%D9%81",
    "/-/downloads",
    "/none",
]
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then(found => found.violations.map(
    each => each.id + ": " + each.nodes.map(node => node.target.join(" ")).slice(0, 3).join(" | ")))"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("accessibility") / "sijill.db"
    load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    with serve_in_background(database) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(browser: Any, address: str, language: str, scheme: str) -> None:
    context = browser.new_context(locale=language, color_scheme=scheme, bypass_csp=True)  # axe-core is no page's script
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_function("!document.querySelector('[data-map]:not(:has(svg))')")  # maps are drawn
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        page.add_script_tag(path=str(AXE))
        found[path] = page.evaluate(RUN)
    context.close()
    told = [f"{path}  {violation}" for path, violations in found.items() for violation in violations]
    assert not told, "\n".join(told)


def test_every_link_and_box_is_reached_by_the_keyboard_and_seen(browser: Any, address: str) -> None:
    page = browser.new_page()
    for path in ("/", "/sijill/articles/a1", "/sijill/events", "/-/map"):
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.activeElement.blur()")
        reached = []
        for _ in range(200):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
                " return [e.tagName, e.id || e.getAttribute('href') || e.name || e.className.toString(),"
                " s.outlineStyle !== 'none' || e.closest('svg') !== null, r.width > 0] })()"
            )
            if seen[0] == "BODY" or (seen in reached and len(reached) > 10):
                break
            reached.append(seen)
        assert len(reached) > 10, path
        assert [seen for seen in reached if not seen[2] or not seen[3]] == [], path
    page.close()
