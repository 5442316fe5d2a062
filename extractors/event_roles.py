"""Name the actors that fill the roles of an event, in the text's words."""

from extractors.actors import ActorRegistry
from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.drafts import Role
from extractors.roles import TARGETS, Frame


def roles_of(frame: Frame, actors: ActorRegistry) -> list[Role]:
    """Return the filled roles of a frame."""
    rows: list[Role] = []
    sentence = frame.clauses.sentence
    for role, i in frame.roles:
        chunk = frame.clauses.chunks[i]
        actor_id = actors.resolve(frame.clauses, chunk, role=role)
        lo, hi = chunk.lo, chunk.hi
        if chunk.kind == "T" and i == frame.chunk:
            lo = next(k for k in range(chunk.lo, chunk.hi) if sentence.words[k].has("nationality"))
            hi = lo + 1
        if chunk.mention and chunk.mention.is_a("person", "actor") and chunk.mention.name:
            lo, hi = chunk.mention.name
        lo += role == "patient" and hi - lo > 1 and _only_completes(frame, lo)
        lo = _owned_from(frame, chunk, lo) if role == "patient" else lo
        hi = _counted_to(frame, i, hi)
        if (group := _group_of(frame, i, hi)) is not None:
            hi = frame.clauses.chunks[group].hi
            actor_id = actor_id if role == "patient" else actors.resolve(frame.clauses, frame.clauses.chunks[group])
        start, end = sentence.start(lo), sentence.end(hi)
        rows.append((role, actor_id, sentence.tokens.text[start:end], start, end))
    return rows


def agent_row(clauses: Clauses, i: int, actors: ActorRegistry) -> Role:
    """Return the row of an agent that another sentence names at chunk `i`."""
    chunk, sentence = clauses.chunks[i], clauses.sentence
    lo, hi = chunk.mention.name if chunk.mention and chunk.mention.name else (chunk.lo, chunk.hi)
    start, end = sentence.start(lo), sentence.end(hi)
    return "agent", actors.resolve(clauses, chunk), sentence.tokens.text[start:end], start, end


def _only_completes(frame: Frame, lo: int) -> bool:
    """Return whether a patient's first word only completes the verb (سراح), and is not itself described."""
    words = frame.clauses.sentence.words
    return words[lo].stem in frame.trigger.complements and not words[lo + 1].has("nationality")


def _owned_from(frame: Frame, chunk: Chunk, lo: int) -> int:
    """Return where the owner of what was hit begins: الجيش of مواقع الجيش."""
    mention, words = chunk.mention, frame.clauses.sentence.words
    head = words[chunk.lo]
    is_thing = head.has("object") or head.has("ground-word") or head.has("place-head")
    if frame.trigger.event_type not in TARGETS or not is_thing:
        return lo
    if mention is not None:
        return mention.lo if mention.lo > lo and mention.is_a("actor", "body") else lo
    return next((i for i in range(lo + 1, chunk.hi) if words[i].has("people") and words[i].definite), lo)


def _group_of(frame: Frame, i: int, hi: int) -> int | None:
    """Return the chunk of the body of which some are told: عناصر من تنظيم داعش, وفد من الكونغرس."""
    clauses = frame.clauses
    chunk = clauses.chunks[i]
    following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
    named = following is not None and following.mention is not None and following.mention.lo == following.lo
    if following is None or following.before != "من" or following.lo != hi + 1 or not named:  # of
        return None
    is_some = chunk.mention is None or not chunk.mention.is_a("actor", "country", "seat", "person", "place")
    body = following.mention is not None and following.mention.is_a("actor", "body")
    return i + 1 if is_some and body and not clauses.is_definite(chunk.lo) and clauses.actor_type(chunk) else None


def _counted_to(frame: Frame, i: int, hi: int) -> int:
    """Return where victims end whose number stands apart from them: ثمانية معتقلين."""
    chunks = frame.clauses.chunks
    if i + 1 >= len(chunks) or chunks[i + 1].lo != hi or not frame.clauses.counted(chunks[i]):
        return hi
    return chunks[i + 1].hi if any(sense.kind == "victim-noun" for sense in chunks[i + 1].senses) else hi
