"""Downloads hold every row, describe themselves, and are the same bytes for the same content."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from register import FIGURE, OTHER_RULE, REJECTED, RULE, results

from publish.downloads import downloads_folder, write_downloads
from publish.load import LoadSummary, load
from publish.schemas import read_schemas


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, LoadSummary]:
    database = tmp_path / "sijill.db"
    return database, load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE])


def rows_in(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def test_the_zip_holds_every_row_of_every_table_and_its_description(built: tuple[Path, LoadSummary]) -> None:
    database, summary = built
    write_downloads(database, downloads_folder(database))
    with zipfile.ZipFile(downloads_folder(database) / "csv.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert {r["name"]: len(rows_in(archive, r["path"])) for r in package["resources"]} == summary.rows
        for resource in package["resources"]:
            head = archive.read(resource["path"]).decode().splitlines()[0].split(",")
            assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_the_same_content_gives_the_same_bytes(built: tuple[Path, LoadSummary], tmp_path: Path) -> None:
    one = write_downloads(built[0], tmp_path / "one")
    two = write_downloads(built[0], tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_checksums_are_those_of_the_files(built: tuple[Path, LoadSummary], tmp_path: Path) -> None:
    write_downloads(built[0], tmp_path / "out")
    for line in (tmp_path / "out" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        path = built[0] if name == built[0].name else tmp_path / "out" / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_every_column_is_described_in_the_package_and_in_croissant(
    built: tuple[Path, LoadSummary], tmp_path: Path
) -> None:
    write_downloads(built[0], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    croissant = json.loads((tmp_path / "croissant.json").read_text())
    columns = {f"{schema.table}/{column.name}" for schema in read_schemas() for column in schema.columns}
    assert {f"{r['name']}/{f['name']}" for r in package["resources"] for f in r["schema"]["fields"]} == columns
    assert {field["@id"] for record_set in croissant["recordSet"] for field in record_set["field"]} == columns
    names = {resource["name"] for resource in package["resources"]} | {""}
    keys = [key for resource in package["resources"] for key in resource["schema"].get("foreignKeys", [])]
    assert {key["reference"]["resource"] for key in keys} <= names


def test_frictionless_finds_the_package_valid(built: tuple[Path, LoadSummary], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write_downloads(built[0], tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "csv.zip") as archive:
        archive.extractall(tmp_path / "csv")
    report = frictionless.validate(str(tmp_path / "csv" / "datapackage.json"))
    assert report.valid, report.flatten(["path", "message"])


def test_parquet_holds_every_row(built: tuple[Path, LoadSummary], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_downloads(built[0], tmp_path)
    assert {table: parquet.read_table(tmp_path / f"{table}.parquet").num_rows for table in built[1].rows} == built[
        1
    ].rows


@pytest.mark.filterwarnings("ignore")  # of mlcroissant's own packages
def test_mlcroissant_reads_every_table_by_the_description(built: tuple[Path, LoadSummary], tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    write_downloads(built[0], tmp_path)
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    assert not dataset.metadata.issues.errors
    told = "\n".join(map(str, dataset.metadata.issues.warnings))
    assert all("datePublished" in line or "MAJOR.MINOR.PATCH" in line for line in told.splitlines()), told  # no clock
    counts = {table: len(list(dataset.records(table))) for table in built[1].rows}
    assert counts == built[1].rows
