"""Which reference data do the tests load? The cut of the real file, as the demo."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from contracts.gias import GiasLink, LoadReference, ReferenceKind, StageGiasLinks
from contracts.values import PROVIDER
from infra import demo_register
from tests.support.town import Town

BEFORE, ACADEMY = 126_416, 149_557
"""One predecessor with one successor: the academy carries the school on."""


def commands(digest: str, links: Sequence[GiasLink]) -> list[Any]:
    """What loads some links as if they were a file."""
    kind = ReferenceKind.GIAS_LINKS
    pages: list[Any] = [
        StageGiasLinks(
            school_id=PROVIDER, digest=digest, links=tuple(links[n : n + 1_000])
        )
        for n in range(0, len(links), 1_000)
    ]
    load = LoadReference(school_id=PROVIDER, kind=kind, digest=digest, rows=len(links))
    return [*pages, load]


def load(town: Town, name: str, links: Sequence[GiasLink]) -> None:
    """Load some links into a town."""
    for command in commands(sha256(name.encode()).hexdigest(), links):
        town.execute(command)


def load_cut(town: Town) -> None:
    """Load the cut."""
    for command in demo_register.commands():
        town.execute(command)
