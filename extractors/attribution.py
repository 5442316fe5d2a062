"""Find who says what: speakers, the outlets they speak through, and how far their words reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.actors import ActorRegistry
from extractors.chunks import Chunk
from extractors.clauses import Clauses, Valency, is_participle
from extractors.phrases import verb_classes


@dataclass(frozen=True, slots=True)
class Claim:
    """Words `lo` to `hi` of a sentence are said by `source`, through `via` (actor ids)."""

    lo: int
    hi: int
    source: str | None
    via: str | None


_CITING = frozenset("بحسب حسب وفق وفقا طبقا نقلا استنادا".split())  # according to, quoting
_AS = frozenset({"حسبما", "كما", "وفقما"})  # as
_IMPERSONAL = frozenset({"يذكر", "يشار", "يلاحظ", "يبدو", "تبين", "اتضح"})  # it is to be mentioned, noted, it seems
_OPEN, _CLOSE = frozenset("«“„"), frozenset("»”")
_DASHES = frozenset("-–—")
_TURNS = (
    ("جهه", "اخري"),
    ("جانب", "اخر"),
    ("ناحيه", "اخري"),
    ("صعيد", "اخر"),
    ("الي", "ذلك"),
    ("غضون", "ذلك"),
)  # on the other hand, meanwhile


class Speakers:
    """Follow the speakers through one article."""

    def __init__(self, registry: ActorRegistry) -> None:
        """Start with nobody speaking."""
        self._registry = registry
        self._source: str | None = None
        self._via: str | None = None
        self._in_quote = False
        self._read_to = 0

    def read(self, clauses: Clauses) -> tuple[Claim, ...]:
        """Return the claims of the next sentence."""
        carried = self._quote_before(clauses)
        claims = _through_outlets([*self._spoken(clauses), *self._cited(clauses)], self._registry)
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

    def _spoken(self, clauses: Clauses) -> list[Claim]:
        """Return the claims that verbs of saying open."""
        claims: list[Claim] = []
        for i, chunk in enumerate(clauses.chunks):
            if chunk.kind != "V" or "report" not in verb_classes(clauses, chunk) or not _tells(clauses, i):
                continue
            claim = self._claim(clauses, i, chunk, _turn(clauses, chunk.hi), claims)
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
        valency = clauses.valencies[i]
        if _is_passive(chunk):
            return None
        lo, hi = (0, chunk.lo) if _is_as(clauses, chunk) else (_content(clauses, i), end)
        if _is_impersonal(clauses, chunk, valency):
            return Claim(lo, hi, None, None)
        via = self._outlet(clauses, i)
        quoted = _quoted(clauses, i)
        if quoted is None and (valency.subject is None or (valency.is_dropped and not is_participle(chunk))):
            source, known = (earlier[-1].source, earlier[-1].via) if earlier else (self._source, self._via)
            return Claim(lo, hi, source, via or known) if source else None
        subject = clauses.chunks[valency.subject] if valency.subject is not None else None
        following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
        if lo == 0 and following is not None and following.kind == "N" and not following.before:
            subject = following
        source = self._speaker(clauses, quoted or subject)
        if source is None:
            return None
        if quoted and subject is not None:
            via = self._registry.resolve(clauses, subject)
        return Claim(lo, hi, source, via if via != source else None)

    def _speaker(self, clauses: Clauses, chunk: Chunk | None) -> str | None:
        """Return who speaks: a document's issuer, two described people as one, else whom the phrase names."""
        if chunk is None:
            return None
        if clauses.sentence.words[chunk.lo].has("document"):
            return self._issuer(clauses, chunk)
        return self._registry.resolve(clauses, _with_partner(clauses, chunk))

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
        for chunk in clauses.chunks[i + 1 : i + 10]:
            if (chunk.bounds and not _is_dash(clauses, chunk)) or chunk.kind == "V":
                break
            if (
                chunk.kind == "N"
                and chunk.before in ("ل", "مع", "الي", "علي", "عبر")
                and clauses.actor_type(chunk) == "media"
            ):
                return self._registry.resolve(clauses, chunk)
        return None

    def _cited(self, clauses: Clauses) -> list[Claim]:
        """Return the claims of 'according to': they reach over the whole sentence."""
        for chunk in clauses.chunks:
            if chunk.kind == "N" and chunk.before.partition(" ")[0] in _CITING and _is_headed(clauses, chunk):
                source = self._speaker(clauses, chunk)
                if source:
                    return [Claim(0, len(clauses.sentence.words), source, None)]
        return []

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


def _tells(clauses: Clauses, i: int) -> bool:
    """Return whether a verb attributes what follows: any with أن or a quotation, a verb of telling by itself."""
    return "tells-alone" in verb_classes(clauses, clauses.chunks[i]) or _opening(clauses, i, near=True) is not None


def _content(clauses: Clauses, i: int) -> int:
    """Return where the words begin that a verb of saying reports: at أن or a quotation, else behind its subject."""
    opening = _opening(clauses, i)
    if opening is not None:
        return opening
    subject = clauses.valencies[i].subject
    return clauses.chunks[subject].hi if subject is not None and subject > i else clauses.chunks[i].hi


def _opening(clauses: Clauses, i: int, *, near: bool = False) -> int | None:
    """Return where a verb's clause goes on with أن, a colon or a quotation mark; `near`, with no comma between."""
    positions = clauses.sentence.positions
    accuses = any(sense.ref == "=report:اتهم" for sense in clauses.chunks[i].senses)  # accused
    for chunk in clauses.chunks[i + 1 :]:
        if chunk.role == "comp" or (chunk.role == "stop" and clauses.sentence.words[chunk.lo].key == ":"):
            return chunk.lo
        if accuses and chunk.kind == "T" and chunk.before in ("ب", "علي"):
            return chunk.lo
        if positions[chunk.lo] - positions[chunk.lo - 1] > 1 and chunk.mention is None:
            return chunk.lo
        if (
            chunk.kind == "V"
            or (near and chunk.role == "comma")
            or (chunk.bounds and not _is_dash(clauses, chunk) and chunk.role not in ("rel", "boundary"))
        ):
            return None
    return None


def _quoted(clauses: Clauses, i: int) -> Chunk | None:
    """Return whom an outlet quotes: نقلت الوكالة عن الوزير قوله, ونقلت عن الوزير."""
    subject = clauses.valencies[i].subject
    is_outlet = subject is not None and clauses.actor_type(clauses.chunks[subject]) == "media"
    if not is_outlet and not any(sense.ref == "=report:نقل" for sense in clauses.chunks[i].senses):
        return None
    for chunk in clauses.chunks[i + 1 : i + 6]:
        if chunk.bounds and not _is_dash(clauses, chunk):
            return None
        if chunk.kind == "N" and chunk.before == "عن" and clauses.actor_type(chunk):  # from
            return chunk
    return None


def _is_passive(chunk: Chunk) -> bool:
    """Return whether a form can only be passive: what looks like أُعلن may be أعلن."""
    return bool(chunk.senses) and all(sense.form.startswith("passive") for sense in chunk.senses)


def _is_dash(clauses: Clauses, chunk: Chunk) -> bool:
    return chunk.role == "stop" and clauses.sentence.words[chunk.lo].key in _DASHES


def _is_as(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether what is said stands before: كما قال, حسبما ذكر, بحسب ما أعلن."""
    words = clauses.sentence.words
    if chunk.lo == 0:
        return False
    before = words[chunk.lo - 1].stem
    if before == "كما" and _opening(clauses, clauses.chunks.index(chunk)) is not None:  # also
        return False
    return before in _AS or (before == "ما" and chunk.lo > 1 and words[chunk.lo - 2].stem in _CITING)  # what


def _is_impersonal(clauses: Clauses, chunk: Chunk, valency: Valency) -> bool:
    """Return whether nobody is said to say it: يذكر أن, يشار إلى أن."""
    dropped = valency.subject is None or valency.is_dropped
    return dropped and clauses.sentence.words[chunk.lo].stem in _IMPERSONAL


def _turn(clauses: Clauses, start: int) -> int:
    """Return where the text turns to something else behind word `start`: من جهة أخرى, else the sentence's end."""
    keys = clauses.sentence.keys
    return next((i for i in range(start, len(keys) - 1) if (keys[i], keys[i + 1]) in _TURNS), len(keys))


def _with_partner(clauses: Clauses, chunk: Chunk) -> Chunk:
    """Return two described speakers as one: مسؤولون وشهود عيان, الشرطة ومسؤولون."""
    following = next((c for c in clauses.chunks if c.lo == chunk.hi), None)
    named = chunk.mention is not None and chunk.mention.is_a("actor", "person", "country", "seat")
    if following is None or named or not (following.joined and following.kind == "N" and not following.before):
        return chunk
    is_people = clauses.sentence.words[following.lo].has("people") and (
        following.mention is None or following.mention.is_a("people")
    )
    return replace(chunk, hi=following.hi) if is_people else chunk


def _is_headed(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether the phrase is about somebody: وفقا للوزير, not وفقا لخطة الوزير."""
    word = clauses.sentence.words[chunk.lo]
    begins = chunk.mention is not None and chunk.mention.lo == chunk.lo
    return begins or word.has("people") or word.has("title") or word.has("document")


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
