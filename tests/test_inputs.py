"""What is read from files of every kind, and what is said of those that cannot be read."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from extractors.records import Article, Rejected
from publish.faults import InputFault, StrictStop
from publish.inputs import describe, files, formats, json_values, read_inputs

# Our own sentence in the manner of newspapers: "The army shelled the village with artillery on Tuesday, and two fell".
TEXT = "قصف الجيش القرية بالمدفعية يوم الثلاثاء، وسقط قتيلان من أهالي البلدة على الطريق إلى المدينة."
SECOND = "انسحب المقاتلون من التلال في شمال المحافظة بعد اتفاق مع الوجهاء."  # fighters withdrew from the hills


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path | str) -> tuple[list[Article], list[Rejected]]:
    found = list(read_inputs(paths))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Rejected)]


def read_one(path: Path) -> Article:
    articles, rejected = read(path)
    assert not rejected, describe(rejected[0])
    assert len(articles) == 1
    return articles[0]


def refused(path: Path) -> Rejected:
    articles, rejected = read(path)
    assert not articles
    assert len(rejected) == 1
    return rejected[0]


def zip_of(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso-8859-6"],
)
@pytest.mark.parametrize("text", [TEXT, SECOND, "مقتل 3 في غارة على بلدة"], ids=["long", "middle", "short"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str, text: str) -> None:
    assert read_one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1256"])
def test_json_lines_may_come_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(json.dumps({"id": i, "text": TEXT}, ensure_ascii=False) for i in range(40))
    articles, rejected = read(write(tmp_path / "a.jsonl", lines.encode(encoding)))
    assert not rejected
    assert {a.text for a in articles} == {TEXT}


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "  \n\n"])
def test_a_text_file_is_kept_to_the_last_character(tmp_path: Path, end: str) -> None:
    assert read_one(write(tmp_path / "a.txt", TEXT + end)).text == TEXT + end


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_gives_the_fields_and_is_no_text(tmp_path: Path, newline: str) -> None:
    lines = ["---", "title: دمشق: خبر", 'source: "صحيفة الغد"', "published: 2017-03-21", "tags:", "- حرب", "---", TEXT]
    article = read_one(write(tmp_path / "a.md", newline.join(lines)))
    assert (article.title, article.source, article.published) == ("دمشق: خبر", "صحيفة الغد", "2017-03-21")
    assert article.text == TEXT


def test_unknown_publication_date_is_null(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.txt", TEXT))
    assert (article.published, article.source, article.title, article.url) == (None, None, None, None)
    assert article.language == "ar"


def test_html_gives_paragraphs_and_what_its_head_says(tmp_path: Path) -> None:
    page = f"""<!doctype html><html lang="ar-SY"><head><title> خبر </title><style>p {{}}</style>
    <meta property="og:site_name" content="صحيفة الغد">
    <meta property="article:published_time" content="2017-03-21T08:00">
    <link rel="canonical" href="https://example.org/1"></head><body><nav>الرئيسية</nav><article><h1>خبر</h1>
    <p>{TEXT}</p><script>var الف = 1;</script><p>قال<br>المصدر &quot;نعم&quot;</p></article>
    <footer>حقوق</footer></body>"""
    article = read_one(write(tmp_path / "a.html", page))
    assert article.text == f'خبر\n{TEXT}\nقال\nالمصدر "نعم"'
    assert (article.title, article.source, article.published) == ("خبر", "صحيفة الغد", "2017-03-21")
    assert (article.url, article.language) == ("https://example.org/1", "ar")


@pytest.mark.parametrize(
    "fields",
    [
        {"ID": 7, "headline": "عنوان", "content": TEXT, "publisher": "الغد", "date": "2017/3/21 10:00", "link": "http://a.org"},
        {"article_id": "7", "title": "عنوان", "body": TEXT, "site": "الغد", "date_extracted": "2017-03-21 02:51:32",
         "url": "http://a.org"},
        {"id": "7", "title": "عنوان", "text": TEXT, "content": "آخر", "source": "الغد", "published": "٢١/٣/٢٠١٧",
         "url": "HTTP://a.org", "language": "ar-EG", "events": [1]},
    ],
    ids=["other names", "scraper", "ours win"],
)  # fmt: skip
def test_common_names_of_fields_are_understood(tmp_path: Path, fields: dict[str, object]) -> None:
    article = read_one(write(tmp_path / "a.json", json.dumps(fields)))
    assert (article.article_id, article.title, article.text) == ("7", "عنوان", TEXT)
    assert (article.source, article.published, article.language) == ("الغد", "2017-03-21", "ar")
    assert (article.url or "").endswith("://a.org")


OBJECTS = [{"id": "a", "text": TEXT}, {"id": "b", "text": SECOND}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", json.dumps(OBJECTS)),
        ("x.json", json.dumps(OBJECTS, indent=2, ensure_ascii=False)),
        ("x.json", "\n\n".join(json.dumps(o) for o in OBJECTS)),
        ("x.json", "\n".join(json.dumps(o, indent=1) for o in OBJECTS)),
        ("x.jsonl", "\r\n".join(json.dumps(o) for o in OBJECTS)),
        ("X.NDJSON", "\n".join(json.dumps(o) for o in OBJECTS) + "\n\n"),
    ],
    ids=["list", "indented", "lines", "objects", "crlf", "ndjson"],
)
def test_every_shape_of_json_is_read(tmp_path: Path, name: str, content: str) -> None:
    articles, rejected = read(write(tmp_path / name, content))
    assert not rejected
    assert [(a.article_id, a.text) for a in articles] == [("a", TEXT), ("b", SECOND)]


def test_a_long_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    many = [{"id": i, "text": TEXT * (i % 50 + 1)} for i in range(500)]
    articles, rejected = read(write(tmp_path / "x.json", json.dumps(many, ensure_ascii=False)))
    assert not rejected
    assert [a.text for a in articles] == [m["text"] for m in many]


def test_gzip_and_zip_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl.gz", gzip.compress(json.dumps({"id": "gz", "text": TEXT}).encode()))
    zip_of(
        tmp_path / "a.zip", {"z.txt": SECOND, "d/y.json": json.dumps({"id": "y", "text": TEXT}), "__MACOSX/z": b"\x00"}
    )
    articles, rejected = read(tmp_path)
    assert not rejected
    assert [a.article_id for a in articles][0::2] == ["y", "gz"]
    assert articles[1].text == SECOND


def test_folders_are_read_in_one_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/10.txt", "c.txt"):
        write(tmp_path / name, f"{TEXT} {name}")
    write(tmp_path / ".hidden", "x")
    names = [a.text.split()[-1] for a in read(tmp_path)[0]]
    assert names == ["a.txt", "b/10.txt", "b/2.txt", "c.txt"]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = f"{json.dumps(OBJECTS[0])}\nbroken\n{json.dumps(OBJECTS[1])}"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    articles, rejected = read("-")
    assert [a.article_id for a in articles] == ["a", "b"]
    assert (rejected[0].input, rejected[0].line, rejected[0].reason) == ("standard input", 2, "broken JSON")


def test_an_id_is_made_from_the_text_and_its_source(tmp_path: Path) -> None:
    one, same, other = (
        read_one(write(tmp_path / name, json.dumps({"text": TEXT, "source": source})))
        for name, source in (("1.json", "الغد"), ("2.json", "الغد"), ("3.json", "اليوم"))
    )
    assert one.article_id == same.article_id != other.article_id
    assert one.sha256 == other.sha256


def test_lone_surrogates_and_nul_become_the_replacement_character(tmp_path: Path) -> None:
    text = f'{{"text": "{TEXT}\\ud83d\\u0000"}}'
    assert read_one(write(tmp_path / "a.jsonl", text)).text == TEXT + "\ufffd\ufffd"
    raw = TEXT.encode() + b"\xed\xa0\xbd\x00"
    assert read_one(write(tmp_path / "a.txt", raw)).text == TEXT + "\ufffd\ufffd"


def test_line_separators_inside_a_string_do_not_end_the_line(tmp_path: Path) -> None:
    text = f"{TEXT}\u2028{SECOND}\u0085"
    assert read_one(write(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False))).text == text


GOOD_LINE = json.dumps({"text": TEXT}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("a.txt", "", None, "empty file"),
        ("a.txt", " \n\t", None, "empty file"),
        ("a.jsonl", "\n\n", None, "empty file"),
        ("a.json", "[]", None, "empty file"),
        ("a.json", "", None, "empty file"),
        ("a.zip", b"PK\x05\x06" + bytes(18), None, "empty file"),
        ("a.txt", "Привет, мир, это просто новость без арабских слов.".encode("cp1251"), None, "unknown encoding"),
        ("a.txt", TEXT.encode("utf-16")[:-5] + b"\xd8", None, "unknown encoding"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, None, "binary file"),
        ("a.txt", bytes(4000), None, "binary file"),
        ("a.jsonl", b"\x7fELF\x02\x01\x01" + bytes(range(200)), None, "binary file"),
        ("a.txt", "The army shelled the village.", None, "no Arabic text"),
        ("a.json", '{"title": "خبر"}', 1, "missing text"),
        ("a.json", '{"id": "x", "text": "  "}', 1, "missing text"),
        ("a.json", '{"id": "x", "text": ["كلمة"]}', 1, "missing text"),
        ("a.json", '["نص"]', 1, "missing text"),
        ("a.json", f'[\n\n{GOOD_LINE[:-1]}, "date": "2017-02-30"}}]', 3, "impossible date"),
        ("a.jsonl", f'{GOOD_LINE[:-1]}, "date": "أمس"}}', 1, "impossible date"),
        ("a.jsonl", f'{GOOD_LINE[:-1]}, "date": {{"day": 1}}}}', 1, "impossible date"),
        ("a.txt", f"---\npublished: 2017-13-01\n---\n{TEXT}", None, "impossible date"),
        ("a.txt", f"---\ntitle: خبر\n{TEXT}", 1, "broken front matter"),
        ("a.txt", f"---\ntitle: خبر\nبلا نقطتين\n---\n{TEXT}", 3, "broken front matter"),
        ("a.jsonl", f'{GOOD_LINE[:-1]}, "url": "javascript:alert(1)"}}', 1, "unusable address"),
        ("a.jsonl", f'{GOOD_LINE[:-1]}, "id": "{"x" * 500}"}}', 1, "unusable id"),
        ("a.docx", TEXT, None, "unknown file type"),
        ("a", TEXT, None, "unknown file type"),
        ("a.txt.gz", TEXT, None, "broken archive"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-12], None, "broken archive"),
        ("a.zip", "no zip", None, "broken archive"),
        ("a.json", "[" * 100_000, 1, "broken JSON"),
        ("a.jsonl", '{"text": ' + "[" * 100_000, 1, "broken JSON"),
        ("a.jsonl", '{"text": ' + "9" * 10_000 + "}", 1, "broken JSON"),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_read_is_rejected_with_its_reason(
    tmp_path: Path, name: str, content: str | bytes, line: int | None, reason: str
) -> None:
    rejected = refused(write(tmp_path / name, content))
    assert (rejected.reason, rejected.line) == (reason, line)
    assert rejected.input.endswith(name)
    assert rejected.detail


def test_broken_json_on_line_7_leaves_the_other_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"id": i, "text": TEXT}) for i in range(1, 11)]
    lines[6] = '{"id": 7, "text": "قصف'
    articles, rejected = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [a.article_id for a in articles] == ["1", "2", "3", "4", "5", "6", "8", "9", "10"]
    assert [(r.line, r.reason) for r in rejected] == [(7, "broken JSON")]


def test_broken_json_on_line_7_of_a_list_is_named_and_what_stands_before_is_kept(tmp_path: Path) -> None:
    lines = ["[", *(f'{{"id": {i}, "text": "{TEXT}"}},' for i in range(2, 7)), '{"id": 7, "text": }]']
    articles, rejected = read(write(tmp_path / "a.json", "\n".join(lines)))
    assert [a.article_id for a in articles] == ["2", "3", "4", "5", "6"]
    assert [(r.line, r.reason) for r in rejected] == [(7, "broken JSON")]
    assert "not read" in (rejected[0].detail or "")


@pytest.mark.parametrize("tail", ['{"id": 2}', "", ",", '{"id": 2'])
def test_a_list_that_is_not_closed_is_rejected_after_its_articles(tmp_path: Path, tail: str) -> None:
    articles, rejected = read(write(tmp_path / "a.json", f'[{{"id": 1, "text": "{TEXT}"}} {tail}'))
    assert [a.article_id for a in articles] == ["1"]
    assert [r.reason for r in rejected] == ["broken JSON"]


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    lines = [GOOD_LINE.encode()] * 400 + [SECOND.encode("cp1256")]
    rejected = read(write(tmp_path / "a.jsonl", b"\n".join(lines)))[1]
    assert (rejected[-1].line, rejected[-1].reason) == (401, "unknown encoding")


def test_a_duplicate_id_is_rejected_where_it_comes_again(tmp_path: Path) -> None:
    write(tmp_path / "a.json", json.dumps(OBJECTS[0]))
    write(tmp_path / "b.jsonl", "\n".join(json.dumps(o) for o in reversed(OBJECTS)))
    articles, rejected = read(tmp_path)
    assert [a.article_id for a in articles] == ["a", "b"]
    assert [(Path(r.input).name, r.line, r.reason) for r in rejected] == [("b.jsonl", 2, "duplicate id")]


def test_a_file_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.txt").reason == "unreadable file"


def test_an_empty_folder_is_rejected(tmp_path: Path) -> None:
    assert refused(tmp_path).reason == "empty file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_rejected(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT).chmod(0)
    assert refused(tmp_path / "a.txt").reason == "unreadable file"


def test_a_pipe_is_rejected_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refused(tmp_path / "a.txt").reason == "unreadable file"


def test_links_in_folders_are_not_followed_but_a_named_one_is(tmp_path: Path) -> None:
    real = write(tmp_path / "real/a.txt", TEXT)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(real)
    (folder / "loop").symlink_to(folder)
    articles, rejected = read(folder)
    assert not articles
    assert [r.reason for r in rejected] == ["symbolic link"] * 2
    assert read_one(folder / "link.txt").text == TEXT


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "EXPANSION_FREE", 1 << 20)
    bomb = zip_of(tmp_path / "a.zip", {"1.txt": TEXT, "2.txt": bytes(20 << 20)})
    articles, rejected = read(bomb)
    assert [r.reason for r in rejected] == ["too large"]
    assert [a.text for a in articles] == [TEXT]
    assert refused(write(tmp_path / "a.jsonl.gz", gzip.compress(b" " * (20 << 20)))).reason == "too large"


def test_names_inside_an_archive_are_labels_only(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", {"a.txt": TEXT}).read_bytes()
    path = zip_of(tmp_path / "a.zip", {"../../evil\x1b.txt": TEXT, "inner.zip": inner, "/etc/b.txt": SECOND})
    articles, rejected = read(path)
    assert len(articles) == 2
    assert [r.reason for r in rejected] == ["nested archive"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "inner.zip"]


def test_an_encrypted_member_is_rejected(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", {"a.txt": TEXT}).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert refused(write(tmp_path / "a.zip", bytes(data))).reason == "encrypted archive"


def test_a_damaged_member_is_rejected(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", {"a.txt": TEXT * 50}).read_bytes())
    data[60:70] = bytes(10)
    assert refused(write(tmp_path / "a.zip", bytes(data))).reason == "broken archive"


def test_an_endless_line_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MAX_VALUE", 5000)
    lines = [GOOD_LINE, '{"text": "' + "ا" * 20_000 + '"}', json.dumps(OBJECTS[1])]
    articles, rejected = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [a.text for a in articles] == [TEXT, SECOND]
    assert [(r.line, r.reason) for r in rejected] == [(2, "too large")]


def test_a_huge_value_and_a_huge_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MAX_VALUE", 5000)
    monkeypatch.setattr(formats, "MAX_FILE", 5000)
    huge = "ا" * 400_000
    assert refused(write(tmp_path / "a.json", f'[{{"text": "{huge}"}}]')).reason == "too large"
    assert refused(write(tmp_path / "a.txt", huge)).reason == "too large"


def test_strict_stops_at_the_first_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", "")
    with pytest.raises(StrictStop, match=r"b\.txt: empty file"):
        list(read_inputs([tmp_path], strict=True))


@pytest.mark.parametrize("name", ["a\n\x1b[31m.txt", "\udcff.txt"])
def test_file_names_that_are_no_text_are_shown_escaped(tmp_path: Path, name: str) -> None:
    shown = refused(write(tmp_path / name, "")).input
    assert shown.isprintable()
    shown.encode()


def test_a_read_error_in_the_middle_is_a_rejection(tmp_path: Path) -> None:
    class Failing(io.BufferedIOBase):
        def read1(self, _size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputFault, match="unreadable file"):
        files.Bounded(Failing(), 10).readinto(bytearray(5))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1256"])
def test_csv_rows_are_articles(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["ID", "Body", "date"], ["a", f'"{TEXT}\n{SECOND}"', "21/3/2017"], ["b", SECOND, ""]]
    content = "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    articles, rejected = read(write(tmp_path / "x.csv", content.encode(encoding)))
    assert not rejected
    assert [(a.article_id, a.published) for a in articles] == [("a", "2017-03-21"), ("b", None)]
    assert articles[0].text == f"{TEXT}\n{SECOND}"


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        (f"c,{TEXT},x,y", 3, "broken CSV"),
        (f'c,"{TEXT}', 3, "broken CSV"),
        (f'c,"{TEXT}"x,', 3, "broken CSV"),
        ("c", 3, "missing text"),
        (f"a,{TEXT},", 3, "duplicate id"),
        (f"c,{TEXT},2017-02-30", 3, "impossible date"),
    ],
)
def test_a_bad_csv_row_is_named_and_the_rows_before_are_kept(tmp_path: Path, row: str, line: int, reason: str) -> None:
    articles, rejected = read(write(tmp_path / "x.csv", f"id,text,date\na,{SECOND},\n{row}\n"))
    assert [a.article_id for a in articles] == ["a"]
    assert [(r.line, r.reason) for r in rejected] == [(line, reason)]


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>صحيفة الغد</title><link>https://example.org/</link><language>ar</language>
<image><title>شعار</title></image>
<item><title>خبر &amp; خبر</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Tue, 21 Mar 2017 09:00:00 +0200</pubDate><description>ملخص قصير</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>x</script><p>{SECOND}</p>]]></content:encoded></item>
<item><guid>g2</guid><description>&lt;b&gt;{SECOND}&lt;/b&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة الغد</title>
<entry><id>g1</id><title type="html">خبر &amp;amp; خبر</title><link rel="alternate" href="https://example.org/1"/>
<link rel="edit" href="https://example.org/edit"/><updated>2017-03-22T00:00:00Z</updated>
<published>2017-03-21T09:00:00Z</published><summary>ملخص</summary>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry>
<entry><id>g2</id><summary>{SECOND}</summary></entry></feed>"""


@pytest.mark.parametrize(("name", "content"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_items_of_feeds_are_articles(tmp_path: Path, name: str, content: str) -> None:
    articles, rejected = read(write(tmp_path / name, content))
    assert not rejected
    first, second = articles
    assert (first.article_id, first.title, first.text) == ("g1", "خبر & خبر", f"{TEXT}\n{SECOND}")
    assert (first.source, first.published, first.url) == ("صحيفة الغد", "2017-03-21", "https://example.org/1")
    assert (second.article_id, second.text, second.published) == ("g2", SECOND, None)


def test_a_feed_may_be_in_windows_1256(tmp_path: Path) -> None:
    content = RSS.replace("UTF-8", "windows-1256").encode("cp1256")
    assert len(read(write(tmp_path / "a.rss", content))[0]) == 2


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'


@pytest.mark.parametrize(
    ("content", "kept", "reason"),
    [
        (RSS[: RSS.index("<item><guid>") + 10], 1, "broken XML"),
        (RSS.replace("<guid>g2", "<guid>&x;"), 1, "broken XML"),
        (BOMB, 0, "broken XML"),
        ("<html><p>نص</p></html>", 0, "unknown file type"),
        ("<rss><channel></channel></rss>", 0, "empty file"),
        ("", 0, "broken XML"),
        (RSS.replace("UTF-8", "none-such"), 0, "broken XML"),
    ],
    ids=["cut off", "entity", "bomb", "html", "no item", "empty", "encoding"],
)  # fmt: skip
def test_a_broken_feed_is_named_and_the_items_before_are_kept(
    tmp_path: Path, content: str, kept: int, reason: str
) -> None:
    articles, rejected = read(write(tmp_path / "a.rss", content))
    assert len(articles) == kept
    assert [r.reason for r in rejected] == [reason]
