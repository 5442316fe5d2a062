"""Write Arabic names in Latin letters, simply, without vowels that the text does not show."""

from extractors.text import fold_word

_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإآؤئپچڤگ"  # the alphabet
_SOUNDS = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y _ a a a i a u i p ch v g".split()
_LATIN = {letter: sound.strip("_") for letter, sound in zip(_ALPHABET, _SOUNDS, strict=True)}


def transliterate(name: str) -> str:
    """Return `name` in Latin letters, each word capitalised.

    >>> transliterate("جيش الإسلام")
    'Jysh al-Islam'
    """
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    bare = fold_word(word)
    if bare.startswith("ال") and len(bare) > 3:  # the
        return "al-" + _letters(bare[2:]).capitalize()
    return _letters(bare).capitalize()


def _letters(word: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in word)
