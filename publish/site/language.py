"""The language of a page, and the words for everything in it."""

from dataclasses import dataclass
from functools import cache
from http.cookies import CookieError
from typing import Literal

import yaml
from datasette.utils.asgi import Request

from publish.columns import text_of
from publish.load import read_event_types
from publish.metadata import FOLDER, read_views
from publish.schemas import read_all_schemas

Code = Literal["en", "ar"]
COOKIE = "language"


@dataclass(frozen=True, slots=True)
class Language:
    """English or Arabic: its direction, and the words for texts, columns and values."""

    code: Code

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`."""
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def other(self) -> Code:
        """Return the other language's code."""
        return "en" if self.code == "ar" else "ar"

    @property
    def texts(self) -> dict[str, str]:
        """Return the texts of publish/metadata/interface.yaml."""
        return {name: self.pick(pair) for name, pair in _texts().items()}

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the one of (English, Arabic) that is this language's."""
        return pair[self.code == "ar"]

    def value(self, table: str | None, column: str, value: object) -> str | None:
        """Return the label of a value of a closed list, or None."""
        pair = _labels().get((table or "", column, str(value))) or _labels().get(("", column, str(value)))
        return self.pick(pair) if pair else None

    def column(self, table: str | None, column: str) -> str | None:
        """Return the title of a column, or None where nothing describes it."""
        text = text_of(table, column)
        return self.pick((text.title, text.title_ar)) if text else None

    def choices(self, column: str) -> list[tuple[str, str]]:
        """Return the values of a closed list with their labels; nothing for other columns."""
        return [
            (value, self.pick(pair))
            for (table, name, value), pair in _labels().items()
            if (table, name) == ("", column)
        ]

    def table(self, table: str) -> str | None:
        """Return the title of a table or view, or None."""
        pair = _tables().get(table)
        return self.pick(pair) if pair else None

    def number_of(self, number: int, noun: str) -> str:
        """Return a number with the form of `noun` that it asks for.

        >>> Language("ar").number_of(3, "rows"), Language("en").number_of(1, "rows")
        ('3 أسطر', '1 row')
        """
        return f"{number:,} {self.texts[f'{noun}_{self._plural_form(number)}']}"

    def _plural_form(self, number: int) -> str:
        """Return CLDR's plural form of a number."""
        if number == 1 or self.code == "en":
            return "one" if number == 1 else "other"
        if number in (0, 2):
            return ("zero", "", "two")[number]
        last = number % 100
        return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"

    def parameter(self, name: str) -> str:
        """Return what a question's parameter is called: a text of its own, a column's title, or its name."""
        return self.texts.get(name) or self.column("", name) or name

    def name(self, ar: str | None, en: str | None) -> str:
        """Return the name in this language, or in the other where there is none."""
        return ((en, ar) if self.code == "en" else (ar, en))[0] or ar or en or ""


def choose_language(request: Request | None) -> Language:
    """Return what the reader chose, else what the browser asks for, else English."""
    if request is None:
        return Language("en")
    chosen = request.args.get("_lang") or _cookie(request)
    if chosen not in ("en", "ar"):
        chosen = "ar" if request.headers.get("accept-language", "").lower().startswith("ar") else "en"
    return Language("ar" if chosen == "ar" else "en")


def _cookie(request: Request) -> str | None:
    try:
        chosen: str | None = request.cookies.get(COOKIE)
    except CookieError:  # a header that is no cookie chooses nothing
        return None
    return chosen


@cache
def _texts() -> dict[str, tuple[str, str]]:
    texts = yaml.safe_load((FOLDER / "interface.yaml").read_text(encoding="utf-8"))
    return {name: (english, arabic) for name, (english, arabic) in texts.items()}


@cache
def _labels() -> dict[tuple[str, str, str], tuple[str, str]]:
    labels = {
        (schema.table, column.name, value): pair
        for schema in read_all_schemas()
        for column in schema.columns
        for value, pair in column.labels.items()
    }
    types = {event_type.event_type: (event_type.label_en, event_type.label_ar) for event_type in read_event_types()}
    shared = {("", column, value): pair for (_, column, value), pair in labels.items()}
    bases = {("", "day_basis", basis): _texts()[f"day_{basis}"] for basis in ("stated", "reported")}
    tables = ("events", "event_types", "event_details", "")
    return (
        shared
        | bases
        | labels
        | {(table, "event_type", value): pair for table in tables for value, pair in types.items()}
    )


@cache
def _tables() -> dict[str, tuple[str, str]]:
    views = {name: view["title"].split(" · ") for name, view in read_views().items()}
    tables = {schema.table: (schema.title, schema.title_ar) for schema in read_all_schemas()}
    return tables | {name: (english, arabic) for name, (english, arabic) in views.items()}
