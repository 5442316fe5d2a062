"""Say which actor a phrase stands for: known ones by their id, described ones as actors of their article."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.entries import ActorEntry
from extractors.glossing import gloss
from extractors.identity import slug, stable_id
from extractors.lexicon import Lexicon
from extractors.mentions import Mention
from extractors.records import Actor, ActorMention
from extractors.text import fold
from extractors.transliteration import transliterate
from extractors.words import Word

_CIVILIAN = frozenset({"civilians", None})


@dataclass(slots=True)
class Known:
    """An actor of this article with the words that name it: all, and those of its first mention in order."""

    actor: Actor
    keys: frozenset[str]
    words: tuple[str, ...]
    lemmas: frozenset[str]
    spans: dict[tuple[int, int], None] = field(default_factory=dict)
    is_used: bool = False


class ActorRegistry:
    """The actors of one article, in order of appearance."""

    def __init__(self, article_id: str, text: str, lexicon: Lexicon) -> None:
        """Start with none."""
        self._article_id = article_id
        self._text = text
        self._lexicon = lexicon
        self.known: dict[str, Known] = {}
        self._recent: list[str] = []
        self.speaker: str | None = None

    def note(self, clauses: Clauses) -> None:
        """Remember every named actor of a sentence, whether it has a role or not."""
        for chunk in clauses.chunks:
            if chunk.kind in "NT":
                self.resolve(clauses, chunk, use=False)
                self._note_offices(clauses, chunk)
        self._note_listed(clauses)
        for valency in clauses.valencies.values():
            if valency.subject is not None and not valency.is_passive:
                self._note_acting(clauses, clauses.chunks[valency.subject])

    def _note_listed(self, clauses: Clauses) -> None:
        """Remember states named in one list: they are parties to something (ممثلون عن هولندا وماليزيا وأوكرانيا)."""
        run: list[Chunk] = []
        for chunk in (*clauses.chunks, None):
            mention = chunk.mention if chunk else None
            begins = chunk is not None and mention is not None and mention.is_a("country") and mention.lo == chunk.lo
            if begins and chunk is not None and (not run or chunk.joined):
                run.append(chunk)
                continue
            for listed in run if len(run) >= _LIST else ():
                self.resolve(clauses, listed)
            run = [chunk] if begins and chunk is not None else []

    def _note_acting(self, clauses: Clauses, chunk: Chunk) -> None:
        """Remember a body that does something, be it no event: اجتمع البرلمان."""
        mention = chunk.mention
        body = mention.ref("body") if mention and mention.lo == chunk.lo else None
        if body and self._lexicon.bodies[body].name_en not in _VEHICLES:
            self.resolve(clauses, chunk)

    def _note_offices(self, clauses: Clauses, chunk: Chunk) -> None:
        """Remember the organisations that an office or a title names: رئيس بعثة الأمم المتحدة, عضو المجلس المحلي."""
        mention = chunk.mention
        if mention is None:
            return
        for inner in mention.within:
            if ref := inner.ref("actor"):
                self._lexical(clauses, inner, ref)
            elif mention.name and not clauses.sentence.words[mention.lo].stem.removeprefix("ال").startswith(
                "وزير"
            ):  # minister
                self._note_acting(clauses, Chunk("N", inner.lo, mention.name[0], mention=inner))
        if (
            mention.lo > chunk.lo
            and chunk.hi > mention.lo + 1
            and mention.is_a("body")
            and self._is_office(clauses, chunk)
        ):
            self._note_acting(clauses, replace(chunk, lo=mention.lo))

    def resolve(self, clauses: Clauses, chunk: Chunk, *, use: bool = True, role: str = "agent") -> str | None:
        """Return the id of the actor that a phrase stands for; None for people and things not organised."""
        actor_id = self._find(clauses, chunk, use, role)
        if actor_id and use:
            self.known[actor_id].is_used = True
        return actor_id

    def describe(self, clauses: Clauses, chunk: Chunk) -> str:
        """Return the id of a described actor of no other kind: حصيلة رسمية تركية (an official Turkish toll)."""
        actor_id = self._own_phrase(clauses, chunk.lo, chunk.hi, "other", self._country(clauses, chunk))
        self.known[actor_id].is_used = True
        return actor_id

    def is_outlet(self, actor_id: str) -> bool:
        """Return whether an actor of the article is a news outlet."""
        return actor_id in self.known and self.known[actor_id].actor.actor_type == "media"

    def has_body(self, actor_ids: Iterable[str | None]) -> bool:
        """Return whether a state, a force, an armed group, a party or an international body is among the actors."""
        return any(self.known[i].actor.actor_type in _BODIES for i in actor_ids if i in self.known)

    def is_identified(self, actor_id: str | None) -> bool:
        """Return whether an actor is known to the lexicon or named, rather than only described: مسلحون مجهولون."""
        known = self.known.get(actor_id or "")
        return known is not None and known.actor.name_en_basis is not None

    def last_mention(self, actor_id: str, position: int) -> tuple[str, int, int]:
        """Return the words and offsets that named an actor last before `position`, else first."""
        known = self.known[actor_id]
        spans = list(known.spans)
        start, end = next((span for span in sorted(spans, reverse=True) if span[0] <= position), spans[0])
        return self._text[start:end], start, end

    def _find(self, clauses: Clauses, chunk: Chunk, use: bool, role: str) -> str | None:
        mention = chunk.mention
        if mention and mention.lo > chunk.lo and self._is_office(clauses, chunk):
            if ref := mention.ref("actor"):
                self._lexical(clauses, mention, ref)
            return self._described(clauses, chunk, role) if use else None
        if mention and (ref := mention.ref("actor")):
            return self._lexical(clauses, mention, ref)
        if mention and mention.is_a("person"):
            return self._person(clauses, mention)
        if mention and mention.name and mention.is_a("outlet"):
            return self._own_phrase(clauses, *mention.name, "media", None)
        country = self._country(clauses, chunk)
        if chunk.kind == "T" and clauses.sentence.words[chunk.lo].has("victim-noun"):
            return None
        if mention and (body := mention.ref("body")) is not None:
            return self._find_body(clauses, chunk, body, country, use, role)
        if country and (chunk.kind == "T" or (mention and mention.is_a("country", "seat"))):
            return self._state(clauses, chunk, country)
        return self._described(clauses, chunk, role) if use else None

    def _find_body(
        self, clauses: Clauses, chunk: Chunk, body: str, country: str | None, use: bool, role: str
    ) -> str | None:
        if owner := self._owner(clauses, chunk, body):
            return self._find(clauses, owner, use, role)
        if country is None and "الاحتلال" in body.split():  # the occupation
            return self._body(clauses, chunk, body, _OCCUPIER)
        if country and self._is_plain_body(clauses, chunk):
            return self._body(clauses, chunk, body, country)
        return self._bare_body(clauses, chunk, body, use)

    def _owner(self, clauses: Clauses, chunk: Chunk, body: str) -> Chunk | None:
        """Return whose aircraft they are: طائرات النظام السوري are the regime."""
        words = clauses.sentence.words
        lo = chunk.mention.hi if chunk.mention else chunk.hi
        if (
            self._lexicon.bodies[body].name_en not in _VEHICLES
            or lo >= chunk.hi
            or words[lo].key not in self._lexicon.bodies
        ):
            return None
        return Chunk("N", lo, chunk.hi, mention=Mention(lo, lo + 1, (("body", words[lo].key),)))

    def _is_plain_body(self, clauses: Clauses, chunk: Chunk) -> bool:
        """Return whether a body is named by head and country alone: الجيش السوري, not لجنة الإرهاب الروسية."""
        words = clauses.sentence.words
        lo = chunk.mention.hi if chunk.mention else chunk.lo
        return lo < chunk.hi and words[lo].has("nationality")

    def _is_office(self, clauses: Clauses, chunk: Chunk) -> bool:
        """Return whether a phrase is about somebody of a body rather than the body: وزير الدفاع, متحدث."""
        word = clauses.sentence.words[chunk.lo]
        nouns = clauses.lexicon.nouns
        if word.has("title"):
            return True
        return any(
            nouns[s.ref].actor_type in ("person", "other") or nouns[s.ref].group == "journalists"
            for s in word.of("people")
        )

    def _country(self, clauses: Clauses, chunk: Chunk) -> str | None:
        """Return the country that a phrase speaks of by name, seat of power or adjective."""
        if chunk.mention and (ref := chunk.mention.ref("country", "seat")):
            return ref
        for i in range(chunk.lo, chunk.hi):
            for sense in clauses.sentence.words[i].of("nationality"):
                return sense.ref
        return None

    def _lexical(self, clauses: Clauses, mention: Mention, ref: str) -> str:
        entry = self._lexicon.actors[ref]
        actor = known_actor(entry)
        lo, hi = mention.name or (mention.lo, mention.hi)
        return self._register(clauses, actor, lo, hi, self._lexicon.name_words(ref) | _title(clauses, mention))

    def _person(self, clauses: Clauses, mention: Mention) -> str:
        lo, hi = mention.name or (mention.lo, mention.hi)
        name = mention.readings[0][1]
        actor_id = stable_id(self._article_id, "person", name)
        text = clauses.sentence.quote(lo, hi)
        known = self.known.get(actor_id)
        actor = known.actor if known else self._own(actor_id, text, transliterate(text) or text, "person", None)
        keys = _stems(clauses, lo, hi) | _title(clauses, mention)
        return self._register(clauses, actor, lo, hi, keys)

    def _body(self, clauses: Clauses, chunk: Chunk, head: str, country: str) -> str:
        body = self._lexicon.bodies[head]
        lo, hi = chunk.mention.lo if chunk.mention else chunk.lo, self._nationality_end(clauses, chunk)
        name = clauses.sentence.quote(lo, hi)
        actor_id = f"{'military' if body.name_en in _FORCES else slug(body.name_en)}-{country.lower()}"
        if entry := self._lexicon.actors.get(actor_id):
            return self._register(clauses, known_actor(entry), lo, hi, frozenset(fold(name).split()))
        actor = Actor(
            actor_id=actor_id,
            name_ar=f"{body.head} ({self._lexicon.countries[country].name_ar})",
            name_en=f"{body.name_en} ({self._lexicon.countries[country].name_en})",
            name_en_basis="known",
            actor_type=body.actor_type,
            country=country,
            parent_id=f"state-{country.lower()}",
            aliases=(),
        )
        return self._register(clauses, actor, lo, hi, frozenset(fold(name).split()))

    def _nationality_end(self, clauses: Clauses, chunk: Chunk) -> int:
        words = clauses.sentence.words
        ends = [i + 1 for i in range(chunk.lo, chunk.hi) if words[i].has("nationality")]
        return max(ends, default=chunk.hi)

    def _bare_body(self, clauses: Clauses, chunk: Chunk, head: str, use: bool) -> str | None:
        """Return the last actor whose name begins like this head, else one of the article's own."""
        return self._anaphor(clauses, chunk, head) or (self._described(clauses, chunk, "agent") if use else None)

    def _anaphor(self, clauses: Clauses, chunk: Chunk, head: str) -> str | None:
        """Return the last actor that a phrase stands for again: التنظيم, المصادر, الوزير النرويجي, وزارة الداخلية."""
        words = clauses.sentence.words[chunk.lo : chunk.hi]
        stems = tuple(word.stem for word in words)
        if len(words) > 1 and not words[1].has("nationality"):
            return self._last(clauses, chunk, lambda known: known.words[: len(stems)] == stems)
        if not words[0].definite or words[0].stem in _BOTH:
            return None
        stem = head.removeprefix("ال")  # the
        lemmas = _lemmas(words[0])
        is_body = chunk.mention is not None and chunk.mention.is_a("body")

        def fits(known: Known) -> bool:
            same = stem in known.keys or head in known.keys or bool(lemmas & known.lemmas)
            return same and not (is_body and known.actor.actor_type == "person")

        found = self._last(clauses, chunk, fits)
        if found is None and "people:مصدر" in lemmas and self.speaker in self.known:  # the source
            self._span(clauses, self.speaker, chunk.lo, chunk.hi)
            return self.speaker
        return found

    def _last(self, clauses: Clauses, chunk: Chunk, fits: Callable[[Known], bool]) -> str | None:
        """Return the actor mentioned last of those that fit, the phrase noted as its mention."""
        found = next((actor_id for actor_id in reversed(self._recent) if fits(self.known[actor_id])), None)
        if found:
            self._span(clauses, found, chunk.lo, chunk.hi)
        return found

    def _state(self, clauses: Clauses, chunk: Chunk, country: str) -> str:
        entry = self._lexicon.countries[country]
        actor = Actor(
            actor_id=f"state-{country.lower()}",
            name_ar=entry.name_ar,
            name_en=entry.name_en,
            name_en_basis="known",
            actor_type="state",
            country=country,
            parent_id=None,
            aliases=entry.aliases,
        )
        mention = chunk.mention
        lo, hi = (mention.lo, mention.hi) if mention and mention.is_a("country", "seat") else (chunk.lo, chunk.hi)
        if chunk.kind == "T":
            lo = next(i for i in range(chunk.lo, chunk.hi) if clauses.sentence.words[i].has("nationality"))
            hi = lo + 1
        return self._register(clauses, actor, lo, hi, frozenset({fold(entry.name_ar)}))

    def _described(self, clauses: Clauses, chunk: Chunk, role: str) -> str | None:
        """Return an actor of the article for a described somebody; None for civilians hit and for things."""
        actor_type = clauses.actor_type(chunk)
        if (
            actor_type is None
            or self._is_thing(clauses, chunk)
            or (role == "patient" and self._is_crowd(clauses, chunk))
        ):
            return None
        if named := self._apposed(clauses, chunk):
            return named
        if before := self._anaphor(clauses, chunk, clauses.sentence.words[chunk.lo].stem):
            return before
        hi = self._description_end(clauses, chunk)
        return self._own_phrase(clauses, chunk.lo, hi, actor_type, self._country(clauses, chunk))

    def _own_phrase(self, clauses: Clauses, lo: int, hi: int, actor_type: str, country: str | None) -> str:
        """Register an actor of the article under the words that describe it."""
        text = clauses.sentence.quote(lo, hi)
        actor_id = stable_id(self._article_id, "described", fold(text))
        actor = self._own(actor_id, text, gloss(text) or transliterate(text) or text, actor_type, country)
        return self._register(clauses, actor, lo, hi, _stems(clauses, lo, hi))

    def _apposed(self, clauses: Clauses, chunk: Chunk) -> str | None:
        """Return the person whose office a phrase tells right behind the name: ريدور خليل المتحدث باسم القوات."""
        if not clauses.sentence.words[chunk.lo].has("title"):
            return None
        at = chunk.lo - (clauses.sentence.words[chunk.lo - 1].key in ("،", ",")) if chunk.lo else -1
        before = next((c for c in clauses.chunks if c.hi == at and c.mention is not None), None)
        if before is None or before.mention is None or clauses.actor_type(before) != "person":
            return None
        return self._find(clauses, before, True, "agent") if before.mention.hi == at else None

    def _is_crowd(self, clauses: Clauses, chunk: Chunk) -> bool:
        """Return whether a phrase tells people with no arms and no organisation: مدنيين, سبعة دبلوماسيين."""
        word = clauses.sentence.words[chunk.lo]
        return clauses.actor_type(chunk) not in _ARMED and (
            clauses.actor_type(chunk) == "civilians" or word.has("people") or word.pos == "D"
        )

    def _is_thing(self, clauses: Clauses, chunk: Chunk) -> bool:
        """Return whether a phrase is about a thing of somebody or one countryman: مواقع الجيش, زعزعة الأمن, كرواتي."""
        word = clauses.sentence.words[chunk.lo]
        if any(clauses.sentence.words[i].stem in _BOTH for i in range(chunk.lo, min(chunk.lo + 2, chunk.hi))):
            return True
        if chunk.hi - chunk.lo == 1 and word.kinds == {"nationality"}:
            return all(sense.form == "s" for sense in word.senses)
        begins = chunk.mention is not None and chunk.mention.lo == chunk.lo
        is_any = begins and chunk.hi - chunk.lo == 1 and not word.definite  # شبكة, مجموعة with nothing told of it
        if is_any or (word.pronoun and word.has("people")):
            return True
        return not begins and bool(word.kinds & _THINGS) and not word.kinds & _SOMEBODY

    def _description_end(self, clauses: Clauses, chunk: Chunk) -> int:
        """Return where a description ends that goes on with whose or where: مصادر من المعارضة, متحدث باسم الجيش."""
        following = next((c for c in clauses.chunks if c.lo > chunk.lo and c.kind == "N"), None)
        if following is None or following.lo - chunk.hi > 1 or following.before not in _OF:
            return chunk.hi
        actor_type = clauses.actor_type(following)
        said = clauses.sentence.words[following.lo]
        if said.has("statement") or (following.before == "ل" and actor_type in ("media", "person")):  # to whom
            return chunk.hi
        is_body = chunk.mention is not None and chunk.mention.lo == chunk.lo and chunk.mention.is_a("body")
        if is_body and chunk.hi - chunk.lo > 1 and following.before == "ل" and following.lo == chunk.hi:  # of, for
            return following.hi
        word = clauses.sentence.words[chunk.lo]
        is_one_of = word.has("people") and not word.definite and actor_type is not None
        return following.hi if is_one_of or self._is_office(clauses, chunk) else chunk.hi

    def _own(self, actor_id: str, name: str, english: str, actor_type: str, country: str | None) -> Actor:
        return Actor(
            actor_id=actor_id,
            name_ar=name,
            name_en=english,
            name_en_basis="transliterated",
            actor_type=actor_type,
            country=country,
            parent_id=None,
            aliases=(),
        )

    def _register(self, clauses: Clauses, actor: Actor, lo: int, hi: int, keys: frozenset[str]) -> str:
        known = self.known.get(actor.actor_id)
        if known is None:
            words = tuple(word.stem for word in clauses.sentence.words[lo:hi])
            self.known[actor.actor_id] = Known(actor, keys, words, _lemmas(clauses.sentence.words[lo]))
        else:
            known.keys |= keys
        self._span(clauses, actor.actor_id, lo, hi)
        return actor.actor_id

    def _span(self, clauses: Clauses, actor_id: str, lo: int, hi: int) -> None:
        sentence = clauses.sentence
        self.known[actor_id].spans[(sentence.start(lo), sentence.end(hi))] = None
        if actor_id in self._recent:
            self._recent.remove(actor_id)
        self._recent.append(actor_id)

    def _add_parents(self, rows: dict[str, Actor], parent_id: str | None) -> None:
        """Add the lexicon's actors that a row's parent leads to."""
        while parent_id and parent_id not in rows:
            rows[parent_id] = known_actor(self._lexicon.actors[parent_id])
            parent_id = rows[parent_id].parent_id

    def rows(self, text: str) -> tuple[tuple[Actor, ...], tuple[ActorMention, ...]]:
        """Return the article's actors that act, speak or are named, and where."""
        chosen = [known for known in self.known.values() if known.is_used or _is_named(known.actor)]
        mentions = [
            ActorMention(
                actor_id=known.actor.actor_id,
                article_id=self._article_id,
                start=start,
                end=end,
                mention_text=text[start:end],
            )
            for known in chosen
            for start, end in known.spans
        ]
        rows = {known.actor.actor_id: known.actor for known in chosen}
        for actor in list(rows.values()):
            self._add_parents(rows, actor.parent_id)
        return tuple(rows.values()), tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.actor_id)))


def _stems(clauses: Clauses, lo: int, hi: int) -> frozenset[str]:
    return frozenset(word.stem for word in clauses.sentence.words[lo:hi])


def _title(clauses: Clauses, mention: Mention) -> frozenset[str]:
    """Return the title that a person is named with, by which he may be named alone: الوزير."""
    return _stems(clauses, mention.lo, mention.lo + 1) if mention.name and mention.lo < mention.name[0] else frozenset()


def _lemmas(word: Word) -> frozenset[str]:
    """Return the nouns for people that a word is a form of: المتمردين and متمردون are one."""
    return frozenset(sense.ref for sense in word.of("people"))


def known_actor(entry: ActorEntry) -> Actor:
    """Return the row of an actor of the lexicon."""
    return Actor(
        actor_id=entry.actor_id,
        name_ar=entry.name_ar,
        name_en=entry.name_en,
        name_en_basis="known",
        actor_type=entry.actor_type,
        country=entry.country,
        parent_id=entry.parent_id,
        aliases=entry.aliases,
    )


_BODIES = frozenset({"state", "military", "armed_group", "political", "igo"})
_ARMED = frozenset({"armed_group", "military"})
_THINGS = frozenset({"noun", "object", "masdar", "event-noun", "place-head"})
_SOMEBODY = frozenset({"people", "title", "nationality", "given-name"})
_LIST = 3  # states
_VEHICLES = frozenset({"aircraft", "warplanes"})
_OCCUPIER = "ISR"  # the press of every Arab country calls its forces قوات الاحتلال with no name
_BOTH = frozenset({"الطرفين", "الطرفان", "الجانبين", "الجانبان", "الاطراف"})  # both sides, the sides
_OF = frozenset({"من", "في", "ب", "باسم", "ل", "لدي"})  # of, in, in the name of, for, at

# The heads that stand for a country's armed forces as one actor.
_FORCES = frozenset(
    {"army", "forces", "occupation army", "occupation forces", "armed forces", "air force", "ground forces"}
)
_FORCES |= {"government forces", "warplanes", "aircraft", "force", "occupation"}


def _is_named(actor: Actor) -> bool:
    return not actor.actor_id.startswith("state-")
