"""Read groups of victims: how many, who they are, whose men they were."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.actors import ActorRegistry
from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.numbers import Count, count_kind, read_count
from extractors.phrases import is_place

BARE_PLURAL = 2  # the contract's convention for a plural without a number
_PEOPLE = ("people", "nationality", "victim-noun")
_OTHERS = frozenset({"اخر", "اخرين", "اخرون", "اخران", "اخري", "اخريات"})  # others
_AMONG = ("من", "في صفوف", "بين", "في", "من صفوف")  # of, in the ranks of, among, in, from the ranks of


_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان"})  # two
_ORDINALS = frozenset({"ثالث", "رابع", "خامس", "ثان", "ثاني"})  # a third one, a fourth…
_SHARES = frozenset({"بقيه", "باقي", "جميع", "كافه", "معظم", "غالبيه"})  # the rest of, all, most of


@dataclass(frozen=True, slots=True)
class Victims:
    """A group of victims: words `lo` to `hi`, and how many as the contract counts them."""

    lo: int
    hi: int
    low: int | None
    high: int | None
    precision: str
    chunk: int

    @property
    def is_bare(self) -> bool:
        """Whether the text names the group by a plural alone."""
        return self.precision == "vague" and self.low == BARE_PLURAL


def read_victims(clauses: Clauses, i: int) -> Victims | None:
    """Return the victims that a phrase names, with their number; None when it names no people."""
    chunk = clauses.chunks[i]
    if count := count_in(clauses, chunk):
        if count_kind(clauses.sentence.keys, count) != "plain" or not _counts_people(clauses, count):
            return None
        return Victims(count.start, reach(clauses, i), count.count_min, count.count_max, count.precision, i)
    if bracketed := _bracketed_number(clauses, i):
        return Victims(
            bracketed.start - 1, reach(clauses, i), bracketed.count_min, bracketed.count_max, bracketed.precision, i
        )
    if stated := stated_number(clauses, i):
        return Victims(chunk.lo, noun_end(clauses, stated), stated.count_min, stated.count_max, stated.precision, i)
    if is_named(clauses, chunk):
        return Victims(chunk.lo, chunk.hi, 1, 1, "exact", i)
    head = _head(clauses, chunk)
    return _uncounted(clauses, i, *head) if head else _apposed(clauses, i)


def _apposed(clauses: Clauses, i: int) -> Victims | None:
    """Return the person whom a noun and a name side by side tell of: المتظاهر منتظر الحلفي."""
    before, chunk = clauses.chunks[i - 1] if i else None, clauses.chunks[i]
    if (
        before is None
        or before.kind != "N"
        or before.hi != chunk.lo
        or chunk.before
        or chunk.joined
        or chunk.kind != "N"
        or chunk.mention
    ):
        return None
    word = clauses.sentence.words[before.hi - 1]
    single = word.definite and any(sense.form == "s" for sense in word.of("people"))
    return Victims(before.hi - 1, chunk.hi, 1, 1, "exact", i) if single else None


def _uncounted(clauses: Clauses, i: int, position: int, numbers: frozenset[str]) -> Victims | None:
    """Return victims that a noun alone names: one for a singular, two for a dual, several for a plural."""
    word = clauses.sentence.words[position]
    hi = reach(clauses, i)
    chunk = clauses.chunks[i]
    is_pair = any(key in _TWO for key in clauses.sentence.keys[position + 1 : chunk.hi])
    if is_pair or ("d" in numbers and not numbers & {"s", "p"}):
        return Victims(position, hi, 2, 2, "exact", i)
    if ("p" in numbers and "s" not in numbers) or word.has("collective"):
        return None if word.definite else Victims(position, hi, BARE_PLURAL, None, "vague", i)
    return Victims(position, hi, 1, 1, "exact", i)


def is_named(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase is the name of a person."""
    mention = chunk.mention
    if mention is None:
        return False
    ref = mention.ref("actor")
    return mention.is_a("person") or (ref is not None and clauses.lexicon.actors[ref].actor_type == "person")


def count_in(clauses: Clauses, chunk: Chunk) -> Count | None:
    """Return the count that a phrase begins with."""
    count = read_count(clauses.sentence.keys, chunk.lo)
    return count if count and count.end <= chunk.hi else None


def _counts_people(clauses: Clauses, count: Count) -> bool:
    """Return whether what a number counts may be people: not houses, aircraft, sorties or quarters of a city."""
    words = clauses.sentence.words
    noun = words[count.end] if count.end < len(words) else None
    if noun is None or noun.pos in ".F" or noun.preposition or noun.conjunction or noun.pronoun:
        return True
    if any(noun.has(kind) for kind in _PEOPLE) or noun.has("title") or noun.stem in _OTHERS:
        return True
    return not (
        noun.has("object")
        or noun.has("place-head")
        or noun.has("event-noun")
        or noun.has("masdar")
        or noun.has("thing-word")
    )


def _bracketed_number(clauses: Clauses, i: int) -> Count | None:
    """Return the number in brackets before the people that it counts: (20) شخصا."""
    aside, chunk = clauses.chunks[i - 1] if i else None, clauses.chunks[i]
    if aside is None or aside.role != "aside" or aside.hi != chunk.lo or aside.hi - aside.lo != _BRACKETED:
        return None
    return read_count(clauses.sentence.keys, aside.lo + 1)


_BRACKETED = 3  # words: two brackets and a number


def stated_number(clauses: Clauses, i: int) -> Count | None:
    """Return the number that the text adds to a phrase: جميع الركاب وعددهم 298."""
    words = clauses.sentence.words
    for chunk in clauses.chunks[i : i + 3]:
        at = next(
            (k for k in range(chunk.lo, min(chunk.hi, len(words) - 1)) if words[k].key.removeprefix("و") in _NUMBER),
            None,
        )  # and
        if at is not None:
            return read_count(clauses.sentence.keys, at + 1)
        made = next((k for k in range(chunk.lo, chunk.hi) if words[k].key in _MADE_OF), None)
        if made is not None and made + 2 < len(words) and words[made + 1].key == "من":  # of
            return read_count(clauses.sentence.keys, made + 2)
    return None


_MADE_OF = frozenset({"المءلف", "المءلفه", "المكون", "المكونه", "مءلفه", "مكونه", "مءلف"})  # made up
_NUMBER = frozenset({"عددهم", "عددها", "عددهن"})  # their number


def noun_end(clauses: Clauses, count: Count) -> int:
    """Return the end of a number with the noun that it counts."""
    words = clauses.sentence.words
    return count.end + (count.end < len(words) and any(words[count.end].has(kind) for kind in _PEOPLE))


def _head(clauses: Clauses, chunk: Chunk) -> tuple[int, frozenset[str]] | None:
    """Return the position and numbers of the first noun for people in a phrase."""
    body = chunk.mention.lo if chunk.mention and chunk.mention.is_a("body", "actor", "seat", "country") else chunk.hi
    for position in range(chunk.lo, min(chunk.hi, chunk.lo + 3, body)):
        word = clauses.sentence.words[position]
        if word.stem in _SHARES:
            return position, frozenset("p")
        if word.stem in ("احد", "احدي") or (word.stem in _ORDINALS and position == chunk.lo):  # one of
            return position, frozenset("s")
        numbers = frozenset(
            s.form for s in word.senses if s.kind in _PEOPLE and (s.kind != "nationality" or position == chunk.lo)
        )
        if numbers:
            return position, numbers
        if word.has("title"):
            return position, frozenset("s")
    return None


def reach(clauses: Clauses, i: int) -> int:
    """Return where the words of the victims end: the noun counted, and a من (of) that says whose they are."""
    chunks = clauses.chunks
    j = i
    while j + 1 < len(chunks) and _goes_on(clauses, j):
        j += 1
    return chunks[j].hi


def _goes_on(clauses: Clauses, i: int) -> bool:
    chunk, following = clauses.chunks[i], clauses.chunks[i + 1]
    if following.hi - clauses.chunks[i].lo > _LONG:
        return False
    if following.kind == "T":
        return (
            following.lo == chunk.hi and not following.before and any(s.kind == "victim-noun" for s in following.senses)
        )
    if following.kind == "N" and following.before in _AMONG and following.lo - chunk.hi <= 2:
        in_ranks = clauses.sentence.words[following.lo].stem == "صفوف"  # ranks
        opens = following.mention is not None and following.mention.lo == following.lo
        names_body = in_ranks or (opens and clauses.can_act(following))
        return not is_place(clauses, following) and (following.before != "في" or names_body)  # in
    return following.role == "pronoun" and clauses.sentence.words[following.lo].stem in (
        "منهم",
        "منهن",
        "منهما",
    )  # of them


_LONG = 14  # words


def kind_of(clauses: Clauses, victims: Victims) -> tuple[str, str | None]:
    """Return victim type and group from the nouns for people in the victims' words."""
    types: dict[str, None] = {}
    group: str | None = None
    is_one = is_named(clauses, clauses.chunks[victims.chunk])  # whose first noun tells what the person is
    for noun in (clauses.lexicon.nouns[ref] for ref in _people(clauses, victims)):
        if noun.victim_type and noun.victim_type != "unknown" and not (types and is_one):
            types[noun.victim_type] = None
        group = group or noun.group
    if not types and _is_armed(clauses, victims):
        types["combatant"] = None
    kind = next(iter(types)) if len(types) == 1 else "mixed" if types else "unknown"
    return kind, None if kind == "combatant" and group == "officials" else group


def _people(clauses: Clauses, victims: Victims) -> Iterator[str]:
    """Yield the nouns for people among the victims' words, those of several words first: رجال الشرطة."""
    covered: set[int] = set()
    for chunk in clauses.chunks:
        if chunk.lo < victims.hi and chunk.hi > victims.lo and chunk.mention and (ref := chunk.mention.ref("people")):
            covered |= set(range(chunk.mention.lo, chunk.mention.hi))
            yield ref
        elif chunk.mention and chunk.mention.is_a("actor") and not is_named(clauses, chunk):
            covered |= set(range(chunk.mention.lo, chunk.mention.hi))  # حركة الشباب names no young men
    for i in range(victims.lo, victims.hi):
        if i not in covered:
            yield from (sense.ref for sense in clauses.sentence.words[i].of("people")[:1])


def _is_armed(clauses: Clauses, victims: Victims) -> bool:
    """Return whether the victims belong to an armed body."""
    chunks = [c for c in clauses.chunks if c.kind in "NT" and c.lo < victims.hi and c.hi > victims.lo]
    return any(clauses.actor_type(c) in _ARMED or _leads_armed(clauses, c) for c in chunks)


def _leads_armed(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a person's title names an armed body: قائد التنظيم فلان."""
    lexicon = clauses.lexicon
    for inner in chunk.mention.within if chunk.mention else ():
        actor, body = inner.ref("actor"), inner.ref("body")
        if (actor and lexicon.actors[actor].actor_type in _ARMED) or (
            body and lexicon.bodies[body].actor_type in _ARMED
        ):
            return True
    return False


_ARMED = ("armed_group", "military")


def is_others(clauses: Clauses, victims: Victims) -> bool:
    """Return whether a group is told only as more of the one before: 3 آخرين, or a number alone."""
    words = clauses.sentence.words[victims.lo : victims.hi]
    return not any(word.has(kind) for word in words for kind in _PEOPLE if word.stem not in _OTHERS)


def affiliation(clauses: Clauses, victims: Victims, actors: ActorRegistry) -> str | None:
    """Return the actor that the victims belong to or are."""
    for chunk in clauses.chunks:
        is_theirs = chunk.kind == "N" and chunk.lo < victims.hi and chunk.hi > victims.lo
        if (
            is_theirs
            and chunk.mention
            and chunk.mention.is_a("actor", "body", "person")
            and not is_place(clauses, chunk)
        ):
            return actors.resolve(clauses, chunk, role="patient")
    return None
