"""Find people's names with a model that the user brings: camel-tools' NERecognizer, offline; the extra `neural`."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractors.camel import import_offline
from extractors.text import MARKS

# From the words of a sentence to the half-open ranges of them that are names.
NameFinder = Callable[[Sequence[str]], list[tuple[int, int]]]

_MARKS = re.compile(f"[{MARKS}]+")
_FIRST, _NEXT = "B-PERS", "I-PERS"  # camel-tools' labels of a person's name
_VOCABULARIES = ("vocab.txt", "tokenizer.json")
_REMEDY = "give the folder of a BERT model for token classification"


class ModelFault(Exception):
    """A model that cannot be used; the text says which, why and what to do."""


def load_name_finder(folder: Path) -> NameFinder:
    """Return a function that finds names with the model in `folder`; raises ModelFault where there is none."""
    recognizer = _open(folder)
    labels = set(recognizer.model.config.id2label.values())
    if _FIRST not in labels:
        raise ModelFault(f"{folder}: labels {', '.join(sorted(labels))}: give a model with {_FIRST} and {_NEXT}")

    def find_names(words: Sequence[str]) -> list[tuple[int, int]]:
        readable = [_readable(word) for word in words]
        return name_ranges(recognizer.predict([readable])[0])

    return find_names


def name_ranges(labels: Sequence[str]) -> list[tuple[int, int]]:
    """Return where names stand, by the label of each word.

    >>> name_ranges(["O", "B-PERS", "I-PERS", "B-PERS", "O", "I-PERS"])
    [(1, 3), (3, 4), (5, 6)]
    """
    ranges: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == _NEXT and ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        elif label in (_FIRST, _NEXT):
            ranges.append((i, i + 1))
    return ranges


def _open(folder: Path) -> Any:  # noqa: ANN401  # camel-tools has no types
    if not (folder / "config.json").is_file():
        raise ModelFault(f"{folder}: no config.json: {_REMEDY}")
    if not any((folder / name).is_file() for name in _VOCABULARIES):  # transformers would make an empty one
        raise ModelFault(f"{folder}: no {' or '.join(_VOCABULARIES)}: {_REMEDY}")
    try:
        module = import_offline("camel_tools.ner")
        torch = import_offline("torch")
        import_offline("transformers.utils.logging").disable_progress_bar()
    except ImportError as error:
        raise ModelFault(f"a model of names needs the extra neural ({error}): see README, Neural names") from error
    torch.set_num_threads(1)  # the same sums on every machine; and processes can be forked, each with a core
    try:
        return module.NERecognizer(str(folder), use_gpu=False)
    except Exception as error:
        raise ModelFault(f"{folder}: not to be opened ({error}): {_REMEDY}") from error


def _readable(word: str) -> str:
    """Return `word` without marks, as models know it; a full stop for signs that tokenizers drop, to keep count."""
    return _MARKS.sub("", word) if unicodedata.category(word[0])[0] in "LNP" else "."
