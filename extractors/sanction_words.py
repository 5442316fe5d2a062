"""Find the words that name sanctions: the noun, what a ban forbids, whose assets are frozen, lists, broken ties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.chunks import Chunk
from extractors.clauses import Clauses
from extractors.expressions import Expression, ExpressionTable, expressions, longest
from extractors.sources import read_rows
from extractors.text import fold

_STOPS = frozenset(".؛;:!؟?،,")
_BODIES = frozenset("منظمه معاهده اتفاقيه هيئه لجنه فوج برنامج".split())  # organisation, treaty, agreement, committee…
_STRENGTH = (
    "arms_embargo",
    "oil_embargo",
    "travel_ban",
    "import_ban",
    "export_ban",
    "investment_ban",
    "financial",
    "other",
)
_REACH = {"ban": 9, "limit": 12, "bar": 8}  # words behind the noun that can say what it forbids
_NAMING = frozenset({"sanctions", "ban", "list"})
_LEAST = 3  # namings of sanctions in a text that is read for them alone
_ASSETS = 4  # words between a freeze and what is frozen
_TRADE = frozenset({"import_ban", "export_ban", "arms_embargo", "oil_embargo", "travel_ban"})


@dataclass(frozen=True, slots=True)
class Measure:
    """Words `lo` to `hi` name a measure; "" is a ban that does not say what it forbids.

    `kind` is how it is named (sanctions, ban, freeze, frozen, limit, list…); `is_verb` tells that a verb imposes it.
    """

    lo: int
    hi: int
    measure: str
    kind: str
    is_verb: bool = False


def find_measures(clauses: Clauses) -> list[Measure]:
    """Return the measures that a sentence names, in its order, none overlapping."""
    found: list[Measure] = []
    verbs = {chunk.lo: chunk for chunk in clauses.chunks if chunk.kind == "V"}
    nouns = word_table("sanction_measures.tsv")
    for i, key in enumerate(clauses.sentence.keys):
        if (i not in verbs and key not in nouns) or (found and i < found[-1].hi):
            continue
        measure = _verb_at(clauses, i, verbs.get(i)) or _noun_at(clauses, i)
        if measure:
            found.append(measure)
    return found


def tells_sanctions(keys: Sequence[str]) -> bool:
    """Return whether a text that is no conflict news tells sanctions between states, so that these are read."""
    named = [found for found in _all(word_table("sanction_measures.tsv"), keys) if found.kind in _NAMING]
    if len(named) < _LEAST:
        return False
    strong = _all(word_table("sanction_cues.tsv", "strong"), keys)
    domestic = _all(word_table("sanction_cues.tsv", "domestic"), keys)
    return len(list(strong)) > len(list(domestic))


def _all(table: ExpressionTable, keys: Sequence[str]) -> Iterator[Expression]:
    """Yield the expression that stands at each word, where one does."""
    return (found for i, key in enumerate(keys) if key in table and (found := longest(table, keys, i)))


def may_tell_sanctions(keys: Sequence[str]) -> bool:
    """Return whether a sentence has a word that names a sanction or repeats one; without it nothing is read from it."""
    measures, echoes = word_table("sanction_measures.tsv"), word_table("sanction_cues.tsv")
    return any(key in measures or (key in echoes and echoes[key][0].kind in ("similar", "same")) for key in keys)


def names_measure(keys: Sequence[str]) -> bool:
    """Return whether some word may open a measure of sanctions."""
    table = word_table("sanction_measures.tsv")
    return any(key in table for key in keys)


@cache
def word_table(file: str, kind: str | None = None) -> ExpressionTable:
    """Return a table of sanction words by their first word, proclitics included."""
    return expressions(file, proclitics=True, **({"kind": kind} if kind else {}))


def cue(clauses: Clauses, i: int, kind: str) -> Expression | None:
    """Return the cue word of a kind that stands at word `i`, if one does."""
    return longest(word_table("sanction_cues.tsv", kind), clauses.sentence.keys, i)


def has_cue(clauses: Clauses, positions: Sequence[int], kind: str) -> bool:
    """Return whether a cue of a kind stands at one of the positions."""
    return any(cue(clauses, i, kind) for i in positions)


@cache
def _act_rows() -> tuple[dict[str, list[tuple[str, tuple[str, ...]]]], ExpressionTable]:
    verbs: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in read_rows("sanction_acts.tsv"):
        if row["kind"] == "verb":
            takes = tuple(fold(part.strip()) for part in row["takes"].split("|") if part.strip())
            verbs.setdefault(fold(row["words"]), []).append((row["value"], takes))
    return verbs, word_table("sanction_acts.tsv", "noun")


def verb_acts(chunk: Chunk) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a verb may do to sanctions, each with the prepositions that it takes."""
    table = _act_rows()[0]
    lemmas = dict.fromkeys(sense.ref.partition(":")[2] for sense in chunk.senses if sense.ref.startswith("="))
    return [act for lemma in lemmas for act in table.get(lemma, ())]


def noun_act(clauses: Clauses, i: int, *values: str) -> Expression | None:
    """Return what the noun at word `i` does to sanctions, if it is one of `values`."""
    keys = clauses.sentence.keys
    found = longest(_act_rows()[1], keys, i)
    if found and values and found.value not in values:
        for candidate in _act_rows()[1].get(keys[i], ()):
            if candidate.value in values and candidate.keys[1:] == tuple(keys[i + 1 : i + len(candidate.keys)]):
                return candidate
        return None
    return found


def _noun_at(clauses: Clauses, i: int) -> Measure | None:
    keys = clauses.sentence.keys
    found = longest(word_table("sanction_measures.tsv"), keys, i)
    if found is None or _is_name(clauses, i, found):
        return None
    measure = Measure(i, i + len(found.keys), found.value, found.kind)
    if found.kind in _REACH:
        return _with_object(clauses, measure)
    if found.kind == "sanctions":
        return _with_adjective(clauses, measure)
    if found.kind == "freeze":
        end = _asset(clauses, range(i + 1, i + 1 + _ASSETS))
        return replace(measure, hi=end) if end else None
    if found.kind == "frozen":
        start = next((j for j in range(i - 1, max(i - 4, -1), -1) if cue(clauses, j, "asset")), None)
        return replace(measure, lo=start) if start is not None else None
    return measure


def _is_name(clauses: Clauses, i: int, found: Expression) -> bool:
    """Return whether the words stand inside a name: منظمة حظر الأسلحة الكيميائية."""
    words = clauses.sentence.words
    if found.kind == "ban" and i and words[i - 1].stem in _BODIES:
        return True
    return any(c.mention and c.mention.is_a("actor") and c.mention.lo <= i < c.mention.hi for c in clauses.chunks)


def _asset(clauses: Clauses, positions: range) -> int | None:
    for j in positions:
        if j >= len(clauses.sentence.keys) or clauses.sentence.keys[j] in _STOPS:
            return None
        if cue(clauses, j, "asset"):
            return j + 1
    return None


def _objects(clauses: Clauses, lo: int, reach: int) -> Iterator[tuple[int, Expression]]:
    """Yield what the words from `lo` on say is forbidden."""
    keys = clauses.sentence.keys
    for j in range(lo, min(lo + reach, len(keys))):
        if keys[j] in _STOPS or (j > lo and _measure_word(keys, j)):
            return
        if found := longest(word_table("sanction_objects.tsv"), keys, j):
            yield j, found


def _measure_word(keys: Sequence[str], j: int) -> bool:
    found = longest(word_table("sanction_measures.tsv"), keys, j)
    return found is not None and found.kind != "frozen"


def _with_object(clauses: Clauses, measure: Measure) -> Measure | None:
    """Add what a ban, limit or prevention forbids; without it only a definite ban stays."""
    objects = list(_objects(clauses, measure.hi, _REACH[measure.kind]))
    if any(found.value == "none" and j <= measure.hi + 1 for j, found in objects):
        return None
    values = {
        found.value
        for j, found in objects
        if (j <= measure.hi + 1 and measure.kind == "ban") or _is_linked(clauses, measure, j)
    } - {"none"}
    value = next((v for v in _STRENGTH if v in values), "")
    if measure.kind == "bar" and value not in ("travel_ban", "import_ban", "arms_embargo"):
        return None
    if measure.kind == "limit" and value in ("", "other", "travel_ban"):
        return None
    if not value:
        return measure if _stands_alone(clauses, measure) else None
    ends = [j + len(found.keys) for j, found in objects if found.value == value]
    return replace(measure, hi=ends[0], measure=value)


def _is_linked(clauses: Clauses, measure: Measure, j: int) -> bool:
    """Return whether a preposition ties the word at `j` to the ban, or only nouns stand between them."""
    words = clauses.sentence.words
    if measure.kind == "limit" and words[j - 1].stem != "علي":  # on
        return False
    if measure.kind == "bar" and words[j - 1].stem != "من" and j > measure.hi:  # from
        return False
    return not any(w.pos == "V" or w.key in ("التي", "الذي") for w in words[measure.hi : j])  # which


def _stands_alone(clauses: Clauses, measure: Measure) -> bool:
    word = clauses.sentence.words[measure.lo]
    following = clauses.sentence.words[measure.hi] if measure.hi < len(clauses.sentence.words) else None
    is_definite = clauses.sentence.keys[measure.lo].endswith("الحظر") or word.definite  # the ban
    return is_definite or (following is not None and following.has("nationality"))


def _with_adjective(clauses: Clauses, measure: Measure) -> Measure:
    """Read what kind of sanctions: عقوبات نفطية, عقوبات مالية."""
    for j, found in _objects(clauses, measure.hi, 3):
        adjective = found.keys[-1].endswith("يه")
        if found.value not in ("oil_embargo", "financial", "diplomatic") or not adjective or len(found.keys) > 1:
            continue
        only_adjectives = all(clauses.sentence.keys[k].endswith("يه") for k in range(measure.hi, j))
        if only_adjectives and not _is_general(clauses, measure, j):
            return replace(measure, hi=j + 1, measure=found.value)
    return measure


def _is_general(clauses: Clauses, measure: Measure, j: int) -> bool:
    """Return whether another adjective widens the sanctions: عقوبات اقتصادية ومالية."""
    keys = clauses.sentence.keys
    return j > measure.hi or (j + 1 < len(keys) and keys[j + 1].startswith("و") and keys[j + 1].endswith("يه"))


def _verb_at(clauses: Clauses, i: int, chunk: Chunk | None) -> Measure | None:
    """Return the measure that a verb imposes: جمدت أصول, حظرت استيراد, قطعت علاقاتها, طردت السفير."""
    if chunk is None:
        return None
    acts = {act for act, _ in verb_acts(chunk)}
    window = range(i + 1, min(i + 9, len(clauses.sentence.keys)))
    if "froze" in acts and (end := _asset(clauses, window)):
        return Measure(i, end, "asset_freeze", "freeze", True)
    if "banned" in acts and (banned := _banned(clauses, i)):
        return banned
    if "halted" in acts and (halted := _banned(clauses, i)) and halted.measure == "arms_embargo":
        return halted
    for act, kind, reach in (("cut", "ties", 7), ("expelled", "envoy", 5)):
        if act in acts:
            near = next((j for j in window[:reach] if cue(clauses, j, kind)), None)
            if near is not None and not any(clauses.sentence.keys[k] in _STOPS for k in range(i, near)):
                return Measure(i, near + 1, "diplomatic", act, True)
    return None


def _entry(clauses: Clauses, i: int) -> int | None:
    """Return the end of an entry that a verb at `i` forbids somebody: حظرت دخول ثلاثة من القادة إلى أراضيها."""
    keys = clauses.sentence.keys
    entry = next((j for j in range(i + 1, min(i + 5, len(keys))) if keys[j] == "دخول"), None)  # entry
    if entry is None:
        return None
    land = any(key.startswith("اراضي") for key in keys[entry + 1 : entry + 12])  # lands
    return entry + 1 if land and not (entry + 1 < len(keys) and keys[entry + 1].startswith("اراضي")) else None


def _banned(clauses: Clauses, i: int) -> Measure | None:
    if (end := _entry(clauses, i)) is not None:
        return Measure(i, end, "travel_ban", "banned", True)
    objects = list(_objects(clauses, i + 1, 6))
    if not objects or any(found.value == "none" for _, found in objects):
        return None
    value = next((v for v in _STRENGTH if v in {found.value for _, found in objects}), "")
    if value not in _TRADE:
        return None
    end = next(j + len(found.keys) for j, found in objects if found.value == value)
    return Measure(i, end, value, "banned", True)
