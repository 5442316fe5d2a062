"""Read the articles of an RSS or Atom feed that was saved as a file."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from publish.faults import InputFault
from publish.inputs.json_values import MAX_VALUE
from publish.inputs.pages import read_page

_CHUNK = 1 << 16
_ITEMS = frozenset({"item", "entry"})
_FEEDS = frozenset({"rss", "feed", "RDF"})
# Element names of RSS, Atom, Dublin Core and RSS's content module, to our names; the text is the fullest of its kinds.
_FIELDS = {
    "title": "title",
    "link": "url",
    "guid": "id",
    "id": "id",
    "pubDate": "published",
    "published": "published",
    "date": "published",
    "updated": "updated",
    "language": "language",
    "encoded": "text",
    "content": "text",
    "description": "summary",
    "summary": "summary",
}

Item = tuple[int | None, object]


def read_feed(stream: BinaryIO) -> Iterator[Item]:
    """Yield (line, fields) for each item of the feed, as soon as it is read; raises InputFault."""
    feed = _Feed()
    fault = None
    while fault is None:
        chunk = stream.read(_CHUNK)
        try:
            feed.parse(chunk, final=not chunk)
        except InputFault as error:
            fault = error
        yield from feed.take()
        if not chunk:
            break
    if fault:
        raise fault


class _Feed:
    """Collects the items as expat reads them."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add
        self._parser.EntityDeclHandler = self._refuse_entity
        self._open: list[str] = []
        self._channel: dict[str, str] = {}
        self._item: dict[str, str] | None = None
        self._line = 0
        self._pieces: list[str] = []
        self._size = 0
        self._done: list[Item] = []

    def parse(self, chunk: bytes, *, final: bool) -> None:
        """Read on; raises InputFault."""
        try:
            self._parser.Parse(chunk, final)
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = self._parser.CurrentLineNumber
            raise InputFault("broken XML", f"{error}: what follows it was not read", line) from error

    def take(self) -> list[Item]:
        """Return the items that were finished since the last call."""
        done, self._done = self._done, []
        return done

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rsplit(" ", maxsplit=1)[-1]
        if not self._open and name not in _FEEDS:
            raise InputFault("unknown file type", f"XML that is no RSS or Atom feed, but <{name}>")
        self._open.append(name)
        if name in _ITEMS:
            self._item, self._line = {}, self._parser.CurrentLineNumber
        elif name == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
            self._keep("link", attributes["href"])
        if self._is_field():
            self._pieces, self._size = [], 0

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_VALUE:
            raise InputFault("too large", f"an element of more than {MAX_VALUE:,} characters", self._line or None)
        self._pieces.append(text)

    def _end(self, name: str) -> None:
        name = name.rsplit(" ", maxsplit=1)[-1]
        if self._is_field():
            self._keep(name, "".join(self._pieces).strip())
        self._open.pop()
        if name in _ITEMS and self._item is not None:
            self._done.append((self._line, _article(self._item, self._channel)))
            self._item = None

    def _is_field(self) -> bool:
        """Say whether the innermost element stands directly in an item, or in the channel."""
        return len(self._open) > 1 and self._open[-2] in _ITEMS | {"channel", "feed"} and self._open[-1] in _FIELDS

    def _keep(self, name: str, value: str) -> None:
        kept = self._channel if self._item is None else self._item
        field = _FIELDS[name]
        if value and (field not in kept or (field == "text" and len(value) > len(kept[field]))):
            kept[field] = value

    def _refuse_entity(self, *_: object) -> None:
        raise InputFault("broken XML", "it declares entities, as XML bombs do: save the feed without its DOCTYPE")


def _article(item: dict[str, str], channel: dict[str, str]) -> dict[str, object]:
    """Return an item's fields; its markup becomes paragraphs, the channel's title its source."""
    text = item.get("text") or item.get("summary") or ""
    return {
        "id": item.get("id"),
        "title": read_page(item.get("title", ""))["text"],
        "text": read_page(text)["text"],
        "source": channel.get("title"),
        "published": item.get("published") or item.get("updated"),
        "url": item.get("url"),
        "language": item.get("language") or channel.get("language"),
    }
