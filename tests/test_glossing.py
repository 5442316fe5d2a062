"""Descriptions are said in English, names in them written in Latin letters."""

import pytest

from extractors.glossing import gloss

DESCRIPTIONS = {
    "وزارة الداخلية": "interior ministry",
    "مسلحون مجهولون": "unknown gunmen",
    "المتمردون الحوثيون": "Houthi rebels",
    "متحدث باسم الجيش الإسرائيلي": "spokesman for Israeli army",
    "مصادر طبية فلسطينية وشهود": "Palestinian medical sources and witnesses",
    "وسائل إعلام محلية": "local media outlets",
    "أهالي البلدة": "residents of al-Blda",
    "زياد الحلبي": None,
}


@pytest.mark.parametrize(("description", "english"), DESCRIPTIONS.items())
def test_a_description_is_said_in_english(description: str, english: str | None) -> None:
    assert gloss(description) == english
