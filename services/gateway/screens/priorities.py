"""Which priorities can somebody choose from? Those that something is promised of."""

from __future__ import annotations

from uuid import UUID

from contracts.refusals import Unavailable
from contracts.sla import FindPriorities, PrioritiesView
from contracts.values import USUAL_PRIORITIES, Priority
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named


def promised(visit: Visit, school_id: UUID | None = None) -> tuple[Priority, ...]:
    """Those of a school's agreement, or of any; the usual ones while sla is away."""
    try:
        view: PrioritiesView = visit.asker.ask(FindPriorities(school_id=school_id))
    except Unavailable:
        return USUAL_PRIORITIES
    return view.priorities


def choices(
    first: str, visit: Visit, school_id: UUID | None = None, chosen: str = ""
) -> list[tuple[str, str]]:
    """The options of a field, after one that says none; what is chosen is among them.

    What was promised once may not be any more.
    """
    known = promised(visit, school_id)
    shown = (one for one in Priority if one in known or one.value == chosen)
    return [("", first), *((one.value, named(one)) for one in shown)]
