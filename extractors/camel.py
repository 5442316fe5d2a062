"""Import modules of camel-tools without network and without a folder in HOME."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType


def import_offline(name: str) -> ModuleType:
    """Return the module `name`; nothing that it imports may look for models on the network.

    `camel_tools.data` makes `~/.camel_tools` and downloads a catalogue when it is imported; a
    folder that lives as long as the import, with an empty catalogue, satisfies it.
    """
    with environment(HF_HUB_OFFLINE="1"):
        if "camel_tools.data" in sys.modules:
            return import_module(name)
        with TemporaryDirectory() as folder:
            catalogue = {"version": "1.6.0", "packages": {}, "components": {}}
            Path(folder, "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
            with environment(HOME=folder, USERPROFILE=folder, CAMELTOOLS_DATA=folder):
                return import_module(name)


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set environment variables, and set them back afterwards."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
