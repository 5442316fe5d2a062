"""Cite a row: as a text, as BibTeX and as RIS, with its permanent address and the release."""

from typing import Any, NamedTuple

from publish.describing import TITLE
from publish.schemas import schema_of


def cited_as(table: str, page: dict[str, Any]) -> str:
    """Return the title under which a row is cited, from what its page shows."""
    if table in ("events", "casualties", "sanctions"):
        row = page.get("event") or page["row"]
        day = row.get("day") or row["date_start"] or row["report_date"]
        parts = (_what(table, row), row.get("place_en") or row.get("target_en") or row.get("target_text"), day)
        return ", ".join(filter(None, (*parts, row["publisher"] and f"as told by {row['publisher']}")))
    row = page[table.removesuffix("s")]
    return str(row.get("title") or row.get("name_en") or row.get("name_ar") or row.get("rule_id") or row["article_id"])


def _what(table: str, row: dict[str, Any]) -> str:
    if table == "events":
        return str(row["label_en"])
    if table == "sanctions":
        return schema_of("sanctions").column("measure").labels[row["measure"]][0]
    low, high = row["count_min"], row["count_max"]
    numbers = "–".join(str(number) for number in dict.fromkeys((low, high)) if number is not None)
    return f"{numbers or 'an unknown number'} {row['harm']}"


class Citation(NamedTuple):
    """What is cited: a row with its title, its permanent address, and the release it stands in."""

    key: str
    title: str
    address: str
    release: str | None

    @property
    def version(self) -> str:
        """Return the release, short enough to read."""
        return (self.release or "unreleased")[:12]

    @property
    def text(self) -> str:
        """Return the citation as a sentence."""
        return f"{self.title}. {self.where}"

    @property
    def where(self) -> str:
        """Return the citation without its title, which may be in another script."""
        return f"In: {TITLE}. Release {self.version}. {self.address}. CC BY 4.0."

    @property
    def bibtex(self) -> str:
        """Return the citation for BibTeX."""
        key = "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in self.key)
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "booktitle": f"{{{_tex(TITLE)}}}",
            "version": f"{{{self.version}}}",
            "url": f"{{{self.address}}}",
            "note": "{CC BY 4.0}",
        }
        lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
        return f"@misc{{sijill_{key},\n{lines}}}"

    @property
    def ris(self) -> str:
        """Return the citation for RIS."""
        pairs = (
            ("TY", "DATA"),
            ("TI", self.title),
            ("T2", TITLE),
            ("ET", self.version),
            ("UR", self.address),
            ("ER", ""),
        )
        return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in pairs)


def _tex(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_{}" else letter for letter in text.replace("\\", " "))
