"""Find out how the bytes of an Arabic text are encoded: UTF-8, UTF-16, Windows-1256 or ISO-8859-6."""

import codecs
import re

from publish.faults import InputFault

SAMPLE = 1 << 16  # bytes looked at; an encoding shows itself within a page
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Bytes that no text holds: control characters other than tab, line ends, form feed and NUL.
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\x1a\x1b"))
_MOST_CONTROLS = 0.01  # of all bytes; above it the file is no text
# Words that hardly an Arabic sentence lacks: the article al- before a word, in, from, on, about, that.
_FREQUENT = re.compile(r"\b(?:ال\w{2,}|في|من|على|عن|أن)\b")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")


def decode(data: bytes) -> str:
    """Return the text of a whole file; raises InputFault for binary files and unknown encodings."""
    encoding = detect(data[:SAMPLE], complete=len(data) <= SAMPLE)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8"):
            return _with_surrogates(data, encoding)
        raise InputFault("unknown encoding", f"not {encoding} from byte {error.start} on: save it as UTF-8") from error


def detect(sample: bytes, *, complete: bool = False) -> str:
    """Return the codec's name for bytes that begin a file (`complete`: that are the whole file).

    >>> detect("مقتل جنديين في هجوم".encode("utf-16-le")), detect("قصف على المدينة".encode("cp1256"))
    ('utf-16-le', 'cp1256')
    """
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding
    if wide := _wide(sample):
        return wide
    if _is_utf8(sample, complete=complete):
        _refuse_binary(sample, mostly_nul=0.3)
        return "utf-8"
    _refuse_binary(sample, mostly_nul=0)
    return _narrow(sample)


def _wide(sample: bytes) -> str | None:
    """Return which UTF-16 the bytes are; Arabic letters there are the byte 06 and an ASCII one, spaces 00 and 20.

    It comes before UTF-8, because such bytes are valid UTF-8 too.
    """
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    shares = [sum(map(sample[parity::2].count, (0, 6))) / pairs for parity in (0, 1)]
    high, low = max(shares), min(shares)
    if high < 0.6 or low > 0.3:
        return None
    return "utf-16-be" if shares[0] == high else "utf-16-le"


def _is_utf8(sample: bytes, *, complete: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(sample, complete)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_binary(sample: bytes, mostly_nul: float) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample) or sample.count(0) > mostly_nul * len(sample):
        raise InputFault("binary file", "it holds control bytes, no text: give the text that is in it")


def _narrow(sample: bytes) -> str:
    """Return which of the two one-byte encodings reads as Arabic words."""
    best, best_score = "", 0.0
    for encoding in ("cp1256", "iso-8859-6"):
        text = sample.decode(encoding, errors="replace")
        if encoding == "iso-8859-6" and "\ufffd" in text:
            continue
        score = len(_FREQUENT.findall(text)) / (len(_ARABIC_WORD.findall(text)) + 1)
        if score > best_score:
            best, best_score = encoding, score
    if not best:
        raise InputFault("unknown encoding", "neither UTF-8, UTF-16, Windows-1256 nor ISO-8859-6: save it as UTF-8")
    return best


def _with_surrogates(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, errors="surrogatepass")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputFault("unknown encoding", "bytes that are not UTF-8: save the file as UTF-8", line) from error
