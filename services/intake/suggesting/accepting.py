"""Is it suggested at all, what somebody says that they take from a suggestion?

What is recorded as suggested was so when it was accepted: an ordinary act besides.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import bindparam, select

from contracts.intake import ClassifyTicket, TriageTicket
from contracts.refusals import Refused
from contracts.suggestions import SuggestionsView
from contracts.ties import LinkTickets, MergeTicket
from services.intake.suggesting.suggestions import suggested_of
from services.intake.tables import tickets
from services.intake.tied.tying import link_tickets, merge_ticket
from shared.work import Cause, Work

Sort: TypeAlias = TriageTicket | ClassifyTicket
Accept: TypeAlias = Sort | MergeTicket | LinkTickets


def sort(work: Work, command: Sort, cause: Cause) -> None:
    """Triage or classify a ticket, by a suggestion or by somebody's own mind."""
    stands = _stands(work, command)
    work.execute(command, cause)
    _refuse(stands)


def merge(work: Work, command: MergeTicket, cause: Cause) -> None:
    """Merge a ticket, into a likely duplicate or any other."""
    stands = _stands(work, command)
    merge_ticket(work, command, cause)
    _refuse(stands)


def link(work: Work, command: LinkTickets, cause: Cause) -> None:
    """Link a ticket with a likely duplicate or any other."""
    stands = _stands(work, command)
    link_tickets(work, command, cause)
    _refuse(stands)


def _refuse(stands: bool) -> None:
    """Refused only now: of what somebody did meanwhile they are told first."""
    if not stands:
        raise Refused("This is not suggested any more. Look at the ticket again.")


def _stands(work: Work, command: Accept) -> bool:
    """Whether it is suggested now, as far as it says so."""
    if not command.suggested:
        return True
    which = {"of_school": work.school, "of_ticket": command.ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    return row is not None and _is_in(suggested_of(work.connection, row), command)


def _is_in(view: SuggestionsView, command: Accept) -> bool:
    match command:
        case TriageTicket():
            said: Any = view.priority and (view.priority.impact, view.priority.urgency)
            same = command.priority in (None, view.priority and view.priority.priority)
            return said == (command.impact, command.urgency) and same
        case ClassifyTicket():
            return view.category is not None and (
                view.category.category == command.category
            )
        case MergeTicket(into_id=other):
            return other in {one.ticket_id for one in view.duplicates}
        case LinkTickets(other_id=other):
            return other in {one.ticket_id for one in view.duplicates}


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
