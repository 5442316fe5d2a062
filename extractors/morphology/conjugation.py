"""Deduce the stems of a verb, weak ones included, from its past and its present."""

import re
from dataclasses import dataclass

from extractors.morphology.database import Stem, split_alefs

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_DOUBLED_END = re.compile("\u0651[\u064b-\u0650\u0652]?$")  # shadda on the last letter
_LETTERS = re.compile("[ء-ي]+")  # any Arabic letter
# Form VIII of roots that begin with س; they look like form X of doubled roots (استمر, last).
_EIGHTH_FORMS = frozenset(
    ("استمع", "استلم", "استند", "استبق", "استعر")  # listen, receive, lean, pre-empt, rage
)
# What the passive of the past changes at the beginning: شوهد استؤنف اؤتمن.
_PAST_PASSIVE = (("^(ت?.)ا", r"\1و"), ("^(ا?س?ت)أ", r"\1ؤ"), ("^ائ", "اؤ"))  # be seen, resumed, trusted
_SEAT = {"و": "ؤ", "ي": "ئ", "ا": "أ"}  # a hamza's seat after u, i, a


class FormsError(ValueError):
    """A word cannot be inflected as given; the message says which and what to write."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb's letters without marks, آ as two letters, the present without its prefix ي."""

    past: str
    present: str
    doubled: bool

    @property
    def defective(self) -> bool:
        """Whether the last root letter is weak, as in رمى (throw), دعا (call), بقي (stay)."""
        return self.past[-1] in "اىي"  # alef, alef maksura, yeh

    @property
    def hollow(self) -> bool:
        """Whether the middle root letter is weak, as in قال (say), أصاب (hit)."""
        return not (self.defective or self.doubled) and self.past[-2] == "ا"  # alef


def bare(word: str) -> str:
    """Return `word` without vowel signs and tatweel; refuse what is not one Arabic word."""
    letters = _MARKS.sub("", word)
    if len(letters) < 2 or not _LETTERS.fullmatch(letters):
        raise FormsError(f"{word!r} is not one Arabic word; write one word, letters only")
    return letters


def verb_stems(past: str, present: str) -> tuple[Stem, ...]:
    """Return the stems of all third-person forms of the verb.

    Raises FormsError when the two spellings do not fit together.
    """
    verb = _read_verb(past, present)
    shapes = [
        *(("p", "a", shape) for shape in _past_shapes(verb, verb.past, passive=False)),
        *(("i", "a", shape) for shape in _present_shapes(verb, verb.present)),
    ]
    if _has_passive(verb):
        passive = _past_passive(verb)
        shapes += (("p", "p", shape) for shape in _past_shapes(verb, passive, passive=True))
        shapes += (("i", "p", shape) for shape in _present_shapes(verb, _present_passive(verb)))
    return tuple(
        _stem(aspect, voice, letters, slots)
        for aspect, voice, shape in shapes
        for letters, slots in ([shape] if verb.defective else _spell(*shape))
    )


def _read_verb(past: str, present: str) -> _Verb:
    first, second = split_alefs(bare(past)), split_alefs(bare(present))
    if second[0] != "ي" or len(second) < 3:  # yeh, the prefix of he
        raise FormsError(f"the present {present!r} of {past!r} must begin with ي, as in يقتل")  # kill
    body = second[1:]
    verb = _Verb(first, body, _is_doubled(past, first, body))
    if verb.hollow and body[-2] not in _SEAT:
        raise FormsError(f"{past!r} wants a long vowel in its present, as قال يقول; not {present!r}")  # say
    if verb.defective and body[-1] not in "اويى":  # alef, waw, yeh, alef maksura
        raise FormsError(f"{past!r} wants a weak last letter in its present, not {present!r}")
    return verb


def _is_doubled(past: str, letters: str, body: str) -> bool:
    """Whether the last two root letters are one, as in شن (launch), احتل (occupy), أعد (prepare)."""
    if letters[-1] in "اىي":  # alef, alef maksura, yeh
        return False
    if _DOUBLED_END.search(past) or len(letters) == 2:
        return True
    if letters[-2] == "ا":  # alef: hollow, unless form VI as in تضاد (oppose)
        return letters[0] == "ت" and len(letters) == 4  # teh
    if letters[0] == "أ":  # hamza of form IV
        return len(letters) == 3 and len(body) == 2
    return letters[0] == "ا" and _is_doubled_after_alef(letters)  # alef


def _is_doubled_after_alef(letters: str) -> bool:
    if len(letters) == 4:
        return letters[1] not in "تطدذ"  # the doubled teh of form VIII: اتفق (agree), اطلع (see)
    if len(letters) != 5:
        return False
    if letters.startswith("است"):  # form X
        return letters not in _EIGHTH_FORMS
    return letters[1] != "ن" and letters[2] not in "تطد"  # neither form VII nor VIII: اطمأن (be sure)


def _has_passive(verb: _Verb) -> bool:
    """Form VII has none: انفجر (explode); انتخب (elect) is of form VIII."""
    return not (verb.past.startswith("ان") and verb.past[2:3] != "ت")


def _past_shapes(verb: _Verb, word: str, *, passive: bool) -> list[tuple[str, str]]:
    """Return stems with the endings they take: 0 he, T she, A two, W they, N they (women)."""
    if verb.defective:
        return _defective_past(verb, word)
    if verb.hollow:
        return [(word, "0TAW"), (_shorten_past(verb, word, passive=passive), "N")]
    if verb.doubled:
        return [(word, "0TAW"), (word + word[-1], "N")]
    return [(word, "0TAWN")]


def _defective_past(verb: _Verb, word: str) -> list[tuple[str, str]]:
    base = word[:-1]
    if word[-1] == "ي":  # yeh
        return [(word, "0TAN"), (base, "W")]
    weak = "و" if verb.present[-1] == "و" else "ي"  # waw of دعا يدعو (call), else yeh
    return [(word, "0"), (base, "TW"), (base + weak, "AN")]


def _shorten_past(verb: _Verb, word: str, *, passive: bool) -> str:
    base = word[:-2]
    if word[-1] != "ء":  # hamza
        return base + word[-1]
    if passive:
        return base + "ئ"  # جئن (they were brought)
    if len(word) > 3:
        return base + "أ"  # أسأن (they harmed)
    return base + ("ؤ" if verb.present[-2] == "و" else "ئ")  # سؤن (they grew bad), جئن (they came)


def _present_shapes(verb: _Verb, word: str) -> list[tuple[str, str]]:
    """Return stems with the endings they take: 0 he, J he not, A two, W they, N they (women)."""
    base = word[:-1]
    if verb.defective and word[-1] in "يو":  # yeh, waw
        return [(word, "0AN"), (base, "JW")]
    if verb.defective:
        return [(word, "0"), (base, "JW"), (base + "ي", "AN")]
    if verb.hollow:
        last = _SEAT[word[-2]] if word[-1] == "ء" else word[-1]  # hamza
        return [(word, "0AW"), (word[:-2] + last, "JN")]
    if verb.doubled:
        return [(word, "0JAW"), (word + word[-1], "N")]
    return [(word, "0JAWN")]


def _past_passive(verb: _Verb) -> str:
    word = verb.past
    if verb.hollow:
        return f"{word[:-2]}ي{word[-1]}"  # أصيب (was hit)
    if verb.defective:
        word = f"{word[:-1]}ي"  # رمي (was thrown)
    elif word[-1] == "أ":
        word = f"{word[:-1]}ئ"  # بدئ (was begun)
    if word[-2] in "أء":  # hamza
        word = f"{word[:-2]}ئ{word[-1]}"  # سئل (was asked)
    for active, passive in _PAST_PASSIVE:
        word = re.sub(active, passive, word)
    return word


def _present_passive(verb: _Verb) -> str:
    word = verb.present
    if verb.hollow:
        return f"{word[:-2]}ا{word[-1]}"  # يقال (is said)
    if verb.defective:
        word = word[:-1] + ("ا" if word[-2] == "ي" else "ى")  # يحيا (is revived), يرمى (is thrown)
    word = re.sub("(?<=ا)ئ(?=.?$)", "ء", word)  # يلاءم (is suited)
    word = re.sub("ئ(?=.?$)", "أ", word)  # ينشأ (is founded)
    if len(verb.past) == 3 and verb.past[0] == "و" and len(word) == 2:
        return f"و{word}"  # يوضع (is put)
    if len(verb.past) == 3 and word[0] == "أ":
        return f"ؤ{word[1:]}"  # يؤخذ (is taken)
    return word


def _spell(letters: str, slots: str) -> list[tuple[str, str]]:
    """Split a stem where spelling changes at the joint: نّ is one letter, hamza takes a seat."""
    shapes = [(letters, slots)]
    if letters[-1] == "ن" and "N" in slots:  # noon
        shapes = [(letters, slots.replace("N", "")), (letters[:-1], "N")]
    elif letters.endswith("يء"):  # hamza after yeh
        shapes = [(letters, "0"), (letters[:-1] + "ئ", slots.replace("0", ""))]
    elif letters[-1] in "أء" and "W" in slots:  # hamza
        shapes = [(letters, slots), (letters[:-1] + "ؤ", "W")]
    return [(word, taken) for word, taken in shapes if taken]


def _stem(aspect: str, voice: str, letters: str, slots: str) -> Stem:
    name = "past" if aspect == "p" else "present"
    suffixes = tuple(f"{name}-{slot}" for slot in slots)
    return Stem(letters, suffixes, (("asp", aspect), ("vox", voice), ("gen", "-"), ("num", "-")))
