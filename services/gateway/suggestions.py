"""What may be asked of what a school's past suggests? Acts accept it, or dismiss it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.suggestions import GetSuggestions, SuggestFor, SuggestionsView
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

routes = Routes("suggestions", "What a school's past suggests of a ticket, and why.")


@routes.on(
    "GET",
    "/tickets/<uuid:ticket_id>/suggestions",
    needs=GetSuggestions,
    answer=answer_of(SuggestionsView),
)
def get_suggestions(asker: Asker, ticket_id: UUID) -> Any:
    """Show which category, priority and likely duplicates are suggested of a ticket.

    Each says why. Nothing is set by itself: `classify`, `triage`, `merge` and `link`
    with `suggested` accept one, `dismiss-duplicate` says that two are not the same.
    """
    return asker.ask(GetSuggestions(ticket_id=ticket_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/suggestions",
    needs=SuggestFor,
    body=body_of(SuggestFor, "school_id"),
    answer=answer_of(SuggestionsView),
)
def suggest_for(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Show what would be suggested of a ticket with such a subject: only a question."""
    return asker.ask(SuggestFor(school_id=school_id, **body))
