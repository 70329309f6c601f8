"""Who works on a ticket, and how is it handed on so that nobody asks again?"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from contracts.intake import AssignTicket, TicketAssigned
from contracts.refusals import Refused
from contracts.teams import HandOverTicket, TicketHandedOver
from services.intake.teams.seats import NO_TEAM, Seat
from services.intake.ticket import Known, OnHold, Opened, Resolved

Seating: TypeAlias = AssignTicket | HandOverTicket
Seated: TypeAlias = TicketAssigned | TicketHandedOver

SEATING = (AssignTicket, HandOverTicket)


def seat_it(ticket: Opened, command: Seating, seat: Seat | None) -> list[Seated]:
    """Who works on it now, or in whose queue it is; nothing where that is so already.

    `seat` is the queue that the command names; None where it names none.
    """
    # A name of blanks is nobody's: the ticket goes back to the queue.
    assignee = (command.assignee or "").strip() or None
    if isinstance(command, HandOverTicket):
        return [_hand_over(ticket, command, assignee, seat or NO_TEAM)]
    known = ticket.known
    if seat is not None:
        _refuse_unexplained(known, seat)
    wanted = known.seat if seat is None else seat
    if (assignee, wanted.team_id) == (known.assignee, known.seat.team_id):
        return []
    assigned = TicketAssigned(
        ticket_id=command.ticket_id,
        assignee=assignee,
        team_id=wanted.team_id,
        team=wanted.team,
        with_school=wanted.with_school,
    )
    return [assigned]


def seated(known: Known, event: Seated) -> Known:
    """What is known when somebody took it on, gave it back or handed it over."""
    seat = Seat(team_id=event.team_id, team=event.team, with_school=event.with_school)
    return replace(known, assignee=event.assignee, seat=seat)


def _refuse_unexplained(known: Known, seat: Seat) -> None:
    """Refused where somebody would have to ask what is known already."""
    if seat.team_id == known.seat.team_id:
        return
    if known.assignee is not None or seat.with_school is not known.seat.with_school:
        raise Refused(
            "Hand it over, with what is known and what is next: nobody should have to"
            " ask again."
        )


def _hand_over(
    ticket: Opened, command: HandOverTicket, assignee: str | None, seat: Seat
) -> TicketHandedOver:
    known = ticket.known
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it before handing it over.")
    crosses = seat.with_school is not known.seat.with_school
    if crosses and isinstance(ticket, OnHold):
        raise Refused("This ticket is on hold. Go on with it before handing it over.")
    if (assignee, seat.team_id) == (known.assignee, known.seat.team_id):
        raise Refused("It is there already. Keep a note instead.")
    return TicketHandedOver(
        ticket_id=command.ticket_id,
        requester_id=known.requester_id,
        message_id=command.message_id,
        known=command.known,
        next=command.next,
        was_assignee=known.assignee,
        was_team_id=known.seat.team_id,
        was_with_school=known.seat.with_school,
        assignee=assignee,
        team_id=seat.team_id,
        team=seat.team,
        with_school=seat.with_school,
        despite_warning=command.despite_warning,
    )
