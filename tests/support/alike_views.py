"""Which saved views do two schools have that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts.saved_views import RemoveView, SaveView
from tests.support.cast import TICKET

VIEW, OTHER_VIEW = uuid5(TICKET, "view"), uuid5(TICKET, "other view")


def views_of(school: UUID, word: str) -> Iterator[Any]:
    """Two views of a school in its own words, of which one is removed again."""
    mine: dict[str, Any] = {"school_id": school}
    for view_id in (VIEW, OTHER_VIEW):
        said = {"view_id": view_id, "name": f"{word} view", "search": "person"}
        yield SaveView(**mine | said, shared=True)
    yield RemoveView(**mine, view_id=OTHER_VIEW)
