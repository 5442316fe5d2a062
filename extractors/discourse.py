"""Carry who acted last over to a verb that opens its sentence with no subject: ثم انسحبوا."""

from dataclasses import dataclass

from extractors.clauses import Clauses
from extractors.roles import Frame

_PRONOUNS = ("ه", "ها", "هم")  # he, she, they
_REACH = 2  # sentences


@dataclass(frozen=True, slots=True)
class Doer:
    """A subject of some sentence: its clauses and chunk, and the pronouns that may stand for it."""

    clauses: Clauses
    chunk: int
    pronouns: frozenset[str]


class Discourse:
    """Who did something in the sentences of an article, as they are told."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._doers: list[Doer] = []

    def doer_of(self, frame: Frame) -> Doer | None:
        """Return the last doer with whom a verb agrees that has neither subject nor agent; None for other frames."""
        clauses = frame.clauses
        valency = clauses.valencies.get(frame.chunk)
        if valency is None or valency.subject is not None or not valency.is_dropped or frame.has_role("agent"):
            return None
        if frame.trigger.subject != "agent" or frame.trigger.speech:
            return None
        pronouns = {_pronoun(sense.agreement) for sense in clauses.chunks[frame.chunk].senses if sense.agreement}
        near = (d for d in reversed(self._doers) if 0 < clauses.sentence.number - d.clauses.sentence.number <= _REACH)
        return next((d for d in near if len(pronouns) == 1 and pronouns <= d.pronouns), None)

    def remember(self, clauses: Clauses) -> None:
        """Take in who acts in a sentence."""
        for _, valency in sorted(clauses.valencies.items()):
            if valency.subject is None or valency.is_passive or not clauses.can_act(clauses.chunks[valency.subject]):
                continue
            chunk = clauses.chunks[valency.subject]
            fitting = frozenset(p for p in _PRONOUNS if clauses.agrees_with(p, chunk))
            self._doers.append(Doer(clauses, valency.subject, fitting))


def _pronoun(agreement: str) -> str:
    """Return the pronoun of a verb's person, gender and number; none for the first person."""
    if agreement[0] not in "mf":
        return ""
    return "هم" if agreement[1:] in ("p", "d") else "ها" if agreement[0] == "f" else "ه"  # they, she, he
