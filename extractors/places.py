"""Say which place a phrase names, settled by the other places of the article."""

from collections import Counter
from collections.abc import Iterator

from extractors.carrying import Carried
from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.entries import PlaceEntry
from extractors.identity import stable_id
from extractors.lexicon import Lexicon
from extractors.mentions import Mention
from extractors.place_names import UNLISTED, plain_name
from extractors.records import Place
from extractors.words import is_direction

_NEAR = frozenset(
    "قرب قبالة محيط حول اطراف ضواحي مشارف تخوم شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split()
)  # near, off, around, north of…
_INSIDE_HEADS = frozenset(
    {"مدينه", "بلده", "قريه", "منطقه", "محافظه", "مدينتي", "بلدتي"}
)  # city, town, village, area, province
_WIDE = frozenset({"governorate", "region", "district"})
_CARRY = 2  # sentences over which an act keeps the place of the one before


_SETTLED = frozenset({"city", "town", "village"})  # papers call one place by any of these
_REACH = 4  # sentences over which the town (البلدة) points back
_FAR = 12  # sentences over which the same area (المنطقة نفسها) does
_POINTS = frozenset({"نفسها", "نفسه", "ذاتها", "ذاته", "المذكوره", "المذكور"})  # the same, the said


def _is_anaphor(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase is a definite noun for a place with no name: البلدة (the town), المنطقة نفسها."""
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    first = words[1] if len(words) > 1 and words[0].pos == "F" else words[0]
    alone = words[-1] is first or words[-1].stem in _POINTS
    return chunk.mention is None and first.definite and first.has("place-head") and alone


class PlaceRegistry:
    """The places of one article."""

    def __init__(self, article_id: str, lexicon: Lexicon) -> None:
        """Start with none."""
        self._article_id = article_id
        self._lexicon = lexicon
        self._around: Counter[str] = Counter()
        self._unlisted: dict[str, Place] = {}
        self._told: list[tuple[int, int, Clauses, Chunk]] = []
        self.used: dict[str, None] = {}
        self.carried: Carried[tuple[str | None, str, str]] = Carried(_CARRY)

    def note(self, clauses: Clauses) -> None:
        """Count what the places of a sentence lie in, so that ambiguous names can be settled."""
        for before, chunk in zip((None, *clauses.chunks), clauses.chunks, strict=False):
            mention = chunk.mention
            if mention is None:
                continue
            if (ref := mention.ref("country", "seat")) and (place_id := self._lexicon.country_places.get(ref)):
                self._around[place_id] += 2
            if mention.is_a("place") and not mention.is_a("actor") and not self._locates(clauses, before, chunk):
                self._told.append((clauses.sentence.number, chunk.lo, clauses, chunk))
            listed = [ref for kind, ref in mention.readings if kind == "place" and ref in self._lexicon.places]
            if len(listed) == 1:
                self._around.update(self._ancestors(listed[0]))

    def _ancestors(self, place_id: str) -> Iterator[str]:
        """Yield a place and what it lies in, up to its country."""
        at: str | None = place_id
        while at is not None:
            yield at
            at = self._lexicon.places[at].parent_id

    def surroundings(self, place_id: str | None) -> frozenset[str]:
        """Return a place and all that it lies in."""
        if place_id and place_id in self._lexicon.places:
            return frozenset(self._ancestors(place_id))
        return frozenset({place_id} if place_id else ())

    def resolve(self, clauses: Clauses, chunk: Chunk) -> tuple[str | None, str, str]:
        """Return place id (or None), the place's words, and the precision of a phrase."""
        if _is_anaphor(clauses, chunk) and (meant := self._meant(clauses, chunk)):
            clauses, chunk = meant
        place_id = self._identify(clauses, chunk)
        if place_id:
            self.used[place_id] = None
        return place_id, self._text(clauses, chunk), self._precision(clauses, chunk, place_id)

    def _meant(self, clauses: Clauses, chunk: Chunk) -> tuple[Clauses, Chunk] | None:
        """Return the phrase of the last place of its kind told before: البلدة (the town) is a town, المنطقة any."""
        words = clauses.sentence.words
        head = words[chunk.lo + (words[chunk.lo].pos == "F")].stem.removeprefix("ال")  # the
        kind = self._lexicon.place_heads.get(head, "region")
        here = clauses.sentence.number, chunk.lo
        reach = _FAR if any(word.stem in _POINTS for word in words[chunk.lo + 1 : chunk.hi + 1]) else _REACH
        region: tuple[Clauses, Chunk] | None = None
        for number, lo, other, phrase in reversed(self._told):
            if (number, lo) >= here:
                continue
            if here[0] - number > reach:
                break
            told = self._kind(other, phrase)
            if told == "region" and kind == "region":
                region = region or (other, phrase)  # unless something smaller was told
            elif told == kind or (kind == "region" and told != "country") or {told, kind} <= _SETTLED:
                return other, phrase
        return region

    def _kind(self, clauses: Clauses, chunk: Chunk) -> str | None:
        place_id = self._identify(clauses, chunk)
        return self._place(place_id).place_type if place_id else None

    def _identify(self, clauses: Clauses, chunk: Chunk) -> str | None:
        mention = chunk.mention
        if mention is None:
            return self._capital(clauses, chunk)
        listed = [ref for kind, ref in mention.readings if kind == "place" and ref in self._lexicon.places]
        country = mention.ref("country")
        if listed and (country is None or mention.name):
            head = self._lexicon.place_heads.get(clauses.sentence.words[mention.lo].stem)
            return max(listed, key=lambda place_id: self._fit(place_id, head))
        if (ref := mention.ref("place")) is not None and country is None:
            return self._unlisted_id(clauses, mention, ref)
        return self._lexicon.country_places.get(country) if country else None

    def _capital(self, clauses: Clauses, chunk: Chunk) -> str | None:
        """Return the id of a capital that is told by its country's adjective alone: العاصمة الأفغانية."""
        words = clauses.sentence.words[chunk.lo : chunk.hi]
        if not any(word.stem == "العاصمه" for word in words[:2]):  # the capital
            return None
        countries = [sense.ref for word in words for sense in word.of("nationality")]
        return self._lexicon.capitals.get(countries[0]) if countries else None

    def _fit(self, place_id: str, head: str | None) -> tuple[bool, int, bool]:
        """Return how well a place of that name fits: its kind is told, places around it are, it is a known one."""
        place_type = self._lexicon.places[place_id].place_type
        around = sum(self._around[other] for other in self._ancestors(place_id) if other != place_id)
        return place_type == head, around, place_type in ("city", "governorate")

    def _unlisted_id(self, clauses: Clauses, mention: Mention, ref: str) -> str:
        """Return the id of a place that no list knows, after the article and the name with its head noun."""
        place_id = stable_id(self._article_id, "place", ref)
        head = ref.removeprefix(UNLISTED).partition(" ")[0]
        if place_id not in self._unlisted:
            self._unlisted[place_id] = _unlisted(
                place_id,
                plain_name(clauses.sentence.quote(*(mention.name or (mention.lo, mention.hi)))),
                self._lexicon.place_heads.get(head, "other"),
            )
        return place_id

    def _text(self, clauses: Clauses, chunk: Chunk) -> str:
        """Return the words of the place: from its name, or from a direction before it."""
        words = clauses.sentence.words
        lo, hi = chunk.lo, chunk.hi
        if chunk.mention and chunk.mention.is_a("place", "country", "seat"):
            lo, hi = chunk.mention.name or (chunk.mention.lo, chunk.mention.hi)
            if words[chunk.lo].stem in _NEAR:
                lo = chunk.lo
            if words[lo].conjunction and lo and is_direction(words[lo]) and is_direction(words[lo - 1]):
                lo -= 1  # وسط وجنوب العراق
        return plain_name(clauses.sentence.quote(lo, max(hi, lo + 1)))

    def _locates(self, clauses: Clauses, before: Chunk | None, chunk: Chunk) -> bool:
        """Return whether a phrase only tells where the place before it lies: بلدة طمون جنوبي طوباس."""
        follows = before is not None and before.hi == chunk.lo and before.mention is not None
        return follows and self._is_near(clauses, chunk)

    def _is_near(self, clauses: Clauses, chunk: Chunk) -> bool:
        """Return whether a phrase tells a place by another one: شمال المدينة, قرب الحدود."""
        opening = {word.stem for word in clauses.sentence.words[chunk.lo : chunk.lo + 2]}
        return not _NEAR.isdisjoint(opening.union(chunk.before.split()))

    def _precision(self, clauses: Clauses, chunk: Chunk, place_id: str | None) -> str:
        if self._is_near(clauses, chunk):
            return "near"
        if place_id is None:
            return "area"
        kind = self._place(place_id).place_type
        return "country" if kind == "country" else "area" if kind in _WIDE else "exact"

    def _place(self, place_id: str) -> PlaceEntry | Place:
        return self._unlisted.get(place_id) or self._lexicon.places[place_id]

    def rows(self) -> tuple[Place, ...]:
        """Return the places that records name, and their parents."""
        chosen = dict(self.used)
        for place_id in self.used:
            if place_id not in self._unlisted:
                chosen.update(dict.fromkeys(self._ancestors(place_id)))
        return tuple(self._unlisted.get(place_id) or self._row(place_id) for place_id in sorted(chosen))

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


def _unlisted(place_id: str, name: str, place_type: str) -> Place:
    """Return a place of which only its name and kind are told."""
    return Place(place_id=place_id, name_ar=name, place_type=place_type)
