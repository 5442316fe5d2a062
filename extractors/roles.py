"""Hold the frame of a trigger, and give its roles to the phrases that can fill them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.entries import Trigger
from extractors.numbers import read_count
from extractors.phrases import is_place


@dataclass(slots=True)
class Frame:
    """A trigger found in a sentence: its words, its complements by role, where, when, how many.

    `resumed` holds the complements that only a pronoun names.
    """

    trigger: Trigger
    clauses: Clauses
    chunk: int
    lo: int
    hi: int
    roles: list[tuple[str, int]] = field(default_factory=list)
    place: int | None = None
    date: int | None = None
    told_date: int | None = None  # of another clause of the sentence
    resumed: set[int] = field(default_factory=set)
    count: int | None = None
    governor: int | None = None
    status: str = "actual"
    is_dropped: bool = False
    has_other: bool = False
    has_parties: bool = False
    has_told_doer: bool = False  # in a sentence before
    has_target: bool = False
    is_afar: bool = False

    def indices(self) -> list[int]:
        """Return the chunks that the frame covers."""
        return [
            self.chunk,
            *(i for _, i in self.roles),
            *(i for i in (self.place, self.date, self.count) if i is not None),
        ]

    def patients(self) -> Iterator[int]:
        """Yield the chunks of those whom the event befalls."""
        yield from (i for role, i in self.roles if role == "patient")

    def has_role(self, role: str) -> bool:
        """Return whether some complement already has `role`."""
        return any(name == role for name, _ in self.roles)

    def is_reaching(self) -> bool:
        """Return whether the text says what the event reached."""
        return self.has_target or self.has_role("patient")


PLACELESS = frozenset({"accusation", "demand", "refusal", "support", "threat", "sanction"})


def add_role(frame: Frame, role: str | None, first: int | None, *, alone: bool = False) -> None:
    """Give a role to a chunk and its conjuncts; a target is a place where it names one."""
    if role is None or first is None:
        return
    clauses = frame.clauses
    for conjunct in [first] if alone else clauses.conjuncts(first):
        i = _owner(frame, conjunct) if role in ("patient", "target") else conjunct
        chunk = clauses.chunks[i]
        if chunk.kind == "D" or any(i == k for _, k in frame.roles) or i == frame.chunk:
            continue
        if (chunk.kind == "T" and role != "patient") or (
            role == "agent" and chunk.mention is None and is_complement(frame, i)
        ):
            continue
        if clauses.sentence.words[chunk.lo].stem in _BOTH:
            frame.has_parties = True
        elif (role in ("target", "place") and is_place(clauses, chunk)) or (role == "participant" and _is_venue(chunk)):
            frame.place = frame.place if frame.place is not None else i
            frame.has_target = True
        elif not _may_fill(frame, role, chunk):
            frame.has_other = True
            frame.has_target |= role == "place" and _is_ground(clauses, chunk)
        elif role == "place":
            frame.has_target |= _is_ground(clauses, chunk)
        else:
            frame.roles.append(("patient" if role == "target" else role, i))


def _is_ground(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase speaks of ground that it does not name: مواقعهم, قاعدة."""
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    return words[0].has("place-head") or any(word.has("ground-word") for word in words)


def _is_venue(chunk: Chunk) -> bool:
    """Return whether a city completes talks or an agreement as where they were held: محادثات جنيف, اتفاق فيينا."""
    return chunk.genitive and chunk.mention is not None and chunk.mention.is_a("place")


def add_referent(frame: Frame, role: str | None, i: int | None, pronoun: str) -> None:
    """Give a role to whom a pronoun stands for, where the event happens to people or bodies of that kind."""
    if i is None or frame.trigger.event_type in _THINGS | {"bombing", "casualties"}:
        return
    clauses = frame.clauses
    is_personal = role == "patient" and pronoun == "ه" and frame.trigger.event_type in _PERSONAL  # him
    if not is_personal or clauses.actor_type(clauses.chunks[i]) in ("person", "civilians"):
        add_role(frame, role, i, alone=pronoun in ("ه", "ها"))  # him, her
        frame.resumed.add(i)


def _owner(frame: Frame, i: int) -> int:
    """Return whose thing was hit, where the text says so: مقرا للفرقة, رتلا تابعا للميليشيات."""
    clauses = frame.clauses
    chunk = clauses.chunks[i]
    is_thing = chunk.mention is None and clauses.sentence.words[chunk.lo].has("object")
    if frame.trigger.event_type not in TARGETS or i + 1 >= len(clauses.chunks):
        return i
    if clauses.actor_type(chunk) and not is_thing:
        return i
    following = clauses.chunks[i + 1]
    return i + 1 if following.kind == "N" and following.before == "ل" and clauses.can_act(following) else i


def is_complement(frame: Frame, i: int) -> bool:
    """Return whether the phrase at chunk `i` opens with the word that completes the trigger: النار (fire)."""
    words = frame.clauses.sentence.words
    chunk = frame.clauses.chunks[i]
    return words[chunk.lo].stem in frame.trigger.complements


_PERSONAL = frozenset({"arrest", "abduction", "killing", "release", "violence_other"})  # what one person suffers
COMMANDING = frozenset({"armed_group", "military", "state"})  # who commands force
_BOTH = frozenset({"الطرفين", "الجانبين", "الطرفان", "الجانبان"})  # both sides


_THINGS = frozenset({"destruction", "interception"})


TARGETS = frozenset(
    {"offensive", "shelling", "air_strike", "bombing", "suicide_bombing", "siege", "chemical_attack", "casualties"}
)


def _is_solid(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a phrase names something that can be wrecked: a building, a vehicle, land; or somebody."""
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    return any(word.has("object") or word.has("people") or word.has("place-head") for word in words)


def _may_fill(frame: Frame, role: str, chunk: Chunk) -> bool:
    """Return whether a phrase can be what its role asks for: people and bodies, for some events things."""
    clauses, event_type = frame.clauses, frame.trigger.event_type
    if event_type in _THINGS and role in ("patient", "target"):
        return event_type != "destruction" or clauses.actor_type(chunk) is not None or _is_solid(clauses, chunk)
    if (
        role == "agent"
        and event_type != "threat"
        and clauses.chunks[frame.chunk].kind == "V"
        and chunk.kind == "N"
        and not chunk.before
    ):
        words = clauses.sentence.words[chunk.lo : chunk.hi]
        owned = clauses.actor_type(chunk) is not None or any(word.has("nationality") for word in words)
        return owned or not any(word.has("object") for word in words)
    if clauses.actor_type(chunk) or event_type == "casualties":
        return True
    words = clauses.sentence.words[chunk.lo : chunk.hi]
    if event_type in TARGETS and role in ("patient", "target"):
        return any(word.has("object") or word.has("people") for word in words)
    return any(word.has("people") or word.has("title") or word.has("victim-noun") for word in words) or _counts_people(
        clauses, chunk
    )


def _counts_people(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a number counts a nation's people or some of a group: خمسة سوريين, ثلاثة من قيادات الجماعة."""
    count = read_count(clauses.sentence.keys, chunk.lo)
    if count is None or count.end > chunk.hi:
        return False
    words = clauses.sentence.words
    if count.end < chunk.hi:
        return words[count.end].has("nationality")
    group = next((c for c in clauses.chunks if c.lo >= chunk.hi), None)
    if group is not None and group.lo == chunk.hi and any(sense.kind == "victim-noun" for sense in group.senses):
        return True
    people = group is not None and group.kind in "NT" and any(word.has("people") for word in words[group.lo : group.hi])
    return group is not None and group.before == "من" and (people or clauses.can_act(group))  # of
