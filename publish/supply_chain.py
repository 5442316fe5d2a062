"""What the programme is made of: a bill of materials of all pinned packages, and a look for their known holes.

`python -m publish.supply_chain sbom FILE` or `audit`
"""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

import click

from publish.schemas import PROJECT

REQUIREMENTS = PROJECT / "requirements.txt"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)([^\\\n]*)((?:\\\n\s+--hash=sha256:[0-9a-f]+\s*)+)", re.MULTILINE)
_HASH = re.compile(r"sha256:([0-9a-f]+)")
_PROBE = "https://pypi.org/pypi/pip/json"


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package with the digests of the files that may be installed; `condition` is its environment marker."""

    name: str
    version: str
    condition: str
    sha256: tuple[str, ...]

    @property
    def licence(self) -> str | None:
        """Return what the installed package says of its licence, or None where it is not installed."""
        try:
            known = metadata(self.name).json
        except PackageNotFoundError:
            return None
        classified = [c.split("::")[-1].strip() for c in known.get("classifier", ()) if c.startswith("License")]
        return str(known.get("license_expression") or " AND ".join(classified) or known.get("license", ""))


def read_packages(path: Path = REQUIREMENTS) -> Iterator[Package]:
    """Yield what a file of requirements pins."""
    for match in _PIN.finditer(path.read_text(encoding="utf-8")):
        name, number, condition, hashes = match.groups()
        yield Package(name, number, condition.strip(" ;\\"), tuple(_HASH.findall(hashes)))


def make_sbom(packages: list[Package]) -> dict[str, Any]:
    """Return a bill of materials in CycloneDX 1.6, without a clock or a random number."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "sijill",
                "name": "sijill",
                "version": version("sijill"),
                "licenses": [{"expression": "Apache-2.0 AND CC-BY-4.0"}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [{"ref": "sijill", "dependsOn": [_address(package) for package in packages]}],
    }


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _address(package),
        "name": package.name,
        "version": package.version,
        "purl": _address(package),
        "externalReferences": [
            {"type": "distribution", "url": f"https://pypi.org/project/{package.name}/{package.version}/",
             "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.sha256]}
        ],
    }  # fmt: skip
    return component | ({"licenses": [{"license": {"name": package.licence}}]} if package.licence else {})


def _address(package: Package) -> str:
    return f"pkg:pypi/{package.name.lower()}@{package.version}"


@click.group()
def main() -> None:
    """Tell what the programme is made of."""


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def sbom(file: Path) -> None:
    """Write a bill of materials."""
    packages = list(read_packages())
    file.write_text(json.dumps(make_sbom(packages), indent=2) + "\n", encoding="utf-8")
    click.echo(f"{file}: {len(packages)} packages")


@main.command()
def audit() -> None:
    """Look up known holes of every pinned package with pip-audit; where there is no network, say so."""
    try:
        with urllib.request.urlopen(_PROBE, timeout=5):  # a fixed address
            pass
    except (urllib.error.URLError, TimeoutError) as error:
        click.echo(f"not audited, for PyPI does not answer: {error}", err=True)
        return
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(REQUIREMENTS), "--require-hashes"]
    command += ["--disable-pip", "--format", "json"]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603  # all words are ours
    found = json.loads(done.stdout)["dependencies"] if done.stdout else []
    known = [one for one in found if "vulns" in one]
    for package in known:
        for hole in package["vulns"]:
            click.echo(f"{package['name']} {package['version']}: {hole['id']}, mended in {hole['fix_versions']}")
    click.echo(f"{len(known)} of {len(list(read_packages()))} packages audited", err=True)
    sys.exit(any(package["vulns"] for package in known))


if __name__ == "__main__":
    main()
