"""Make an article out of named fields, or say why there is none."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

import yaml

from extractors.records import Article
from extractors.text import clean_text
from publish.faults import InputFault

_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WESTERN = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}  # Arabic-Indic, Persian digits
_FIRST_YEAR = 1800  # there were no Arabic newspapers before
_LONGEST_ID = 200


def make_article(fields: Mapping[str, object], line: int | None = None) -> Article:
    """Return the article that the fields describe under whatever common names; raises InputFault.

    The text stays as it is, but for lone surrogates and NUL.
    """
    known = _known_fields(fields)
    try:
        text = _checked_text(known.get("text"))
        source, url = _line_of_text(known.get("source")), _line_of_text(known.get("url"))
        return Article(
            article_id=_article_id(known.get("id"), source, url, text),
            title=_line_of_text(known.get("title")),
            text=text,
            source=source,
            published=published_date(known.get("published")),
            url=_web_address(url),
            language=_language(known.get("language")),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    except InputFault as fault:
        fault.line = fault.line or line
        raise


@cache
def _field_names() -> dict[str, tuple[str, int]]:
    names = yaml.safe_load((Path(__file__).parent / "fields.yaml").read_text(encoding="utf-8"))
    return {name: (field, rank) for field, others in names.items() for rank, name in enumerate(others)}


def _known_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Return our names' values; where a field goes by several names the first that says something."""
    found: dict[str, tuple[int, object]] = {}
    for key, value in fields.items():
        field, rank = _field_names().get(key.casefold(), ("", 0))
        if field and value is not None and value != "" and (field not in found or rank < found[field][0]):
            found[field] = rank, value
    return {field: value for field, (_, value) in found.items()}


def _checked_text(value: object) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InputFault("missing text", "the article has no text: give it in `text`")
    if not isinstance(value, str):
        raise InputFault("missing text", f"`text` must be a string, not {type(value).__name__}")
    if not _ARABIC_LETTER.search(value):
        raise InputFault("no Arabic text", "the text holds no Arabic letter")
    return clean_text(value)


def _line_of_text(value: object) -> str | None:
    """Return a short field on one line; what is no word or number counts as not given."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean_text(" ".join(str(value).split())) or None


def _article_id(given: object, source: str | None, url: str | None, text: str) -> str:
    if given is None:
        parts = "\x1f".join((source or "", url or "", text))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]
    article_id = _line_of_text(given)
    if not article_id or len(article_id) > _LONGEST_ID:
        raise InputFault("unusable id", f"an id is a word or number of at most {_LONGEST_ID} characters, or left out")
    return article_id


def _web_address(written: str | None) -> str | None:
    """Return the address with what would end it percent-encoded; raises InputFault for other than http(s)."""
    if written is None:
        return None
    if not re.match(r"https?://[^\s/]", written, re.IGNORECASE):
        raise InputFault("unusable address", f"`url` is {written[:40]!r}: give one with http(s):// or leave it out")
    scheme, rest = written.split(":", 1)
    return f"{scheme.lower()}:" + re.sub("[\\s\"'<>]", lambda found: quote(found.group()), rest)


def _language(written: object) -> str:
    """Return the ISO 639 code; texts that were not marked are Arabic, for they have Arabic letters."""
    code = re.match(r"[a-z]{2,3}(?![a-z])", (_line_of_text(written) or "").casefold())
    return code.group() if code else "ar"  # also where it is spelt out


def published_date(value: object) -> str | None:
    """Return the ISO date of what a program wrote; None where nothing was; raises InputFault.

    >>> published_date("2015-08-01 08:00:57"), published_date("21/3/2017")
    ('2015-08-01', '2017-03-21')
    >>> published_date("Tue, 21 Mar 2017 09:00:00 GMT")
    '2017-03-21'
    """
    written = _line_of_text(value)
    if written is None and value is not None:
        raise InputFault("impossible date", f"`published` must be a date as 2017-03-21, not {type(value).__name__}")
    if written is None:
        return None
    try:
        day = _parsed_date(written.translate(_WESTERN))
    except (ValueError, OverflowError):
        day = None
    if day is None or day.year < _FIRST_YEAR:
        raise InputFault("impossible date", f"`published` is {written[:40]!r}: write it as 2017-03-21 or leave it out")
    return day.isoformat()


def _parsed_date(written: str) -> date | None:
    if found := _YEAR_FIRST.match(written) or _COMPACT.match(written):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    if found := _DAY_FIRST.match(written):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return parsedate_to_datetime(written).date()
