"""Find what stands before a verb: its topic, or the antecedent that it describes."""

from dataclasses import dataclass

from extractors.chunks import Chunk
from extractors.following import Following

_SKIPPED = frozenset({"particle", "aside", "pronoun", "neg", "future", "dem", "prep"})


@dataclass(slots=True)
class Topics(Following):
    """A sentence's chunks, asked what stands before its verbs."""

    def relative(self, v: int) -> int | None:
        """Return the antecedent when the verb opens a relative clause."""
        j = v - 1
        while j >= 0 and self.chunks[j].kind == "F" and self.chunks[j].role in ("particle", "neg", "future"):
            j -= 1
        if j < 0 or self.chunks[j].kind != "F" or self.chunks[j].role != "rel":
            return self._bare_relative(v)
        return next((k for k in range(j - 1, -1, -1) if self.chunks[k].kind in "NT"), None)

    def _bare_relative(self, v: int) -> int | None:
        """Return an indefinite antecedent that the verb describes with no relative pronoun: غارات نفذتها طائرات."""
        word = self.sentence.words[self.chunks[v].lo]
        at = v - 1
        while word.pronoun and at > 0 and self._only_places(at):  # كمين بمنطقة الجبل نصبته مجموعة
            at -= 1
        chunk = self.chunks[at] if v else None
        if chunk is None or chunk.kind not in "NT" or word.conjunction or self.is_definite(chunk.lo):
            return None
        if self.sentence.words[chunk.lo].pronoun and not chunk.before:  # خاطفيه سيعدمونه
            return None
        if chunk.mention and not chunk.mention.is_a("trigger"):
            return None
        if self.sentence.words[chunk.lo].pronoun and not chunk.before:  # خاطفيه سيعدمونه
            return None
        resumed = bool(word.pronoun) or (v + 1 < len(self.chunks) and self.chunks[v + 1].role == "pronoun")
        says = self.is_report(self.chunks[v]) and not self.is_plural_verb(v)  # من جانب آخر قال
        placed = chunk.before != "" and not says
        return at if placed or resumed or (chunk.kind == "T" and self.reaches(v)) else None

    def _only_places(self, i: int) -> bool:
        """Return whether a phrase behind another only says where: بمنطقة الجبل, من ولاية القصرين."""
        chunk, before = self.chunks[i], self.chunks[i - 1]
        names_place = chunk.mention is not None and chunk.mention.is_a("place", "country", "seat")
        return chunk.kind == "N" and bool(chunk.before) and names_place and before.kind in "NT"

    def topic(self, v: int) -> int | None:
        """Return the nominal before the verb that is its subject, the first of its conjuncts."""
        j = self._before(v)
        if j is None:
            return None
        while self.chunks[j].joined and j > 0 and self.chunks[j - 1].kind in "NT":
            j -= 1
        if self.chunks[j].before or self._is_adverbial(j):
            return None
        left = self._left(j)
        if left is None or left.kind == "F" or self.is_aspect(left):
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

    def _agrees(self, v: int, j: int) -> bool:
        """Return whether a verb's gender allows the nominal at `j` as its subject before it."""
        genders = {sense.agreement[:1] for sense in self.chunks[v].senses if sense.agreement}
        word = self.sentence.words[self.chunks[j].lo]
        if genders == {"m"} and word.stem.endswith("ه") and not self.chunks[j].mention and word.has("people") is False:
            return self.is_plural_verb(v)
        return True
