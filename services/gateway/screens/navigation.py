"""Where can somebody go from any page? To the places that their rights open."""

from __future__ import annotations

import re
from typing import NamedTuple

from contracts.access import Right
from services.gateway.screens.visits import Visit


class Place(NamedTuple):
    """A link of the main navigation.

    `here` is what it says of itself: "page" where it is shown, "true" where a page
    below it is, nothing elsewhere.
    """

    name: str
    address: str
    here: str


_OF_THE_DESK = (
    ("Queue", "/console", Right.WORK_TICKETS),
    ("New ticket", "/console/tickets/new", Right.WORK_TICKETS),
    ("Mail", "/console/mail", Right.WORK_TICKETS),
    ("Schools", "/console/schools", Right.READ_NOTES),
    ("Letters", "/console/letters", Right.WORK_TICKETS),
    ("Guidance", "/console/articles", Right.WRITE_GUIDANCE),
    ("Figures", "/console/figures", Right.READ_NOTES),
    ("Visits", "/console/site-visits", Right.READ_NOTES),
    ("Changes", "/console/changes", Right.READ_NOTES),
    ("Projects", "/console/projects", Right.READ_NOTES),
    ("On call", "/console/on-call", Right.WORK_TICKETS),
    ("Enquiries", "/console/enquiries", Right.WORK_TICKETS),
    ("Logs", "/audit", Right.READ_LOG),
    ("Colleagues", "/console/colleagues", Right.MANAGE_COLLEAGUES),
)
"""What the MSP's people see; the most used first."""

_OF_A_SCHOOL = (
    ("Requests", "/portal/{}", Right.READ_TICKETS),
    ("Our own queue", "/portal/{}/own-queue", Right.WORK_SCHOOL_QUEUE),
    ("Ask for help", "/portal/{}/new", Right.RAISE_TICKETS),
    ("Visits", "/portal/{}/site-visits", Right.READ_TICKETS),
    ("Changes", "/portal/{}/changes", Right.READ_TICKETS),
    ("Projects", "/portal/{}/projects", Right.READ_TICKETS),
    ("Guidance", "/portal/{}/guidance", Right.READ_TICKETS),
    ("Figures", "/console/schools/{}/figures", Right.READ_TICKETS),
    ("Agreement", "/console/schools/{}/agreement", Right.READ_TICKETS),
    ("Log", "/audit/{}", Right.READ_LOG),
    ("People", "/console/schools/{}/people", Right.READ_PEOPLE),
    ("Who has access", "/portal/{}/account-review", Right.SIGN_AGREEMENTS),
    ("Opening hours", "/console/schools/{}/hours", Right.READ_SCHOOLS),
)
"""What a school's people see."""


_OF_THE_QUEUE = ("/console/tickets", "/console/search", "/console/find")
"""What is below the queue, of which every other page of the console begins alike."""


_INSIDE = {
    f"/console/{one}": re.compile(f"/console/schools/[^/]+/{one}(/|$)")
    for one in ("site-visits", "projects")
}
"""What lies at a school, and belongs to a place that has those of all schools.

Their addresses are longer than that of the schools: so these are the nearer ones.
"""


def places(visit: Visit | None, path: str) -> list[Place]:
    """The places that are open to this visit, in order."""
    if visit is None:
        return []
    school = visit.visitor.school_id
    of_theirs = _OF_THE_DESK if school is None else _OF_A_SCHOOL
    open_to = [
        (one, at.format(school)) for one, at, right in of_theirs if visit.may(right)
    ]
    around = [at for _, at in open_to if _is_around(at, path)]
    nearest = max(around, key=len, default=None)
    marks = {nearest: "page" if nearest == path else "true"}
    return [Place(name, at, marks.get(at, "")) for name, at in open_to]


def _is_around(at: str, path: str) -> bool:
    """Whether a page is the place itself, or below it."""
    below = _OF_THE_QUEUE if at == "/console" else (at,)
    inside = at in _INSIDE and _INSIDE[at].match(path) is not None
    return path == at or inside or any(f"{path}/".startswith(f"{o}/") for o in below)
