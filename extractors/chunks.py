"""Cut a sentence into chunks: verbs, nominal phrases with their prepositions, and what bounds clauses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.mentions import Mention
from extractors.numbers import find_counts, read_count
from extractors.sentences import Sentence
from extractors.words import Sense, Word


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `lo` to `hi`: a verb V, a nominal phrase N, an event noun T, a date D or a function word F.

    `before` is the preposition that governs a nominal, `joined` whether و ties it to the nominal
    before it, `genitive` whether it completes the noun before it.
    """

    kind: str
    lo: int
    hi: int
    before: str = ""
    joined: bool = False
    genitive: bool = False
    mention: Mention | None = None
    senses: tuple[Sense, ...] = ()
    role: str = ""

    @property
    def bounds(self) -> bool:
        """Whether a clause cannot reach over this chunk."""
        return self.kind == "F" and self.role in _BOUNDS


_BOUNDS = frozenset({"comp", "rel", "boundary", "cond", "stop"})
_STOPS = frozenset(".؛;:!؟?…-–—")
_SOFT = frozenset("،,")
EVENT_KINDS = ("masdar", "event-noun", "victim-noun")


class Chunker:
    """Read one sentence from right to left of the page, word by word, into chunks."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], dates: Sequence[tuple[int, int]]) -> None:
        """Prepare to read `sentence`; `dates` are word ranges of time expressions."""
        self.sentence = sentence
        self.words = sentence.words
        self.at = {mention.lo: mention for mention in mentions}
        self.dates = dict(dates)
        self.counts = find_counts(sentence.keys)
        self.chunks: list[Chunk] = []
        self.prep = ""
        self.conjunction = False

    def read(self) -> list[Chunk]:
        """Return the chunks of the sentence."""
        i = 0
        while i < len(self.words):
            i = self._step(i)
        return self.chunks

    def _step(self, i: int) -> int:
        word = self.words[i]
        if i in self.dates:
            return self._add("D", i, self.dates[i])
        if word.key in ("خلف", "وخلف") and self._leaves_toll(i):  # it left
            return self._add("V", i, i + 1, senses=(Sense("verb", "=light:خلف", "past", "ms"),))
        if i not in self.at:
            if word.key in ("و", "ف"):  # and, so, written apart
                self.conjunction = True
                return i + 1
            if self._count_end(i):
                return self._nominal(i)
            if word.pos == ".":
                return self._punctuation(i, word)
            if word.pos == "F":
                return self._function(i, word)
            if word.preposition == "ب" and word.stem in _HANDS and not word.pronoun and self._noun_follows(i):
                self.prep = "علي يد"  # بأيدي as على يد, at the hands of
                return i + 1
            if self._is_verb(i, word):
                return self._add("V", i, i + 1, senses=word.of("verb"))
        return self._nominal(i)

    def _leaves_toll(self, i: int) -> bool:
        """Return whether what follows a word is a number or victims, so that it is a verb: خلف أكثر من 50 قتيلا."""
        return i + 1 < len(self.words) and (self._count_end(i + 1) is not None or self.words[i + 1].has("victim-noun"))

    def _count_end(self, i: int) -> int | None:
        """Return the end of the number that starts at word `i`, if one does."""
        count = self.counts.get(i)
        return count.end if count else None

    def _add(self, kind: str, lo: int, hi: int, **more: object) -> int:
        self.chunks.append(Chunk(kind, lo, hi, before=self.prep, **more))  # type: ignore[arg-type]
        self.prep = ""
        return hi

    def _punctuation(self, i: int, word: Word) -> int:
        if word.key in "([":
            close = next((j for j in range(i + 1, min(i + 8, len(self.words))) if self.words[j].key in ")]"), None)
            if close:
                return self._add("F", i, close + 1, role="aside")
        role = "stop" if word.key in _STOPS else "comma" if word.key in _SOFT else "mark"
        return self._add("F", i, i + 1, role=role)

    def _function(self, i: int, word: Word) -> int:
        role = word.of("function")[0].ref
        if word.stem == "بين" and i + 1 < len(self.words) and self.words[i + 1].stem == "ان":  # he made clear, that
            return self._add("V", i, i + 1, senses=(Sense("verb", "=report:بين", "past", "ms"),))
        if role in ("prep", "direction", "quant", "dem"):
            if role == "prep":
                return self._preposition(i, word)
            return (
                self._add("F", i, i + 1, role=role) if role == "dem" and not self._noun_follows(i) else self._nominal(i)
            )
        return self._add("F", i, i + 1, role=role)

    def _preposition(self, i: int, word: Word) -> int:
        """Keep the preposition for the nominal that follows; one with a pronoun stands alone."""
        if word.stem in WITH_PRONOUN:
            return self._add("F", i, i + 1, role="pronoun")
        self.prep = f"{self.prep} {word.stem}".strip()
        if word.stem == "علي" and i + 2 < len(self.words) and self.words[i + 1].key in _HANDS:  # on
            self.prep, i = f"{self.prep} {self.words[i + 1].key}", i + 1
        if not self._noun_follows(i):
            return self._add("F", i, i + 1, role="prep")
        return i + 1

    def _noun_follows(self, i: int) -> bool:
        if i + 1 >= len(self.words):
            return False
        following = self.words[i + 1]
        if i + 1 in self.at or i + 1 in self.dates:
            return True
        if following.pos == "F":
            return following.senses[0].ref in ("prep", "direction", "quant", "dem")
        return following.pos in "NDH" or (following.pos == "V" and bool(self.prep))

    def _is_verb(self, i: int, word: Word) -> bool:
        """Settle whether a form that may be verb or noun is a verb here."""
        if word.pos == "V" and all(sense.form == "participle" for sense in word.senses) and word.senses:
            return self._is_circumstance(word) and not self.prep
        if word.pos == "V":
            return not self.prep or (self.prep == "حتي" and bool(word.senses))  # until
        if word.pos != "H" or self.prep or word.preposition or word.definite:
            return False
        forms = {sense.form for sense in word.of("verb")}
        if forms == {"participle"}:
            return self._is_circumstance(word) and not word.has("place-head")
        return all("present" in form for form in forms) or self._is_past_verb(i, word)

    def _is_past_verb(self, i: int, word: Word) -> bool:
        """Settle from what stands before it whether a form is a past verb or a noun: قتل (killed, killing)."""
        last = self.chunks[-1] if self.chunks else None
        if last is not None and word.conjunction and last.kind == "T" and word.kinds & set(EVENT_KINDS):
            return bool(self.words[last.hi - 1].pronoun)  # لقوا مصرعهم وجرح سبعة
        if (
            last is not None and last.hi == i and self._is_dual(word) and self.words[i - 1].key.endswith(("ين", "ان"))
        ):  # مدنيين اثنين قتلا
            return True
        if last is None or word.conjunction:
            return True
        if last.kind == "F":
            return last.role not in ("prep", "quant")
        if last.kind == "V":
            return any(s.ref.startswith("=aspect") for s in last.senses)
        if last.kind == "N" and not last.before and self._is_closed(last.hi - 1) and self._awaits_object():
            return False
        return last.kind == "D" or last.before != "" or self._is_closed(last.hi - 1)

    def _is_dual(self, word: Word) -> bool:
        """Return whether every verb that a word may be is in the dual: قتلا."""
        return all(sense.agreement.endswith("d") for sense in word.of("verb"))

    def _awaits_object(self) -> bool:
        """Return whether the nominal just read is the subject of a verb, so that no second verb can follow it."""
        verb = self.chunks[-2] if len(self.chunks) > 1 else None
        return verb is not None and verb.kind == "V" and not any(s.ref.startswith("=aspect") for s in verb.senses)

    def _is_circumstance(self, word: Word) -> bool:
        """Return whether a participle tells what its subject does meanwhile: متهما, مطالبة."""
        last = self.chunks[-1] if self.chunks else None
        if word.conjunction or last is None or last.kind in "FD":
            return True
        if last.kind == "N" and word.key.endswith(_ADJECTIVAL) and not self._is_closed(last.hi - 1):
            return False
        return not self.words[last.hi - 1].key.endswith("ا" if word.key.endswith("ا") else ("ه", "ا"))

    def _is_closed(self, i: int) -> bool:
        """Return whether the nominal that ends at word `i` is definite: nothing completes it."""
        word = self.words[i]
        return word.definite or bool(word.pronoun) or self._covered(i)

    def _covered(self, i: int) -> bool:
        return any(mention.lo <= i < mention.hi for mention in self.at.values())

    def _nominal(self, i: int) -> int:
        """Read a nominal phrase from word `i`."""
        word = self.words[i]
        mention = self.at.get(i)
        conjunction = mention.conjunction if mention else word.conjunction
        clitic = mention.preposition if mention else word.preposition
        if mention and mention.is_a("weapon"):  # بالمدفعية (with artillery) may stand in the list with its ب
            clitic = clitic or word.preposition
        before = f"{self.prep} {clitic}".strip()
        is_ground = mention is None or mention.is_a("place")
        if not before and is_ground and word.pos == "F" and word.senses[0].ref == "direction":
            before = "في"  # in: جنوب المدينة stands for في جنوب المدينة
        joins = bool(conjunction) or self.conjunction
        self.prep, self.conjunction = "", False
        first = i + self._is_framing(i)
        event = self._event_senses(first, self.at.get(first))
        hi = self._event_end(first, self.at.get(first)) if event else self._phrase_end(i, mention)
        previous = self.chunks[-1] if self.chunks else None
        touching = previous is not None and previous.hi == i and not before and not joins
        chunk = Chunk(
            "T" if event else "N",
            i,
            hi,
            before=before,
            joined=joins and previous is not None and previous.kind in "NT",
            genitive=touching
            and previous is not None
            and previous.kind == "T"
            and not self._complete(previous)
            and not (_has_tanwin(word) and not mention),
            mention=self._named(mention, hi) if mention else self._inner(i, hi),
            senses=event or self._counted_victims(i, mention),
        )
        self.chunks.append(chunk)
        return hi

    def _complete(self, chunk: Chunk) -> bool:
        """Return whether an event noun is definite or indefinite with tanwin, so that no genitive follows."""
        first, last = self.words[chunk.lo], self.words[chunk.hi - 1]
        if chunk.mention and chunk.mention.is_a("trigger"):
            return chunk.hi - chunk.lo > 1 and (last.definite or (last.pos != "F" and last.key.endswith(_RELATIVE)))
        return first.definite or bool(first.pronoun) or chunk.hi - chunk.lo > 1

    def _is_framing(self, i: int) -> bool:
        """Return whether word `i` only frames the event that follows it: حملة اعتقالات, عمليات القصف."""
        if (
            i in self.at
            or not self.words[i].has("framing")
            or self.words[i].kinds & set(EVENT_KINDS)
            or i + 1 >= len(self.words)
        ):
            return False
        following, inner = self.words[i + 1], self.at.get(i + 1)
        return not (following.conjunction or following.preposition) and bool(self._event_senses(i + 1, inner))

    def _event_senses(self, i: int, mention: Mention | None) -> tuple[Sense, ...]:
        if mention:
            if mention.is_a("actor", "place", "country"):
                return ()
            if mention.is_a("weapon") and self._is_march(mention):
                return self._of_events(i)
            return tuple(Sense("phrase", ref) for kind, ref in mention.readings if kind == "trigger")
        if self.words[i].has("place-head") and i + 1 in self.at and self.at[i + 1].is_a("place", "country", "seat"):
            return ()
        if self.words[i].has("nationality"):  # تركي is Turkish, not a leaving
            return ()
        return self._of_events(i)

    def _of_events(self, i: int) -> tuple[Sense, ...]:
        return tuple(sense for sense in self.words[i].senses if sense.kind in EVENT_KINDS)

    def _is_march(self, mention: Mention) -> bool:
        """Return whether مسيرة is a march in this sentence, not a drone."""
        return mention.hi - mention.lo == 1 and any(word.has("march-word") for word in self.words)

    def _counted_victims(self, i: int, mention: Mention | None) -> tuple[Sense, ...]:
        """Return the senses of the definite victims that a number or عدد (number of) counts: عشرات القتلى."""
        end = None if mention else i + 1 if self.words[i].has("toll-head") else self._count_end(i)
        if end is None or end >= len(self.words):
            return ()
        return self.words[end].of("victim-noun") if self.words[end].definite else ()

    def _event_end(self, i: int, mention: Mention | None) -> int:
        """Return the end of an event noun with its adjectives."""
        hi = mention.hi if mention else i + 1
        while hi < len(self.words) and hi not in self.at and hi not in self.dates:
            if not self._is_adjective(hi, self.words[hi - 1]):
                break
            hi += 1
        return hi

    def _is_adjective(self, i: int, noun: Word) -> bool:
        """Return whether word `i` agrees with the noun before it as an adjective does."""
        word = self.words[i]
        owned = noun.definite or bool(noun.pronoun)
        if word.pos not in "NH" or word.conjunction or word.preposition or word.definite != owned:
            return False
        if word.has("nationality"):
            return True
        if (word.has("adjective-too") or word.has("event-adjective")) and noun.kinds & set(EVENT_KINDS):
            return True
        if word.has("people"):  # المسؤولين العسكريين, المتمردون الأكراد, التعاون العسكري
            free = not self._covered(i - 1) or self._ends_body(i)
            of_thing = noun.definite and word.key.endswith(("ي", "يه")) and free
            return of_thing or (noun.definite and noun.has("people") and _looks_adjectival(word))
        if word.has("object") or word.has("masdar") or word.has("event-noun") or self._count_end(i):
            return False
        if noun.definite and _disagrees(noun, word):
            return False
        if noun.definite:
            return _looks_adjectival(word) and (not self._covered(i - 1) or word.key.endswith(_NISBA))
        if noun.key.endswith("ا") and word.key.endswith("ا"):
            return True
        if word.key.endswith("ي") and noun.kinds & set(EVENT_KINDS) and len(word.key) > _TANWIN_LENGTH:
            return not word.senses
        return noun.key.endswith(("ه", "ات")) and word.key.endswith("ه") and not word.senses

    def _phrase_end(self, i: int, mention: Mention | None) -> int:
        """Return the end of a nominal phrase: construct chains up to a definite word, then its adjectives."""
        counted = self._count_end(i) if mention is None else None
        hi = mention.hi if mention else counted or i + 1
        closed = self._is_closed_name(mention) if mention else counted is None and self._is_closed(i)
        while hi < len(self.words) and hi not in self.dates:
            following = self.words[hi]
            inner = self.at.get(hi)
            if not inner and (past := self._past_particles(i, hi)):
                hi, closed = past
                continue
            if (following.pos in ".VF" or following.key in _SAYING) and not inner:
                break
            if not inner and self._goes_on_with_purpose(i, hi, mention):
                hi, closed = hi + 1, True
                continue
            if inner and (
                inner.conjunction or inner.preposition or inner.is_a("trigger") or self._ends_before(hi, inner)
            ):
                break
            if inner and ((closed and not self._is_apposed(hi, inner)) or self._is_told(i, hi, inner)):
                break
            if inner:
                hi, closed = inner.hi, True
                continue
            if (self._count_end(hi) and not following.definite) or not (
                self._continues(hi, following, closed) or self._adds_adjective(i, hi, following)
            ):
                break
            closed = closed or self._closes(following)
            hi += 1
        return hi

    def _past_particles(self, lo: int, i: int) -> tuple[int, bool] | None:
        """Return where a phrase goes on behind function words that belong to it, and whether that closes it."""
        word, previous = self.words[i], self.words[i - 1]
        if self._is_direction(word) and self._is_direction(previous) and not self._count_end(i):
            return i + 1, False
        if word.key in _AFTER_NOUN and i > lo:
            return i + 1, self._is_closed(i - 1)
        unmanned = self._unmanned_end(i)
        return (unmanned, True) if unmanned else None

    def _unmanned_end(self, i: int) -> int | None:
        """Return the end of the words by which a drone is called, where they stand at word `i`: من دون طيار."""
        keys = self.sentence.keys
        found = (words for words in _UNMANNED.get(keys[i], ()) if tuple(keys[i : i + len(words)]) == words)
        return next((i + len(words) for words in found), None)

    def _is_told(self, lo: int, i: int, inner: Mention) -> bool:
        """Return whether a name follows people whom an adjective has closed: أبلغ مسؤول محلي رويترز."""
        word = self.words[i - 1]
        is_closed = not word.definite and word.key.endswith(("ي", "يه")) and self.words[i - 2].has("people")
        return inner.is_a("actor", "outlet") and i - lo > 1 and is_closed

    def _ends_before(self, i: int, inner: Mention) -> bool:
        """Return whether nothing of the phrase can go on with a name at `i`: مسلحون, محكمة دولية and a person."""
        parts = inner.is_a("person") or (self.words[i].definite and inner.is_a("actor", "body"))
        is_noun = self.words[i - 1].has("place-head") or self.words[i - 1].has("object")
        return self._is_subject(i - 1) or (parts and self._is_relative(i - 1) and not is_noun)

    def _ends_body(self, i: int) -> bool:
        """Return whether a body's name goes on over word `i` to its nation: الجيش العربي السوري."""
        goes_on = i + 1 < len(self.words) and self.words[i + 1].has("nationality") and self.words[i + 1].definite
        return goes_on and any(m.hi == i and m.is_a("body") and not m.is_a("actor") for m in self.at.values())

    def _is_direction(self, word: Word) -> bool:
        return word.pos == "F" and word.senses[0].ref in ("direction", "quant")

    def _is_closed_name(self, mention: Mention) -> bool:
        """Return whether nothing can complete a name; قوات (forces) and its like stay open."""
        if mention.is_a("actor", "country", "seat", "place", "person"):
            return True
        return self.words[mention.hi - 1].definite

    def _is_apposed(self, i: int, inner: Mention) -> bool:
        """Return whether a place's name follows the noun that it explains: العاصمة دمشق."""
        head = i - 2 if self.words[i - 1].has("nationality") else i - 1  # العاصمة الأفغانية كابول
        return inner.is_a("place", "country", "seat") and self.words[max(head, 0)].has("place-head")

    def _goes_on_with_purpose(self, lo: int, i: int, mention: Mention | None) -> bool:
        """Return whether a body's name goes on with what it is for: الهيئة المستقلة لحقوق الإنسان."""
        word = self.words[i]
        is_body = mention is not None and mention.lo == lo and mention.is_a("body") and not mention.is_a("actor")
        return (
            is_body
            and word.preposition == "ل"
            and not word.conjunction
            and not word.senses
            and not self.words[lo].has("masdar")
        )

    def _adds_adjective(self, lo: int, i: int, word: Word) -> bool:
        """Return whether word `i` is a second adjective: منظمات محلية ودولية."""
        previous = self.words[i - 1]
        same = word.definite == previous.definite and word.key.endswith("ه") and previous.key.endswith("ه")
        plain = not (word.preposition or word.senses or self._covered(i))
        return bool(word.conjunction) and i - lo > 1 and same and plain

    def _closes(self, word: Word) -> bool:
        return word.definite or bool(word.pronoun)

    def _continues(self, i: int, word: Word, closed: bool) -> bool:
        """Return whether word `i` belongs to the phrase before it."""
        previous = self.words[i - 1]
        if word.conjunction or word.preposition or word.pos == "D" or self._opens_thing(i, word):
            return False
        if (
            word.pos == "H"
            and not word.definite
            and self._is_verb_here(previous, word)
            and not self._is_counted(previous, word)
        ):
            return False
        if any(sense.kind in EVENT_KINDS for sense in word.senses) and not (
            word.has("victim-noun") and word.definite and not closed
        ):
            return False
        if self._names_apart(previous, word):
            return False
        if previous.has("nationality") and not previous.definite and self._describes(i - 1):
            return word.has("nationality")
        if self._is_subject(i - 1) and not word.key.endswith(_NOMINATIVE) and not self._is_adjective(i, previous):
            return False
        if word.definite:
            return not closed or self._is_adjective(i, previous) or self._tells_country(i)
        if closed:
            return word.has("nationality") and previous.has("nationality") and not previous.definite
        if (
            _has_tanwin(word)
            and not _has_tanwin(previous)
            and previous.pos != "D"
            and not read_count([previous.stem], 0)
        ):
            return False
        return not (_has_tanwin(previous) and not _has_tanwin(word) and not word.has("nationality"))

    def _opens_thing(self, i: int, word: Word) -> bool:
        """Return whether word `i` is a thing or place that begins a phrase behind an adjective: مجموعة إرهابية ثكنة."""
        is_thing = word.has("object") or word.has("place-head") or word.has("title")
        return is_thing and not word.definite and self._is_relative(i - 1)

    def _is_relative(self, i: int) -> bool:
        """Return whether word `i` is an indefinite relative adjective, which nothing completes: مجموعة إرهابية."""
        word, noun = self.words[i], self.words[i - 1]
        if i == 0 or word.definite or word.conjunction or word.preposition or noun.definite or noun.pos not in "NH":
            return False
        return word.key.endswith("يه" if noun.key.endswith(("ه", "ات")) else "ي")

    def _names_apart(self, noun: Word, word: Word) -> bool:
        """Return whether an owned or definite word cannot complete the noun before it: انتحاري حزامه."""
        if word.pronoun and noun.has("people") and not word.has("people"):
            return all(sense.form == "s" for sense in noun.of("people"))
        return word.definite and noun.has("nationality") and not (noun.definite or noun.has("people"))

    def _describes(self, i: int) -> bool:
        """Return whether a word of nationality is the adjective of the noun before it: جرافات إسرائيلية."""
        return i > 0 and self.words[i - 1].pos in "NH" and not self.words[i - 1].definite

    def _is_subject(self, i: int) -> bool:
        """Return whether word `i` is a plural or dual of people in the nominative, which nothing completes: مسلحون."""
        return self.words[i].has("people") and self.words[i].key.endswith(_NOMINATIVE)

    def _tells_country(self, i: int) -> bool:
        """Return whether word `i` tells the country of the place before it: مدينة سرت الليبية."""
        named = next((m for m in self.at.values() if m.hi == i), None)
        word = self.words[i]
        return named is not None and named.is_a("place") and word.has("nationality") and word.key.endswith(("ي", "يه"))

    def _is_counted(self, previous: Word, word: Word) -> bool:
        """Return whether a number says how many people `word` means: 29 متهما."""
        return word.has("people") and read_count([previous.key], 0) is not None

    def _is_verb_here(self, previous: Word, word: Word) -> bool:
        return previous.definite or not previous.senses or all("present" in s.form for s in word.of("verb"))

    def _named(self, mention: Mention, hi: int) -> Mention:
        """Return whose weapon a phrase speaks of, where it says so: مروحيات النظام السوري."""
        owner = self._inner(mention.hi, hi) if mention.is_a("weapon") and not mention.is_a("actor", "trigger") else None
        return owner if owner and owner.is_a("actor", "body", "country", "seat") else mention

    def _inner(self, lo: int, hi: int) -> Mention | None:
        """Return the name inside a nominal phrase, if it has one."""
        return next((self.at[i] for i in range(lo, hi) if i in self.at), None)


WITH_PRONOUN = frozenset(  # prepositions with a pronoun: on him, in it, between them…
    "عليه عليها عليهم فيه فيها فيهم منه منها منهم اليه اليها اليهم له لها لهم به بها بهم معه معها معهم لديه لديها لديهم"
    " بينهم بينهن ضمنهم ضمنهن منهن بينهما بينها بينه عنه عنها عنهم حوله حولها ضده ضدها عليهما فيهما منهما".split()
)
_SAYING = frozenset({"قوله", "قولها", "قولهم"})  # his, her, their words
_HANDS = frozenset({"يد", "ايدي"})  # at the hand, at the hands of
_AFTER_NOUN = frozenset(
    {"واحد", "واحده", "واحدا", "اثنين", "اثنان", "اثنتين", "اثنتان"}
)  # one, two: they follow what they count
_UNMANNED = {  # without a pilot, by the first word
    words[0]: (words,) for words in (("من", "دون", "طيار"), ("بدون", "طيار"), ("بلا", "طيار"), ("دون", "طيار"))
}
_TANWIN_LENGTH = 4
_ADJECTIVAL = ("ه", "ين")  # the endings of a participle that may describe the noun before it
_NOMINATIVE = ("ون", "ان")  # the plural and dual of subjects: nothing completes them
_RELATIVE = ("ي", "يه", "يا", "مسلح", "مسلحا", "مضاد", "مضادا")  # the endings of adjectives that close a fixed phrase
_SOUND_PLURAL = ("ين", "ون")  # men in the plural, whose adjectives never take ة
_NISBA = ("ي", "يه", "يين", "يون", "حه", "مه")  # the endings of relative adjectives, and of المسلحة, القديمة


def _has_tanwin(word: Word) -> bool:
    """Return whether a word looks like an indefinite accusative: هجوما."""
    return word.key.endswith("ا") and len(word.key) >= _TANWIN_LENGTH and not word.definite and not word.pronoun


def _looks_adjectival(word: Word) -> bool:
    """Return whether a definite word after a definite noun looks like its adjective."""
    if word.has("people") and word.key.endswith(
        ("ي", "يين", "يون", "يه", "العرب", "الاكراد", "اليهود")
    ):  # Arabs, Kurds, Jews
        return True
    if word.has("people") or word.has("object") or word.has("place-head") or word.has("title"):
        return False
    return not word.key.endswith("ات") and not any(sense.kind in EVENT_KINDS for sense in word.senses)


def _disagrees(noun: Word, word: Word) -> bool:
    """Return whether a definite word's ending forbids it as the adjective of the noun: المغتربين الجريمة."""
    if noun.key.endswith("ه"):  # ة of the feminine
        return not word.key.endswith(("ه", "ي"))
    return noun.has("people") and noun.key.endswith(_SOUND_PLURAL) and word.key.endswith("ه")


def joined(chunk: Chunk) -> Chunk:
    """Return the chunk as one that و ties to the one before it."""
    return replace(chunk, joined=True)
