"""What is suggested of a ticket, as pages show it beside what a person decides?"""

from __future__ import annotations

from contracts.directory import SchoolView
from contracts.intake import TicketView
from contracts.suggestions import GetSuggestions, SuggestFor, SuggestionsView
from contracts.values import TicketState
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit


def of_ticket(visit: Visit, ticket: TicketView) -> SuggestionsView | None:
    """What is suggested of a ticket that is there; None where there is nothing."""
    if ticket.state is TicketState.RESOLVED or ticket.merged_into is not None:
        return None
    question = GetSuggestions(ticket_id=ticket.ticket_id, school_id=ticket.school_id)
    return _any(visit.asker.ask(question))


def of_request(
    visit: Visit, school: SchoolView | None, form: Form
) -> SuggestionsView | None:
    """What is suggested of a ticket that is written down, once it has its school."""
    subject, email = form["subject"].strip(), form["email"].strip()
    if school is None or not subject:
        return None
    question = SuggestFor(
        school_id=school.school_id,
        subject=subject[:200],
        requester_email=email[:254],
    )
    return _any(visit.asker.ask(question))


def _any(found: SuggestionsView) -> SuggestionsView | None:
    return found if found.category or found.priority or found.duplicates else None
