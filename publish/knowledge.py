"""What the extractors know in this process: the lexicon, and the user's model of names where one is asked for."""

import hashlib
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.lexicon import Lexicon, load_lexicon
from extractors.neural import ModelFault, load_name_finder
from publish.faults import SijillError

MODEL_VARIABLE = "SIJILL_NER_MODEL"  # in the environment, which all processes of a run share


def lexicon() -> Lexicon:
    """Return what this process reads with; raises SijillError where the model asked for cannot be used."""
    return _lexicon_with(os.environ.get(MODEL_VARIABLE, ""))


def model_digest() -> str:
    """Return the digest of the model of names that is asked for; empty if none is."""
    folder = os.environ.get(MODEL_VARIABLE, "")
    return _folder_digest(folder) if folder else ""


@cache
def _lexicon_with(model: str) -> Lexicon:
    known = load_lexicon()
    if not model:
        return known
    try:
        return replace(known, find_names=load_name_finder(Path(model)))
    except ModelFault as fault:
        raise SijillError(str(fault)) from fault


@cache
def _folder_digest(folder: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(folder).iterdir()):
        if path.is_file():
            with path.open("rb") as data:
                digest.update(path.name.encode() + b"\0" + hashlib.file_digest(data, "sha256").digest())
    return digest.hexdigest()
