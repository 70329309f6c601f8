"""Which saved views do two schools have that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts.saved_views import FindViews, RemoveView, SaveView, ViewSaved
from contracts.values import TicketState
from tests.support.cast import TICKET

VIEW, OTHER_VIEW = uuid5(TICKET, "view"), uuid5(TICKET, "other view")

A_VIEW = ViewSaved(
    view_id=VIEW,
    name="Open",
    shared=True,
    queue=None,
    state=TicketState.OPEN,
    priority=None,
    channel=None,
    assignee=None,
    of_school=None,
    requester_email=None,
    search="",
)

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.views.counting_views.count_each": lambda s: ([A_VIEW], s),
    "intake.views.saved_view_rows.find_views": lambda s: (FindViews(school_id=s),),
}
"""What each function that reads views is given."""


def views_of(school: UUID, word: str) -> Iterator[Any]:
    """Two views of a school in its own words, of which one is removed again."""
    mine: dict[str, Any] = {"school_id": school}
    for view_id in (VIEW, OTHER_VIEW):
        said = {"view_id": view_id, "name": f"{word} view", "search": "person"}
        yield SaveView(**mine | said, shared=True)
    yield RemoveView(**mine, view_id=OTHER_VIEW)
