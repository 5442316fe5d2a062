"""Say what a verb's form and its triggers tell: person, number, gender, whether it takes an object."""

from dataclasses import dataclass

from extractors.chunks import Chunk
from extractors.nominals import Nominals

_MASCULINE_COMPLEMENTS = frozenset({"سراح", "سبيل", "قبض", "القبض", "الطريق"})  # release, way, seizure, road
_BY = ("من قبل", "من جانب", "علي يد")  # by, on the part of, at the hands of


@dataclass(slots=True)
class VerbForms(Nominals):
    """A sentence's chunks, asked about its verbs."""

    def is_report(self, chunk: Chunk) -> bool:
        """Return whether a verb is one of saying."""
        return any(sense.ref.startswith("=report") for sense in chunk.senses)

    def is_first_person(self, v: int) -> bool:
        """Return whether a verb can only be in the first person: نرفض, أدعو."""
        senses = self.chunks[v].senses
        return bool(senses) and all(sense.agreement.startswith("1") for sense in senses)

    def is_plural_verb(self, v: int) -> bool:
        """Return whether a verb can only be plural or dual: هاجموا, قتلا."""
        senses = self.chunks[v].senses
        return bool(senses) and all(sense.agreement[1:] in ("p", "d") for sense in senses)

    def takes_object(self, v: int) -> bool:
        """Return whether some event that the verb may name has an object."""
        return any(
            (trigger := self.lexicon.triggers.get(sense.ref)) is not None
            and (trigger.object is not None or trigger.complements)
            for sense in self.chunks[v].senses
        )

    def lets_events_happen(self, v: int) -> bool:
        """Return whether events are this verb's subject: اندلعت اشتباكات, أسفر الهجوم عن."""
        classes = self.lexicon.verb_classes
        lemmas = {sense.ref.partition(":")[2] for sense in self.chunks[v].senses}
        passive = any(sense.form.startswith("passive") for sense in self.chunks[v].senses)
        return passive or not lemmas - {""} or any("event-subject" in classes.get(lemma, ()) for lemma in lemmas)

    def harms(self, v: int) -> bool:
        """Return whether the verb may tell of harm done to somebody."""
        triggers = self.lexicon.triggers
        return any(sense.ref in triggers and triggers[sense.ref].harm for sense in self.chunks[v].senses)

    def speaks(self, v: int) -> bool:
        """Return whether the verb may name a speech act: اتهم, دعا."""
        triggers = self.lexicon.triggers
        return any(sense.ref in triggers and triggers[sense.ref].speech for sense in self.chunks[v].senses)

    def reaches(self, v: int) -> bool:
        """Return whether a verb only says what an event reached: غارات طالت مواقع."""
        classes = self.lexicon.verb_classes
        return any("reach" in classes.get(sense.ref.partition(":")[2], ()) for sense in self.chunks[v].senses)

    def is_complement(self, v: int, i: int) -> bool:
        """Return whether a masculine word completes a feminine verb, so that it is no subject: أطلقت سراحه."""
        words, senses = self.sentence.words, self.chunks[v].senses
        stem = words[self.chunks[i].lo].stem
        completes = any(
            (trigger := self.lexicon.triggers.get(sense.ref)) is not None and stem in trigger.complements
            for sense in senses
        )
        feminine = bool(senses) and all(sense.agreement[:1] == "f" for sense in senses)
        return completes and feminine and stem in _MASCULINE_COMPLEMENTS

    def differs(self, v: int, i: int) -> bool:
        """Return whether a verb's gender forbids the nominal behind it as its subject: طالبت المجتمع الدولي."""
        chunk, word = self.chunks[i], self.sentence.words[self.chunks[i].lo]
        agreements = {sense.agreement for sense in self.chunks[v].senses}
        if chunk.mention and chunk.mention.is_a("country", "seat"):
            return agreements == {"ms"} and self.speaks(v) and not self.has_doer(v)  # واتهم إيران
        if not self.takes_object(v) or (chunk.mention and chunk.mention.is_a("person")):
            return False
        if agreements == {"fs"}:
            singular = any(sense.form == "s" for sense in word.of("people")) or word.has("masculine-body")
            head = self.sentence.words[self.counted_noun(chunk)]
            men = self.counted(chunk) and any(sense.form in "pd" for sense in head.of("people"))
            return (singular and not word.stem.endswith("ه")) or (men and not head.stem.endswith(("ه", "ات")))
        return agreements == {"ms"} and word.definite and word.stem.endswith("ه") and self.can_act(chunk)

    def has_doer(self, v: int) -> bool:
        """Return whether من قبل (by) follows the verb, so that it is passive."""
        return any(chunk.before in _BY for chunk in self.chunks[v + 1 : v + 4])

    def is_aspect(self, chunk: Chunk) -> bool:
        """Return whether a chunk is a verb of aspect, which shares its subject with the next: بدأ, كان."""
        return chunk.kind == "V" and any(s.ref.startswith("=aspect") for s in chunk.senses)
