"""How does a ticket begin? With a number, a reference and a priority of the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from contracts.approvals import ApprovalAsked
from contracts.callbacks import CallbackRequested
from contracts.intake import OpenTicket, TicketOpened
from contracts.staff_changes import StaffChangeTold
from contracts.values import TicketType
from services.intake.approvals.approving import asked
from services.intake.callbacks.requests import requested
from services.intake.channels.which import check_via
from services.intake.forms import answers
from services.intake.matters.categories import Named, check_names
from services.intake.priorities.priority import USUAL_MATRIX, Matrix, derive
from services.intake.staff.staff_changes import check_day, to_approve, told
from services.intake.teams.seats import NO_TEAM, Seat
from services.intake.ticket import Known, Open, Ticket, Unopened


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a ticket is given when it is opened.

    `named` is what it may be about; None where the command says nothing of that.
    `matrix` gives its priority. `person_id` is who joins, moves or leaves; None where
    nobody does. `seat` is the queue that it begins in.
    """

    number: int
    reference: str
    requester_id: UUID
    named: Named | None = None
    matrix: Matrix = USUAL_MATRIX
    person_id: UUID | None = None
    seat: Seat = NO_TEAM


def open_it(
    ticket: Ticket, command: OpenTicket, terms: Opening | None, now: datetime
) -> list[TicketOpened | StaffChangeTold | CallbackRequested | ApprovalAsked]:
    """The event that begins a ticket, who it is about or wants a call; once.

    With it, the approval that it needs.
    """
    if not isinstance(ticket, Unopened):
        return []
    assert terms is not None, "a number and a requester are given to it"
    check_names(command, terms.named)
    check_via(command)
    if command.change is not None:
        check_day(command.change.on, now, "change.on")
    what = _approval(command)
    needs = [asked(command.ticket_id, terms.requester_id, what)] if what else []
    calls = requested(command, terms.requester_id, now)
    return [*_open(command, terms, now), *_told(command, terms), *calls, *needs]


def _approval(command: OpenTicket) -> str:
    """What has to be approved; what grants access is, whoever asks for it."""
    said = command.approval.strip()
    return said or (to_approve(command.change) if command.change else "")


def _told(command: OpenTicket, terms: Opening) -> list[StaffChangeTold]:
    if command.change is None:
        return []
    assert terms.person_id is not None, "who it is about is given with it"
    return [told(command.ticket_id, command.change, terms.person_id)]


def _open(command: OpenTicket, terms: Opening, now: datetime) -> list[TicketOpened]:
    about, named = (command.category, command.service), terms.named
    opened = TicketOpened(
        ticket_id=command.ticket_id,
        number=terms.number,
        reference=terms.reference,
        requester_id=terms.requester_id,
        requester_name=command.requester.name,
        requester_email=command.requester.email,
        subject=command.subject,
        description=command.description,
        channel=command.channel,
        impact=command.impact,
        urgency=command.urgency,
        type=TicketType.SERVICE_REQUEST if command.change else command.type,
        category=command.category,
        service=command.service,
        safeguarding=command.safeguarding
        or (named is not None and named.is_safeguarding(*about)),
        priority=derive(terms.matrix, command.impact, command.urgency),
        matrix_version=terms.matrix.version,
        entered_at=None if command.happened_at is None else now,
        call_id=command.call_id,
        via=command.via,
        form=answers.told(command.form),
        team_id=terms.seat.team_id,
        team=terms.seat.team,
        with_school=terms.seat.with_school,
        text_id=uuid5(command.ticket_id, "asked"),
        despite_warning=command.despite_warning,
    )
    return [opened]


def begun(event: TicketOpened) -> Open:
    """What is true of a ticket when it begins."""
    known = Known(
        requester_id=event.requester_id,
        impact=event.impact,
        urgency=event.urgency,
        priority=event.priority,
        type=event.type,
        category=event.category,
        service=event.service,
        safeguarding=event.safeguarding,
        seat=Seat(
            team_id=event.team_id, team=event.team, with_school=event.with_school
        ),
    )
    return Open(known)
