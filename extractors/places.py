"""Say which place a phrase names, settled by the other places of the article."""

from collections import Counter

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.lexicon import Lexicon
from extractors.records import Place
from extractors.words import Word

_NEAR = frozenset(
    "قرب قبالة محيط حول اطراف ضواحي مشارف تخوم شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split()
)  # near, off, around, north of…
_INSIDE_HEADS = frozenset(
    {"مدينه", "بلده", "قريه", "منطقه", "محافظه", "مدينتي", "بلدتي"}
)  # city, town, village, area, province
_WIDE = frozenset({"governorate", "region", "district"})
_CARRY = 2  # sentences over which an act keeps the place of the one before


def _is_anaphor(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase is a definite noun for a place alone: البلدة (the town)."""
    word = clauses.sentence.words[chunk.lo]
    return chunk.hi - chunk.lo == 1 and chunk.mention is None and word.definite and word.has("place-head")


class PlaceRegistry:
    """The places of one article."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with none."""
        self._lexicon = lexicon
        self._countries: Counter[str] = Counter()
        self.used: dict[str, None] = {}
        self._last: tuple[str | None, str, str] | None = None
        self._carried: tuple[int, tuple[str | None, str | None, str | None]] | None = None

    def note(self, clauses: Clauses) -> None:
        """Count the countries that a sentence speaks of, so that ambiguous names can be settled."""
        for chunk in clauses.chunks:
            mention = chunk.mention
            if mention is None:
                continue
            if ref := mention.ref("country", "seat"):
                self._countries[ref] += 2
            for kind, ref in mention.readings:
                if kind == "place" and (country := self._lexicon.places[ref].country):
                    self._countries[country] += 1

    def resolve(self, clauses: Clauses, chunk: Chunk) -> tuple[str | None, str, str]:
        """Return place id (or None), the place's words, and the precision of a phrase."""
        if self._last and _is_anaphor(clauses, chunk):
            return self._last
        place_id = self._identify(chunk)
        if place_id:
            self.used[place_id] = None
        found = place_id, self._text(clauses, chunk), self._precision(clauses, chunk, place_id)
        if place_id:
            self._last = found
        return found

    def carry(self, sentence: int, place: tuple[str | None, str | None, str | None]) -> None:
        """Remember where the last act was, for those told after it without a place of their own."""
        self._carried = (sentence, place)

    def carried(self, sentence: int) -> tuple[str | None, str | None, str | None]:
        """Return the place of an act told in this sentence or just before it."""
        if self._carried and sentence - self._carried[0] <= _CARRY:
            return self._carried[1]
        return None, None, None

    def _identify(self, chunk: Chunk) -> str | None:
        mention = chunk.mention
        if mention is None:
            return None
        candidates = [self._lexicon.places[ref] for kind, ref in mention.readings if kind == "place"]
        if candidates:
            return max(
                candidates,
                key=lambda place: (self._countries[place.country or ""], place.place_type in ("city", "governorate")),
            ).place_id
        country = mention.ref("country")
        return self._lexicon.country_places.get(country) if country else None

    def _text(self, clauses: Clauses, chunk: Chunk) -> str:
        """Return the words of the place: from its name, or from a direction before it."""
        words = clauses.sentence.words
        lo, hi = chunk.lo, chunk.hi
        if chunk.mention and chunk.mention.is_a("place", "country", "seat"):
            lo, hi = chunk.mention.lo, max(chunk.mention.hi, lo)
            if words[chunk.lo].stem in _NEAR:
                lo = chunk.lo
        elif hi - lo > 1 and words[lo].has("place-head") and not _is_quality(words[lo], words[lo + 1]):
            lo += 1
        return clauses.sentence.quote(lo, max(hi, lo + 1))

    def _precision(self, clauses: Clauses, chunk: Chunk, place_id: str | None) -> str:
        before = set(chunk.before.split()) | {
            self._stem(word) for word in clauses.sentence.words[chunk.lo : chunk.lo + 2]
        }
        if before & _NEAR:
            return "near"
        if place_id is None:
            return "area"
        kind = self._lexicon.places[place_id].place_type
        return "country" if kind == "country" else "area" if kind in _WIDE else "exact"

    def _stem(self, word: Word) -> str:
        return word.stem

    def rows(self) -> tuple[Place, ...]:
        """Return the places that records name, and their parents."""
        chosen = dict(self.used)
        for place_id in self.used:
            parent = self._lexicon.places[place_id].parent_id
            while parent and parent not in chosen:
                chosen[parent] = None
                parent = self._lexicon.places[parent].parent_id
        return tuple(self._row(place_id) for place_id in sorted(chosen))

    def _row(self, place_id: str) -> Place:
        entry = self._lexicon.places[place_id]
        return Place(
            place_id=entry.place_id,
            name_ar=entry.name_ar,
            name_en=entry.name_en,
            place_type=entry.place_type,
            country=entry.country,
            admin1=entry.admin1,
            latitude=entry.latitude,
            longitude=entry.longitude,
            coordinate_source=entry.coordinate_source,
            parent_id=entry.parent_id,
            geonames_id=entry.geonames_id,
        )


def _is_quality(head: Word, word: Word) -> bool:
    """Return whether a word only describes the place before it: حاجز أمني, سوق شعبية, المدينة القديمة."""
    return head.definite or (not word.definite and word.key.endswith(("ي", "يه")))
