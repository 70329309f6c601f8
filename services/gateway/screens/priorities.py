"""Which priorities can somebody choose from, and which follows from what they say?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from contracts.matrix import GetMatrix, MatrixView
from contracts.refusals import Unavailable
from contracts.sla import FindPriorities, PrioritiesView
from contracts.values import USUAL_PRIORITIES, Level, Priority
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named


def promised(visit: Visit, school_id: UUID | None = None) -> tuple[Priority, ...]:
    """Those of a school's agreement, or of any; the usual ones while sla is away."""
    try:
        view: PrioritiesView = visit.asker.ask(FindPriorities(school_id=school_id))
    except Unavailable:
        return USUAL_PRIORITIES
    return view.priorities


def made(visit: Visit, school_id: UUID) -> Mapping[tuple[Level, Level], Priority]:
    """What each impact and urgency make at a school; nothing where it cannot be asked.

    It is a help beside a form: nobody is kept from asking by its absence.
    """
    try:
        view: MatrixView = visit.asker.ask(GetMatrix(school_id=school_id))
    except Unavailable:
        return {}
    return {(one.impact, one.urgency): one.priority for one in view.cells}


def choices(
    first: str, visit: Visit, school_id: UUID | None = None, chosen: str = ""
) -> list[tuple[str, str]]:
    """The options of a field, after one that says none; what is chosen is among them.

    What was promised once may not be any more.
    """
    known = promised(visit, school_id)
    shown = (one for one in Priority if one in known or one.value == chosen)
    return [("", first), *((one.value, named(one)) for one in shown)]
