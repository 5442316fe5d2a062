"""Read a verb of saying in its clause: what it tells, whom it quotes, where its content begins and ends."""

from dataclasses import replace

from extractors.chunks import Chunk
from extractors.clauses import Clauses, Valency, is_participle
from extractors.phrases import verb_classes
from extractors.words import Word

CITING = frozenset("بحسب حسب وفق وفقا طبقا نقلا استنادا".split())  # according to, quoting
_AS = frozenset({"حسبما", "كما", "وفقما"})  # as
_IMPERSONAL = frozenset({"يذكر", "يشار", "يلاحظ", "يبدو", "تبين", "اتضح"})  # it is to be mentioned, noted, it seems
_DASHES = frozenset("-–—")
_TURNS = (
    ("جهه", "اخري"),
    ("جانب", "اخر"),
    ("ناحيه", "اخري"),
    ("صعيد", "اخر"),
    ("الي", "ذلك"),
    ("غضون", "ذلك"),
)  # on the other hand, meanwhile


def tells(clauses: Clauses, i: int) -> bool:
    """Return whether a verb attributes what follows: any with أن or a quotation, a verb of telling by itself."""
    return "tells-alone" in verb_classes(clauses, clauses.chunks[i]) or _opening(clauses, i, near=True) is not None


def content_start(clauses: Clauses, i: int) -> int:
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
            (chunk.kind == "V" and not is_carrying(clauses, clauses.chunks.index(chunk)))
            or (near and chunk.role == "comma")
            or (chunk.bounds and not is_dash(clauses, chunk) and chunk.role not in ("rel", "boundary"))
        ):
            return None
    return None


def speaking(clauses: Clauses, i: int) -> Chunk | None:
    """Return the phrase of who speaks with the verb at chunk `i`; None where it names nobody: وأضاف."""
    subject = clauses.valencies[i].subject
    following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
    if stands_behind(clauses, i) and following is not None and following.kind == "N" and not following.before:
        return following
    told = _telling_document(clauses, i) or quoted_speaker(clauses, i)
    if told is not None or subject is None or _is_nobody(clauses, i):
        return told
    return clauses.chunks[subject]


def stands_behind(clauses: Clauses, i: int) -> bool:
    """Return whether a verb of saying follows what is said: كما قال الناشط; «…»، يقول الناشط."""
    return _is_as(clauses, clauses.chunks[i]) or _is_behind(clauses, i)


def quoted_speaker(clauses: Clauses, i: int) -> Chunk | None:
    """Return whom somebody quotes: نقلت الوكالة عن الوزير, ذكرت نقلا عنه, نسبت إليه; أوضحت على لسان ناطقها."""
    subject = clauses.valencies[i].subject
    lemmas = {sense.ref.partition(":")[2] for sense in clauses.chunks[i].senses}
    is_outlet = subject is not None and clauses.actor_type(clauses.chunks[subject]) == "media"
    ways = {"نقلا عن", "عن"} if is_outlet or "نقل" in lemmas else set()  # quoting, from
    ways |= {"الي"} if "نسب" in lemmas else set()  # to
    for chunk in clauses.chunks[i + 1 : i + 8]:
        if chunk.bounds and not is_dash(clauses, chunk):
            return None
        if chunk.kind != "N" or not clauses.actor_type(chunk):
            continue
        if chunk.before in ways or (chunk.before == "علي" and clauses.sentence.words[chunk.lo].key == "لسان"):
            return chunk
    return None


def _telling_document(clauses: Clauses, i: int) -> Chunk | None:
    """Return the document in which something stood: جاء في بيان للجيش."""
    if not any(sense.ref in ("=report:جاء", "=report:ورد") for sense in clauses.chunks[i].senses):
        return None
    following = clauses.chunks[i + 1] if i + 1 < len(clauses.chunks) else None
    is_document = following is not None and clauses.sentence.words[following.lo].has("document")
    return following if following is not None and following.before in ("في", "ب") and is_document else None


def _is_nobody(clauses: Clauses, i: int) -> bool:
    """Return whether the subject found for a verb of saying is none: left out, or of another gender."""
    chunk, valency = clauses.chunks[i], clauses.valencies[i]
    if valency.is_dropped:
        return not is_participle(chunk)
    subject = clauses.chunks[valency.subject] if valency.subject is not None else None
    is_plural = subject is not None and agreement_of(clauses, subject) == "mp"
    return is_plural and valency.subject != i + 1 and all(sense.agreement == "fs" for sense in chunk.senses)


def agreement_of(clauses: Clauses, chunk: Chunk) -> str:
    """Return the agreement that a speaker asks of a verb: ms, fs or mp; empty where it is not plain."""
    word = clauses.sentence.words[chunk.lo]
    if chunk.mention is not None and chunk.mention.is_a("person"):
        return "" if chunk.mention.lo == (chunk.mention.name or (chunk.lo,))[0] else _gender(word)
    people = word.of("people")
    if any(sense.form == "p" for sense in people) and not word.stem.endswith("ات"):
        return "mp" if word.stem.endswith(("ون", "ين")) or word.has("witness") else "fs"
    return _gender(word) if people or word.has("title") or word.stem.endswith(("ه", "ات")) else ""


def _gender(word: Word) -> str:
    return "fs" if word.stem.endswith(("ه", "ات")) else "ms"


def is_carrying(clauses: Clauses, j: int) -> bool:
    """Return whether a verb tells who passed on the statement before it: في بيان نقلته الوكالة, تلقته رويترز."""
    before = clauses.chunks[j - 1] if j else None
    if before is None or clauses.chunks[j].kind != "V" or before.kind not in "NT" or before.hi != clauses.chunks[j].lo:
        return False
    word = clauses.sentence.words[before.lo]
    return bool(before.before) and (word.has("statement") or word.has("document"))


def _is_behind(clauses: Clauses, i: int) -> bool:
    """Return whether a verb of saying follows what is said: «…»، يقول الناشط."""
    chunk = clauses.chunks[i]
    before = clauses.chunks[i - 1] if i else None
    word = clauses.sentence.words[chunk.lo]
    is_apart = before is not None and before.role == "comma" and not word.conjunction and not is_participle(chunk)
    return is_apart and _opening(clauses, i) is None and any(sense.ref == "=report:قال" for sense in chunk.senses)


def is_passive(chunk: Chunk) -> bool:
    """Return whether a form can only be passive: what looks like أُعلن may be أعلن."""
    return bool(chunk.senses) and all(sense.form.startswith("passive") for sense in chunk.senses)


def is_dash(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether a chunk is a dash, over which a clause may reach."""
    return chunk.role == "stop" and clauses.sentence.words[chunk.lo].key in _DASHES


def _is_as(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether what is said stands before: كما قال, حسبما ذكر, بحسب ما أعلن."""
    words = clauses.sentence.words
    if chunk.lo == 0:
        return False
    before = words[chunk.lo - 1].stem
    if before == "كما" and _opening(clauses, clauses.chunks.index(chunk)) is not None:  # also
        return False
    return before in _AS or (before == "ما" and chunk.lo > 1 and words[chunk.lo - 2].stem in CITING | {"علي"})  # what


def is_impersonal(clauses: Clauses, chunk: Chunk, valency: Valency) -> bool:
    """Return whether nobody is said to say it: يذكر أن, يشار إلى أن."""
    dropped = valency.subject is None or valency.is_dropped
    return dropped and clauses.sentence.words[chunk.lo].stem in _IMPERSONAL


def turn(clauses: Clauses, start: int) -> int:
    """Return where the text turns to something else behind word `start`: من جهة أخرى, else the sentence's end."""
    keys = clauses.sentence.keys
    return next((i for i in range(start, len(keys) - 1) if (keys[i], keys[i + 1]) in _TURNS), len(keys))


def with_partner(clauses: Clauses, chunk: Chunk) -> Chunk:
    """Return two described speakers as one: مسؤولون وشهود عيان, الشرطة ومسؤولون."""
    following = next((c for c in clauses.chunks if c.lo == chunk.hi), None)
    named = chunk.mention is not None and chunk.mention.is_a("actor", "person", "country", "seat")
    if following is None or named or not (following.joined and following.kind == "N" and not following.before):
        return chunk
    is_people = clauses.sentence.words[following.lo].has("people") and (
        following.mention is None or following.mention.is_a("people")
    )
    return replace(chunk, hi=following.hi) if is_people else chunk


def is_headed(clauses: Clauses, chunk: Chunk) -> bool:
    """Return whether the phrase is about somebody: وفقا للوزير, not وفقا لخطة الوزير."""
    word = clauses.sentence.words[chunk.lo]
    begins = chunk.mention is not None and chunk.mention.lo == chunk.lo
    return begins or word.has("people") or word.has("title") or word.has("document")
