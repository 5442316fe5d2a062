"""What is installed is pinned with hashes and may be used under Apache-2.0; the bill of materials names it all."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.schemas import PROJECT
from publish.supply_chain import Package, main, read_packages

PACKAGES = list(read_packages())
FILES = sorted(PROJECT.glob("requirements*.txt"))
ALLOWED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|Public Domain|CNRI|MPL|Mozilla Public License 2\.0"
)
STRONG = re.compile(r"\bA?GPL|General Public License(?! v?3? with)", re.IGNORECASE)


def test_every_requirement_has_a_version_and_hashes() -> None:
    for path in FILES:
        pinned = re.findall(r"^[A-Za-z0-9][^\n#]*", path.read_text(), re.MULTILINE)
        packages = list(read_packages(path))
        assert len(packages) == len(pinned)
        assert all(package.sha256 for package in packages), path.name


def test_make_installs_nothing_but_what_is_pinned() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    assert "--no-deps --require-hashes --only-binary :all:" in makefile
    for line in makefile.splitlines():
        if "pip install" in line and not line.startswith("PIP :="):
            assert "--no-index -e ." in line


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_runtime_package_may_be_used_under_our_licence(package: Package) -> None:
    if package.licence is None:
        assert package.condition, f"{package.name} is not installed"
        return
    parts = re.split(r"\s+(?:AND|OR)\s+|;", package.licence)
    assert all(ALLOWED.search(part) for part in parts), package.licence
    assert not STRONG.search(package.licence)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_is_installed_is_what_is_pinned(package: Package) -> None:
    try:
        assert version(package.name) == package.version
    except PackageNotFoundError:
        assert package.condition


def test_every_dependency_that_we_name_is_pinned() -> None:
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {re.split(r"[<>=]", name)[0] for name in asked} <= {package.name for package in PACKAGES}


def test_the_bill_of_materials_names_every_package_with_its_hashes(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["sbom", str(tmp_path / "a.json")])
    assert answer.exit_code == 0
    bill = json.loads((tmp_path / "a.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len(bill["components"]) == len(PACKAGES) > 40
    assert len({one["bom-ref"] for one in bill["components"]}) == len(PACKAGES)
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])
    assert {one["name"] for one in bill["components"] if "licenses" in one} >= {"datasette", "camel-tools"}
    CliRunner().invoke(main, ["sbom", str(tmp_path / "b.json")])
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
