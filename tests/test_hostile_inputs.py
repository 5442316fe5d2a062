"""Whatever bytes a file holds, reading it ends with articles and rejections, and never with an unhandled error."""

import gzip
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.records import Article, Rejected
from publish.faults import InputFault
from publish.inputs import read_inputs
from publish.inputs.articles import published_date
from publish.inputs.encodings import decode
from publish.inputs.files import KINDS
from publish.inputs.pages import read_page

# "The army shelled the village on Tuesday", and bits that formats are made of.
TEXT = "قصف الجيش القرية يوم الثلاثاء"
BITS = st.sampled_from(
    ["<![", "<!", "<![CDATA[", "<a b='", "</", "<?", "&#", "<script>", "<title>",
     TEXT, '{"text": "', '"}', "[", "]", ",", "\n", "---\n", "title: خبر\n", "<p>", "</p>", "<item>", "<rss><channel>",
     "</item>", "<![CDATA[", "]]>", "<!DOCTYPE x [", "&amp;", "&#x0;", "id,text\n", '"', "\x00", "\ufeff", "\u2028"]
)  # fmt: skip
MIXED = st.lists(BITS | st.text(max_size=8), max_size=25).map("".join)
ENCODED = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    MIXED,
    st.sampled_from(["utf-8", "utf-16", "utf-16-be", "cp1256", "iso-8859-6", "utf-32"]),
)
BYTES = st.binary(max_size=300) | ENCODED
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20) | st.just(TEXT),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "id", "date", "url", "title", "language", "source"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)
many = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TYPES = sorted(set(KINDS) - {".warc", ".parquet"})


def assert_read(path: Path) -> None:
    found = list(read_inputs([path]))
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode()  # no lone surrogate
            assert "\x00" not in item.text
            (item.article_id + (item.title or "")).encode()
        else:
            assert isinstance(item, Rejected)
            assert item.detail
            item.detail.encode()


@many
@given(data=BYTES, kind=st.sampled_from([*TYPES, ".zip"]))
def test_any_bytes_in_any_kind_of_file(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / f"a{kind}").write_bytes(data)
    assert_read(tmp_path / f"a{kind}")


@many
@given(data=BYTES, cut=st.integers(0, 40), kind=st.sampled_from(TYPES))
def test_any_bytes_packed_and_cut(tmp_path: Path, data: bytes, cut: int, kind: str) -> None:
    packed = gzip.compress(data)
    (tmp_path / f"a{kind}.gz").write_bytes(packed[: len(packed) - cut])
    assert_read(tmp_path / f"a{kind}.gz")


@many
@given(value=JSON, kind=st.sampled_from([".json", ".jsonl"]))
def test_any_json(tmp_path: Path, value: object, kind: str) -> None:
    (tmp_path / f"a{kind}").write_text(json.dumps(value))
    assert_read(tmp_path / f"a{kind}")


@many
@given(data=BYTES)
def test_decoding_gives_text_or_a_reason(data: bytes) -> None:
    with suppress(InputFault):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize("parse", [read_page, published_date], ids=["page", "date"])
@many
@given(text=MIXED | st.text())
def test_small_parsers_end_with_a_value_or_a_reason(parse: Callable[[str], object], text: str) -> None:
    with suppress(InputFault):
        parse(text)


@pytest.mark.parametrize(
    "bit", ["<", "<div>x", "<a b='", "a<b ", "<![", "<!--", "<b></i>", "<article><p>x", "&#", "<title>"]
)
@pytest.mark.parametrize("end", ["", ">"])
def test_pages_made_to_be_slow_take_time_in_proportion(bit: str, end: str) -> None:
    begin = time.process_time()
    read_page(TEXT + bit * (400_000 // len(bit)) + end)
    assert time.process_time() - begin < 8  # a quadratic reader took minutes
