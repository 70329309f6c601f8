"""Which reference data is there to look at? A cut of the links that GIAS published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contracts.gias import LoadReference, ReferenceKind, StageGiasLinks
from contracts.values import PROVIDER
from infra import gias_links

GIAS_LINKS = Path(__file__).parent / "demo_data" / "gias-links-cut-2025-04-22.csv"


def commands() -> Iterator[StageGiasLinks | LoadReference]:
    """What loads the cut, but for the row in it that was made broken."""
    found = gias_links.read(GIAS_LINKS.read_bytes())
    yield StageGiasLinks(
        school_id=PROVIDER, digest=found.digest, links=tuple(found.links)
    )
    yield LoadReference(
        school_id=PROVIDER,
        kind=ReferenceKind.GIAS_LINKS,
        digest=found.digest,
        rows=len(found.links),
        dated_on=gias_links.dated_on(GIAS_LINKS.name),
    )
