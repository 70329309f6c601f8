"""What does the desk work through? Tickets by what is due next, in tabs by intent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.intake import (
    CountTickets,
    FindTickets,
    Queue,
    TicketCountsView,
    TicketRow,
    TicketsView,
)
from contracts.refusals import Invalid, Unavailable
from contracts.saved_views import MOST_COUNTED, SavedView
from contracts.sla import ClockOf, ClocksView, FindClocks, TargetView
from contracts.values import PROVIDER, TicketState
from services.gateway.screens import mentions, names, settings
from services.gateway.screens.above import above
from services.gateway.screens.callback_words import chip_of
from services.gateway.screens.frame import Page, Screens, is_fragment
from services.gateway.screens.visits import Visit
from services.gateway.screens.wanted import of_view, views_of
from services.gateway.screens.words import Chip, chip, owed_chip
from shared.clock import Clock

screens = Screens("queue")

TABS = {
    "mine": "Mine",
    "my_team": "My team",
    "my_team_unassigned": "My team, nobody yet",
    "unassigned": "Unassigned",
    "breaching": "Breaching soon",
    "open": "Open",
    "on_hold": "On hold",
    "with_school": "With the school",
    "watched": "Watched",
    "resolved": "Resolved",
}
PAGE = 50

_COUNTED = {"mine": "assigned"}
"""The field of the counts that a tab has, where it is not called as the tab is."""


@dataclass(frozen=True)
class Place:
    """Where somebody is in the queue; every address of the console says it.

    With a `view`, its tickets are shown and not those of the tab.
    """

    tab: str = "open"
    search: str = ""
    cursor: str = ""
    view: str = ""

    def address(self, path: str = "/console", **changed: str) -> str:
        """The same place, or one that is changed, as an address."""
        said = {"tab": self.tab, "search": self.search, "cursor": self.cursor}
        said["view"] = self.view
        return f"{path}?{urlencode({k: v for k, v in (said | changed).items() if v})}"

    def of_ticket(self, ticket_id: UUID) -> str:
        """A ticket beside this queue."""
        return f"/console/tickets/{ticket_id}{self._here}"

    @cached_property
    def _here(self) -> str:
        """What every address beside this queue ends with: made once for its page."""
        return self.address("")


class Row(NamedTuple):
    """A line of the queue as it is shown."""

    ticket: TicketRow
    chip: Chip | None
    school: str
    assignee: str
    owed: Chip | None = None
    call: Chip | None = None


@screens.on("GET", "/console", needs=Right.WORK_TICKETS)
def console(visit: Visit) -> Page:
    """The queue; beside it the ticket that is picked, or how to pick one."""
    place = place_of(request.args)
    if is_fragment("queue"):
        values = shown(visit, place)
        return render_template("console/queue.html", fragment=True, **values)
    values = {"ticket": None, **above(visit), **shown(visit, place)}
    return render_template("console/console.html", **values)


def place_of(said: Any) -> Place:
    """The place that an address or a form names."""
    tab = said.get("tab", "")
    search = said.get("search", "").strip()[:200]
    cursor, view = said.get("cursor", "")[:400], said.get("view", "")[:36]
    return Place(tab if tab in TABS else "open", search, cursor, view)


def shown(visit: Visit, place: Place) -> dict[str, Any]:
    """What the templates of the queue need."""
    views = views_of(visit)
    view = next((one for one in views if str(one.view_id) == place.view), None)
    if view is None:
        place = replace(place, view="")
    page = _found(visit, _asked(visit, place, view))
    counts: TicketCountsView = visit.asker.ask(CountTickets(assignee=visit.actor))
    return {
        "place": place,
        "heading": view.name if view else TABS[place.tab],
        "views": views,
        "view": view,
        "most_counted": MOST_COUNTED,
        "unread": mentions.unread(visit),
        "teams_at": settings.address(PROVIDER, "teams"),
        "tabs": [
            (tab, name, getattr(counts, _COUNTED.get(tab, tab), None))
            for tab, name in TABS.items()
        ],
        "rows": rows_of(visit, page.tickets),
        "next": place.address(cursor=page.cursor) if page.cursor else None,
        "colleagues": names.desk(),
    }


def rows_of(visit: Visit, tickets: Sequence[TicketRow]) -> list[Row]:
    """Tickets with the names and the chips that people see."""
    clocks = _clocks(visit, tickets)
    clock: Clock = visit.clock
    return [
        Row(
            ticket,
            _chip(ticket, clocks.get(ticket.ticket_id, ()), clock),
            names.school(ticket.school_id),
            _with_whom(ticket),
            owed_chip(ticket.obligation, clock()) if ticket.obligation else None,
            chip_of(ticket.callback, clock()) if ticket.callback else None,
        )
        for ticket in tickets
    ]


def _with_whom(ticket: TicketRow) -> str:
    """Who works on it, or else the team whose queue it is in."""
    if ticket.assignee:
        return names.who(ticket.assignee, ticket.school_id)
    return names.team(ticket.team_id, ticket.school_id)


def _found(visit: Visit, question: FindTickets) -> TicketsView:
    try:
        found: TicketsView = visit.asker.ask(question)
    except Invalid:
        # A cursor of another order or of an old address: begin at the top.
        found = visit.asker.ask(replace(question, cursor=""))
    return found


def _asked(visit: Visit, place: Place, view: SavedView | None) -> FindTickets:
    """The question behind a tab or a view; a search looks through all that is not done.

    Whatever else is looked for in a view, is looked for in its tickets.
    """
    page: dict[str, Any] = {"cursor": place.cursor, "limit": PAGE}
    if view is not None:
        return of_view(view).narrowed(place.search).question(visit.actor, **page)
    asked: dict[str, Any] = {"search": place.search}
    match place.tab:
        case "mine":
            asked |= {"queue": Queue.UNRESOLVED, "assignee": visit.actor}
        case (
            "unassigned"
            | "breaching"
            | "my_team"
            | "my_team_unassigned"
            | "with_school"
            | "watched"
        ):
            asked["queue"] = Queue(place.tab)
        case "resolved":
            asked |= {"state": TicketState.RESOLVED, "sort": "updated"}
        case _:
            asked["state"] = TicketState(place.tab)
    return FindTickets(**asked, **page)


def _clocks(
    visit: Visit, tickets: Sequence[TicketRow]
) -> dict[UUID, tuple[TargetView, ...]]:
    """The targets of each ticket; none while the clocks cannot be asked."""
    which = tuple(
        ClockOf(school_id=one.school_id, ticket_id=one.ticket_id) for one in tickets
    )
    try:
        found: ClocksView = visit.asker.ask(FindClocks(tickets=which))
    except Unavailable:
        return {}
    return {clock.ticket_id: clock.targets for clock in found.clocks}


def _chip(
    ticket: TicketRow, targets: Sequence[TargetView], clock: Clock
) -> Chip | None:
    """How the target stands that orders the queue; on hold, how it stands still."""
    due = ticket.due_target
    known = [one for one in targets if one.target is due]
    if due is None or ticket.due_state is None:
        known = [one for one in targets if one.state.value == "paused"]
        return _told(known[-1], None, clock) if known else None
    if not known:
        return chip(due, ticket.due_state, ticket.due_at, None, clock())
    return _told(known[0], ticket, clock)


def _told(one: TargetView, ticket: TicketRow | None, clock: Clock) -> Chip:
    at = one.due_at or (ticket.due_at if ticket else None)
    return chip(one.target, one.state, at, one.remaining, clock())
