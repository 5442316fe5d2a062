"""Read the article out of an HTML page: its main text as paragraphs, and what its head says about it."""

from collections import Counter
from html import unescape
from html.parser import HTMLParser

from publish.faults import InputFault

# Elements whose text is no part of an article.
_SKIPPED = frozenset(
    "script style noscript template svg nav header footer aside form button select iframe figure figcaption".split()
)
_BLOCKS = frozenset("p div section article main h1 h2 h3 h4 h5 h6 li ul ol blockquote tr table br hr pre dd dt".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MAIN = ("article", "main", "body")  # where the text is looked for, the best first
_META = {
    "og:title": "title",
    "og:site_name": "source",
    "og:url": "url",
    "article:published_time": "published",
    "date": "published",
    "datepublished": "published",
}


def read_page(markup: str) -> dict[str, object]:
    r"""Return title, text, source, published, url and language of a page, as far as it tells them.

    >>> read_page("<title>خبر</title><nav>روابط</nav><p>انسحب  المقاتلون</p><p>من البلدة</p>")["text"]
    'انسحب المقاتلون\nمن البلدة'
    """
    page = _Page()
    end = markup.rfind(">") + 1
    try:
        page.feed(markup[:end])
        page.close()
    except AssertionError as error:  # html.parser's way to give up
        raise InputFault("broken HTML", f"{error}: save the text of the page instead") from error
    page.handle_data(unescape(markup[end:]))  # no tag ends there; the parser would look for its end at each <
    text = next((text for name in _MAIN if (text := page.text(name))), page.text(""))
    return {"title": page.title.strip() or None, "text": text} | page.fields


class _Page(HTMLParser):
    """Collects text by the outermost main element that it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, object] = {}
        self.title = ""
        self._open: list[str] = []
        self._count: Counter[str] = Counter()  # of open elements by name; walking the list each time would be quadratic
        self._skipped = 0
        self._pieces: dict[str, list[str]] = {name: [] for name in ("", *_MAIN)}

    def text(self, element: str) -> str:
        """Return the lines inside `element`, white space made one, blank lines left out."""
        lines = ("".join(self._pieces[element])).split("\n")
        return "\n".join(line for raw in lines if (line := " ".join(raw.split())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the head says; begin a line at a block."""
        self._note(tag, {key: value or "" for key, value in attrs})
        if tag in _BLOCKS:
            self._add("\n")
        if tag not in _VOID:
            self._open.append(tag)
            self._enter(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block; unclosed elements inside it end too."""
        if tag in _BLOCKS:
            self._add("\n")
        while self._count[tag]:
            closed = self._open.pop()
            self._enter(closed, -1)
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        """Keep text that stands in no skipped element."""
        if self._open[-1:] == ["title"]:
            self.title += data
        elif not self._skipped:
            self._add(" ".join(data.splitlines()) if "\n" in data else data)

    def parse_html_declaration(self, i: int) -> int:
        """Take <![…> for a comment, as browsers do; html.parser of Python 3.11 would stop at some."""
        is_section = self.rawdata.startswith("<![", i)
        return self.parse_bogus_comment(i) if is_section else super().parse_html_declaration(i)

    def _enter(self, tag: str, step: int) -> None:
        self._count[tag] += step
        self._skipped += step * (tag in _SKIPPED)

    def _add(self, piece: str) -> None:
        self._pieces[""].append(piece)
        for name in _MAIN:
            if self._count[name]:
                self._pieces[name].append(piece)

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").casefold()
        if tag == "meta" and name in _META and attrs.get("content"):
            self.fields.setdefault(_META[name], attrs["content"])
        elif tag == "link" and attrs.get("rel") == "canonical" and attrs.get("href"):
            self.fields.setdefault("url", attrs["href"])
        elif tag == "html" and attrs.get("lang"):
            self.fields.setdefault("language", attrs["lang"][:2].lower())
