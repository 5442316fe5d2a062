"""Write the whole dataset for download beside the database: CSV in a zip, Parquet, descriptions, checksums.

`python -m publish.downloads DB [FOLDER]`
"""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from publish.describing import make_croissant, make_data_package, make_schema_org
from publish.schemas import Schema, read_schemas

_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's earliest time: the same content gives the same bytes
_PIECE = 1 << 20


@click.command()
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def main(database: Path, folder: Path | None) -> None:
    """Write the downloads of DATABASE into FOLDER, next to the database unless given."""
    for path in write_downloads(database, folder or downloads_folder(database)):
        click.echo(f"wrote {path}")


def downloads_folder(database: Path) -> Path:
    """Return where the downloads of a database are kept."""
    return database.with_name(f"{database.stem}-downloads")


def write_downloads(database: Path, folder: Path) -> list[Path]:
    """Write everything and return the files; Parquet is left out where pyarrow is not installed."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        files = [_write_zip(connection, folder), *_write_parquet(connection, folder)]
    finally:
        connection.close()
    digest = hash_of(database)
    files += _write_descriptions(folder, digest)
    sums = "".join(f"{hash_of(path)}  {path.name}\n" for path in files) + f"{digest}  {database.name}\n"
    files.append(_write(folder / "SHA256SUMS", sums))
    return files


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file; a database's is its release, for the same content gives the same bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _write_descriptions(folder: Path, release: str) -> list[Path]:
    documents = {
        "datapackage.json": make_data_package(release),
        "croissant.json": make_croissant(release, hash_of(folder / "csv.zip")),
        "dataset.jsonld": make_schema_org(release),
    }
    return [_write(folder / name, _to_json(document)) for name, document in documents.items()]


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _to_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _write_zip(connection: sqlite3.Connection, folder: Path) -> Path:
    path = folder / "csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(zipfile.ZipInfo("datapackage.json", _EPOCH), "w") as file:
            file.write(_to_json(make_data_package(None)).encode())
        for schema in read_schemas():
            entry = zipfile.ZipInfo(f"{schema.table}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in _csv_pieces(connection, schema):
                    file.write(piece)
    return path


def _csv_pieces(connection: sqlite3.Connection, schema: Schema) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in schema.columns])
    for row in _rows(connection, schema):
        writer.writerow(row)
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _rows(connection: sqlite3.Connection, schema: Schema) -> sqlite3.Cursor:
    names = ", ".join(f'"{column.name}"' for column in schema.columns)
    keys = (
        ", ".join(f'"{name}"' for name in schema.primary_key) or names
    )  # a renewed database has them in another order
    return connection.execute(f'select {names} from "{schema.table}" order by {keys}')  # noqa: S608  # names of schema/


def _write_parquet(connection: sqlite3.Connection, folder: Path) -> Iterator[Path]:
    if find_spec("pyarrow") is None:
        return
    import pyarrow as pa
    from pyarrow import parquet

    types = {"string": pa.string(), "array": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    for schema in read_schemas():
        fields = pa.schema([pa.field(c.name, types[c.json_type], nullable=c.is_nullable) for c in schema.columns])
        path = folder / f"{schema.table}.parquet"
        with parquet.ParquetWriter(path, fields, compression="zstd") as writer:
            cursor = _rows(connection, schema)
            while batch := cursor.fetchmany(10_000):
                columns = [
                    pa.array(values, field.type) for values, field in zip(zip(*batch, strict=True), fields, strict=True)
                ]
                writer.write_batch(pa.record_batch(columns, schema=fields))
        yield path


if __name__ == "__main__":
    main()
