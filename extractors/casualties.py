"""Count casualties: who was killed, hurt, taken or driven out, how many, and who says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.actors import ActorRegistry
from extractors.attribution import Claim, claim_at
from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.context import Context
from extractors.dates import DateMention
from extractors.events import Draft
from extractors.frames import Frame, is_place
from extractors.identity import stable_id
from extractors.modality import status_of
from extractors.numbers import Count, count_kind, read_count
from extractors.records import Article, Casualty, Evidence
from extractors.text import fold
from extractors.words import Word

_LONGEST = 380  # characters of evidence
_BARE_PLURAL = 2  # the contract's convention for a plural without a number
_VIOLENT = frozenset(
    "clash offensive air_strike shelling bombing suicide_bombing chemical_attack killing violence_other abduction arrest"
    " riot siege destruction interception protest territory_gain displacement".split()
)


@dataclass(frozen=True, slots=True)
class Victims:
    """A group of victims: words `lo` to `hi`, and how many as the contract counts them."""

    lo: int
    hi: int
    low: int | None
    high: int | None
    precision: str
    chunk: int


@dataclass(slots=True)
class CasualtyDraft:
    """A casualty row while the article is read."""

    row: Casualty
    sentence: int
    event: Draft | None
    parent: "CasualtyDraft | None" = None
    more: list[tuple[int, int]] = field(default_factory=list)


def draft_casualties(
    context: Context, frame: Frame, claims: Sequence[Claim], dates: Sequence[DateMention], events: Sequence[Draft]
) -> Iterator[CasualtyDraft]:
    """Yield the casualties that a frame of harm tells."""
    if frame.trigger.harm is None:
        return
    status = status_of(frame)
    if status in (None, "denied"):
        return
    groups = list(_victims(frame))
    unsplit = _is_unsplit(frame)
    for victims in groups:
        counted = _unsplit(victims) if unsplit else victims
        if _is_accident(frame, events):
            continue
        yield _draft(context, frame, counted, status, claims, dates, events)


def _is_accident(frame: Frame, events: Sequence[Draft]) -> bool:
    """Return whether a toll stands among words of accident or illness with no violence told beside it."""
    sentence = frame.clauses.sentence
    if not any(word.has("accident-word") for word in sentence.words):
        return False
    return not any(d.sentence == sentence.number and d.event.event_type in _VIOLENT for d in events)


def _victims(frame: Frame) -> Iterator[Victims]:
    """Yield the groups of victims of a frame."""
    clauses = frame.clauses
    chunk = clauses.chunks[frame.chunk]
    if chunk.kind == "T" and frame.trigger.victim_nouns and any(s.kind == "victim-noun" for s in chunk.senses):
        yield from _noun_victims(frame, chunk)
        return
    indices = [i for role, i in frame.roles if role == frame.trigger.victim]
    if not indices and (shared := _shared(frame)) is not None:
        indices = clauses.conjuncts(shared)
    for i in indices:
        if victims := read_victims(clauses, i):
            yield victims


def _shared(frame: Frame) -> int | None:
    """Return the victims of the harm that stands beside this one: مقتل وإصابة 30, قتل وجرح 30."""
    clauses = frame.clauses
    following = frame.chunk + 1
    if following >= len(clauses.chunks):
        return None
    chunk = clauses.chunks[following]
    if not _is_harm(clauses, chunk) or not clauses.sentence.words[chunk.lo].conjunction:
        return None
    if chunk.kind == "V":
        valency = clauses.valencies[following]
        return valency.object if valency.object is not None else valency.subject
    after = following + 1
    return after if after < len(clauses.chunks) and clauses.chunks[after].genitive else None


def _is_harm(clauses: Clauses, chunk: Chunk) -> bool:
    triggers = clauses.lexicon.triggers
    return any(sense.ref in triggers and triggers[sense.ref].harm for sense in chunk.senses)


def _is_unsplit(frame: Frame) -> bool:
    """Return whether one number is shared by two harms."""
    clauses, i = frame.clauses, frame.chunk
    chunk = clauses.chunks[i]
    neighbours = [j for j in (i - 1, i + 1) if 0 <= j < len(clauses.chunks)]
    for j in neighbours:
        other = clauses.chunks[j]
        later = other if j > i else chunk
        adjacent = other.hi == chunk.lo or chunk.hi == other.lo
        if adjacent and _is_harm(clauses, other) and clauses.sentence.words[later.lo].conjunction and not _has_own_count(clauses, later):
            first = other if j < i else chunk
            if chunk.kind != other.kind:
                return False
            return _has_no_victims(clauses, first) if chunk.kind == "V" else _shares_number(clauses, first)
    return False


def _has_no_victims(clauses: Clauses, verb: Chunk) -> bool:
    """Return whether the first of two verbs of harm leaves its victims to the second."""
    valency = clauses.valencies[clauses.chunks.index(verb)]
    return valency.subject is None or valency.is_dropped


def _has_own_count(clauses: Clauses, chunk: Chunk) -> bool:
    return read_count([clauses.sentence.keys[k] for k in range(chunk.lo, chunk.hi)], 0) is not None


def _shares_number(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a number stands before the first of two nouns of harm, or behind both."""
    index = clauses.chunks.index(chunk)
    before = clauses.chunks[index - 1] if index else None
    return bool(before and before.hi == chunk.lo and _count_in(clauses, before)) or any(s.kind == "masdar" for s in chunk.senses)


def _unsplit(victims: Victims) -> Victims:
    """Return a sum that the text does not split: an upper bound for each harm, or no bound."""
    if victims.precision in ("exact", "approximate"):
        return replace(victims, low=None, precision="at_most")
    if victims.precision in ("at_least", "vague") and victims.low != _BARE_PLURAL:
        return replace(victims, low=None, high=None, precision="vague")
    return victims


def _count_in(clauses: Clauses, chunk: Chunk) -> Count | None:
    count = read_count(clauses.sentence.keys, chunk.lo)
    return count if count and count.end <= chunk.hi else None


def _noun_victims(frame: Frame, chunk: Chunk) -> Iterator[Victims]:
    """Read a noun that names its victims: 50 قتيلا, عشرات القتلى, قتلى وجرحى."""
    clauses, i = frame.clauses, frame.chunk
    previous = clauses.chunks[i - 1] if i else None
    if previous and previous.hi == chunk.lo and previous.kind == "N" and (count := _count_in(clauses, previous)):
        if count_kind(clauses.sentence.keys, count) == "plain":
            yield Victims(count.start, _reach(clauses, i), count.count_min, count.count_max, count.precision, i)
        return
    number = {sense.form for sense in chunk.senses if sense.kind == "victim-noun"}
    word = clauses.sentence.words[chunk.lo]
    if word.definite or word.pronoun:
        yield from _identified(clauses, i)
        return
    if chunk.genitive or (previous is not None and previous.kind == "T" and previous.hi == chunk.lo):
        return
    if number == {"p"} and _is_told(clauses, i):
        yield Victims(chunk.lo, _reach(clauses, i), _BARE_PLURAL, None, "vague", i)
    elif number == {"d"}:
        yield Victims(chunk.lo, _reach(clauses, i), 2, 2, "exact", i)
    elif number == {"s"} and _is_told(clauses, i):
        yield Victims(chunk.lo, _reach(clauses, i), 1, 1, "exact", i)


def _identified(clauses: Clauses, i: int) -> Iterator[Victims]:
    """Yield the groups that make up the dead: القتلى هم 18 عنصرا وسبعة مدنيين."""
    chunks = clauses.chunks
    if i + 2 < len(chunks) and chunks[i + 1].role == "pron" and chunks[i + 2].kind == "N":
        for j in clauses.conjuncts(i + 2):
            if victims := read_victims(clauses, j):
                yield victims


def _is_told(clauses: Clauses, i: int) -> bool:
    """Return whether a bare noun of harm is what a verb or a falling (سقوط) reports."""
    chunk = clauses.chunks[i]
    words = clauses.sentence.words
    if chunk.joined and i and _is_harm(clauses, clauses.chunks[i - 1]):
        return _is_told(clauses, i - 1)
    before = words[chunk.lo - 1] if chunk.lo else None
    return before is not None and before.has("toll-word")


def read_victims(clauses: Clauses, i: int) -> Victims | None:
    """Return the victims that a phrase names, with their number; None when it names no people."""
    chunk = clauses.chunks[i]
    words = clauses.sentence.words
    count = _count_in(clauses, chunk)
    if count:
        if count_kind(clauses.sentence.keys, count) != "plain":
            return None
        return Victims(count.start, _reach(clauses, i), count.count_min, count.count_max, count.precision, i)
    if stated := _stated_number(clauses, i):
        return Victims(chunk.lo, stated.end, stated.count_min, stated.count_max, stated.precision, i)
    if chunk.mention and chunk.mention.is_a("person"):
        return Victims(chunk.lo, chunk.hi, 1, 1, "exact", i)
    if chunk.mention and (ref := chunk.mention.ref("actor")) and clauses.lexicon.actors[ref].actor_type == "person":
        return Victims(chunk.lo, chunk.hi, 1, 1, "exact", i)
    head = _head(clauses, chunk)
    if head is None:
        return None
    position, numbers = head
    if words[position].definite and numbers != {"s"}:
        return None
    if "d" in numbers and not numbers & {"s", "p"}:
        return Victims(position, _reach(clauses, i), 2, 2, "exact", i)
    if "p" in numbers and "s" not in numbers:
        return Victims(position, _reach(clauses, i), _BARE_PLURAL, None, "vague", i)
    return Victims(position, _reach(clauses, i), 1, 1, "exact", i)


def _stated_number(clauses: Clauses, i: int) -> Count | None:
    """Return the number that the text adds to a phrase: جميع الركاب وعددهم 298."""
    for chunk in clauses.chunks[i + 1 : i + 3]:
        if clauses.sentence.words[chunk.lo].stem == "عدد" and clauses.sentence.words[chunk.lo].pronoun:
            return read_count(clauses.sentence.keys, chunk.lo + 1) if chunk.lo + 1 < len(clauses.sentence.keys) else None
    return None


def _head(clauses: Clauses, chunk: Chunk) -> tuple[int, set[str]] | None:
    """Return the position and numbers of the first noun for people in a phrase."""
    for position in range(chunk.lo, min(chunk.hi, chunk.lo + 3)):
        word = clauses.sentence.words[position]
        if word.stem in ("احد", "احدي"):  # one of
            return position, {"s"}
        numbers = {s.form for s in word.senses if s.kind in ("people", "nationality", "victim-noun")}
        if numbers:
            return position, numbers
        if word.has("title"):
            return position, {"s"}
    return None


def _reach(clauses: Clauses, i: int) -> int:
    """Return where the words of the victims end: a من that follows says whose they are."""
    hi = clauses.chunks[i].hi
    if count := _stated_number(clauses, i):
        return count.end
    following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
    if following and following.kind == "N" and following.before in ("من", "في صفوف", "بين") and following.lo - hi <= 2:  # of, in the ranks of
        return following.hi
    return hi


def _draft(
    context: Context,
    frame: Frame,
    victims: Victims,
    status: str,
    claims: Sequence[Claim],
    dates: Sequence[DateMention],
    events: Sequence[Draft],
) -> CasualtyDraft:
    article, actors, places = context.article, context.actors, context.places
    clauses = frame.clauses
    sentence = clauses.sentence
    chunk = clauses.chunks[victims.chunk]
    event = _event_of(frame, events)
    lo, hi = _clause_extent(frame, victims)
    start, end = sentence.start(lo), min(sentence.end(hi), sentence.start(lo) + _LONGEST)
    claim = claim_at(claims, frame.lo)
    victim_type, group = _victim_kind(clauses, victims)
    affiliation = _affiliation(clauses, victims, actors)
    date = next((d for d in dates if frame.date is not None and d.start == clauses.chunks[frame.date].lo), None)
    place = places.resolve(clauses, clauses.chunks[frame.place]) if frame.place is not None else None
    row = Casualty(
        casualty_id="",
        article_id=article.article_id,
        event_id=None,
        harm=frame.trigger.harm or "",
        count_min=victims.low,
        count_max=victims.high,
        count_text=sentence.quote(victims.lo, max(victims.lo + 1, min(victims.hi, chunk.hi))),
        count_precision=victims.precision,
        victim_text=sentence.quote(victims.lo, victims.hi),
        victim_actor_id=affiliation,
        victim_type=victim_type,
        victim_group=group,
        scope=_scope(clauses, date),
        part_of=None,
        perpetrator_actor_id=_perpetrator(frame, event, actors),
        date_text=sentence.quote(date.start, date.end) if date else None,
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        date_precision=date.precision if date else "unknown",
        report_date=article.published,
        place_id=place[0] if place else None,
        place_text=place[1] if place else None,
        place_precision=place[2] if place else None,
        source_actor_id=claim.source if claim else None,
        via_actor_id=claim.via if claim else None,
        status=status,
        start=start,
        end=end,
        quote=sentence.tokens.text[start:end],
        rule=frame.trigger.rule_id,
    )
    return CasualtyDraft(row, sentence.number, event)


def _clause_extent(frame: Frame, victims: Victims) -> tuple[int, int]:
    """Return the words of the clause: the verb that reports the toll, its victims, where and when."""
    chunks = frame.clauses.chunks
    indices = [i for i in (frame.governor, frame.place, frame.date) if i is not None]
    spans = [(chunks[i].lo, chunks[i].hi) for i in indices] + [(frame.lo, frame.hi), (victims.lo, victims.hi)]
    near = [span for span in spans if abs(span[0] - victims.lo) <= _CLAUSE]
    return min(lo for lo, _ in near), max(hi for _, hi in near)


_CLAUSE = 12  # words


def inherit(row: Casualty, event: Draft | None) -> Casualty:
    """Take place and date from the event that did the harm where the toll itself names none."""
    if event is None:
        return row
    e = event.event
    changes: dict[str, object] = {}
    if row.place_text is None:
        changes |= {"place_id": e.place_id, "place_text": e.place_text, "place_precision": e.place_precision}
    if row.date_text is None:
        changes |= {"date_text": e.date_text, "date_start": e.date_start, "date_end": e.date_end, "date_precision": e.date_precision}
    return replace(row, **changes)  # type: ignore[arg-type]


def _event_of(frame: Frame, events: Sequence[Draft]) -> Draft | None:
    """Return the event that the toll belongs to: one of its own sentence, else the last before it."""
    sentence = frame.clauses.sentence.number
    violent = [draft for draft in events if draft.event.event_type in _VIOLENT and draft.event.status == "actual"]
    own = [draft for draft in violent if draft.sentence == sentence]
    if own:
        return min(own, key=lambda draft: (abs(draft.words[0] - frame.lo), draft.words))
    before = [draft for draft in violent if sentence - _BACK <= draft.sentence < sentence]
    return before[-1] if before else None


_BACK = 2  # sentences between an event and a toll that is told after it


def _perpetrator(frame: Frame, event: Draft | None, actors: ActorRegistry) -> str | None:
    for role, i in frame.roles:
        if role == "agent" and frame.trigger.victim != "agent":
            return actors.resolve(frame.clauses, frame.clauses.chunks[i])
    if event is not None:
        return next((actor_id for role, actor_id, *_ in event.actors if role == "agent" and actor_id), None)
    return None


def _victim_kind(clauses: Clauses, victims: Victims) -> tuple[str, str | None]:
    """Return victim type and group from the nouns for people in the victims' words."""
    types: dict[str, None] = {}
    group: str | None = None
    for word in clauses.sentence.words[victims.lo : victims.hi]:
        for sense in word.of("people"):
            noun = clauses.lexicon.nouns[sense.ref]
            if noun.victim_type and noun.victim_type != "unknown":
                types[noun.victim_type] = None
            group = group or noun.group
    if not types and _is_armed(clauses, victims):
        types["combatant"] = None
    kind = next(iter(types)) if len(types) == 1 else "mixed" if types else "unknown"
    return kind, group


def _is_armed(clauses: Clauses, victims: Victims) -> bool:
    chunks = [c for c in clauses.chunks if c.kind in "NT" and c.lo < victims.hi and c.hi > victims.lo]
    return any(clauses.actor_type(c) in ("armed_group", "military") for c in chunks)


def _affiliation(clauses: Clauses, victims: Victims, actors: ActorRegistry) -> str | None:
    """Return the actor that the victims belong to or are."""
    for chunk in clauses.chunks:
        if chunk.kind == "N" and chunk.lo < victims.hi and chunk.hi > victims.lo and chunk.mention:
            if chunk.mention.is_a("actor", "body", "person") and not is_place(clauses, chunk):
                return actors.resolve(clauses, chunk, role="patient")
    return None


def _scope(clauses: Clauses, date: DateMention | None) -> str:
    """Return whether a toll is of one event, of a period, or runs since a beginning."""
    if date is None:
        return "event"
    if "منذ" in clauses.sentence.keys[max(date.start - 1, 0) : date.end]:  # since
        return "running_total"
    return "period" if date.is_span else "event"


def breakdowns(context: Context, clauses: Clauses, parents: Sequence[CasualtyDraft]) -> Iterator[CasualtyDraft]:
    """Yield the parts of a toll that are told without a verb: بينهم 3 أطفال وامرأة."""
    words = clauses.sentence.words
    for i, chunk in enumerate(clauses.chunks):
        if chunk.kind != "F" or words[chunk.lo].stem not in ("بينهم", "منهم", "بينهن"):  # among them
            continue
        parent = _last_before(parents, clauses, chunk.lo)
        if parent is None or i + 1 >= len(clauses.chunks):
            continue
        for j in clauses.conjuncts(i + 1):
            if clauses.chunks[j].kind in "NT" and not clauses.chunks[j].before and (victims := _part(clauses, j)):
                yield _part_draft(context.article, clauses, victims, parent)


def _part(clauses: Clauses, i: int) -> Victims | None:
    chunk = clauses.chunks[i]
    if chunk.kind == "N":
        return read_victims(clauses, i)
    return None


def _last_before(drafts: Sequence[CasualtyDraft], clauses: Clauses, position: int) -> CasualtyDraft | None:
    offset = clauses.sentence.start(position)
    return next((d for d in reversed(drafts) if d.sentence == clauses.sentence.number and d.row.start < offset and d.parent is None), None)


def _part_draft(article: Article, clauses: Clauses, victims: Victims, parent: CasualtyDraft) -> CasualtyDraft:
    sentence = clauses.sentence
    start, end = sentence.start(victims.lo), sentence.end(victims.hi)
    victim_type, group = _victim_kind(clauses, victims)
    row = replace(
        parent.row,
        count_min=victims.low,
        count_max=victims.high,
        count_precision=victims.precision,
        count_text=sentence.quote(victims.lo, victims.hi),
        victim_text=sentence.quote(victims.lo, victims.hi),
        victim_type=victim_type,
        victim_group=group,
        start=start,
        end=end,
        quote=article.text[start:end],
    )
    return CasualtyDraft(row, sentence.number, parent.event, parent)


def merge_casualties(drafts: Sequence[CasualtyDraft]) -> list[CasualtyDraft]:
    """Return the rows of an article: a toll told again becomes evidence of the first."""
    merged: list[CasualtyDraft] = []
    for draft in drafts:
        same = next((earlier for earlier in merged if _is_same(earlier, draft)), None)
        if same is None:
            merged.append(draft)
        else:
            same.more.append((draft.row.start, draft.row.end))
    return merged


def _is_same(one: CasualtyDraft, two: CasualtyDraft) -> bool:
    a, b = one.row, two.row
    if (a.harm, a.count_min, a.count_max, a.status) != (b.harm, b.count_min, b.count_max, b.status):
        return False
    if one.sentence == two.sentence and (a.start, a.end) != (b.start, b.end) and not (a.start < b.end and b.start < a.end):
        return False
    overlaps = a.start < b.end and b.start < a.end
    return overlaps or _similar(a.victim_text, b.victim_text) or (a.count_min or 0) > _TELLING


_TELLING = 5  # a number above this one is rarely told of two different groups


def _similar(one: str | None, two: str | None) -> bool:
    return bool(set(fold(one or "").split()) & set(fold(two or "").split()))


def casualty_rows(
    drafts: Sequence[CasualtyDraft], home: Mapping[int, Draft], event_ids: Mapping[int, str], article: Article
) -> tuple[tuple[Casualty, ...], tuple[Evidence, ...]]:
    """Return the casualty rows with their ids, events and parents, and their further mentions."""
    ids = {
        id(d): stable_id(d.row.article_id, "casualty", d.row.harm, d.row.start, d.row.end, d.row.count_min, d.row.count_max) for d in drafts
    }
    rows = tuple(
        replace(
            inherit(d.row, home.get(id(d.event))),
            casualty_id=ids[id(d)],
            event_id=event_ids.get(id(d.event)) if d.event else None,
            part_of=ids.get(id(d.parent)) if d.parent else None,
        )
        for d in drafts
    )
    evidence = tuple(
        Evidence(record_type="casualties", record_id=ids[id(d)], article_id=article.article_id, start=s, end=e, quote=article.text[s:e])
        for d in drafts
        for s, e in dict.fromkeys(d.more)
        if (s, e) != (d.row.start, d.row.end)
    )
    return rows, evidence


