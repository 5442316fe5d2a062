"""Read a text file: what its front matter says about it, and the text as it is."""

import re
from collections.abc import Iterator, Mapping

from publish.faults import InputFault

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FRONT_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$")


def read_text(text: str) -> Mapping[str, object]:
    r"""Return the fields of a text file: those of its front matter, and as `text` all that follows, unchanged.

    >>> read_text("---\npublished: 2017-03-21\n---\nانسحب المقاتلون")
    {'published': '2017-03-21', 'text': 'انسحب المقاتلون'}
    """
    begin = _FRONT.match(text)
    if not begin:
        return {"text": text.removeprefix("\ufeff")}
    end = _FRONT_END.search(text, begin.end())
    if not end:
        raise InputFault("broken front matter", "it opens with --- but no line --- closes it", 1)
    fields = dict(_front_fields(text[begin.end() : end.start()]))
    return fields | {"text": text[end.end() :]}


def _front_fields(front: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(front.split("\n"), start=2):
        if not line.strip() or line[0] in "#- \t":  # comments, and lists under names that we do not read
            continue
        found = _FRONT_LINE.match(line)
        if not found:
            raise InputFault("broken front matter", f"{line[:40]!r} is not `name: value`", number)
        name, value = found.groups()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        yield name, (value[1:-1] if quoted else value) or None
