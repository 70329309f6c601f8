"""Do the documents say what is true, and do their examples name what exists?"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from infra.command_line.main import caretaker
from infra.documents import stale
from tests.support.reading import REPOSITORY, modules, names_of_tests, path_of

DOCUMENTS = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted(REPOSITORY.glob("docs/**/*.md")),
    *sorted(REPOSITORY.glob("services/*/README.md")),
]
DECISIONS = sorted(REPOSITORY.glob("docs/decisions/*.md"))

_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"\./caretaker ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
_NAMED_FILE = re.compile(r"`((?:contracts|docs|infra|services|shared|tests)/[\w/.-]+)`")
_TEST = re.compile(r"\btest_\w+")
_EXCERPT = re.compile(r"`([\w/]+\.py)`[^`]*```python\n(.*?)```", re.DOTALL)


def test_the_generated_documents_are_fresh() -> None:
    assert stale() == [], "./caretaker docs"


@pytest.mark.parametrize("document", DOCUMENTS, ids=path_of)
def test_a_link_leads_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text())
    dead = [link for link in links if not (document.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=path_of)
def test_a_file_that_a_document_names_is_there(document: Path) -> None:
    named = _NAMED_FILE.findall(document.read_text())
    missing = [name for name in named if not (REPOSITORY / name).exists()]
    assert [name for name in missing if "printing" not in name] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=path_of)
def test_a_command_that_a_document_shows_exists(document: Path) -> None:
    for name, below in _COMMAND.findall(document.read_text()):
        command = caretaker.get_command(click.Context(caretaker), name)
        assert command is not None, name
        if below and isinstance(command, click.Group):
            assert below in command.commands, f"{name} {below}"


def test_every_test_that_the_coverage_names_exists() -> None:
    text = (REPOSITORY / "docs/coverage.md").read_text()
    named = set(_TEST.findall(text))
    there = {name for place in modules("tests") for name in names_of_tests(place)}
    files = {place.stem for place in modules("tests")}
    assert len(named) > 10
    assert sorted(named - there - files) == []


def test_what_the_readme_shows_of_the_code_is_the_code() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    excerpts = _EXCERPT.findall(readme)
    assert len(excerpts) == 5
    for path, excerpt in excerpts:
        lines = (REPOSITORY / path).read_text().splitlines()
        shown = [line for line in excerpt.splitlines() if line not in ("", "...")]
        assert [line for line in shown if line not in lines] == [], path


def test_the_architecture_can_be_read_in_one_sitting() -> None:
    lines = (REPOSITORY / "docs/architecture.md").read_text().splitlines()
    assert len(lines) <= 180


@pytest.mark.parametrize("decision", DECISIONS, ids=path_of)
def test_a_decision_says_why_what_else_and_what_it_costs(decision: Path) -> None:
    number = f"{DECISIONS.index(decision) + 1:04}"
    text = decision.read_text()
    assert decision.name.startswith(f"{number}-")
    assert text.startswith(f"# {number}. ")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Choice", "Considered", "Cost"]


def test_the_glossary_says_of_each_word_once_what_it_means() -> None:
    lines = (REPOSITORY / "docs" / "glossary.md").read_text().splitlines()
    cells = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    words = [word for word in cells if word != "word"]
    assert len(words) > 50
    assert len(words) == len(set(words))
