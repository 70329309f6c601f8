"""What goes with a major incident, in its transaction: its type, and its letters?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import bindparam, select

from contracts.intake import ClassifyTicket, ReplyToTicket
from contracts.major_incidents import (
    DeclareMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.values import TicketType
from services.intake.outgoing import writing
from services.intake.tables import tickets
from shared.work import Cause, Work


def declare_major_incident(
    work: Work, command: DeclareMajorIncident, cause: Cause
) -> None:
    """Declare it; its ticket is of the type major incident from then on."""
    if work.execute(command, cause) is None:
        return
    ticket = _ticket(work, command.ticket_id)
    if ticket.type != TicketType.MAJOR_INCIDENT.value:
        classify = ClassifyTicket(
            school_id=work.school,
            ticket_id=command.ticket_id,
            version=ticket.version,
            type=TicketType.MAJOR_INCIDENT,
        )
        work.execute(classify, _beside(cause, "type"))


def tell_school(
    work: Work, command: UpdateMajorIncident | StandDownMajorIncident, cause: Cause
) -> None:
    """Record what the school is told, and write it to who asked, as any reply."""
    if work.execute(command, cause) is None:
        return
    reply = ReplyToTicket(
        school_id=work.school,
        ticket_id=command.ticket_id,
        version=_ticket(work, command.ticket_id).version,
        message_id=uuid5(cause.command_id, "message"),
        text=command.text,
    )
    writing.tell(work, reply, _beside(cause, "reply"))


def _beside(cause: Cause, what: str) -> Cause:
    return replace(cause, command_id=uuid5(cause.command_id, what))


def _ticket(work: Work, ticket_id: UUID) -> Any:
    which = {"of_school": work.school, "of_ticket": ticket_id}
    return work.connection.execute(_TICKET, which).one()


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets.c.version, tickets.c.type).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
