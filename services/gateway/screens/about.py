"""What may a ticket be about, as the desk chooses it and as it is said?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from contracts.catalogue import Offering
from contracts.categories import CategoriesView, GetCategories, Subject
from contracts.intake import TicketView
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named


def choices_of(visit: Visit, ticket: TicketView) -> dict[str, Any]:
    """What the form that classifies a ticket offers; what it is now is among it."""
    view = _asked(visit, ticket.school_id)
    return {
        "categories": _options(view.categories, ticket.category),
        "services": _options(view.services, ticket.service),
    }


def known_of(visit: Visit, school_id: UUID, wanted: Offering) -> dict[str, str]:
    """What an offering is about, as far as the school has it still.

    Who fills in a form could not mend what the school has no more.
    """
    if not (wanted.category or wanted.service):
        return {}
    view = _asked(visit, school_id)
    has = {one.name for one in (*view.categories, *view.services)}
    said = {"category": wanted.category, "service": wanted.service}
    return {name: word for name, word in said.items() if word in has}


def _asked(visit: Visit, school_id: UUID) -> CategoriesView:
    found: CategoriesView = visit.asker.ask(GetCategories(school_id=school_id))
    return found


def _options(subjects: Iterable[Subject], now: str) -> list[tuple[str, str]]:
    """Pairs of a name and its words; one that the school has no longer stays."""
    offered = {one.name: one.title for one in subjects}
    gone = {} if not now or now in offered else {now: named(now.replace("-", " "))}
    return [("", "Not said"), *offered.items(), *gone.items()]
