"""Copies of a story and links of events are found in edited copies, not between look-alikes, and in any order."""

import json
import random
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from wire import news

from extractors import Records
from extractors.lexicon import load_lexicon
from extractors.records import Article
from publish.figures import make_rules
from publish.load import load
from publish.metadata import read_questions
from publish.pipeline import ArticleResult, extract_all
from publish.stories import finding
from publish.stories.linking import compare, weights
from publish.stories.occasions import Occasion, Site, Story, possible_days
from publish.stories.wording import bands, runs_of_words, shared

Pairs = set[tuple[str, str]]
# "In the morning the army shelled a village in the east, and its people fled to the fields near the river."
SENTENCE = "قصف الجيش صباحًا قرية في شرق المحافظة، وفر أهلها إلى الحقول القريبة من ضفة النهر."


def built(path: Path, articles: Iterable[Article]) -> sqlite3.Connection:
    load(path, extract_all(articles), rules=make_rules(load_lexicon()))
    return sqlite3.connect(path)


def pairs(names: Iterable[str]) -> Pairs:
    return set(combinations(sorted(names), 2))


def figures(found: Pairs, right: Pairs) -> tuple[float, float]:
    """Return precision and recall."""
    return len(found & right) / len(found), len(found & right) / len(right)


@pytest.mark.parametrize("seed", range(3))
def test_copies_and_incidents_are_found_in_edited_copies(tmp_path: Path, seed: int) -> None:
    made = news(seed)
    db = built(tmp_path / "x.db", (article for _, _, article in made))
    of = {article.article_id: (kind, story) for kind, story, article in made}
    clusters = db.execute("select group_concat(article_id) from article_clusters group by cluster_id")
    look_alikes = {name for name, (kind, _) in of.items() if kind == "sister"}  # the same words, told of another town
    copies = set[tuple[str, str]]().union(*(pairs(set(names.split(",")) - look_alikes) for (names,) in clusters))
    stories = {story for _, story in of.values()}
    right = set[tuple[str, str]]().union(
        *(pairs(name for name, told in of.items() if told == ("copy", story)) for story in stories)
    )
    precision, recall = figures(copies, right)
    assert (precision, recall) >= (1.0, 0.97)
    attacks = (
        "select article_id, incident_id, event_type from incident_events join events using (event_id) where place_id"
    )
    told: dict[str, list[str]] = {}
    for name, incident, _ in db.execute(f"{attacks} is not null and event_type not in ('aid', 'destruction')"):
        told.setdefault(incident, []).append(name)
    linked = set[tuple[str, str]]().union(*map(pairs, told.values()))
    names = set().union(*map(set, told.values()))
    same = {
        pair
        for pair in pairs(names)
        if of[pair[0]][1] == of[pair[1]][1] and {of[name][0] for name in pair} <= {"copy", "retelling"}
    }
    precision, recall = figures(linked, same)
    assert precision == 1.0
    assert recall > 0.85


def test_a_massacre_is_counted_once_with_the_papers_that_carried_it(tmp_path: Path) -> None:
    told = [article for kind, story, article in news() if story == "market" and kind in {"copy", "retelling"}]
    db = built(tmp_path / "x.db", told)
    incidents = (
        "select articles, papers, killed_low, killed_best, killed_high from incidents where event_type = 'shelling'"
    )
    assert db.execute(incidents).fetchall() == [(7, 6, 17, 17, 17)]
    assert db.execute("select sum(best) from tolls").fetchone() == (7 * 17,)
    assert db.execute("select sum(best) from incident_tolls").fetchone() == (17,)
    assert db.execute("select sum(fatalities) from acled_like").fetchone() == (17,)
    assert db.execute("select sum(best) from ucdp_like").fetchone() == (17,)
    assert db.execute("select best_voices, articles from incident_tolls").fetchall() == [(2, 7)]


def test_readers_see_what_several_papers_tell_and_why(tmp_path: Path) -> None:
    db = built(tmp_path / "x.db", (article for _, _, article in news()))
    several = db.execute(read_questions()["in_several_papers"]["sql"]).fetchall()
    assert len(several) >= 5
    [(event,)] = db.execute("select event_id from event_links order by score desc limit 1")
    why = db.execute(read_questions()["why_linked"]["sql"], {"event_id": event}).fetchall()
    assert why
    assert set(json.loads(why[0][1])) <= weights().keys()


def test_the_order_of_the_articles_does_not_matter(tmp_path: Path) -> None:
    articles = [article for _, _, article in news()]
    shuffled = random.Random(3).sample(articles, len(articles))  # noqa: S311  # an order, no secret
    one, other = built(tmp_path / "one.db", articles), built(tmp_path / "other.db", shuffled)
    for table in ("article_clusters", "event_links", "incident_events", "incident_tolls"):
        query = f"select * from {table} order by 1, 2"  # noqa: S608  # our names
        assert one.execute(query).fetchall() == other.execute(query).fetchall()


def test_no_incident_has_two_events_of_one_article(tmp_path: Path) -> None:
    db = built(tmp_path / "x.db", (article for _, _, article in news()))
    twice = "group by incident_id, article_id having count(*) > 1"
    assert db.execute(f"select 1 from incident_events join events using (event_id) {twice}").fetchall() == []  # noqa: S608


def test_texts_that_share_half_of_their_words_share_a_band() -> None:
    chance = random.Random(1)  # noqa: S311  # words, no secrets
    met = 0
    for _ in range(200):
        words = [str(chance.random()) for _ in range(200)]
        other = words[:136] + [str(chance.random()) for _ in range(64)]
        one, two = runs_of_words(" ".join(words)), runs_of_words(" ".join(other))
        assert 0.48 < shared(one, two)[0] < 0.52
        met += bool(set(bands(one)) & set(bands(two)))
    assert met > 150


def test_texts_without_common_words_share_no_band() -> None:
    some = [set(bands(runs_of_words(" ".join(f"{n}x{i}" for i in range(100))))) for n in range(50)]
    assert all(not one & other for one, other in combinations(some, 2))


@pytest.mark.parametrize("other", [SENTENCE.replace("إ", "ا"), SENTENCE.replace("،", " "), SENTENCE.replace("ق", "قـ")])
def test_spelling_makes_no_other_text(other: str) -> None:
    assert shared(runs_of_words(SENTENCE), runs_of_words(other)) == (1.0, 1.0)


def test_a_text_without_words_is_like_none() -> None:
    assert bands(runs_of_words("… —")) == ()
    assert shared(runs_of_words(""), runs_of_words("")) == (0.0, 0.0)


TOWN = Site("town", "town", ("province",))
DAY = date(2031, 5, 3)


def occasion(event_id: str, **facts: object) -> Occasion:
    known: dict[str, object] = {
        "event_type": "shelling", "family": "Explosions", "status": "actual", "site": TOWN, "days": frozenset([DAY]),
        "is_dated": True, "actors": frozenset([("agent", "army")]), "tolls": frozenset([("killed", 12, 12)]),
        "quantity": None, "object_type": None, "words": frozenset(),
    }  # fmt: skip
    return Occasion(event_id=event_id, **(known | facts))  # type: ignore[arg-type]  # fields by name


def linked(one: Occasion, other: Occasion) -> tuple[str, ...]:
    found = compare(Story("a", frozenset(), (one,)), Story("b", frozenset(), (other,))).links
    return found[0].reasons if found else ()


def test_reasons_make_the_score() -> None:
    [link] = compare(
        Story("a", frozenset(), (occasion("1"),)), Story("b", frozenset(), (occasion("2", event_type="air_strike"),))
    ).links
    assert link.reasons == ("kindred_type", "same_site", "same_day", "same_agent", "same_toll")
    assert link.score == min(1.0, round(sum(map(weights().__getitem__, link.reasons)), 2))


APART: dict[str, dict[str, object]] = {
    "another town": {"site": Site("other", "town", ("province",))},
    "another day": {"days": frozenset([date(2031, 5, 9)])},
    "a denial": {"status": "denied"},
    "another family": {"event_type": "arrest", "family": "arrest"},
    "no place, no toll": {"site": None, "tolls": frozenset()},
    "other agents and another toll": {
        "actors": frozenset([("agent", "rebels")]), "tolls": frozenset([("killed", 40, 40)])
    },
}  # fmt: skip


@pytest.mark.parametrize("facts", APART.values(), ids=APART.keys())
def test_events_that_differ_are_not_linked(facts: dict[str, object]) -> None:
    assert linked(occasion("1"), occasion("2"))
    assert not linked(occasion("1"), occasion("2", **facts))


def test_each_event_is_linked_to_one_of_another_article() -> None:
    one = Story("a", frozenset(), (occasion("1"), occasion("2", quantity=4)))
    other = Story("b", frozenset(), (occasion("3", quantity=4), occasion("4")))
    assert {(link.event_id, link.other_event_id) for link in compare(one, other).links} == {("1", "4"), ("2", "3")}


DAYS: list[tuple[tuple[str | None, str | None, str | None], tuple[int, ...], bool]] = [
    (("2031-05-03", "2031-05-04", "2031-05-09"), (3, 4), True),
    ((None, None, "2031-05-09"), (8, 9), False),
    (("2031-05-01", "2031-05-31", None), (), True),
    ((None, None, None), (), False),
]


@pytest.mark.parametrize(("dates", "days", "is_dated"), DAYS, ids=str)
def test_an_undated_report_tells_of_its_day_or_the_one_before(
    dates: tuple[str | None, str | None, str | None], days: tuple[int, ...], is_dated: bool
) -> None:
    assert possible_days(*dates) == (frozenset(date(2031, 5, day) for day in days), is_dated)


def test_crowded_keys_stay_near_linear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(finding, "compare", lambda one, other: compared.append(one.article_id) or compare(one, other))
    made = next(article for _, _, article in news())
    copies = [replace(made, article_id=f"copy-{number:03}") for number in range(300)]
    load(tmp_path / "x.db", (ArticleResult(copy, Records()) for copy in copies))
    db = sqlite3.connect(tmp_path / "x.db")
    assert db.execute("select count(*), count(distinct cluster_id) from article_clusters").fetchone() == (300, 1)
    assert 299 <= len(compared) <= 16 * 300
