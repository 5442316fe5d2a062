"""Find the lexicon's names in a sentence: actors, bodies, places, weapons, fixed expressions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.lexicon import Lexicon
from extractors.phrase_index import Candidate, Phrase
from extractors.sentences import Sentence
from extractors.words import OF_PLACES, VERBAL_NOUN, Word, is_direction


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `lo` to `hi` of a sentence name something: `readings` says what, by kind."""

    lo: int
    hi: int
    readings: tuple[tuple[str, str], ...]
    conjunction: str = ""
    preposition: str = ""
    name: tuple[int, int] | None = field(default=None)
    within: tuple["Mention", ...] = ()
    _kinds: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note the kinds of the readings: they are asked for again and again."""
        object.__setattr__(self, "_kinds", frozenset(kind for kind, _ in self.readings))

    def ref(self, *kinds: str) -> str | None:
        """Return the reference of the first reading of one of `kinds`, the kinds in this order."""
        if self._kinds.isdisjoint(kinds):
            return None
        return next(ref for kind in kinds for k, ref in self.readings if k == kind)

    def is_a(self, *kinds: str) -> bool:
        """Return whether some reading is of one of `kinds`."""
        return not self._kinds.isdisjoint(kinds)


class MentionFinder:
    """Match phrases at word starts, with and without proclitics."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Use the phrases of `lexicon`."""
        self._phrases_at = lexicon.phrase_index.at
        self._places = lexicon.places
        self._actors = lexicon.actors
        self._bodies = lexicon.bodies
        self._countries = lexicon.countries
        self._outlets = lexicon.outlets

    def find(self, sentence: Sentence, near: frozenset[str]) -> list[Mention]:
        """Return the mentions of a sentence, leftmost longest, none overlapping.

        `near` holds the article's words: an ambiguous name counts only beside its own.
        """
        found: list[Mention] = []
        i, keys = 0, sentence.keys
        while i < len(keys):
            mention = self._outlet(sentence, i) if keys[i] == "ل" or _is_marked(sentence, i) else None  # to
            if mention is None and (candidates := self._phrases_at(keys, i)):
                mention = self._match(sentence, i, candidates, near)
            if mention:
                if found and self._says_what(sentence, found[-1], mention):
                    head = found.pop()
                    mention = replace(mention, lo=head.lo, conjunction=head.conjunction, preposition=head.preposition)
                found.append(mention)
                i = mention.hi
            else:
                i += 1
        return found

    def _says_what(self, sentence: Sentence, head: Mention, name: Mention) -> bool:
        """Return whether a noun only says what the body named behind it is: جماعة «جيش الإسلام», وكالة «رويترز»."""
        ref, actor = head.ref("body"), name.ref("actor")
        touches = head.hi == name.lo and head.hi - head.lo == 1 and not (name.conjunction or name.preposition)
        if ref is None or actor is None or not touches or sentence.words[head.lo].definite:
            return False
        return self._bodies[ref].name_en in _KINDS and self._actors[actor].actor_type in _BODIES

    def _outlet(self, sentence: Sentence, i: int) -> Mention | None:
        """Return a paper named in quotation marks without its head noun: قال لـ«المدينة», علمت «عكاظ»."""
        keys = sentence.keys
        lo = i + (keys[i] == "ل")  # to, written before the quotation mark
        if lo == i and not _speaks_to(sentence.words[i - 1]):
            return None
        is_bracketed = lo > i and lo < len(keys) and keys[lo] == "("
        lo += is_bracketed
        for names, actor_id in self._outlets.get(keys[lo], ()) if lo < len(keys) else ():
            hi = lo + len(names)
            if tuple(keys[lo:hi]) != names:
                continue
            if lo > i or hi == len(keys) or _is_marked(sentence, hi) or keys[hi] == ")":
                end = min(hi + is_bracketed, len(keys))
                return Mention(i, end, (("actor", actor_id),), "", "ل" if keys[i] == "ل" else "", (lo, hi))
        return self._unlisted_outlet(sentence, i, lo) if lo > i else None

    def _unlisted_outlet(self, sentence: Sentence, i: int, lo: int) -> Mention | None:
        """Return the words in quotation marks or brackets that somebody speaks to: قال لـ«المشهد», صرح لـ(باسنيوز)."""
        keys = sentence.keys
        if lo >= len(keys) or not any(_tells(word) for word in sentence.words[max(0, i - _SAID) : i]):
            return None
        is_latin = keys[lo].isascii() and keys[lo].isalpha()
        is_bracketed = keys[lo - 1] == "("
        if not (is_latin or is_bracketed or _is_marked(sentence, lo)) or _affiliates(sentence.words[i - 1]):
            return None
        ends = range(lo + 1, min(lo + _LONGEST_OUTLET, len(keys)) + 1)
        hi = next((j for j in ends if j == len(keys) or keys[j] == ")" or _is_marked(sentence, j)), None)
        hi = lo + 1 if is_latin else hi
        if hi is None or any(phrase.phrase.kind == "actor" for phrase in self._phrases_at(keys, lo)):
            return None
        return Mention(i, hi + is_bracketed, (("outlet", " ".join(keys[lo:hi])),), "", "ل", (lo, hi))

    def _match(
        self, sentence: Sentence, i: int, candidates: Sequence[Candidate], near: frozenset[str]
    ) -> Mention | None:
        """Return the longest of the phrases at word `i` that count there, with all its readings."""
        best: list[Candidate] = []
        longest = 0
        for candidate in candidates:
            size = len(candidate.phrase.keys)
            clitics = candidate.conjunction + candidate.preposition
            if size < longest or not self._counts(sentence, i, candidate.phrase, near, clitics):
                continue
            if size > longest:
                best, longest = [], size
            best.append(candidate)
        if not best:
            return None
        conjunction, preposition, _ = best[0]
        readings = self._plain([(p.kind, p.ref) for c, q, p in best if (c, q) == (conjunction, preposition)])
        return Mention(i, i + longest, readings, conjunction, preposition)

    def _plain(self, readings: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return the readings without the ambiguous ones where some need nothing beside them: الرقة of Syria."""
        plain = tuple(r for r in readings if r[0] != "place" or not self._places[r[1]].is_ambiguous)
        return plain if any(kind in ("place", "country", "seat") for kind, _ in plain) else tuple(readings)

    def _counts(self, sentence: Sentence, i: int, phrase: Phrase, near: frozenset[str], clitics: str) -> bool:
        """Return whether an ambiguous name counts here."""
        if phrase.kind == "place" and self._places[phrase.ref].is_ambiguous:
            return _is_placed(sentence, i, i + len(phrase.keys), clitics)
        if phrase.kind == "country" and self._countries[phrase.ref].is_ambiguous:
            before = sentence.words[i - 1] if i else None
            return clitics.endswith(("ب", "ل")) or (
                before is not None and (before.has("place-head") or before.stem in _PLACING)
            )
        if phrase.kind == "body" and (other := self._bodies[phrase.ref].not_before):
            return i + 1 >= len(sentence.keys) or sentence.keys[i + 1] != other  # القضاء على is doing away with
        if phrase.kind == "actor" and (words := self._actors[phrase.ref].near):
            return any(near.issuperset(word.split()) for word in words)
        single = len(phrase.keys) == 1
        if phrase.kind == "place" and single and clitics and sentence.words[i].pos == "V":
            return False  # لجأوا (they fled) is not to Java
        if phrase.kind == "actor" and single and any(s.ref.startswith("=report") for s in sentence.words[i].of("verb")):
            return False  # أفاد (he reported) is not AFAD
        return not (
            single and clitics and (len(phrase.keys[0]) < 3 or (clitics != "و" and _is_word(sentence.words[i], phrase)))
        )


def _is_placed(sentence: Sentence, lo: int, hi: int, clitics: str) -> bool:
    """Return whether an ambiguous name is a place's here: after its head noun, or after في where it means nothing else.

    A name that is a common word too (القصر, the palace) must itself be located: في القصر (جنوب).
    """
    words = sentence.words
    before = words[lo - 1] if lo else None
    if before is None or before.has("place-head"):
        return before is not None
    if clitics or not (before.stem in _AT or is_direction(before)):
        return False
    word = words[lo]
    is_name = word.kinds <= OF_PLACES and not (
        word.stem.endswith("ات") or VERBAL_NOUN.match(word.stem.removeprefix("ال"))  # the
    )
    return hi - lo > 1 or is_name or _is_located(words, hi)


def _is_located(words: Sequence[Word], i: int) -> bool:
    """Return whether what stands at word `i` tells where the place before it lies: (جنوب), شمال, بمحافظة."""
    i += i < len(words) and words[i].key == "("
    return i < len(words) and (is_direction(words[i]) or (words[i].preposition == "ب" and words[i].has("place-head")))


_AT = frozenset({"في", "قرب", "محيط", "داخل", "حول"})  # in, near, around, inside


def _tells(word: Word) -> bool:
    """Return whether a word tells that somebody speaks: a verb of saying, or تصريح (a statement)."""
    return word.has("statement") or any(sense.ref.startswith("=report") for sense in word.of("verb"))


def _speaks_to(word: Word) -> bool:
    """Return whether an outlet may stand behind a word with nothing but its quotation marks."""
    return word.pos == "V" or word.stem in ("الي", "مع")  # to, with


def _affiliates(word: Word) -> bool:
    """Return whether a word says whose somebody is, rather than whom he speaks to: التابعة لـ, الموالية لـ."""
    return word.stem.removeprefix("ال").startswith(("تابع", "موال", "منتم", "منتسب"))


_SAID = 12  # words between a verb of saying and the outlet that is spoken to
_LONGEST_OUTLET = 3  # words


_PLACING = frozenset(
    {"في", "الي", "من", "شمال", "جنوب", "دوله", "جمهوريه", "رءيس", "حكومه", "شمالي"}
)  # in, to, from, north…


def _is_word(word: Word, phrase: Phrase) -> bool:
    """Return whether what looks like a clitic with a place's name is one common word: بنوك (banks) is not in Nuuk."""
    return phrase.kind == "place" and bool(word.kinds) and not (word.conjunction or word.preposition or word.pronoun)


# What bodies are by themselves; forces, a government or an office are somebody's.
_KINDS = frozenset(
    "group,movement,organisation,party,militia,association,coalition,brigades,agency,news agency,newspaper,channel,"
    "radio,company,bank,centre,observatory,faction,battalion,brigade,front".split(",")
)
_BODIES = frozenset({"armed_group", "political", "media", "ngo", "igo", "company", "military"})


def _is_marked(sentence: Sentence, i: int) -> bool:
    """Return whether a quotation mark stands before word `i`."""
    return 0 < i < len(sentence.positions) and sentence.positions[i] - sentence.positions[i - 1] > 1
