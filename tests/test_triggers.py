"""Every trigger gives what its examples say, and nothing where its counterexamples stand."""

import hashlib
from functools import cache

import pytest

from extractors import Records, extract
from extractors.entries import ExampleEntry, Trigger
from extractors.lexicon import Lexicon, load_lexicon
from extractors.records import Article, Casualty, Event
from extractors.sources import read_triggers
from extractors.text import fold

PUBLISHED = "2021-06-15"
ROLES = ("agent", "patient", "participant")
TRIGGERS = tuple(read_triggers())
EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.file}:{entry.line} {entry.rule_id} {number}")
    for entry in TRIGGERS
    for number, example in enumerate(entry.examples, start=1)
]
COUNTEREXAMPLES = [
    pytest.param(entry, text, id=f"{entry.file}:{entry.line} {entry.rule_id} {number}")
    for entry in TRIGGERS
    for number, text in enumerate(entry.counterexamples, start=1)
]


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


@cache
def read(text: str) -> Records:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(article_id="example", text=text, published=PUBLISHED, language="ar", sha256=sha256)
    return extract(article, lexicon())


def told(records: Records, event: Event) -> dict[str, object]:
    """Return what an event says, in the words of an example."""
    names = {role: set[str]() for role in ROLES}
    for row in records.event_actors:
        if row.event_id == event.event_id:
            names[row.role].add(fold(row.mention_text))
    place = fold(event.place_text) if event.place_text else None
    return {"rule": event.rule, "status": event.status, "place": place, **names}


def expected(entry: Trigger, example: ExampleEntry) -> dict[str, object]:
    """Return what an example says; what it leaves out may be anything."""
    content: dict[str, object] = {"rule": entry.rule_id, "status": example.status or entry.status or "actual"}
    for role in ROLES:
        names = getattr(example, role)
        if names is not None:
            content[role] = {fold(name) for name in names}
    if example.place is not None:
        content["place"] = fold(example.place)
    return content


def gives(row: Casualty, example: ExampleEntry) -> bool:
    low = example.count_min in (None, row.count_min)
    return row.harm == example.harm and low and example.count_max in (None, row.count_max)


def tolls(records: Records) -> str:
    return "\n".join(f"  {c.harm} {c.count_min}-{c.count_max} «{c.quote}» {c.rule}" for c in records.casualties)


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_an_example_gives_its_records(entry: Trigger, example: ExampleEntry) -> None:
    records = read(example.text)
    if entry.event_type != "casualties":
        wanted = expected(entry, example)
        found = [told(records, event) for event in records.events]
        if not any(all(event[key] == value for key, value in wanted.items()) for event in found):
            lines = "\n".join(f"  {event}" for event in found)
            pytest.fail(f"{example.text}\nexpected\n  {wanted}\nfound\n{lines}", pytrace=False)
    if example.harm and not any(gives(row, example) for row in records.casualties):
        wanted_toll = f"{example.harm} {example.count_min}-{example.count_max}"
        pytest.fail(f"{example.text}\nexpected\n  {wanted_toll}\nfound\n{tolls(records)}", pytrace=False)


@pytest.mark.parametrize(("entry", "text"), COUNTEREXAMPLES)
def test_a_counterexample_gives_nothing_of_the_type(entry: Trigger, text: str) -> None:
    records = read(text)
    wrong = [f"  {told(records, event)}" for event in records.events if event.event_type == entry.event_type]
    if entry.event_type == "casualties" and records.casualties:
        wrong.append(tolls(records))
    if wrong:
        pytest.fail("\n".join([text, f"expected no {entry.event_type}, found", *wrong]), pytrace=False)
