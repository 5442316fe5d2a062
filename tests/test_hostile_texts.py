"""No text ends the reading with an error, points to a wrong place, or takes more than its length in time."""

import os
import time

import pytest
from hostile_texts import make_texts, read_in_parts, read_whole
from hypothesis import given, settings
from hypothesis import strategies as st

IS_FULL = os.environ.get("SIJILL_FUZZ") == "full"  # `make fuzz`: a million small inputs and 50,000 whole ones
SEEDS = 1000 if IS_FULL else 100
SMALL, WHOLE = 1000, 50  # texts of a seed
MEGABYTES = 10 if IS_FULL else 0.2
seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_small_parsers_read_whatever_there_is(seed: int) -> None:
    for text in make_texts(seed, SMALL, 4):
        try:
            read_in_parts(text)
        except Exception as error:
            raise AssertionError(f"{text!r}") from error


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_whole_reading_ends_with_valid_records(seed: int) -> None:
    for text in make_texts(seed, WHOLE, 25):
        try:
            read_whole(text)
        except Exception as error:
            raise AssertionError(f"{text!r}") from error


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60))
def test_any_characters_are_read(text: str) -> None:
    read_in_parts(text)
    read_whole(text)


SLOW = [
    "ا",
    "و",
    "و ",
    '"',
    "«",
    "(",
    "([{",
    "1",
    "12 ",
    "، ",
    ". ",
    "ـ",
    "ّ",
    "\u202e",
    "😀",
    "\n",
    "قتل ",
    "قصف الجيش القرية ",
]


@pytest.mark.parametrize("unit", SLOW)  # alef, and, shelled the village, killed among them
def test_texts_made_to_be_slow_take_time_in_proportion(unit: str) -> None:
    def seconds(megabytes: float) -> float:
        begin = time.process_time()
        read_whole("قصف الجيش القرية. " + unit * int(megabytes * 500_000 / len(unit)))  # the army shelled the village
        return time.process_time() - begin

    seconds(0.01)
    short = seconds(MEGABYTES / 4)
    assert seconds(MEGABYTES) < 10 * short + 0.5  # four times as long a text: a quadratic reader takes sixteen times
