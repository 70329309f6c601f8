"""Which services are there, and what do the files for production say of them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.support.reading import REPOSITORY

SERVICES = sorted(
    place.parent.name for place in REPOSITORY.glob("services/*/service.py")
)
KEEPS_A_LOG = sorted(
    place.parent.name for place in REPOSITORY.glob("services/*/rooms.py")
)

OF_MAIL = {"collector": ["mail", "collect"], "receiver": ["mail", "receive"]}
"""Processes beside the services, and the command of each."""

Content = dict[str, Any]

_VARIABLE = re.compile(r"\bCARETAKER_[A-Z_]+\b")
_PIN = re.compile(r"[a-z/]+:v?\d+\.\d+(\.\d+)?(-[a-z]+)*")


def read(path: str) -> Content:
    """A file that holds one document."""
    content: Content = yaml.safe_load((REPOSITORY / path).read_text())
    return content


def documents(text: str) -> list[Content]:
    """The documents of a stream, without empty ones."""
    return [one for one in yaml.safe_load_all(text) if one]


def is_pinned(image: str) -> bool:
    """Whether an image is named by its version, and by no host that it comes from."""
    return _PIN.fullmatch(image) is not None


def variables(text: str) -> set[str]:
    """The settings that a text names, but for those a pattern makes."""
    return set(_VARIABLE.findall(text))


def understood() -> set[str]:
    """The settings that the program reads somewhere."""
    code = [*_python("infra"), *_python("shared"), *_python("services")]
    return {name for place in code for name in variables(place.read_text())}


def _python(folder: str) -> Iterator[Path]:
    return (REPOSITORY / folder).rglob("*.py")
