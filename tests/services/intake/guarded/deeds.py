"""What is done to a ticket about safeguarding, and who else looks at it?"""

from __future__ import annotations

from uuid import UUID

from contracts.access import Caller, Role
from contracts.intake import ClassifyTicket, GetTicket
from contracts.values import TicketType
from tests.services.intake.watching.people import SAM, signed_in
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

TECHNICIAN = Caller(actor="token:caretakers", role=Role.TECHNICIAN, school=ASHGROVE)
GOVERNOR = Caller(actor="token:governors", role=Role.GOVERNOR, school=ASHGROVE)
AUDITOR = Caller(actor="token:auditor", role=Role.AUDITOR, school=ASHGROVE)
DPO = Caller(actor="token:dpo", role=Role.DPO, school=ASHGROVE)

OF_SCHOOL = (signed_in(SAM), TECHNICIAN, GOVERNOR, AUDITOR, DPO)
"""Everybody of the school who is not the head, the DSL or who asked for it."""

OF_MSP = tuple(
    Caller(actor=f"token:{role.value}", role=role)
    for role in (Role.CONSULTANT, Role.PROJECT_MANAGER, Role.AUDITOR)
)
"""People of the MSP who work on no ticket."""


def classify(town: Town, service: str, ticket_id: UUID = TICKET) -> None:
    """Say what a ticket is about; about `monitoring` it is about safeguarding."""
    town.execute(
        ClassifyTicket(
            school_id=ASHGROVE,
            ticket_id=ticket_id,
            version=town.ask(GetTicket(ticket_id=ticket_id)).version,
            type=TicketType.INCIDENT,
            service=service,
        )
    )
