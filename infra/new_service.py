"""How does a new service begin? As a copy of the skeleton, made known to the rest."""

from __future__ import annotations

import keyword
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

SKELETON = Path(__file__).with_name("skeleton")
_SUFFIX = ".template"
_NAME = re.compile(r"[a-z]{2,20}")


class Mention(NamedTuple):
    """A file that names every service, and what is put in where `place` matches."""

    path: str
    place: str
    words: str


MENTIONS = (
    Mention(
        "infra/platform.py",
        r"^(?=from services\.)",
        "from services.{name}.service import {title}Service\n",
    ),
    Mention("infra/platform.py", r"(?<=^SERVICES = \()", "{title}Service, "),
    Mention("services/audit/rooms.py", r'(?<= hears=\()(?=")', '"{name}", '),
    Mention("services/gateway/log.py", r'(?<=^SERVICES = \()(?=")', '"{name}", '),
    Mention("tests/support/town.py", r'(?<=^SERVICES = \()(?=")', '"{name}", '),
    Mention(
        "pyproject.toml", r'^(?=    "contracts\.audit",$)', '    "contracts.{name}",\n'
    ),
)


def create(name: str, repository: Path) -> list[str]:
    """The paths that are new or changed; ValueError for a name that will not do."""
    _check(name, repository)
    texts = _mentioned(name, repository) | _copied(name)
    for path, text in texts.items():
        place = repository / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    python = [path for path in texts if path.endswith(".py")]
    for step in (["check", "--quiet", "--select=I", "--fix"], ["format", "--quiet"]):
        _run(repository, "ruff", *step, *python)
    for written in ("golden", "docs"):
        _run(repository, "infra.command_line", written)
    return sorted(texts)


def _check(name: str, repository: Path) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ValueError("a service is named by one word in small letters")
    for taken in (f"services/{name}", f"contracts/{name}.py"):
        if (repository / taken).exists():
            raise ValueError(f"there is a {taken} already")


def _copied(name: str) -> dict[str, str]:
    """The files of the skeleton, named after the service."""
    copied: dict[str, str] = {}
    for source in sorted(SKELETON.rglob(f"*{_SUFFIX}")):
        path = str(source.relative_to(SKELETON)).removesuffix(_SUFFIX)
        copied[_named(path, name)] = _named(source.read_text(), name)
    return copied


def _mentioned(name: str, repository: Path) -> dict[str, str]:
    """The files that name every service, with the new one put in."""
    texts: dict[str, str] = {}
    for mention in MENTIONS:
        text = texts.get(mention.path) or (repository / mention.path).read_text()
        words = mention.words.format(name=name, title=name.title())
        place = re.compile(mention.place, re.MULTILINE)
        texts[mention.path], found = place.subn(words, text, count=1)
        if not found:
            raise ValueError(f"{mention.path} no longer has a place for {words!r}")
    return texts


def _named(text: str, name: str) -> str:
    return text.replace("skeleton", name).replace("Skeleton", name.title())


def _run(repository: Path, module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    place = os.environ | {"PYTHONPATH": str(repository)}
    subprocess.run(command, cwd=repository, env=place, check=True)
