"""Find the nominals that follow a verb in its clause, past what is put between."""

from dataclasses import dataclass

from extractors.chunks import Chunk
from extractors.verb_forms import VerbForms

_TIMES = frozenset({"مره", "مرات", "مرتين", "مرارا"})  # how often something was done
_FAR = 5  # chunks that describe a subject before its verb's object comes
_AMONG_THEM = frozenset({"بينهم", "بينهن", "ضمنهم", "ضمنهن"})  # among them
_NAMING = frozenset({"people", "title", "object", "place-head", "nationality"})  # kinds of words that name


@dataclass(slots=True)
class Following(VerbForms):
    """A sentence's chunks, asked what follows its verbs."""

    def nominals_after(self, v: int) -> list[int]:
        """Return the first two bare nominals after a verb in its clause, conjuncts aside."""
        found: list[int] = []
        j = v + 1
        while j < len(self.chunks) and len(found) < 2:
            chunk = self.chunks[j]
            if found and (resumes := self._after_description(v, j) or self._after_insertion(v, j)):
                j = resumes
                continue
            if chunk.kind == "V" or chunk.bounds or self.opens_parts(chunk):
                break
            if chunk.kind == "F" and chunk.role == "comma" and not self._opens_insertion(j, bool(found)):
                break
            if (
                chunk.kind in "NT"
                and not (chunk.before or chunk.joined or chunk.genitive)
                and not self._is_apposed(j)
                and not self._is_stray(j)
                and self.sentence.words[chunk.hi - 1].stem not in _TIMES
                and not self._completes(j)
            ):
                found.append(j)
            j += 1
        return found

    def _after_description(self, v: int, j: int) -> int | None:
        """Return where the object of verb `v` stands behind what describes its subject: قتل رجل يحمل مسدسا ضابطا."""
        k = j + (self.chunks[j].role == "rel")
        if k >= len(self.chunks) or self.chunks[k].kind != "V" or not self.takes_object(v):
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

    def opens_parts(self, chunk: Chunk) -> bool:
        """Return whether a chunk opens the parts of what was counted: بينهم (among them)."""
        stem = self.sentence.words[chunk.lo].stem
        return (chunk.role == "pronoun" and stem in _AMONG_THEM) or (
            chunk.role == "pron" and stem in ("هم", "هن")
        )  # they are

    def _is_stray(self, j: int) -> bool:
        """Return whether a phrase is only an adjective parted from its noun by a name: برنامج إيران الصاروخي."""
        chunk, before, word = self.chunks[j], self.chunks[j - 1], self.sentence.words[self.chunks[j].lo]
        touches = before.kind in "NT" and before.hi == chunk.lo and before.mention is not None
        alone = chunk.hi - chunk.lo == 1 and chunk.mention is None and word.definite
        return touches and alone and word.key.endswith(("ي", "يه")) and not (word.kinds & _NAMING)

    def _is_apposed(self, j: int) -> bool:
        """Return whether a phrase only says who the person before it is: هرتزوغ زعيم المعارضة."""
        before, word = self.chunks[j - 1], self.sentence.words[self.chunks[j].lo]
        names = before.mention is not None and self.actor_type(before) == "person" and before.hi == self.chunks[j].lo
        is_plural = any(sense.form in "pd" for sense in word.of("people"))
        return names and not is_plural and (word.has("title") or word.has("people"))

    def _after_insertion(self, v: int, j: int) -> int | None:
        """Return where a speech act's addressee stands behind a phrase put between: دعا، في حديث، الأحزاب."""
        if self.chunks[j].role != "comma" or not self.speaks(v) or not self.takes_object(v):
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
