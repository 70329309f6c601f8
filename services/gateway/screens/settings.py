"""Which settings of a school are there on screens, and who is shown which?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect

from contracts.access import Right
from contracts.directory import GetSchool, SchoolView
from contracts.values import PROVIDER
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit

screens = Screens("settings")


class Part(NamedTuple):
    """One page of settings; whoever holds the right may open it."""

    slug: str
    name: str
    right: Right


class Link(NamedTuple):
    """A page of settings as the pages of its school lead to it."""

    name: str
    address: str
    here: bool


class Own(NamedTuple):
    """The MSP itself, where the pages of a school have the school."""

    school_id: UUID
    name: str


PARTS = (
    Part("hours", "Opening hours", Right.READ_SCHOOLS),
    Part("terms", "Term dates", Right.READ_SCHOOLS),
    Part("closures", "Closures and INSET", Right.READ_SCHOOLS),
    Part("exams", "Exams", Right.READ_SCHOOLS),
    Part("calendar", "Calendar from a file", Right.MANAGE_SCHOOLS),
    Part("inspections", "Inspections", Right.READ_SCHOOLS),
    Part("agreement", "Agreement", Right.READ_TICKETS),
    Part("matrix", "Priorities", Right.READ_TICKETS),
    Part("catalogue", "Request forms", Right.READ_TICKETS),
    Part("delivery", "Who does what", Right.READ_TICKETS),
    Part("teams", "Own team", Right.READ_TICKETS),
    Part("standard-changes", "Standard changes", Right.READ_TICKETS),
    Part("mailboxes", "Mail addresses", Right.MANAGE_MAILBOXES),
    Part("hooks", "Hooks", Right.MANAGE_HOOKS),
    Part("people", "People", Right.READ_PEOPLE),
    Part("look", "Look", Right.MANAGE_SCHOOLS),
)
"""The pages in their order, the most looked at first."""

COLLEAGUES = Part("colleagues", "Colleagues", Right.MANAGE_COLLEAGUES)
OWN_HOOKS = Part("hooks", "Hooks", Right.MANAGE_HOOKS)
OWN_TEAMS = Part("teams", "Teams", Right.WORK_TICKETS)
"""What the MSP sets for itself."""


@screens.on("GET", "/console/schools/<uuid:school_id>", needs=Right.READ_SCHOOLS)
def front(visit: Visit, school_id: UUID) -> Page:
    """The first page of settings; every one of them leads to the others."""
    first = next(part for part in PARTS if visit.may(part.right, school_id))
    return redirect(address(school_id, first.slug), 303)


def frame(visit: Visit, school_id: UUID, slug: str) -> dict[str, Any]:
    """What every page of settings has: whose it is. NotFound: no such school."""
    school: SchoolView = visit.asker.ask(GetSchool(school_id=school_id))
    [part] = [part for part in PARTS if part.slug == slug]
    return {
        "school": school,
        "part": part,
        "at": address(school_id, slug),
        "links": [
            Link(one.name, address(school_id, one.slug), one is part)
            for one in PARTS
            if visit.may(one.right, school_id)
        ],
    }


def own_frame(visit: Visit, part: Part = COLLEAGUES) -> dict[str, Any]:
    """What a page of the MSP's own settings has."""
    places = {
        COLLEAGUES: f"/console/{COLLEAGUES.slug}",
        OWN_HOOKS: address(PROVIDER, OWN_HOOKS.slug),
        OWN_TEAMS: address(PROVIDER, OWN_TEAMS.slug),
    }
    return {
        "school": Own(PROVIDER, "Your organisation"),
        "part": part,
        "at": places[part],
        "links": [
            Link(one.name, at, one is part)
            for one, at in places.items()
            if visit.may(one.right)
        ],
    }


def address(school_id: UUID, slug: str) -> str:
    """Where a page of settings is."""
    return f"/console/schools/{school_id}/{slug}"
