"""What `make docker` writes copies what it needs, and its command serves the database read-only."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from register import FIGURE, OTHER_RULE, REJECTED, RULE, results

from publish.container.__main__ import main
from publish.downloads import downloads_folder, hash_of, write_downloads
from publish.load import load
from publish.metadata import read_questions

ROOT = Path(__file__).parent.parent
QUESTIONS = sorted(read_questions())
WORDS = "&".join(f"{name}=x" for name in ("actor", "authority", "claimant", "event_id", "harm", "place", "target"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the project's, with a built database."""
    folder = tmp_path / "project"
    (folder / "build").mkdir(parents=True)
    monkeypatch.chdir(folder)
    database = Path("build/sijill.db")
    load(database, results(), [REJECTED], [RULE, OTHER_RULE], [FIGURE])
    write_downloads(database, downloads_folder(database))
    for name in ("requirements.txt", "pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder)
    for name in ("schema", "extractors", "publish"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    assert CliRunner().invoke(main, ["build/sijill.db"]).exit_code == 0
    return folder


def build_image(project: Path, image: Path) -> str:
    """Do what the Dockerfile says with its context, but for installing packages, and return its command."""
    ignored = (project / "build" / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    text = (project / "build" / "Dockerfile").read_text()
    for line in re.findall("^COPY (.+)$", text, re.MULTILINE):
        *sources, target = line.split()
        assert set(sources) <= let_in
        for source in sources:
            place = image / target if target == source else image / target / source
            place.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (project / source).is_dir() else shutil.copy)(project / source, place)
    assert hash_of(project / "build" / "sijill.db") in text
    return re.findall("^CMD (.+)$", text, re.MULTILINE)[0]


def test_the_image_serves_the_database(project: Path, tmp_path: Path) -> None:
    image = tmp_path / "image"
    _sijill, *arguments = json.loads(build_image(project, image))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments[arguments.index("--host") + 1] = "127.0.0.1"
    arguments[arguments.index("--port") + 1] = str(port)
    before = {path: path.stat().st_mtime_ns for path in image.rglob("*") if path.is_file()}
    code = "from publish.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(image), "PYTHONDONTWRITEBYTECODE": "1"}
    server = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=image, env=environment)
    try:
        for path in ("/", "/sijill/events", "/downloads/SHA256SUMS", "/sijill.db"):
            assert fetch(f"http://127.0.0.1:{port}{path}"), path
    finally:
        server.terminate()
        server.wait()
    assert {path: path.stat().st_mtime_ns for path in image.rglob("*") if path.is_file()} == before


def fetch(address: str) -> bytes:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own server
                return answer.read()
        except urllib.error.URLError as fault:
            if isinstance(fault, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_a_path_that_docker_could_not_copy_is_refused(project: Path) -> None:
    result = CliRunner().invoke(main, [str(project / "build" / "sijill.db")])
    assert result.exit_code == 2
    assert "from the project's folder" in result.output


def test_plain_datasette_serves_the_data_by_metadata_json(project: Path) -> None:
    metadata = json.loads((ROOT / "metadata.json").read_text(encoding="utf-8"))
    site = Datasette(immutables=["build/sijill.db"], metadata=metadata)
    for path in ("/", "/sijill", "/sijill/events", *(f"/sijill/{name}.json?{WORDS}" for name in QUESTIONS)):
        assert asyncio.run(site.client.get(path)).status_code == 200, path
    assert "هل يثبته النص" in asyncio.run(site.client.get("/sijill/events")).text


def test_plain_datasette_serves_our_pages_where_sijill_is_installed(project: Path) -> None:
    metadata = json.loads((ROOT / "metadata.json").read_text(encoding="utf-8"))
    site = Datasette(
        immutables=["build/sijill.db"],
        metadata=metadata,
        template_dir="publish/templates",
        plugins_dir="publish/plugins",
        static_mounts=[("static", "publish/static")],
    )
    for path in ("/", "/sijill/events/e1", "/-/map", "/static/sijill.css", "/-/export/events.csv"):
        assert asyncio.run(site.client.get(path)).status_code == 200, path
