"""Find who says what: speakers, the outlets they speak through, and how far their words reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.actors import ActorRegistry
from extractors.chunks import Chunk
from extractors.clauses import Clauses, is_participle
from extractors.phrases import verb_classes
from extractors.speech import (
    CITING,
    agreement_of,
    content_start,
    is_carrying,
    is_dash,
    is_headed,
    is_impersonal,
    is_passive,
    quoted_speaker,
    speaking,
    stands_behind,
    tells,
    turn,
    with_partner,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Words `lo` to `hi` of a sentence are said by `source`, through `via` (actor ids)."""

    lo: int
    hi: int
    source: str | None
    via: str | None


_TO = frozenset({"ل", "مع", "الي", "علي", "عبر"})  # to, with, on, through
_INFORMS = frozenset({"ابلغ", "افاد", "اخبر"})  # whoever is told is their object
_RECENT = 4  # speakers among whom one who goes on is looked for
_SHORTEST = 3  # chunks of a sentence that a speaker opens
_OPEN, _CLOSE = frozenset("«“„"), frozenset("»”")


class Speakers:
    """Follow the speakers through one article."""

    def __init__(self, registry: ActorRegistry) -> None:
        """Start with nobody speaking."""
        self._registry = registry
        self._source: str | None = None
        self._via: str | None = None
        self._spoke: list[tuple[Claim, str]] = []
        self._in_quote = False
        self._read_to = 0

    def read(self, clauses: Clauses) -> tuple[Claim, ...]:
        """Return the claims of the next sentence."""
        carried = self._quote_before(clauses)
        claims = [*self._spoken(clauses), *self._cited(clauses)] or self._announced(clauses)
        claims = _through_outlets(claims, self._registry)
        self._in_quote = self._quote_open(clauses, carried)
        claims = [self._with_via(claim) for claim in claims]
        if claims:
            self._source, self._via = claims[-1].source, claims[-1].via
            self._registry.speaker = self._source
        elif carried and self._source:
            claims = [Claim(0, len(clauses.sentence.words), self._source, self._via)]
        return tuple(claims)

    def _with_via(self, claim: Claim) -> Claim:
        """Keep the outlet of a speaker who goes on."""
        goes_on = claim.via is None and claim.source is not None and claim.source == self._source
        return replace(claim, via=self._via) if goes_on else claim

    def _last_speaker(self, chunk: Chunk) -> tuple[str | None, str | None]:
        """Return who spoke last of those whom a verb without a subject agrees with: وأضافت is no man's word."""
        numbers = {sense.agreement for sense in chunk.senses}
        for claim, number in reversed(self._spoke[-_RECENT:]):
            if not number or number in numbers:
                return claim.source, claim.via
        return self._source, self._via

    def _spoken(self, clauses: Clauses) -> list[Claim]:
        """Return the claims that verbs of saying open."""
        claims: list[Claim] = []
        for i, chunk in enumerate(clauses.chunks):
            if chunk.kind != "V" or "report" not in verb_classes(clauses, chunk) or not tells(clauses, i):
                continue
            claim = self._claim(clauses, i, chunk, turn(clauses, chunk.hi), claims)
            if claim:
                claims.append(claim)
        return [
            replace(
                claim,
                hi=min(claim.hi, claims[n + 1].lo)
                if n + 1 < len(claims) and 0 < claim.lo < claims[n + 1].lo
                else claim.hi,
            )
            for n, claim in enumerate(claims)
        ]

    def _claim(self, clauses: Clauses, i: int, chunk: Chunk, end: int, earlier: Sequence[Claim]) -> Claim | None:
        """Return the claim that the verb of saying at chunk `i` opens; `earlier` are the sentence's before it."""
        if is_passive(chunk):
            return None
        lo, hi = (0, chunk.lo) if stands_behind(clauses, i) else (content_start(clauses, i), end)
        if is_impersonal(clauses, chunk, clauses.valencies[i]):
            return Claim(lo, hi, None, None)
        via = self._outlet(clauses, i)
        main = next((claim for claim in earlier if claim.source), None)
        if is_participle(chunk) and main is not None:
            return Claim(lo, hi, main.source, via or main.via)
        speaker = speaking(clauses, i)
        if speaker is None:
            source, known = (earlier[-1].source, earlier[-1].via) if earlier else self._last_speaker(chunk)
            return Claim(lo, hi, source, via or known) if source else None
        source = self._speaker(clauses, speaker)
        if source is None:
            return None
        if speaker is quoted_speaker(clauses, i) and (passing := clauses.valencies[i].subject) is not None:
            outlet = self._registry.resolve(clauses, clauses.chunks[passing])
            via = outlet if outlet and self._registry.is_outlet(outlet) else via
        claim = Claim(lo, hi, source, via if via != source else None)
        self._spoke.append((claim, agreement_of(clauses, speaker)))
        return claim

    def _speaker(self, clauses: Clauses, chunk: Chunk) -> str | None:
        """Return who speaks: a document's issuer, two described people as one, else whom the phrase names."""
        if clauses.sentence.words[chunk.lo].has("document"):
            return self._issuer(clauses, chunk)
        return self._registry.resolve(clauses, with_partner(clauses, chunk))

    def _issuer(self, clauses: Clauses, chunk: Chunk) -> str | None:
        """Return whose statement or report it is; the speaker before where it only says the statement."""
        words = clauses.sentence.words
        at = clauses.chunks.index(chunk)
        if chunk.mention is not None and chunk.mention.lo == chunk.lo + 1 and clauses.actor_type(chunk):
            return self._registry.resolve(clauses, replace(chunk, lo=chunk.lo + 1))
        for following in clauses.chunks[at + 1 : at + 4]:
            if (
                following.kind == "N" and following.before in ("ل", "عن", "من") and clauses.actor_type(following)
            ):  # of, from
                return self._registry.resolve(clauses, following)
            if following.bounds or (
                following.kind == "V" and not words[following.lo].stem.startswith("صادر")
            ):  # issued
                break
        return self._source if words[chunk.lo].definite else self._registry.describe(clauses, chunk)

    def _outlet(self, clauses: Clauses, i: int) -> str | None:
        """Return the outlet that a speaker speaks to: قال الوزير لرويترز."""
        lemmas = {sense.ref.partition(":")[2] for sense in clauses.chunks[i].senses}
        ways = _TO | ({""} if lemmas & _INFORMS else set())
        is_carried = False
        for j in range(i + 1, min(i + 10, len(clauses.chunks))):
            chunk = clauses.chunks[j]
            if (chunk.bounds and not is_dash(clauses, chunk)) or (chunk.kind == "V" and not is_carrying(clauses, j)):
                break
            is_carried = is_carried or is_carrying(clauses, j)
            is_media = chunk.kind == "N" and clauses.actor_type(chunk) == "media"
            if is_media and j != clauses.valencies[i].subject and (chunk.before in ways or is_carried):
                return self._registry.resolve(clauses, chunk)
        return self._outlet_before(clauses, i)

    def _outlet_before(self, clauses: Clauses, i: int) -> str | None:
        """Return the outlet that a statement told before its verb was made to: في تصريح لرويترز، قال الوزير."""
        for j in range(i - 1, 0, -1):
            chunk, words = clauses.chunks[j], clauses.chunks[j - 1]
            if chunk.kind == "V" or chunk.bounds:
                return None
            is_media = chunk.kind == "N" and chunk.before in _TO and clauses.actor_type(chunk) == "media"
            if is_media and clauses.sentence.words[words.lo].has("statement"):
                return self._registry.resolve(clauses, chunk)
        return None

    def _cited(self, clauses: Clauses) -> list[Claim]:
        """Return the claims of 'according to': they reach over the whole sentence."""
        for chunk in clauses.chunks:
            if chunk.kind == "N" and chunk.before.partition(" ")[0] in CITING and is_headed(clauses, chunk):
                source = self._speaker(clauses, chunk)
                if source:
                    return [Claim(0, len(clauses.sentence.words), source, None)]
        return []

    def _announced(self, clauses: Clauses) -> list[Claim]:
        """Return the claim of a speaker who is only named before a colon: مصدر عسكري: …."""
        if len(clauses.chunks) < _SHORTEST or not clauses.sentence.starts_paragraph:
            return []
        first, second = clauses.chunks[:2]
        is_speaker = (
            first.kind == "N" and not first.before and clauses.actor_type(first) not in (None, "media", "state")
        )
        if not is_speaker or clauses.sentence.words[second.lo].key != ":":
            return []
        source = self._registry.resolve(clauses, first)
        return [Claim(second.hi, len(clauses.sentence.words), source, None)] if source else []

    def _quote_before(self, clauses: Clauses) -> bool:
        """Return whether a quotation is open where the sentence begins."""
        return self._scan(clauses, clauses.sentence.positions[0], self._in_quote)

    def _quote_open(self, clauses: Clauses, was_open: bool) -> bool:
        """Return whether a quotation is still open behind the sentence."""
        return self._scan(clauses, clauses.sentence.positions[-1] + 1, was_open)

    def _scan(self, clauses: Clauses, end: int, is_open: bool) -> bool:
        """Follow the quotation marks from where reading stopped to token `end`."""
        for key in clauses.sentence.tokens.keys[self._read_to : end]:
            if key in _OPEN:
                is_open = True
            elif key in _CLOSE:
                is_open = False
            elif key == '"':
                is_open = not is_open
        self._read_to = max(self._read_to, end)
        return is_open


def _through_outlets(claims: list[Claim], registry: ActorRegistry) -> list[Claim]:
    """Make an outlet that is said to report what a speaker said the way his words came."""
    outlets = [claim for claim in claims if claim.source and registry.is_outlet(claim.source)]

    def passed(claim: Claim) -> Claim:
        via = next((outlet.source for outlet in outlets if _reports(outlet, claim)), None)
        is_speaker = claim.source is not None and not registry.is_outlet(claim.source)
        return replace(claim, via=claim.via or via) if is_speaker else claim

    return [passed(claim) for claim in claims]


def _reports(outlet: Claim, claim: Claim) -> bool:
    """Return whether an outlet is cited for a whole sentence, or says right before that somebody said something."""
    return outlet.lo == 0 or 0 < claim.lo - outlet.lo <= _NESTED


_NESTED = 10  # words in which an outlet's أن is followed by another's


def claim_at(claims: Sequence[Claim], position: int) -> Claim | None:
    """Return the claim whose words hold `position`, the narrowest first."""
    fitting = [claim for claim in claims if claim.lo <= position < claim.hi]
    return min(fitting, key=lambda claim: claim.hi - claim.lo, default=None)
