"""Read one article: the pure function from its text to its records."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors import Records
from extractors.actors import ActorRegistry
from extractors.attribution import Claim, Speakers
from extractors.casualties import CasualtyDraft, Telling, draft_tolls
from extractors.casualty_merging import casualty_rows
from extractors.causes import VIOLENT
from extractors.chunks import Chunker
from extractors.clauses import Clauses
from extractors.context import Context
from extractors.dates import DateMention, read_dates
from extractors.drafts import Draft, event_rows
from extractors.event_merging import merge_drafts
from extractors.events import draft_event
from extractors.figures import is_figure
from extractors.frames import find_frames
from extractors.lexicon import Lexicon
from extractors.mentions import MentionFinder
from extractors.people import PeopleFinder
from extractors.place_names import PlaceNames
from extractors.places import PlaceRegistry
from extractors.records import Article
from extractors.relevance import relevance_of
from extractors.roles import Frame
from extractors.sanction_rows import SanctionDraft, merge_sanctions, sanction_rows
from extractors.sanction_words import may_tell_sanctions, tells_sanctions
from extractors.sanctions import draft_sanctions
from extractors.sentences import Sentence, split_sentences
from extractors.tokens import Tokens, tokenize


@dataclass(slots=True)
class Reading:
    """A sentence as it was understood: its clauses, frames, dates and claims."""

    clauses: Clauses
    frames: list[Frame] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    claims: tuple[Claim, ...] = ()


def extract(article: Article, lexicon: Lexicon) -> Records:
    """Return the records of an article; empty where it tells no conflict."""
    tokens = tokenize(article.text)
    relevance = relevance_of(tokens.keys, tokenize(article.title or "").keys, lexicon.domains)
    only_sanctions = not relevance.is_read
    if only_sanctions and not tells_sanctions(tokens.keys):
        return Records()
    readings, actors, places = read_article(article, lexicon, tokens)
    context = Context(article, actors, places, relevance.is_plain)
    drafts: list[Draft] = []
    tolls: list[CasualtyDraft] = []
    sanctions: list[SanctionDraft] = []
    for reading in readings:
        own = [d for frame in reading.frames if (d := draft_event(context, frame, reading.claims, reading.dates))]
        drafts += own
        context.discourse.remember(reading.clauses)
        tolls += draft_tolls(
            context, Telling(reading.clauses, reading.frames, reading.claims, reading.dates, drafts), tolls
        )
        sanctions += list(draft_sanctions(context, reading.clauses, reading.claims, reading.dates, drafts, sanctions))
    rows = merge_sanctions(sanctions)
    if only_sanctions:
        drafts, tolls = [draft for draft in drafts if rows and draft.event.event_type == "sanction"], []
    if not context.is_conflict and not rows and not _tells_conflict(context, drafts, len(tokens.keys)):
        return Records()
    return _records(context, drafts, tolls, rows)


def _tells_conflict(context: Context, drafts: Sequence[Draft], words: int) -> bool:
    """Return whether events show what an article's words leave open: violence of bodies, or many of their acts."""
    acts = [draft for draft in drafts if context.actors.has_body(i for _, i, *_ in draft.actors)]
    return len(acts) > words / _SPARSE or any(draft.event.event_type in VIOLENT for draft in acts)


_SPARSE = 120  # words of conflict news that tell one act at the least


def read_article(
    article: Article, lexicon: Lexicon, tokens: Tokens
) -> tuple[list[Reading], ActorRegistry, PlaceRegistry]:
    """Return every sentence's reading, with the actors and places of the article."""
    sentences = list(split_sentences(tokens, lexicon.analyse))
    near = frozenset(tokens.keys).union(word.stem for sentence in sentences for word in sentence.words)
    finders = MentionFinder(lexicon), PlaceNames(lexicon), PeopleFinder(lexicon)
    actors = ActorRegistry(article.article_id, article.text, lexicon)
    places = PlaceRegistry(article.article_id, lexicon)
    speakers = Speakers(actors)
    readings = []
    for sentence in sentences:
        if not any(word.tells for word in sentence.words) and not may_tell_sanctions(sentence.keys):
            continue
        reading = _read_sentence(sentence, article, lexicon, finders, near)
        actors.note(reading.clauses)
        places.note(reading.clauses)
        reading.claims = speakers.read(reading.clauses)
        readings.append(reading)
    return readings, actors, places


def _read_sentence(
    sentence: Sentence,
    article: Article,
    lexicon: Lexicon,
    finders: tuple[MentionFinder, PlaceNames, PeopleFinder],
    near: frozenset[str],
) -> Reading:
    dates = read_dates(sentence.keys, article.published)
    names, place_names, people = finders
    dated = {i for date in dates for i in range(date.start, date.end)}
    mentions = people.find(sentence, place_names.find(sentence, names.find(sentence, near), dated))
    for mention in mentions:
        if mention.name:
            sentence.clitics[mention.name[0]] = 0
        sentence.clitics[mention.lo] = len(mention.conjunction) + len(mention.preposition)
    chunks = Chunker(sentence, mentions, [(date.start, date.end) for date in dates]).read()
    clauses = Clauses(sentence, chunks, lexicon)
    frames = [frame for frame in find_frames(clauses) if not is_figure(frame)]
    return Reading(clauses, frames, dates)


def _records(
    context: Context, drafts: list[Draft], tolls: list[CasualtyDraft], sanctions: list[SanctionDraft]
) -> Records:
    if not drafts and not tolls and not sanctions:
        return Records()
    article = context.article
    merged, home = merge_drafts(drafts)
    rows = {id(draft): event_rows(article, draft) for draft in merged}
    event_ids = {old: rows[id(new)][0].event_id for old, new in home.items()}
    casualties, more = casualty_rows(tolls, home, event_ids, article)
    sanctioned, mentioned = sanction_rows(sanctions, event_ids, article)
    actor_rows, mentions = context.actors.rows(article.text)
    return Records(
        events=tuple(event for event, _, _ in rows.values()),
        event_actors=tuple(actor for _, actors, _ in rows.values() for actor in actors),
        actors=actor_rows,
        actor_mentions=mentions,
        casualties=casualties,
        sanctions=sanctioned,
        places=context.places.rows(),
        evidence=(*(item for _, _, items in rows.values() for item in items), *more, *mentioned),
    )
