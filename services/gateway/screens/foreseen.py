"""What would be promised of a ticket, as it is shown before it is sent?"""

from __future__ import annotations

from uuid import UUID

from contracts.categories import CategoriesView, GetCategories
from contracts.refusals import NotFound, Unavailable
from contracts.sla import ForeseenView, ForeseeTicket
from services.gateway.screens.visits import Visit


def foreseen(
    visit: Visit, school_id: UUID, *, category: str = "", service: str = ""
) -> ForeseenView | None:
    """When a ticket about these would be due; None where it cannot be asked.

    Nobody is kept from asking for help by the absence of it.
    """
    try:
        safeguarding = _is_safeguarding(visit, school_id, category, service)
        question = ForeseeTicket(
            school_id=school_id, service=service[:40], safeguarding=safeguarding
        )
        found: ForeseenView = visit.asker.ask(question)
    except (NotFound, Unavailable):
        return None
    return found


def _is_safeguarding(
    visit: Visit, school_id: UUID, category: str, service: str
) -> bool:
    if not (category or service):
        return False
    view: CategoriesView = visit.asker.ask(GetCategories(school_id=school_id))
    return any(
        one.is_safeguarding and one.name == name
        for subjects, name in ((view.categories, category), (view.services, service))
        for one in subjects
    )
