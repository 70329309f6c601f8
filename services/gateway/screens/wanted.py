"""Which tickets does somebody look for, by the fields of a form or by a saved view?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from contracts.directory import FindSchools, SchoolsView
from contracts.intake import FindTickets, Queue
from contracts.refusals import Invalid
from contracts.saved_views import (
    MYSELF,
    FindViews,
    SavedView,
    SavedViewsView,
)
from contracts.values import PROVIDER, Channel, Priority, TicketState, TicketType
from services.gateway.screens import names
from services.gateway.screens.visits import Visit

E = TypeVar("E", bound=Enum)

STATES: dict[str, tuple[Queue | None, TicketState | None]] = {
    "": (None, None),
    "unassigned": (Queue.UNASSIGNED, None),
    "my_team": (Queue.MY_TEAM, None),
    "my_team_unassigned": (Queue.MY_TEAM_UNASSIGNED, None),
    "with_school": (Queue.WITH_SCHOOL, None),
    "watched": (Queue.WATCHED, None),
    "breaching": (Queue.BREACHING, None),
    "open": (None, TicketState.OPEN),
    "on_hold": (None, TicketState.ON_HOLD),
    "resolved": (None, TicketState.RESOLVED),
}
"""What the field for the state offers, and what each of it asks for."""

_OFFERED = 5


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked of tickets; what is None is not asked."""

    queue: Queue | None = None
    state: TicketState | None = None
    priority: Priority | None = None
    channel: Channel | None = None
    type: TicketType | None = None
    assignee: str | None = None
    team_id: UUID | None = None
    of_school: UUID | None = None
    requester_email: str | None = None
    search: str = ""

    def question(self, actor: str, **page: Any) -> FindTickets:
        """The question of whoever acts as `actor`; what is done comes last first."""
        done = self.state is TicketState.RESOLVED
        asked = FindTickets(
            school_id=self.of_school,
            queue=self.queue if self.queue or self.state else Queue.UNRESOLVED,
            state=self.state,
            assignee=actor if self.assignee == MYSELF else self.assignee,
            requester_email=self.requester_email,
            priority=self.priority,
            channel=self.channel,
            type=self.type,
            team_id=self.team_id,
            search=self.search,
            sort="updated" if done else "due",
        )
        return replace(asked, **page)

    def narrowed(self, search: str) -> Wanted:
        """The same, of which some words are looked for besides."""
        return replace(self, search=f"{self.search} {search.strip()}".strip())

    def kept(self) -> dict[str, Any]:
        """What a view keeps of it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def typed(self) -> dict[str, str]:
        """The fields of the form, as somebody would fill them in for it."""
        state = next(k for k, v in STATES.items() if v == (self.queue, self.state))
        return {
            "words": self.search,
            "requester": self.requester_email or "",
            "school": names.school(self.of_school) if self.of_school else "",
            "state": state,
            "priority": self.priority.value if self.priority else "",
            "channel": self.channel.value if self.channel else "",
            "type": self.type.value if self.type else "",
            "assignee": self.assignee or "",
            "team": str(self.team_id) if self.team_id else "",
        }


def of_view(view: SavedView) -> Wanted:
    """What a saved view asks for."""
    return Wanted(**{field.name: getattr(view, field.name) for field in fields(Wanted)})


def of_form(visit: Visit, typed: Mapping[str, str]) -> Wanted:
    """What the fields of the form ask for; Invalid names those that make no sense."""
    said = {name: typed.get(name, "").strip()[:254] for name in FIELDS}
    queue, state = STATES.get(said["state"], (None, None))
    return Wanted(
        queue=queue,
        state=state,
        priority=_one_of(Priority, said["priority"]),
        channel=_one_of(Channel, said["channel"]),
        type=_one_of(TicketType, said["type"]),
        assignee=said["assignee"][:100] or None,
        team_id=_team(said["team"]),
        of_school=school_called(visit, said["school"]),
        requester_email=said["requester"] or None,
        search=said["words"][:200],
    )


def _team(said: str) -> UUID | None:
    """The team of the MSP that was chosen; one that is no more is not asked."""
    known = {str(one.team_id): one.team_id for one in names.teams(PROVIDER)}
    return known.get(said)


def views_of(visit: Visit) -> tuple[SavedView, ...]:
    """The views of whoever looks, with how many tickets each shows."""
    found: SavedViewsView = visit.asker.ask(FindViews())
    return found.views


def view_of(visit: Visit, view_id: str) -> SavedView | None:
    """One of them; None where there is none, or where it was removed."""
    if not view_id:
        return None
    return next((one for one in views_of(visit) if str(one.view_id) == view_id), None)


def school_called(visit: Visit, words: str) -> UUID | None:
    """The school that words of its name mean; who types all of it means that one."""
    if not words:
        return None
    question = FindSchools(search=words[:200], limit=_OFFERED + 1)
    found: SchoolsView = visit.asker.ask(question)
    same = [one for one in found.schools if one.name.casefold() == words.casefold()]
    fitting = same or found.schools
    if len(fitting) == 1:
        return fitting[0].school_id
    if not fitting:
        raise Invalid({"school": ["No school is called so."]})
    called = ", ".join(one.name for one in fitting[:_OFFERED])
    raise Invalid({"school": [f"Several schools fit, such as {called}: give more."]})


FIELDS = (*Wanted().typed(),)
"""The names of the form's fields."""


def _one_of(kind: type[E], said: str) -> E | None:
    return kind(said) if said in {one.value for one in kind} else None
