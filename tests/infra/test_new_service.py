"""Is a service that was just begun green at once, by everybody's checks and tests?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.new_service import MENTIONS, SKELETON, create
from tests.support.reading import REPOSITORY

FOLDERS = ("contracts", "docs", "infra", "services", "shared", "tests")
CREATED = ("contracts/printing.py", "services/printing", "tests/services/printing")
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
LINTER = "from importlinter.cli import lint_imports_command as run; run()"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which printing was begun."""
    copy = tmp_path_factory.mktemp("repository")
    for folder in FOLDERS:
        shutil.copytree(
            REPOSITORY / folder,
            copy / folder,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    known = REPOSITORY / ".mypy_cache"
    if known.exists():
        # What the checks found out of all files that are the same here.
        shutil.copytree(known, copy / ".mypy_cache")
    for file in REPOSITORY.glob("*.*"):
        if file.is_file():
            shutil.copy(file, copy)
    create("printing", copy)
    return copy


def ask(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a tool says, run in the copy as if it were the only one."""
    place = os.environ | {"PYTHONPATH": str(repository)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=repository,
        env=place,
        capture_output=True,
        text=True,
        check=False,
    )


def run(repository: Path, *arguments: str) -> str:
    """What a tool says that has nothing to complain of."""
    ended = ask(repository, *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_its_tests_and_those_of_its_messages_and_documents_pass(
    repository: Path,
) -> None:
    tests = (
        "tests/services/printing",
        "tests/contracts",
        "tests/shared/test_migrating.py",
        "tests/test_documents.py",
    )
    asked = ("-k", "printing or fresh", "--without-postgresql")
    said = run(repository, *PYTEST, *asked, *tests)
    assert " passed" in said


def test_the_house_misses_nothing_of_it(repository: Path) -> None:
    said = ask(repository, *PYTEST, "tests/test_house.py").stdout
    assert " passed" in said
    assert "printing" not in said


def test_its_code_is_formatted_and_without_lint(repository: Path) -> None:
    touched = {mention.path for mention in MENTIONS if mention.path.endswith(".py")}
    run(repository, "-m", "ruff", "format", "--check", *CREATED, *touched)
    run(repository, "-m", "ruff", "check", "--no-cache", *CREATED, *touched)


def test_its_types_are_right(repository: Path) -> None:
    run(repository, "-m", "mypy", "--cache-dir=.mypy_cache", *CREATED)


def test_it_keeps_the_import_contracts(repository: Path) -> None:
    said = run(repository, "-c", LINTER, "--no-cache")
    assert " 0 broken" in said


def test_nothing_of_the_skeleton_is_left_in_it(repository: Path) -> None:
    left = [
        place
        for folder in CREATED
        for place in [repository / folder, *(repository / folder).rglob("*.*")]
        if place.is_file() and place.suffix != ".pyc"
        if "skeleton" in place.read_text().lower()
    ]
    assert left == []


def test_what_there_is_already_is_not_begun_again(repository: Path) -> None:
    with pytest.raises(ValueError, match="already"):
        create("printing", repository)


def test_a_list_that_has_moved_is_missed_by_name(tmp_path: Path) -> None:
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra/platform.py").write_text("SERVICES = ()\n")
    with pytest.raises(ValueError, match=r"infra/platform.py no longer has a place"):
        create("printing", tmp_path)


def test_the_skeleton_has_a_file_for_every_room() -> None:
    rooms = {place.name for place in SKELETON.glob("services/skeleton/*")}
    assert {"domain.py.template", "README.md.template"} <= rooms
