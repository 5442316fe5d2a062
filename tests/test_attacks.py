"""Attacks on the real server: nothing gets through, nothing is told of how it is made, and it stays up."""

import contextlib
import csv
import hashlib
import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import yaml
from register import FIGURE, OTHER_RULE, REJECTED, RULE, Result, article, results
from serving import Answer, Server, serving

from extractors import Records
from extractors.records import Actor, ActorMention
from publish.load import load
from publish.serving.headers import HEADERS, POLICY

ATTACKS = yaml.safe_load((Path(__file__).parent / "data" / "attacks.yaml").read_text(encoding="utf-8"))
MARKUP = ATTACKS["markup"]
XSS, ATTRIBUTE = MARKUP[:2]

SECRET = re.compile(rb"Traceback|site-packages|/home/|/tmp/|/root/|\.py\b|root:x:0")
DEADLINE = 4.0  # seconds: the time limit of a query is one, the rest is a loaded machine
MEMORY = 300 << 20


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with markup wherever a publisher could put it, and formulas for a spreadsheet."""
    path = tmp_path_factory.mktemp("attacked") / "sijill.db"
    group = f"جماعة {XSS}"  # a group
    actor = Actor(actor_id="a3.x", name_ar=group, name_en=ATTRIBUTE, actor_type="other", aliases=(MARKUP[2],))
    text = f"{XSS}{ATTRIBUTE} {group} قالت"  # it said
    start = text.index(group)
    mention = ActorMention(
        actor_id="a3.x", article_id="a3", start=start, end=start + len(actor.name_ar), mention_text=actor.name_ar
    )
    hostile = replace(article(text, article_id="a3"), title=MARKUP[3], source="=cmd|' /C calc'!A0")
    formulas = [
        replace(article(f"{sign}1+1 نص", article_id=f"f{n}"), title=f"{sign}1+1")  # a text
        for n, sign in enumerate("=+-@\t\r")
    ]
    further = [Result(one, Records()) for one in formulas]
    hostile_result = Result(hostile, Records(actors=(actor,), actor_mentions=(mention,)))
    summary = load(path, [*results(), hostile_result, *further], [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    assert summary.issues == 0
    return path


@pytest.fixture(scope="module")
def server(database: Path) -> Iterator[Server]:
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    with serving(database) as started:
        yield started
        assert started.get("/").status == 200, "it is down"
        assert started.memory < MEMORY
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert [path.name for path in database.parent.iterdir()] == ["sijill.db"]


class Doubtful(HTMLParser):
    """Collects what a page would run: scripts that are not ours, handlers, addresses that are code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        if tag == "script" and not (known.get("src") or "json" in (known.get("type") or "")):
            self.found.append("script")
        if tag in ("iframe", "object", "embed", "base", "style") or "style" in known:
            self.found.append(tag)
        for name, value in attributes:
            if name.startswith("on"):
                self.found.append(name)
            if name in ("href", "src", "action") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.found.append(value or "")


def assert_safe(answer: Answer) -> None:
    """Check what every answer owes the public."""
    assert answer.status < 500, answer.text[:500]
    assert not SECRET.search(answer.body), answer.text[:500]
    assert len(answer.body) < 2 << 20
    if answer.status != 400 or answer.body != b"Invalid HTTP request received.":
        assert answer.headers["content-security-policy"] == POLICY
        assert {name.decode() for name in HEADERS} <= set(answer.headers)
    if "text/html" in answer.headers.get("content-type", ""):
        assert Doubtful(answer.text).found == []


REFUSED_SQL = [
    *ATTACKS["refused_sql"],
    "select " + "(" * 500 + "1" + ")" * 500,
    "select " + ",".join("1" for _ in range(3000)),
    "select '" + "x" * 15000,
]


@pytest.mark.parametrize("form", ["", ".json"])
@pytest.mark.parametrize("sql", REFUSED_SQL, ids=lambda sql: sql[:40])
def test_sql_that_is_no_reading_is_refused(server: Server, sql: str, form: str) -> None:
    answer = server.get(f"/sijill{form}?_shape=array&sql={quote(sql)}")
    assert_safe(answer)
    assert answer.status == 400 or sql == ""


def test_where_the_file_lies_is_not_told(server: Server) -> None:
    for sql in (
        "select * from pragma_database_list",
        'select * from "PRAGMA_DATABASE_LIST"()',
        "select file from pragma_database_list",
    ):
        answer = server.get(f"/sijill.json?_shape=arrays&sql={quote(sql)}")
        assert_safe(answer)
        assert b"sijill.db" not in answer.body


def doubled(levels: int, how: str) -> str:
    parts = [f", a{n + 1} as ({how.replace('@', f'a{n}')})" for n in range(levels)]
    return f"with a0 as (select 1 x){''.join(parts)} select count(*) from a{levels}"  # noqa: S608


BOMBS = [
    *ATTACKS["bombs"],
    "select count(*) from " + ", ".join(f"pragma_function_list t{n}" for n in range(8)),  # noqa: S608
    doubled(22, "select a.x from @ a union all select b.x from @ b"),
    doubled(22, "select a.x from @ a join @ b"),
    doubled(20, "select (select x from @) + (select x from @) as x"),
    doubled(20, "select 1 as x where 1 in @ and 2 in @"),
    "select '" + "a" * 4000 + "' like '" + "%a" * 2000 + "%b'",
]


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize("sql", BOMBS, ids=lambda sql: sql[:50])
def test_a_query_that_would_fill_memory_or_time_is_cut_off(server: Server, sql: str, form: str) -> None:
    begin = time.monotonic()
    answer = server.get(f"/sijill{form}?_shape=array&sql={quote(sql)}")
    assert time.monotonic() - begin < DEADLINE
    assert_safe(answer)
    assert answer.status == 400 or len(answer.body) < 200_000
    assert server.memory < MEMORY


@pytest.mark.parametrize("sql", BOMBS[:4], ids=lambda sql: sql[:50])
def test_one_huge_value_is_refused_at_once(server: Server, sql: str) -> None:
    server.get("/sijill.json?sql=select+1")  # what the attack before it killed is started anew
    begin = time.monotonic()
    answer = server.get(f"/sijill.json?sql={quote(sql)}")
    assert (answer.status, time.monotonic() - begin < 0.5) == (400, True)


WHERE = [*ATTACKS["where"], f"'{XSS}' = ''"]


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize("where", WHERE, ids=lambda where: where[:40])
def test_a_condition_of_ones_own_is_held_to_the_same_limits(server: Server, where: str, form: str) -> None:
    begin = time.monotonic()
    assert_safe(server.get(f"/sijill/events{form}?_where={quote(where)}"))
    assert time.monotonic() - begin < 2 * DEADLINE  # a page asks for rows, a count and facets


@pytest.mark.parametrize("where", WHERE, ids=lambda where: where[:40])
def test_an_export_is_held_to_them_too(server: Server, where: str) -> None:
    begin = time.monotonic()
    answer = server.get(f"/-/export/events.csv?_where={quote(where)}")
    assert_safe(answer)
    assert time.monotonic() - begin < DEADLINE
    assert answer.status == 400 or "text/csv" in answer.headers["content-type"]


@pytest.mark.parametrize("place", ATTACKS["places"])
@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_an_address_stays_text(server: Server, place: str, markup: str) -> None:
    answer = server.get(place.replace("@", quote(markup, safe="")))
    assert_safe(answer)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert markup not in answer.text or markup.startswith("javascript")


@pytest.mark.parametrize("header", ["User_Agent", "Referer", "Accept_Language", "Cookie", "X_Forwarded_Host", "Accept"])
@pytest.mark.parametrize("markup", MARKUP[:3])
def test_markup_in_a_header_stays_text(server: Server, header: str, markup: str) -> None:
    answer = server.get("/", **{header: markup})
    assert_safe(answer)
    assert markup not in answer.text


@pytest.mark.parametrize("path", ATTACKS["stored"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_markup_in_news_stays_text(server: Server, path: str, language: str) -> None:
    answer = server.get(path, Cookie=f"language={language}")
    assert_safe(answer)
    assert answer.status == 200
    if "html" in answer.headers["content-type"]:
        assert XSS not in answer.text


@pytest.mark.parametrize("path", ATTACKS["paths"])
def test_no_path_leads_outside(server: Server, path: str) -> None:
    answer = server.get(path)
    assert_safe(answer)
    assert b"CREATE TABLE" not in answer.body
    assert answer.status in (302, 301, 400, 403, 404)
    assert not urlsplit(answer.headers.get("location", "")).netloc


@pytest.mark.parametrize("target", ATTACKS["redirects"])
@pytest.mark.parametrize("written", ["once", "twice"])
def test_no_redirect_leads_elsewhere_or_adds_a_header(server: Server, target: str, written: str) -> None:
    value = quote(target, safe="") if written == "twice" else quote(target, safe="%")
    answer = server.get(f"/-/language/en?next={value}")
    assert_safe(answer)
    location = answer.headers["location"]
    assert location.startswith("/")
    assert location[1:2] not in ("/", "\\")
    assert "x" not in answer.headers
    assert "x=1" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("path", ATTACKS["missing"])
def test_a_missing_page_does_not_send_elsewhere(server: Server, path: str) -> None:
    answer = server.get(path)
    assert_safe(answer)
    assert not re.match(r"[/\\]{2}|https?:", answer.headers.get("location", ""))


@pytest.mark.parametrize("name", ATTACKS["closed"])
def test_what_only_an_operator_needs_is_closed(server: Server, name: str) -> None:
    answer = server.get(f"/-/{name}")
    assert_safe(answer)
    assert answer.status == 404


@pytest.mark.parametrize("path", ATTACKS["databases"])
def test_no_other_database_is_there(server: Server, path: str) -> None:
    answer = server.get(path)
    assert_safe(answer)
    assert answer.status == 404


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X" * 50]
)
def test_only_reading_is_let_in(server: Server, method: str) -> None:
    answer = server.send(f"{method} /sijill HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n".encode(), b"sql=1")
    assert_safe(answer)
    assert answer.status == 405


OVERSIZED = {
    "a long query": b"GET /sijill?sql=select+1" + b"+" * 30_000 + b" HTTP/1.1\r\nHost: x\r\n",
    "a huge address": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n",
    "many arguments": b"GET /sijill/events?" + b"x=1&" * 3_000 + b" HTTP/1.1\r\nHost: x\r\n",
    "many facets": b"GET /sijill/events?" + b"_facet=rule&" * 150 + b" HTTP/1.1\r\nHost: x\r\n",
    "a huge header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 20_000,
    "a huge cookie": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: language=" + b"a" * 60_000 + b"\r\n",
    "a huge body": b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n",
    "a huge body posted": b"POST /sijill HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n",
    "two lengths": b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "no host": b"GET / HTTP/1.1\r\n",
    "an old version": b"GET / HTTP/0.9\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\r\n",
    "raw bytes in the path": "GET /sijill/قصف HTTP/1.1\r\nHost: x\r\n".encode(),
    "a space in the path": b"GET / sijill HTTP/1.1\r\nHost: x\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nHost: x\r\nX: \x00\r\n",
    "a range": b"GET /sijill.db HTTP/1.1\r\nHost: x\r\nRange: bytes=0-,0-,0-,0-\r\n",
}


@pytest.mark.parametrize("name", OVERSIZED)
def test_requests_that_are_none_or_too_large_are_refused(server: Server, name: str) -> None:
    begin = time.monotonic()
    with contextlib.suppress(ConnectionError):  # it may hang up before all is sent
        answer = server.send(OVERSIZED[name])
        assert answer.status < 500
        assert not SECRET.search(answer.body) or name == "a range"
    assert time.monotonic() - begin < DEADLINE
    assert server.get("/robots.txt").status == 200


LONG_VALUES = [
    ("quote__like", "%" * 3000),
    ("quote__glob", "*" * 3000),
    ("quote__glob", "[" * 3000),
    ("_search", "*" * 2000),
    ("_search", "a" * 9000),
    ("_search", "قصف " * 400),  # shelling
]
ODD = [*((key, value) for key, values in ATTACKS["odd_parameters"].items() for value in values), *LONG_VALUES]


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize(("key", "value"), ODD, ids=[f"{key}={value[:20]}" for key, value in ODD])
def test_odd_parameters_are_no_fault(server: Server, key: str, value: str, form: str) -> None:
    begin = time.monotonic()
    assert_safe(server.get(f"/sijill/events{form}?{key}={quote(value, safe='%&=_')}"))
    assert time.monotonic() - begin < DEADLINE


def test_no_cell_for_a_spreadsheet_begins_a_formula(server: Server) -> None:
    for table in ("articles", "actors"):
        answer = server.get(f"/-/export/{table}.excel.csv")
        cells = [
            cell for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")) for cell in row
        ]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
        assert any(cell.startswith("'=") for cell in cells) or table != "articles"


def test_robots_are_kept_from_what_costs(server: Server) -> None:
    rules = server.get("/robots.txt").text
    assert rules.startswith("User-agent: *\nDisallow: /*?")


def test_the_server_does_not_name_itself(server: Server) -> None:
    assert "server" not in server.get("/").headers
