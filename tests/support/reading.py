"""How do tests read the repository itself? Its files, and the names in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CODE = ("contracts", "shared", "services", "infra")
_TEXT = {".css", ".html", ".json", ".lock", ".md", ".py", ".template", ".toml"}
_NAMELESS = {".editorconfig", ".gitignore", "caretaker", "run"}
_OWN = {".ci", "contracts", "docs", "infra", "services", "shared", "tests"}


def report(forgotten: Iterable[str]) -> None:
    """Fail with one line for each thing that was forgotten."""
    lines = sorted(forgotten)
    assert not lines, "\n" + "\n".join(lines)


def path_of(place: Path) -> str:
    """A file as a reader finds it from the top of the repository."""
    return place.relative_to(REPOSITORY).as_posix()


def modules(*folders: str) -> list[Path]:
    """The Python files below some folders of the repository."""
    found = [p for folder in folders for p in (REPOSITORY / folder).rglob("*.py")]
    return sorted(found)


def rooms_of(service: str) -> list[Path]:
    """The modules of one service."""
    return modules(f"services/{service}")


def texts() -> Iterator[Path]:
    """Every file that somebody wrote to be read."""
    for place in sorted(REPOSITORY.iterdir()):
        if place.is_dir() and place.name in _OWN:
            yield from (p for p in sorted(place.rglob("*")) if _is_text(p))
        elif _is_text(place) and (place.name in _NAMELESS or place.name[0] != "."):
            yield place


@cache
def tree_of(place: Path) -> ast.Module:
    """What a module consists of."""
    return ast.parse(place.read_text())


def docstring(place: Path) -> str:
    """The first paragraph of what a module says of itself."""
    return (ast.get_docstring(tree_of(place)) or "").partition("\n\n")[0]


def imported(place: Path) -> set[str]:
    """The modules that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree_of(place)):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def given(place: Path) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to something, and the line where it does."""
    for node in ast.walk(tree_of(place)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def words(name: str) -> list[str]:
    """The words that a name is made of: `hasTwoWords` and `has_two_words` alike."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return [word for word in apart.lower().split("_") if word]


def names_of_tests(place: Path) -> list[str]:
    """The names of the tests in a file."""
    nodes = ast.walk(tree_of(place))
    found = (node.name for node in nodes if isinstance(node, ast.FunctionDef))
    return [name for name in found if name.startswith("test_")]


def _is_text(place: Path) -> bool:
    return place.is_file() and (place.suffix in _TEXT or place.name in _NAMELESS)
