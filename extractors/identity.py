"""Stable ids: short hashes of what a thing is, never of when it was made."""

import hashlib
import re


def stable_id(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on `parts` alone."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slug(name: str) -> str:
    """Return an ASCII identifier made of an English name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
