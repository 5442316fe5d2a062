"""Write a Dockerfile that serves a built database read-only: `python -m publish.container build/sijill.db`.

It is built from the project's folder; its .dockerignore lets in what it copies and nothing else.
"""

from pathlib import Path

from publish.downloads import downloads_folder, hash_of

_TEMPLATE = Path(__file__).parent / "Dockerfile.txt"
_CODE = (
    "requirements.txt",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-DATA",
    "schema",
    "extractors",
    "publish",
)


def write_dockerfile(database: Path) -> Path:
    """Write Dockerfile and Dockerfile.dockerignore beside the database, whose path is below the project's folder."""
    copied = [path.as_posix() for path in (database, downloads_folder(database)) if path.exists()]
    text = _TEMPLATE.read_text(encoding="utf-8").format(
        release=hash_of(database),
        folder=database.parent.as_posix(),
        database=database.as_posix(),
        copies="\n".join(f"COPY {path} {path}" for path in copied),
    )
    written = database.with_name("Dockerfile")
    written.write_text(text, encoding="utf-8")
    let_in = "".join(f"!{path}\n" for path in (*_CODE, *copied))
    database.with_name("Dockerfile.dockerignore").write_text(f"*\n{let_in}**/__pycache__\n", encoding="utf-8")
    return written
