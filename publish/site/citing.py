"""Cite a row: as a text, as BibTeX and as RIS, with its permanent address and the release."""

from typing import NamedTuple

TITLE = "Sijill: a register of violence, politics and sanctions, read from Arabic news"


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
        return f"{self.title}. In: {TITLE}. Release {self.version}. {self.address}. CC BY 4.0."

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
