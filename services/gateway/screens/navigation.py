"""Where can somebody go from any page? To the places that their rights open."""

from __future__ import annotations

from typing import NamedTuple

from contracts.access import Right
from services.gateway.screens.visits import Visit


class Place(NamedTuple):
    """A link of the main navigation."""

    name: str
    address: str
    here: bool


_OF_THE_DESK = (
    ("Queue", "/console", Right.WORK_TICKETS),
    ("New ticket", "/console/tickets/new", Right.WORK_TICKETS),
)
"""What the MSP's people see; the most used first."""


def places(visit: Visit | None, path: str) -> list[Place]:
    """The places that are open to this visit, in order."""
    if visit is None or visit.visitor.school_id is not None:
        return []
    open_to = [one for one in _OF_THE_DESK if visit.may(one[2])]
    return [Place(name, at, here=path == at) for name, at, _ in open_to]
