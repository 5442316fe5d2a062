"""Tie verbs to their subjects and objects: verb-first, subject-first, relative and dropped-subject clauses."""

from dataclasses import dataclass, field

from extractors.chunks import Chunk
from extractors.topics import Topics

_FEMININE = ("ه", "ات")
_PERSONAL = frozenset({"arrest", "abduction", "killing"})  # events whose verbs always say to whom
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


@dataclass(slots=True)
class Valency:
    """What a verb has: indices of its subject and object chunks, the first of each run of conjuncts."""

    subject: int | None = None
    object: int | None = None
    is_passive: bool = False
    is_dropped: bool = False
    antecedent: int | None = None


@dataclass(slots=True)
class Clauses(Topics):
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
                    and not self.is_report(chunk)
                    and (last is None or self.can_act(self.chunks[subject]))
                ):
                    last = subject

    def _settle(self, v: int, last: int | None) -> Valency:
        word = self.sentence.words[self.chunks[v].lo]
        after = self.nominals_after(v)
        if self.is_first_person(v):
            return Valency(object=after[0] if after else None, is_dropped=True)
        if is_participle(self.chunks[v]):
            return Valency(subject=self._circumstanced(v, last), object=after[0] if after else None, is_dropped=True)
        relative = self.relative(v)
        if relative is not None:
            return self._in_relative(v, relative, after, last, has_pronoun=bool(word.pronoun))
        if (named := self._resumed(v, after)) is not None:
            return Valency(subject=named, object=after[0] if after else None, is_dropped=True)
        topic = None if word.conjunction else self.topic(v)
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
        if after and self.chunks[after[0]].kind == "T" and self.lets_events_happen(v):
            return None
        told = [valency for _, valency in sorted(self.valencies.items(), reverse=True)]
        parties = [(t.object, t.subject) if is_accused else (t.subject,) for t in told]
        flat = (i for pair in parties for i in pair if i is not None and i < v)
        return next((i for i in flat if self.agrees_with(pronoun, self.chunks[i])), None)

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
            and self.is_report(self.chunks[j])
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
        speaker = next(iter(self._speakers()), None) if self.is_report(self.chunks[v]) else None
        last = self._fitting(v, last, conjunction) if speaker is None else speaker
        if not after:
            return Valency(subject=last, is_dropped=True)
        first = after[0]
        if all(sense.form.startswith("passive") for sense in self.chunks[v].senses):
            return Valency(subject=first, object=after[1] if len(after) > 1 else None)
        if (self.chunks[first].kind == "T" and not self.lets_events_happen(v)) or self.is_complement(v, first):
            return Valency(subject=last, object=first, is_dropped=True)
        if (
            self.is_plural_verb(v)
            or self.is_accusative(first)
            or (last is not None and conjunction and self._is_object(v, first))
            or ((last is not None or len(after) == 1) and self.differs(v, first))
        ):
            return Valency(subject=last, object=first, is_dropped=True)
        if len(after) == 1 and self._has_pronoun_subject(v):
            subject = last if last is not None else next(iter(self._speakers()), None)
            return Valency(subject=subject, object=first, is_dropped=True)
        second = after[1] if len(after) > 1 else None
        return Valency(subject=first, object=None if second is not None and self._is_nominative(second) else second)

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
            and self.takes_object(v)
        )

    def _is_nominative(self, i: int) -> bool:
        """Return whether a nominal is a sound plural in the nominative: إرهابيون, never an object."""
        word = self.sentence.words[self.chunks[i].lo]
        return word.stem.endswith("ون") and any(sense.form == "p" for sense in word.of("people"))

    def _fitting(self, v: int, last: int | None, conjunction: str) -> int | None:
        """Return the nearest plural people before a plural verb with no subject, else the last subject.

        A verb that و joins goes on with the nearest plural subject.
        """
        if self.is_plural_verb(v):
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
        return j > 0 and (self.opens_parts(self.chunks[j - 1]) or (self.chunks[j].joined and self._is_part(j - 1)))

    def _is_object(self, v: int, i: int) -> bool:
        """Return whether the only nominal after a conjoined verb is its object rather than its subject."""
        if self.sentence.words[self.chunks[v].lo].pronoun:  # وقصفتها المروحيات
            return False
        return not self.can_act(self.chunks[i]) and self.takes_object(v)

    def _in_relative(
        self, v: int, antecedent: int, after: list[int], last: int | None, *, has_pronoun: bool
    ) -> Valency:
        resumed = has_pronoun or any(self._points_back(k) for k in range(v + 1, min(v + 4, len(self.chunks))))
        if resumed and after and not self.is_plural_verb(v):
            return Valency(subject=after[0], object=antecedent if has_pronoun else None, antecedent=antecedent)
        if has_pronoun and not after and last is not None and last != antecedent:
            return Valency(subject=last, object=antecedent, antecedent=antecedent, is_dropped=True)
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
            and self.takes_object(v)
            and (not valency.is_dropped or self._may_suffer(v))
        ):
            subject = self.chunks[valency.subject] if valency.subject is not None else None
            has_pronoun = bool(self.sentence.words[self.chunks[v].lo].pronoun)
            valency.is_passive = (
                subject is not None and not has_pronoun and (self.harms(v) or not self._is_armed(subject))
            )
            valency.is_passive = valency.is_passive and (not self.speaks(v) or self.has_doer(v))

    def _suffers_alone(self, v: int, valency: Valency) -> int | None:
        """Return the person told of before a singular verb that needs an object and has none: واعتقل عدة مرات."""
        word, senses = self.sentence.words[self.chunks[v].lo], self.chunks[v].senses
        triggers = [self.lexicon.triggers[sense.ref] for sense in senses if sense.ref in self.lexicon.triggers]
        personal = any(t.event_type in _PERSONAL and t.object and not t.complements for t in triggers)
        if not personal or not valency.is_dropped or valency.object is not None or word.pronoun:
            return None
        if self.is_plural_verb(v) or any(chunk.before in ("علي", "ب") for chunk in self.chunks[v + 1 : v + 2]):
            return None  # on, with
        feminine = all(sense.agreement[:1] == "f" for sense in senses)
        found = self.referent(v, "ها" if feminine else "ه")  # her, him
        is_one = found is not None and self.actor_type(self.chunks[found]) in ("person", "civilians")
        return found if is_one else None

    def _may_suffer(self, v: int) -> bool:
        """Return whether a plural verb of harm has its victims before it: عشرة مدنيين قتلوا."""
        return self.harms(v) and self.is_plural_verb(v) and not self.sentence.words[self.chunks[v].lo].pronoun

    def _is_armed(self, chunk: Chunk) -> bool:
        return self.actor_type(chunk) in ("armed_group", "military", "state") and not self.counted(chunk)


def is_participle(chunk: Chunk) -> bool:
    """Return whether a verb is an active participle in the accusative: متهما."""
    return bool(chunk.senses) and all(sense.form == "participle" for sense in chunk.senses)
