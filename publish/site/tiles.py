"""A tile server behind the map: off unless those who serve the site switch it on."""

from typing import NamedTuple
from urllib.parse import urlsplit

from datasette.app import Datasette


class Tiles(NamedTuple):
    """The address of a tile with `{z}`, `{x}` and `{y}`, and whom to credit."""

    address: str
    credit: str

    @property
    def origin(self) -> str:
        """Return the scheme and host that images come from, for the security policy."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def tiles_of(datasette: Datasette) -> Tiles | None:
    """Return the site's tile server, or None."""
    config = (datasette.plugin_config("sijill") or {}).get("tiles")
    return Tiles(**config) if config else None


def fault_of(address: str) -> str | None:
    """Return what is wrong with the address of a tile, or None.

    >>> fault_of("https://tiles.example.org/{z}/{x}.png")
    '{y} is missing'
    """
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or set(" ;,\"'") & set(address):
        return "it is no address of a web server"
    return next((f"{name} is missing" for name in ("{z}", "{x}", "{y}") if name not in parts.path), None)
