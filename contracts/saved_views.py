"""The language of intake for saved views: tickets that fit, kept under a name."""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    text,
    value,
    view,
    whole,
)
from contracts.intake import Queue
from contracts.values import Channel, Priority, SchoolId, TicketState, TicketType

LONGEST_NAME = 60
"""Characters; more of them do not fit beside the queue of a telephone."""

MYSELF = "me"
"""The assignee that stands for whoever looks."""

MOST_COUNTED = 1_000
"""A view is counted so far and no further."""


@command("intake.save_view", needs=Right.WORK_TICKETS)
class SaveView:
    """Keep what is looked for under a name; `shared` shows it to everybody there.

    What is None is not asked. Without a queue or a state it shows what is not done;
    `of_school` narrows a view of the MSP (school PROVIDER) to one school. With
    `version`, only if nobody has changed the view since it was that.
    """

    school_id: SchoolId
    view_id: UUID
    name: str = text(least=1, most=LONGEST_NAME)
    shared: bool = False
    queue: Queue | None = None
    state: TicketState | None = None
    priority: Priority | None = None
    channel: Channel | None = None
    assignee: str | None = text(least=1, most=100, default=None)
    of_school: SchoolId | None = None
    requester_email: str | None = text(least=1, most=254, default=None)
    type: TicketType | None = None
    team_id: UUID | None = None
    search: str = text(default="")
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.view_saved")
class ViewSaved:
    """These tickets are found under this name, by whoever saved it first or by all."""

    view_id: UUID
    shared: bool
    queue: Queue | None
    state: TicketState | None
    priority: Priority | None
    channel: Channel | None
    assignee: str | None
    of_school: SchoolId | None
    name: str = personal("view_id")
    requester_email: str | None = personal("view_id", most=254)
    search: str = personal("view_id")
    type: TicketType | None = None
    team_id: UUID | None = None


@command("intake.remove_view", needs=Right.WORK_TICKETS)
class RemoveView:
    """Throw a view away; its tickets stay as they are."""

    school_id: SchoolId
    view_id: UUID


@event("intake.view_removed")
class ViewRemoved:
    """Nobody is shown this view any more."""

    view_id: UUID


@query("intake.find_views", needs=Right.WORK_TICKETS)
class FindViews:
    """Which views has whoever asks: one's own, and those that are shared there?

    Without a school it asks for those of the MSP.
    """

    school_id: SchoolId | None = None


@value
class SavedView:
    """A view as it is kept; `count` is how many tickets it shows now.

    It goes no further than MOST_COUNTED, and what is done is not counted (None).
    `mine` says whether whoever asks may change it.
    """

    view_id: UUID
    name: str
    shared: bool
    mine: bool
    queue: Queue | None
    state: TicketState | None
    priority: Priority | None
    channel: Channel | None
    assignee: str | None
    of_school: SchoolId | None
    requester_email: str | None
    search: str
    version: int
    count: int | None
    type: TicketType | None = None
    team_id: UUID | None = None


@view("intake.saved_views")
class SavedViewsView:
    """The views of whoever asked by name, their own first."""

    views: tuple[SavedView, ...]
