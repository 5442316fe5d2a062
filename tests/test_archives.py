"""Reading WARC and Parquet, which need packages of their own: `make test-archives` installs them."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.records import Article, Rejected
from publish.inputs import read_inputs

# "The army shelled the village with artillery on Tuesday, and two of its people were killed on the road to the city."
TEXT = "قصف الجيش القرية بالمدفعية يوم الثلاثاء، وسقط قتيلان من أهالي البلدة على الطريق إلى المدينة."
LATIN = dict.fromkeys(range(0x600, 0x700), "x")
PAGE = f"""<html><head><title>خبر</title><meta property="article:published_time" content="2017-03-21"></head><body>
<nav><a href="/">الرئيسية</a><a href="/x">أخبار</a></nav><article><p>{TEXT}</p><p>{TEXT.replace("قتيلان", "جريحان")}</p>
</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


def read(path: Path) -> tuple[list[Article], list[Rejected]]:
    found = list(read_inputs([path]))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Rejected)]


def make_warc(pages: list[tuple[str, str, bytes]], *, packed: bool) -> bytes:
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    records = [warc_record(*page) for page in pages]
    return b"".join(gzip.compress(record) if packed else record for record in records)


def warc_record(url: str, kind: str, payload: bytes) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2017-03-22T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_warc_are_articles(tmp_path: Path, packed: bool) -> None:
    pages = [
        ("https://example.org/logo.png", "image/png", b"\x89PNG"),
        ("https://example.org/1", "text/html; charset=utf-8", PAGE.encode()),
        ("https://example.org/2", "text/html", PAGE.encode("cp1256")),
        ("https://example.org/3", "text/html", PAGE.replace(TEXT, "English words " * 9).translate(LATIN).encode()),
    ]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(make_warc(pages, packed=packed))
    articles, rejected = read(path)
    assert [a.url for a in articles] == ["https://example.org/1", "https://example.org/2"]
    assert articles[0].text == articles[1].text
    assert TEXT in articles[0].text
    assert "الرئيسية" not in articles[0].text
    assert (articles[0].title, articles[0].published) == ("خبر", "2017-03-21")
    assert [(r.line, r.reason) for r in rejected] == [(4, "no Arabic text")]


def test_a_warc_that_is_cut_off_keeps_the_pages_before(tmp_path: Path) -> None:
    data = make_warc([(f"https://example.org/{n}", "text/html", PAGE.encode()) for n in range(3)], packed=True)
    (tmp_path / "a.warc.gz").write_bytes(data[:-40])
    articles, rejected = read(tmp_path / "a.warc.gz")
    assert len(articles) == 2
    assert [r.reason for r in rejected] == ["broken archive"]


def test_what_is_no_warc_is_named(tmp_path: Path) -> None:
    make_warc([], packed=False)
    (tmp_path / "a.warc").write_bytes(b"no warc at all")
    assert [r.reason for r in read(tmp_path / "a.warc")[1]] == ["broken archive"]


def test_rows_of_a_parquet_file_are_articles(tmp_path: Path) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    rows = [{"id": str(n), "content": TEXT if n != 7 else "", "date": "2017-03-21"} for n in range(600)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    articles, rejected = read(tmp_path / "a.parquet")
    assert [a.article_id for a in articles] == [str(n) for n in range(600) if n != 7]
    assert {a.published for a in articles} == {"2017-03-21"}
    assert [(r.line, r.reason) for r in rejected] == [(8, "missing text")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("a.parquet", b"PAR1 no parquet", "broken Parquet"), ("a.parquet.gz", gzip.compress(b"x"), "nested archive")],
)
def test_what_is_no_parquet_is_named(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(content)
    assert [r.reason for r in read(tmp_path / name)[1]] == [reason]


@pytest.mark.parametrize("name", ["a.warc", "a.parquet"])
def test_a_package_that_is_missing_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (tmp_path / name).write_text(json.dumps({"text": TEXT}))
    rejected = read(tmp_path / name)[1]
    assert [r.reason for r in rejected] == ["missing package"]
    assert "pip install 'sijill[" in (rejected[0].detail or "")
