"""Full-text search that forgives Arabic spelling: the indexed form of a text, and of a query.

Each word is indexed by its *key* in reading order, for phrases, and by *variants*: the keys that it has
without its proclitics. A query word finds its key, or the key of what it is without its own proclitics.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from extractors.text import fold

ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل")  # the article (ال) behind and, so, with, as, to
CONJUNCTIONS = ("و", "ف")  # and, so
PREPOSITIONS = ("ب", "ل", "ك", "س")  # with, to, as, will
ENCLITICS = (("هما", 4), ("هم", 3), ("ها", 3), ("هن", 4), ("كم", 4), ("نا", 4))  # them two, them, her, them, you, us
ENDINGS = (("ات", 3), ("ون", 4), ("ين", 4), ("ان", 4), ("ه", 3), ("ا", 3))  # plurals, dual, feminine, accusative
_PROCLITICS = (*PREPOSITIONS, *CONJUNCTIONS, *(c + p for c in CONJUNCTIONS for p in PREPOSITIONS))
_LINKING_T = "ت"  # the feminine ending's ta before another ending
_LEAST_SINGLE = {"index": 3, "query": 4}  # letters that must remain when one proclitic letter goes
_WORD = re.compile(r"[^\W_]+")
_INNER_ARTICLE = re.compile("(?<=...)ال(?=....)")  # ال (the) inside a word: two words written as one
_DOUBLE = re.compile("(و|ي)\\1")  # waw, yeh written twice where a hamza stood between


@dataclass(frozen=True, slots=True)
class Index:
    """A search table: the table whose rows it finds, and the SQL of the text that it is made from."""

    table: str
    text: str

    @property
    def name(self) -> str:
        """Return the name of the search table."""
        return f"{self.table}_search"


INDEXES = (
    Index("articles", "coalesce(title, '') || ' ' || text"),
    Index("events", "quote"),
    Index("casualties", "quote"),
    Index("sanctions", "quote"),
    Index("actors", "name_ar || ' ' || coalesce(name_en, '') || ' ' || aliases"),
    Index("places", "name_ar || ' ' || coalesce(name_en, '')"),
)


def lend_functions(connection: sqlite3.Connection) -> None:
    """Let SQL call `escape_fts`, which makes a search expression of what a reader typed, and `fold`."""
    connection.create_function("escape_fts", 1, lambda query: search_expression(str(query or "")), deterministic=True)
    connection.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)


def create_search(db: Database) -> None:
    """Create and fill a contentless FTS5 table beside each table of `INDEXES`."""
    for index in INDEXES:
        db.execute(f'create virtual table "{index.name}" using fts5(words, variants, content="")')
        with db.atomic():
            index_rows(db, index, "1")


def index_rows(db: Database, index: Index, condition: str) -> None:
    """Make the rows of the table that fulfil the condition findable."""
    insert = f'insert into "{index.name}" (rowid, words, variants) values (?, ?, ?)'  # noqa: S608  # our names
    for rowid, text in _texts(db, index, condition, ()):
        db.execute(insert, [rowid, *indexed_form(text)])


def unindex_rows(db: Database, index: Index, condition: str, *parameters: str) -> None:
    """Make the rows that fulfil the condition unfindable; they must still be there, as they were indexed."""
    delete = f'insert into "{index.name}" ("{index.name}", rowid, words, variants) values (\'delete\', ?, ?, ?)'  # noqa: S608
    for rowid, text in _texts(db, index, condition, parameters):
        db.execute(delete, [rowid, *indexed_form(text)])


def _texts(db: Database, index: Index, condition: str, parameters: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    query = f'select rowid, {index.text} from "{index.table}" where {condition} order by rowid'  # noqa: S608  # our names
    yield from db.execute(query, parameters)


def indexed_form(text: str) -> tuple[str, str]:
    """Return the keys of the words of `text` in order, and their further keys.

    >>> indexed_form("وأسفر القصف")
    ('واسفر قصف', 'اسفر')
    """
    runs = [_indexed_run(run) for run in text.split()]
    return " ".join([key for keys, _ in runs for key in keys]), " ".join([v for _, variants in runs for v in variants])


@lru_cache(maxsize=200_000)
def _indexed_run(run: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys and the further keys of what stands between two spaces."""
    words = [_indexed_word(word) for word in _WORD.findall(fold(run))]
    return tuple(key for key, _ in words), tuple(variant for _, variants in words for variant in variants)


@lru_cache(maxsize=200_000)
def _indexed_word(word: str) -> tuple[str, tuple[str, ...]]:
    key = word_key(word)
    variants = {*_bare_keys(word, "index"), *_joined_keys(word)} - {key}
    return key, tuple(sorted(variants))


@lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """Return the key of a folded word: without article, ending and hamza."""
    return _without_hamza(_without_ending(_without_article(word)))


def _without_article(word: str) -> str:
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def _without_ending(word: str) -> str:
    shorter = _cut_ending(_cut_ending(word, ENCLITICS), ENDINGS)
    return shorter.removesuffix(_LINKING_T) if shorter != word and len(shorter) > _LEAST_SINGLE["index"] else shorter


def _cut_ending(word: str, endings: tuple[tuple[str, int], ...]) -> str:
    for ending, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _without_hamza(word: str) -> str:
    shorter = _DOUBLE.sub("\\1", word.replace("ء", ""))  # bare hamza
    return shorter if len(shorter) >= _LEAST_SINGLE["index"] else word.replace("ء", "ي")  # hamza → yeh


def _bare_keys(word: str, side: str) -> Iterator[str]:
    """Yield the keys of `word` without a conjunction, a preposition, or both."""
    for clitic in _PROCLITICS if word.startswith(_PROCLITICS) else ():
        if word.startswith(clitic) and len(word) - len(clitic) >= _LEAST_SINGLE[side]:
            yield word_key(word[len(clitic) :])


def _joined_keys(word: str) -> Iterator[str]:
    """Yield the keys of the parts of `word` before each article inside it."""
    parts = [word[m.start() :] for m in _INNER_ARTICLE.finditer(word)]
    if parts:
        yield word_key(word[: -len(parts[0])])
    yield from map(word_key, parts)


def search_expression(query: str) -> str:
    """Return the FTS5 expression that finds `query`: all its words, phrases in quotes as they stand.

    >>> search_expression('القصف "وقف إطلاق"')
    '("قصف") AND (words: "وقف اطلاق")'
    """
    parts = query.split('"')
    expressions = [_phrase(part) if number % 2 else _words(part) for number, part in enumerate(parts)]
    return " AND ".join(expression for expression in expressions if expression) or '""'


def _phrase(text: str) -> str:
    keys = " ".join(word_key(word) for word in _WORD.findall(fold(text)))
    return f'(words: "{keys}")' if keys else ""


def _words(text: str) -> str:
    return " AND ".join(f"({' OR '.join(_query_keys(word))})" for word in _WORD.findall(fold(text)))


def _query_keys(word: str) -> list[str]:
    return [f'"{key}"' for key in dict.fromkeys([word_key(word), *_bare_keys(word, "query")])]


def query_keys(query: str) -> frozenset[str]:
    """Return every key that a word of the query finds."""
    words = _WORD.findall(fold(query))
    return frozenset(key for word in words for key in [word_key(word), *_bare_keys(word, "query")])


def key_of_any_form(word: str) -> frozenset[str]:
    """Return the key and the further keys under which a folded word of a text is found."""
    key, variants = _indexed_word(word)
    return frozenset((key, *variants))
