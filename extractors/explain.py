"""Show how an article was read: every mention, trigger, role and rule, sentence by sentence."""

from collections.abc import Iterator

from extractors.chunks import Chunk
from extractors.lexicon import Lexicon
from extractors.modality import status_of
from extractors.reading import Reading, read_article
from extractors.records import Article
from extractors.roles import Frame
from extractors.tokens import tokenize


def explain(article: Article, lexicon: Lexicon) -> str:
    """Return the reading of an article as lines of text."""
    readings, _, _ = read_article(article, lexicon, tokenize(article.text))
    return "\n".join(line for reading in readings for line in _sentence(reading))


def _sentence(reading: Reading) -> Iterator[str]:
    sentence = reading.clauses.sentence
    yield f"{sentence.number + 1}. {sentence.quote(0, len(sentence.words))}"
    yield "   " + " ".join(_chunk(reading, chunk) for chunk in reading.clauses.chunks)
    for claim in reading.claims:
        yield f"   claim  words {claim.lo}-{claim.hi}  source {claim.source}  via {claim.via}"
    for frame in reading.frames:
        yield from _frame(frame)
    yield ""


def _chunk(reading: Reading, chunk: Chunk) -> str:
    words = reading.clauses.sentence.quote(chunk.lo, chunk.hi)
    kind = chunk.role if chunk.kind == "F" else chunk.kind
    marks = ("+" if chunk.joined else "") + ("~" if chunk.genitive else "")
    names = ",".join(f"{kind}:{ref}" for kind, ref in chunk.mention.readings[:2]) if chunk.mention else ""
    return f"[{marks}{chunk.before + ' ' if chunk.before else ''}{words} /{kind}{' ' + names if names else ''}]"


def _frame(frame: Frame) -> Iterator[str]:
    clauses = frame.clauses
    trigger = frame.trigger
    words = clauses.sentence.quote(frame.lo, frame.hi)
    yield f"   {trigger.rule_id} ({trigger.file}:{trigger.line})  {words}  {status_of(frame) or 'no fact'}"
    for role, i in frame.roles:
        yield f"      {role}: {clauses.sentence.quote(clauses.chunks[i].lo, clauses.chunks[i].hi)}"
    for name, index in (("place", frame.place), ("date", frame.date), ("governor", frame.governor)):
        if index is not None:
            yield f"      {name}: {clauses.sentence.quote(clauses.chunks[index].lo, clauses.chunks[index].hi)}"
