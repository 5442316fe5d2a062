"""What all tests share: expected files, which `make golden` writes anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

collect_ignore = ["fuzz"]  # `make fuzz` installs what it needs

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="Write the expected files anew; then read the diff.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return the function that compares a text with the file that holds what is expected."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, (
            f"if {path.name} should change: make golden, then read the diff"
        )

    return compare
