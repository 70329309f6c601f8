"""What may a ticket be about, as the desk chooses it and as it is said?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from contracts.categories import CategoriesView, GetCategories, Matter
from contracts.intake import TicketView
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named


def choices_of(visit: Visit, ticket: TicketView) -> dict[str, Any]:
    """What the form that classifies a ticket offers; what it is now is among it."""
    return offered(visit, ticket.school_id, ticket.category, ticket.service)


def offered(
    visit: Visit, school_id: UUID, category: str, service: str
) -> dict[str, Any]:
    """What a form offers that says what tickets are about; what it says stays."""
    view = _asked(visit, school_id)
    return {
        "categories": _options(view.categories, category),
        "services": _options(view.services, service),
    }


def known_of(
    visit: Visit, school_id: UUID, *, category: str, service: str
) -> dict[str, Any]:
    """What a form says that a ticket is about, as far as the school has it still.

    Who fills in the form could not mend what the school has no more.
    """
    if not (category or service):
        return {}
    view = _asked(visit, school_id)
    said = {
        "category": (category, view.categories),
        "service": (service, view.services),
    }
    return {
        name: word if word in {one.name for one in known} else ""
        for name, (word, known) in said.items()
    }


def _asked(visit: Visit, school_id: UUID) -> CategoriesView:
    found: CategoriesView = visit.asker.ask(GetCategories(school_id=school_id))
    return found


def _options(matters: Iterable[Matter], now: str) -> list[tuple[str, str]]:
    """Pairs of a name and its words; one that the school has no longer stays."""
    offered = {one.name: one.title for one in matters}
    gone = {} if not now or now in offered else {now: named(now.replace("-", " "))}
    return [("", "Not said"), *offered.items(), *gone.items()]
