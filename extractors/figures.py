"""Keep out what only sounds like an event: stories of films, questions, forces of nature, figures of speech."""

from itertools import pairwise

from extractors.phrases import verb_classes
from extractors.roles import Frame

_QUESTION = "؟"
_BEHIND = 3  # words behind an event noun in which an adjective can make it a figure of speech


def is_figure(frame: Frame) -> bool:
    """Return whether a frame tells no event of the world, whatever its trigger and roles say."""
    return _is_asked(frame) or _is_narrated(frame) or _is_natural(frame) or _is_figurative(frame)


def _is_asked(frame: Frame) -> bool:
    """Return whether the sentence is a question or an exclamation: ماذا يحدث عندما تسقط قذيفة؟ كم من مدينة دمرت."""
    keys = frame.clauses.sentence.keys
    return keys[-1] == _QUESTION or ("كم", "من") in pairwise(keys)  # how many


def _is_narrated(frame: Frame) -> bool:
    """Return whether a film, novel or series tells of it: يروي الفيلم قصة جندي يفجر نفسه."""
    clauses = frame.clauses
    if not any(word.has("fiction-word") for word in clauses.sentence.words[: frame.lo]):
        return False
    verbs = (chunk for chunk in clauses.chunks[: frame.chunk] if chunk.kind == "V")
    return any("narrating" in verb_classes(clauses, verb) for verb in verbs)


def _is_natural(frame: Frame) -> bool:
    """Return whether weather, an animal, a disease or death does it: ضربت عاصفة, هجوم كلب."""
    clauses, chunks = frame.clauses, frame.clauses.chunks
    valency = clauses.valencies.get(frame.chunk)
    doers = [valency.subject] if valency else [i for i in (frame.chunk + 1,) if i < len(chunks) and chunks[i].genitive]
    return any(i is not None and clauses.sentence.words[chunks[i].lo].has("nature-word") for i in doers)


def _is_figurative(frame: Frame) -> bool:
    """Return whether an adjective makes an event noun one of words or trade: هجوم لاذع, حرب إعلامية."""
    chunk = frame.clauses.chunks[frame.chunk]
    if chunk.kind != "T":
        return False
    words = frame.clauses.sentence.words[chunk.lo : chunk.lo + _BEHIND]
    return any(word.has("figurative-adjective") for word in words)
