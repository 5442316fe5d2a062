"""Find who says what: speakers, the outlets they speak through, and how far their words reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.actors import ActorRegistry
from extractors.chunks import Chunk
from extractors.clauses import Clauses, is_participle
from extractors.frames import verb_classes


@dataclass(frozen=True, slots=True)
class Claim:
    """Words `lo` to `hi` of a sentence are said by `source`, through `via` (actor ids)."""

    lo: int
    hi: int
    source: str | None
    via: str | None


_CITING = frozenset("بحسب حسب وفق وفقا طبقا نقلا استنادا".split())  # according to, quoting
_OPEN, _CLOSE = frozenset("«“„"), frozenset("»”")


class Speakers:
    """Follow the speakers through one article."""

    def __init__(self, registry: ActorRegistry) -> None:
        """Start with nobody speaking."""
        self._registry = registry
        self._source: str | None = None
        self._via: str | None = None
        self._in_quote = False

    def read(self, clauses: Clauses) -> tuple[Claim, ...]:
        """Return the claims of the next sentence."""
        carried = self._in_quote
        claims = _through_outlets([*self._spoken(clauses), *self._cited(clauses)], self._registry)
        self._in_quote = _quote_open(clauses, self._in_quote)
        if claims:
            self._source, self._via = claims[-1].source, claims[-1].via
        elif carried and self._source:
            claims = [Claim(0, len(clauses.sentence.words), self._source, self._via)]
        return tuple(claims)

    def _spoken(self, clauses: Clauses) -> list[Claim]:
        """Return the claims that verbs of saying open."""
        claims: list[Claim] = []
        end = len(clauses.sentence.words)
        for i, chunk in enumerate(clauses.chunks):
            if chunk.kind != "V" or "report" not in verb_classes(clauses, chunk):
                continue
            claim = self._claim(clauses, i, chunk, end, claims)
            if claim:
                claims.append(claim)
        return [
            Claim(claim.lo, claims[n + 1].lo if n + 1 < len(claims) and 0 < claim.lo < claims[n + 1].lo else claim.hi, claim.source, claim.via)
            for n, claim in enumerate(claims)
        ]

    def _claim(self, clauses: Clauses, i: int, chunk: Chunk, end: int, earlier: Sequence[Claim]) -> Claim | None:
        valency = clauses.valencies[i]
        words = clauses.sentence.words
        if valency.is_passive and valency.subject is None:
            return None
        via = self._outlet(clauses, i)
        before = i > 0 and words[max(chunk.lo - 1, 0)].stem in ("حسبما", "كما", "وفقما")  # as
        lo, hi = (0, chunk.lo) if before else (self._content(clauses, i), end)
        if valency.subject is None or (valency.is_dropped and not is_participle(chunk)):
            source, known = (earlier[-1].source, earlier[-1].via) if earlier else (self._source, self._via)
            return Claim(lo, hi, source, via or known) if source else None
        subject = clauses.chunks[valency.subject]
        quoted = self._quoted(clauses, i)
        source = self._registry.resolve(clauses, quoted or subject)
        if source is None:
            return None
        if quoted:
            via = self._registry.resolve(clauses, subject)
        return Claim(lo, hi, source, via if via != source else None)

    def _content(self, clauses: Clauses, i: int) -> int:
        """Return where the words begin that a verb of saying reports: behind أن or a colon, else behind its subject."""
        for chunk in clauses.chunks[i + 1 :]:
            if chunk.role == "comp" or (chunk.role == "stop" and clauses.sentence.words[chunk.lo].key == ":"):
                return chunk.lo
            if chunk.role == "stop" or (chunk.kind == "V" and "report" in verb_classes(clauses, chunk)):
                break
        subject = clauses.valencies[i].subject
        return clauses.chunks[subject].hi if subject is not None and subject > i else clauses.chunks[i].hi

    def _quoted(self, clauses: Clauses, i: int) -> Chunk | None:
        """Return whom an outlet quotes: نقلت الوكالة عن الوزير قوله."""
        subject = clauses.valencies[i].subject
        if subject is None or clauses.actor_type(clauses.chunks[subject]) != "media":
            return None
        for chunk in clauses.chunks[i + 1 : i + 6]:
            if chunk.bounds:
                return None
            if chunk.kind == "N" and chunk.before == "عن" and clauses.actor_type(chunk):  # from
                return chunk
        return None

    def _outlet(self, clauses: Clauses, i: int) -> str | None:
        """Return the outlet that a speaker speaks to: قال الوزير لرويترز."""
        for chunk in clauses.chunks[i + 1 : i + 8]:
            if chunk.bounds or chunk.kind == "V":
                break
            if chunk.kind == "N" and chunk.before in ("ل", "مع", "الي", "علي", "عبر") and clauses.actor_type(chunk) == "media":
                return self._registry.resolve(clauses, chunk)
        return None

    def _cited(self, clauses: Clauses) -> list[Claim]:
        """Return the claims of 'according to': they reach over the whole sentence."""
        for chunk in clauses.chunks:
            if chunk.kind == "N" and chunk.before.partition(" ")[0] in _CITING and _is_headed(clauses, chunk):
                source = self._registry.resolve(clauses, chunk)
                if source:
                    return [Claim(0, len(clauses.sentence.words), source, None)]
        return []


def _is_headed(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether the phrase is about somebody: وفقا للوزير, not وفقا لخطة الوزير."""
    word = clauses.sentence.words[chunk.lo]
    return (chunk.mention is not None and chunk.mention.lo == chunk.lo) or word.has("people") or word.has("title")


def _through_outlets(claims: list[Claim], registry: ActorRegistry) -> list[Claim]:
    """Make an outlet that is said to report what a speaker said the way his words came."""
    outlets = [claim for claim in claims if claim.lo == 0 and claim.source and registry.is_outlet(claim.source)]
    speakers = [claim for claim in claims if claim.source and not registry.is_outlet(claim.source)]
    if not outlets or not speakers:
        return claims
    return [replace(claim, via=claim.via or outlets[0].source) for claim in speakers]


def claim_at(claims: Sequence[Claim], position: int) -> Claim | None:
    """Return the claim whose words hold `position`, the narrowest first."""
    fitting = [claim for claim in claims if claim.lo <= position < claim.hi]
    return min(fitting, key=lambda claim: claim.hi - claim.lo, default=None)


def _quote_open(clauses: Clauses, was_open: bool) -> bool:
    """Return whether a quotation is still open behind the sentence."""
    sentence = clauses.sentence
    keys = sentence.tokens.keys
    for i in range(sentence.positions[0] - 1 if sentence.positions[0] else 0, sentence.positions[-1] + 2):
        if i >= len(keys):
            break
        if keys[i] in _OPEN:
            was_open = True
        elif keys[i] in _CLOSE:
            was_open = False
        elif keys[i] == '"':
            was_open = not was_open
    return was_open
