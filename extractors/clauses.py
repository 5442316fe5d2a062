"""Tie verbs to their subjects and objects: verb-first, subject-first, relative and dropped-subject clauses."""

from dataclasses import dataclass, field

from extractors.chunks import Chunk
from extractors.nominals import Nominals

_SKIPPED = frozenset({"particle", "aside", "pronoun", "neg", "future", "dem", "prep"})
_FEMININE = ("ه", "ات")
_PERSONAL = frozenset({"arrest", "abduction", "killing"})  # events whose verbs always say to whom
_TIMES = frozenset({"مره", "مرات", "مرتين", "مرارا"})  # how often something was done
_FAR = 5  # chunks that describe a subject before its verb's object comes
_PRONOUN_OF = {
    "انه": "ه",
    "انها": "ها",
    "انهم": "هم",
    "انهما": "هما",
    "هو": "ه",
    "هي": "ها",
    "هم": "هم",
    "هما": "هما",
    "هن": "هن",
    "كنه": "ه",
    "كنها": "ها",
    "كنهم": "هم",
}  # that he, that she, that they, that both; he, she, they; but he, but she, but they
_MASCULINE_COMPLEMENTS = frozenset({"سراح", "سبيل", "قبض", "القبض", "الطريق"})  # release, way, seizure, road
_BY = ("من قبل", "من جانب", "علي يد")  # by, on the part of, at the hands of
_AMONG_THEM = frozenset({"بينهم", "بينهن", "ضمنهم", "ضمنهن"})  # among them


@dataclass(slots=True)
class Valency:
    """What a verb has: indices of its subject and object chunks, the first of each run of conjuncts."""

    subject: int | None = None
    object: int | None = None
    is_passive: bool = False
    is_dropped: bool = False
    antecedent: int | None = None


@dataclass(slots=True)
class Clauses(Nominals):
    """A sentence's chunks with the valency of every verb."""

    valencies: dict[int, Valency] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Settle every verb, left to right, so that a later one may share an earlier one's subject."""
        last: int | None = None
        for i, chunk in enumerate(self.chunks):
            if chunk.kind == "V":
                valency = self.valencies[i] = self._settle(i, last)
                subject = valency.subject
                if (
                    subject is not None
                    and not self._is_report(chunk)
                    and (last is None or self.can_act(self.chunks[subject]))
                ):
                    last = subject

    def _is_report(self, chunk: Chunk) -> bool:
        return any(sense.ref.startswith("=report") for sense in chunk.senses)

    def _settle(self, v: int, last: int | None) -> Valency:
        word = self.sentence.words[self.chunks[v].lo]
        after = self._nominals_after(v)
        if self._is_first_person(v):
            return Valency(object=after[0] if after else None, is_dropped=True)
        if is_participle(self.chunks[v]):
            return Valency(subject=self._circumstanced(v, last), object=after[0] if after else None, is_dropped=True)
        relative = self._relative(v)
        if relative is not None:
            return self._in_relative(v, relative, after, bool(word.pronoun))
        if (named := self._resumed(v, after)) is not None:
            return Valency(subject=named, object=after[0] if after else None, is_dropped=True)
        topic = None if word.conjunction else self._topic(v)
        valency = (
            self._with_topic(topic, after) if topic is not None else self._verb_first(v, after, last, word.conjunction)
        )
        self._set_voice(v, valency)
        return valency

    def _resumed(self, v: int, after: list[int]) -> int | None:
        """Return whom the pronoun right before a verb stands for: أعلن الجيش أنه قصف, وهم يطالبون."""
        j = v - 1
        while j >= 0 and self.chunks[j].role in ("particle", "neg", "future", "aside"):
            j -= 1
        if j < 0 or self.chunks[j].role not in ("comp", "pron") or self.sentence.words[self.chunks[v].lo].conjunction:
            return None
        key = self.sentence.words[self.chunks[j].lo].key
        pronoun, is_accused = _PRONOUN_OF.get(key.lstrip("وفبل"), ""), key.startswith("ب")  # متهما إياهم بأنهم
        genders = {sense.agreement[:1] for sense in self.chunks[v].senses if sense.agreement}
        if not pronoun or (genders and ("f" if pronoun == "ها" else "m") not in genders):  # her
            return None
        if after and self.chunks[after[0]].kind == "T" and self._lets_events_happen(v):
            return None
        told = [valency for _, valency in sorted(self.valencies.items(), reverse=True)]
        parties = [(t.object, t.subject) if is_accused else (t.subject,) for t in told]
        flat = (i for pair in parties for i in pair if i is not None and i < v)
        return next((i for i in flat if self.agrees_with(pronoun, self.chunks[i])), None)

    def _is_first_person(self, v: int) -> bool:
        senses = self.chunks[v].senses
        return bool(senses) and all(sense.agreement.startswith("1") for sense in senses)

    def _circumstanced(self, v: int, last: int | None) -> int | None:
        """Return whose circumstance a participle tells: the speaker of the clause, else the last subject."""
        speakers = self._speakers()
        agreeing = [speaker for speaker in (*speakers, last) if speaker is not None and self._may_describe(v, speaker)]
        return next(iter([*agreeing, *speakers]), last)

    def _speakers(self) -> list[int]:
        """Return the subjects of the verbs of saying read so far that no أن (that) governs, the nearest first."""
        return [
            valency.subject
            for j, valency in sorted(self.valencies.items(), reverse=True)
            if valency.subject is not None
            and not valency.is_passive
            and self._is_report(self.chunks[j])
            and not self._is_subordinate(j)
            and self.can_act(self.chunks[valency.subject])
        ]

    def _is_subordinate(self, v: int) -> bool:
        """Return whether أن (that) stands between a verb and the verb or stop before it."""
        for j in range(v - 1, -1, -1):
            if self.chunks[j].kind == "V" or self.chunks[j].role in ("stop", "comma"):
                return False
            if self.chunks[j].role in ("comp", "rel"):
                return True
        return False

    def _may_describe(self, v: int, i: int) -> bool:
        """Return whether a participle agrees with the nominal at `i` in gender; names agree with both."""
        agreement = self.chunks[v].senses[0].agreement
        mention = self.chunks[i].mention
        if agreement == "mp" or (mention is not None and mention.is_a("person", "country", "seat")):
            return True
        return self.sentence.words[self.chunks[i].lo].stem.endswith(_FEMININE) is (agreement == "fs")

    def _with_topic(self, topic: int, after: list[int]) -> Valency:
        return Valency(subject=topic, object=after[0] if after else None)

    def _verb_first(self, v: int, after: list[int], last: int | None, conjunction: str) -> Valency:
        speaker = next(iter(self._speakers()), None) if self._is_report(self.chunks[v]) else None
        last = self._fitting(v, last, conjunction) if speaker is None else speaker
        if not after:
            return Valency(subject=last, is_dropped=True)
        first = after[0]
        if all(sense.form.startswith("passive") for sense in self.chunks[v].senses):
            return Valency(subject=first, object=after[1] if len(after) > 1 else None)
        if (self.chunks[first].kind == "T" and not self._lets_events_happen(v)) or self._is_complement(v, first):
            return Valency(subject=last, object=first, is_dropped=True)
        if (
            self._is_plural_verb(v)
            or self.is_accusative(first)
            or (last is not None and conjunction and self._is_object(v, first))
            or ((last is not None or len(after) == 1) and self._differs(v, first))
        ):
            return Valency(subject=last, object=first, is_dropped=True)
        if len(after) == 1 and self._has_pronoun_subject(v):
            subject = last if last is not None else next(iter(self._speakers()), None)
            return Valency(subject=subject, object=first, is_dropped=True)
        second = after[1] if len(after) > 1 else None
        return Valency(subject=first, object=None if second is not None and self._is_nominative(second) else second)

    def _differs(self, v: int, i: int) -> bool:
        """Return whether a verb's gender forbids the nominal behind it as its subject: طالبت المجتمع الدولي."""
        chunk, word = self.chunks[i], self.sentence.words[self.chunks[i].lo]
        agreements = {sense.agreement for sense in self.chunks[v].senses}
        if chunk.mention and chunk.mention.is_a("country", "seat"):
            return agreements == {"ms"} and self._speaks(v) and not self._has_doer(v)  # واتهم إيران
        if not self._takes_object(v) or (chunk.mention and chunk.mention.is_a("person")):
            return False
        if agreements == {"fs"}:
            singular = any(sense.form == "s" for sense in word.of("people")) or word.has("masculine-body")
            head = self.sentence.words[self.counted_noun(chunk)]
            men = self.counted(chunk) and any(sense.form in "pd" for sense in head.of("people"))
            return (singular and not word.stem.endswith("ه")) or (men and not head.stem.endswith(("ه", "ات")))
        return agreements == {"ms"} and word.definite and word.stem.endswith("ه") and self.can_act(chunk)

    def _has_pronoun_subject(self, v: int) -> bool:
        """Return whether أن (that) with a pronoun stands before a verb that takes an object: أنها ستقاضي إسرائيل."""
        j = v - 1
        while j >= 0 and self.chunks[j].role in ("particle", "neg", "future"):
            j -= 1
        opening = self.chunks[j] if j >= 0 else None
        stem = self.sentence.words[opening.lo].stem if opening else ""
        return (
            opening is not None
            and opening.role == "comp"
            and stem.endswith(("نه", "نها", "نهم"))
            and self._takes_object(v)
        )

    def _is_nominative(self, i: int) -> bool:
        """Return whether a nominal is a sound plural in the nominative: إرهابيون, never an object."""
        word = self.sentence.words[self.chunks[i].lo]
        return word.stem.endswith("ون") and any(sense.form == "p" for sense in word.of("people"))

    def _fitting(self, v: int, last: int | None, conjunction: str) -> int | None:
        """Return the nearest plural people before a plural verb with no subject, else the last subject.

        A verb that و joins goes on with the nearest plural subject.
        """
        if self._is_plural_verb(v):
            subjects = [valency.subject for _, valency in sorted(self.valencies.items(), reverse=True)]
            plural = [s for s in subjects if s is not None and self.agrees_with("هم", self.chunks[s])]  # they
            if conjunction and plural:
                return plural[0]
            for j in range(v - 1, -1, -1):
                chunk = self.chunks[j]
                word = self.sentence.words[self.counted_noun(chunk)]
                if (
                    chunk.kind in "NT"
                    and not self._is_part(j)
                    and self.actor_type(chunk) != "other"
                    and any(sense.form in "pd" for sense in word.of("people") + word.of("nationality"))
                ):
                    return j
        return last

    def _is_part(self, j: int) -> bool:
        """Return whether a phrase only names some of those told before it."""
        return j > 0 and (self._opens_parts(self.chunks[j - 1]) or (self.chunks[j].joined and self._is_part(j - 1)))

    def _is_complement(self, v: int, i: int) -> bool:
        """Return whether a masculine word completes a feminine verb, so that it is no subject: أطلقت سراحه."""
        words, senses = self.sentence.words, self.chunks[v].senses
        stem = words[self.chunks[i].lo].stem
        completes = any(
            (trigger := self.lexicon.triggers.get(sense.ref)) is not None and stem in trigger.complements
            for sense in senses
        )
        feminine = bool(senses) and all(sense.agreement[:1] == "f" for sense in senses)
        return completes and feminine and stem in _MASCULINE_COMPLEMENTS

    def _is_object(self, v: int, i: int) -> bool:
        """Return whether the only nominal after a conjoined verb is its object rather than its subject."""
        chunk = self.chunks[i]
        return not self.can_act(chunk) and self._takes_object(v)

    def _lets_events_happen(self, v: int) -> bool:
        """Return whether events are this verb's subject: اندلعت اشتباكات, أسفر الهجوم عن."""
        classes = self.lexicon.verb_classes
        lemmas = {sense.ref.partition(":")[2] for sense in self.chunks[v].senses}
        passive = any(sense.form.startswith("passive") for sense in self.chunks[v].senses)
        return passive or not lemmas - {""} or any("event-subject" in classes.get(lemma, ()) for lemma in lemmas)

    def _takes_object(self, v: int) -> bool:
        return any(
            (trigger := self.lexicon.triggers.get(sense.ref)) is not None
            and (trigger.object is not None or trigger.complements)
            for sense in self.chunks[v].senses
        )

    def _is_plural_verb(self, v: int) -> bool:
        senses = self.chunks[v].senses
        return bool(senses) and all(sense.agreement[1:] in ("p", "d") for sense in senses)

    def _in_relative(self, v: int, antecedent: int, after: list[int], has_pronoun: bool) -> Valency:
        resumed = has_pronoun or any(self._points_back(k) for k in range(v + 1, min(v + 4, len(self.chunks))))
        if resumed and after and not self._is_plural_verb(v):
            return Valency(subject=after[0], object=antecedent if has_pronoun else None, antecedent=antecedent)
        valency = Valency(subject=antecedent, object=after[0] if after else None, antecedent=antecedent)
        self._set_voice(v, valency)
        return valency

    def _points_back(self, k: int) -> bool:
        """Return whether a pronoun behind a relative verb stands for its antecedent: الذي هدد التنظيم بإعدامه."""
        chunk = self.chunks[k]
        return chunk.role == "pronoun" or (
            chunk.kind == "T" and chunk.before != "" and self.sentence.words[chunk.lo].pronoun != ""
        )

    def _set_voice(self, v: int, valency: Valency) -> None:
        """Decide between active and passive where the spelling leaves both open."""
        forms = {sense.form.startswith("passive") for sense in self.chunks[v].senses}
        if forms == {True}:
            valency.is_passive = True
        elif forms == {True, False} and (sufferer := self._suffers_alone(v, valency)) is not None:
            valency.subject, valency.is_passive, valency.is_dropped = sufferer, True, False
        elif (
            forms == {True, False}
            and valency.object is None
            and self._takes_object(v)
            and (not valency.is_dropped or self._may_suffer(v))
        ):
            subject = self.chunks[valency.subject] if valency.subject is not None else None
            has_pronoun = bool(self.sentence.words[self.chunks[v].lo].pronoun)
            valency.is_passive = (
                subject is not None and not has_pronoun and (self._harms(v) or not self._is_armed(subject))
            )
            valency.is_passive = valency.is_passive and (not self._speaks(v) or self._has_doer(v))

    def _suffers_alone(self, v: int, valency: Valency) -> int | None:
        """Return the person told of before a singular verb that needs an object and has none: واعتقل عدة مرات."""
        word, senses = self.sentence.words[self.chunks[v].lo], self.chunks[v].senses
        triggers = [self.lexicon.triggers[sense.ref] for sense in senses if sense.ref in self.lexicon.triggers]
        personal = any(t.event_type in _PERSONAL and t.object and not t.complements for t in triggers)
        if not personal or not valency.is_dropped or valency.object is not None or word.pronoun:
            return None
        if self._is_plural_verb(v) or any(chunk.before in ("علي", "ب") for chunk in self.chunks[v + 1 : v + 2]):
            return None  # on, with
        feminine = all(sense.agreement[:1] == "f" for sense in senses)
        found = self.referent(v, "ها" if feminine else "ه")  # her, him
        is_one = found is not None and self.actor_type(self.chunks[found]) in ("person", "civilians")
        return found if is_one else None

    def _has_doer(self, v: int) -> bool:
        """Return whether من قبل (by) follows the verb, so that it is passive."""
        return any(chunk.before in _BY for chunk in self.chunks[v + 1 : v + 4])

    def _may_suffer(self, v: int) -> bool:
        """Return whether a plural verb of harm has its victims before it: عشرة مدنيين قتلوا."""
        return self._harms(v) and self._is_plural_verb(v) and not self.sentence.words[self.chunks[v].lo].pronoun

    def _harms(self, v: int) -> bool:
        triggers = self.lexicon.triggers
        return any(sense.ref in triggers and triggers[sense.ref].harm for sense in self.chunks[v].senses)

    def _speaks(self, v: int) -> bool:
        triggers = self.lexicon.triggers
        return any(sense.ref in triggers and triggers[sense.ref].speech for sense in self.chunks[v].senses)

    def _is_armed(self, chunk: Chunk) -> bool:
        return self.actor_type(chunk) in ("armed_group", "military", "state") and not self.counted(chunk)

    def _relative(self, v: int) -> int | None:
        """Return the antecedent when the verb opens a relative clause."""
        j = v - 1
        while j >= 0 and self.chunks[j].kind == "F" and self.chunks[j].role in ("particle", "neg", "future"):
            j -= 1
        if j < 0 or self.chunks[j].kind != "F" or self.chunks[j].role != "rel":
            return self._bare_relative(v)
        return next((k for k in range(j - 1, -1, -1) if self.chunks[k].kind in "NT"), None)

    def _bare_relative(self, v: int) -> int | None:
        """Return an indefinite antecedent that the verb describes with no relative pronoun: غارات نفذتها طائرات."""
        chunk = self.chunks[v - 1] if v else None
        word = self.sentence.words[self.chunks[v].lo]
        if chunk is None or chunk.kind not in "NT" or word.conjunction or self.is_definite(chunk.lo):
            return None
        if chunk.mention and not chunk.mention.is_a("trigger"):
            return None
        resumed = bool(word.pronoun) or (v + 1 < len(self.chunks) and self.chunks[v + 1].role == "pronoun")
        says = self._is_report(self.chunks[v]) and not self._is_plural_verb(v)  # من جانب آخر قال
        placed = chunk.before != "" and not says
        return v - 1 if placed or resumed or (chunk.kind == "T" and self._reaches(v)) else None

    def _reaches(self, v: int) -> bool:
        """Return whether a verb only says what an event reached: غارات طالت مواقع."""
        classes = self.lexicon.verb_classes
        return any("reach" in classes.get(sense.ref.partition(":")[2], ()) for sense in self.chunks[v].senses)

    def _topic(self, v: int) -> int | None:
        """Return the nominal before the verb that is its subject, the first of its conjuncts."""
        j = self._before(v)
        if j is None:
            return None
        while self.chunks[j].joined and j > 0 and self.chunks[j - 1].kind in "NT":
            j -= 1
        if self.chunks[j].before or self._is_adverbial(j):
            return None
        left = self._left(j)
        if left is None or left.kind == "F" or self._is_aspect(left):
            return j if self._agrees(v, j) else None
        return None

    def _is_adverbial(self, j: int) -> bool:
        """Return whether a noun in the accusative only says how or why: ردا على ذلك, احتجاجا."""
        chunk, word = self.chunks[j], self.sentence.words[self.chunks[j].lo]
        alone = chunk.hi - chunk.lo == 1 and chunk.mention is None and chunk.kind == "N"
        return alone and word.key.endswith("ا") and not (word.definite or word.pronoun or word.has("people"))

    def _before(self, v: int) -> int | None:
        j = v - 1
        while j >= 0:
            chunk = self.chunks[j]
            if chunk.kind in "NT" and not chunk.before and not chunk.genitive:
                return j
            if chunk.kind == "F" and chunk.role == "comma" and (pending := self._pending(j)) is not None:
                return pending
            passable = chunk.kind in "DNT" or (
                chunk.kind == "F" and (chunk.role in _SKIPPED or self._closes_insertion(j))
            )
            if not passable:
                return None
            j -= 1
        return None

    def _pending(self, j: int) -> int | None:
        """Return the topic that إن (that, indeed) has opened and that still waits for its verb."""
        while j >= 0 and self.chunks[j].kind != "V":
            if self.chunks[j].role == "comp":
                return j + 1 if self.chunks[j + 1].kind in "NT" and not self.chunks[j + 1].before else None
            if self.chunks[j].bounds:
                return None
            j -= 1
        return None

    def _closes_insertion(self, j: int) -> bool:
        """Return whether the comma at `j` closes a time or place put between commas."""
        return self.chunks[j].role == "comma" and j > 1 and self.chunks[j - 1].kind in "DN"

    def _left(self, j: int) -> Chunk | None:
        k = j - 1
        while k >= 0 and (self.chunks[k].kind == "D" or self.chunks[k].role in _SKIPPED):
            k -= 1
        return self.chunks[k] if k >= 0 else None

    def _is_aspect(self, chunk: Chunk) -> bool:
        return chunk.kind == "V" and any(s.ref.startswith("=aspect") for s in chunk.senses)

    def _agrees(self, v: int, j: int) -> bool:
        """Return whether a verb's gender allows the nominal at `j` as its subject before it."""
        genders = {sense.agreement[:1] for sense in self.chunks[v].senses if sense.agreement}
        word = self.sentence.words[self.chunks[j].lo]
        if genders == {"m"} and word.stem.endswith("ه") and not self.chunks[j].mention and word.has("people") is False:
            return self._is_plural_verb(v)
        return True

    def _nominals_after(self, v: int) -> list[int]:
        """Return the first two bare nominals after a verb in its clause, conjuncts aside."""
        found: list[int] = []
        j = v + 1
        while j < len(self.chunks) and len(found) < 2:
            chunk = self.chunks[j]
            if found and (resumes := self._after_description(v, j) or self._after_insertion(v, j)):
                j = resumes
                continue
            if chunk.kind == "V" or chunk.bounds or self._opens_parts(chunk):
                break
            if chunk.kind == "F" and chunk.role == "comma" and not self._opens_insertion(j, bool(found)):
                break
            if (
                chunk.kind in "NT"
                and not (chunk.before or chunk.joined or chunk.genitive)
                and not self._is_apposed(j)
                and self.sentence.words[chunk.hi - 1].stem not in _TIMES
                and not self._completes(j)
            ):
                found.append(j)
            j += 1
        return found

    def _after_description(self, v: int, j: int) -> int | None:
        """Return where the object of verb `v` stands behind what describes its subject: قتل رجل يحمل مسدسا ضابطا."""
        k = j + (self.chunks[j].role == "rel")
        if k >= len(self.chunks) or self.chunks[k].kind != "V" or not self._takes_object(v):
            return None
        is_present = all(sense.form.endswith("present") for sense in self.chunks[k].senses)
        if k == j and (self.sentence.words[self.chunks[k].lo].conjunction or not is_present):
            return None
        for i in range(k + 1, min(k + 1 + _FAR, len(self.chunks))):
            chunk = self.chunks[i]
            if chunk.kind == "V" or (chunk.kind == "F" and chunk.role in ("stop", "comp", "rel", "boundary")):
                return None
            if chunk.kind == "N" and not (chunk.before or chunk.joined) and self._is_tanwin(chunk):
                return i
        return None

    def _is_tanwin(self, chunk: Chunk) -> bool:
        """Return whether a phrase about people or things is an indefinite accusative: ضابطا, مركزا."""
        word = self.sentence.words[chunk.lo]
        named = word.has("people") or word.has("object") or word.has("place-head")
        return named and word.key.endswith("ا") and not word.definite

    def _completes(self, j: int) -> bool:
        """Return whether an event noun completes the noun of a prepositional phrase: في قضية تفجير."""
        before = self.chunks[j - 1]
        return (
            self.chunks[j].kind == "T"
            and before.kind == "N"
            and before.before != ""
            and before.hi - before.lo == 1
            and not self.is_definite(before.lo)
        )

    def _opens_parts(self, chunk: Chunk) -> bool:
        """Return whether a chunk opens the parts of what was counted: بينهم (among them)."""
        stem = self.sentence.words[chunk.lo].stem
        return (chunk.role == "pronoun" and stem in _AMONG_THEM) or (
            chunk.role == "pron" and stem in ("هم", "هن")
        )  # they are

    def _is_apposed(self, j: int) -> bool:
        """Return whether a phrase only says who the person before it is: هرتزوغ زعيم المعارضة."""
        before, word = self.chunks[j - 1], self.sentence.words[self.chunks[j].lo]
        names = before.mention is not None and self.actor_type(before) == "person" and before.hi == self.chunks[j].lo
        is_plural = any(sense.form in "pd" for sense in word.of("people"))
        return names and not is_plural and (word.has("title") or word.has("people"))

    def _after_insertion(self, v: int, j: int) -> int | None:
        """Return where a speech act's addressee stands behind a phrase put between: دعا، في حديث، الأحزاب."""
        if self.chunks[j].role != "comma" or not self._speaks(v) or not self._takes_object(v):
            return None
        k = j + 1
        while k < len(self.chunks) and self.chunks[k].kind in "DN" and (self.chunks[k].before or self.chunks[k].joined):
            k += 1
        k += k > j + 1 and k < len(self.chunks) and self.chunks[k].role == "comma"
        if k + 1 >= len(self.chunks) or self.chunks[k].kind != "N" or self.chunks[k].joined or self.chunks[k].before:
            return None
        return k if self.actor_type(self.chunks[k]) and self.chunks[k + 1].before else None

    def _opens_insertion(self, j: int, has_subject: bool) -> bool:
        """Return whether the comma at `j` opens or closes a time put between commas."""
        following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        before = self.chunks[j - 1]
        return has_subject and ((following is not None and following.kind == "D") or before.kind == "D")


def is_participle(chunk: Chunk) -> bool:
    """Return whether a verb is an active participle in the accusative: متهما."""
    return bool(chunk.senses) and all(sense.form == "participle" for sense in chunk.senses)
