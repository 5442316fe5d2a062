"""Read the lexicon's lists of entries in YAML, each entry checked against its schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from extractors.sources import ROOT, LexiconError, where


def read_entries(path: Path, schema: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line and content of each entry of a YAML list, checked against its schema."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: not readable as YAML in UTF-8: {error}") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise LexiconError(f"{path.name}:1: must be a list; begin each entry with '- id:'")
    for node in root.value:
        line = node.start_mark.line + 1
        entry = _plain(node, path)
        for fault in _validator(schema).iter_errors(entry):
            field = ".".join(str(part) for part in fault.path) or "entry"
            raise LexiconError(f"{where(path, line)}: {field}: {fault.message}")
        yield line, entry


def _plain(node: yaml.Node, path: Path) -> Any:  # noqa: ANN401  # YAML is what it is
    """Turn a YAML node into lists, dicts and strings; nothing is typed by its look (NO, 1948)."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    content: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in content:
            raise LexiconError(f"{where(path, key.start_mark.line + 1)}: key {key.value} stands twice; keep one")
        content[key.value] = _plain(value, path)
    return content


@cache
def _validator(schema: str) -> Draft202012Validator:
    path = ROOT / "schema" / "lexicon" / f"{schema}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
