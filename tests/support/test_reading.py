"""Would the tests of the house notice what they look for?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import (
    REPOSITORY,
    docstring,
    given,
    imported,
    names_of_tests,
    path_of,
    report,
    texts,
    words,
)

MODULE = '''"""What is this?

More of it.
"""

import time
from sqlalchemy import select


class TenantManager:
    def handle(self, client: str) -> None:
        helper = select()


def test_a_thing_works() -> None: ...
'''


@pytest.fixture
def module(tmp_path: Path) -> Path:
    place = tmp_path / "module.py"
    place.write_text(MODULE)
    return place


def test_a_module_is_read_by_its_first_paragraph(module: Path) -> None:
    assert docstring(module) == "What is this?"


def test_whatever_is_given_a_name_is_found(module: Path) -> None:
    names = {name for name, _ in given(module)}
    assert {"TenantManager", "handle", "client", "helper"} <= names


def test_imports_are_found_however_they_are_written(module: Path) -> None:
    assert imported(module) == {"time", "sqlalchemy"}


def test_tests_are_found_by_their_names(module: Path) -> None:
    assert names_of_tests(module) == ["test_a_thing_works"]


@pytest.mark.parametrize(
    ("name", "made_of"),
    [
        ("TenantManager", ["tenant", "manager"]),
        ("find_tickets", ["find", "tickets"]),
        ("_private", ["private"]),
        ("LONGEST_TEXT", ["longest", "text"]),
    ],
)
def test_a_name_is_made_of_words(name: str, made_of: list[str]) -> None:
    assert words(name) == made_of


def test_texts_are_what_somebody_wrote() -> None:
    found = {path_of(place) for place in texts()}
    assert {"README.md", "caretaker", "shared/store.py", "docs/log.md"} <= found
    assert not [path for path in found if ".venv" in path or ".git/" in path]
    assert REPOSITORY / ".coverage" not in texts()


def test_what_was_forgotten_is_named_line_by_line() -> None:
    report([])
    with pytest.raises(AssertionError, match=r"\n *a\n *b"):
        report(["b", "a"])
