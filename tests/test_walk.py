"""A walk through the site in a browser: from the home page by every kind of link, nothing breaks, nothing leaves.

Needs the playwright package and a Chromium; skipped without them (see the target test-site).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from register import FIGURE, OTHER_RULE, REJECTED, RULE, results

from publish.browsing import CHROMIUM, chromium, serve_in_background
from publish.downloads import downloads_folder, write_downloads
from publish.load import load
from publish.schemas import read_all_schemas
from publish.tables import view_files

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]
FILE = re.compile(r"^/-/export/|^/downloads/|\.(json|csv|db|atom)$")
ROW = re.compile(r"^(/sijill/[a-z_]+)/.+$")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("walk") / "sijill.db"
    load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    write_downloads(database, downloads_folder(database))
    with serve_in_background(database) as address:
        yield address


def kind_of(url: str) -> str:
    """Return what pages of one kind share: the path without a row's key, and one of the parameters."""
    parts = urlsplit(url)
    names = sorted({re.sub("^(?!_).*", "column", name) for name, _ in parse_qsl(parts.query)})
    row = ROW.match(parts.path)
    return f"{row[1]}/row" if row else f"{parts.path}?{''.join(names[:1])}"


def walk(browser: Any, address: str) -> tuple[dict[str, str], list[str]]:
    """Visit one page of each kind that links lead to; return the kinds with an address, and what went wrong."""
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda told: troubles.append(f"{page.url}: {told.text}") if told.type != "info" else None)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith(address) else troubles.append(asked.url))
    seen: dict[str, str] = {}
    waiting = [f"{address}/"]
    while waiting:
        url = waiting.pop(0)
        if kind_of(url) in seen or not url.startswith(f"{address}/"):
            continue
        seen[kind_of(url)] = url
        if FILE.search(urlsplit(url).path):
            answer = page.request.get(url)
        else:
            answer = page.goto(url)
            links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
            waiting += [urljoin(url, link).split("#")[0] for link in links]
        troubles += [f"{url}: {answer.status}"] if answer.status >= 400 else []
    page.close()
    return seen, troubles


def test_every_kind_of_link_leads_to_a_sound_page(address: str, tmp_path: Path) -> None:
    with chromium() as browser:
        seen, troubles = walk(browser, address)
    assert not troubles, "\n".join(troubles)
    tables = {schema.table for schema in read_all_schemas()} | {path.stem for path in view_files()}
    assert {f"/sijill/{table}?" for table in tables} <= set(seen)
    assert {f"/sijill/{table}/row" for table in ("articles", "events", "actors", "places", "rules")} <= set(seen)
    assert len(seen) > 100
