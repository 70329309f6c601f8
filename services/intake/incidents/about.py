"""Of which ticket is something recorded, and may it be?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from contracts.refusals import NotFound, Refused
from contracts.values import TicketState, TicketType
from services.intake.tables import tickets
from shared.work import Work

INCIDENTS = (TicketType.INCIDENT, TicketType.MAJOR_INCIDENT)


class About(NamedTuple):
    """A ticket, as far as the rules of what is recorded of it ask."""

    type: TicketType = TicketType.INCIDENT
    state: TicketState = TicketState.OPEN
    merged: bool = False


def about(work: Work, ticket_id: UUID) -> About:
    """The ticket that something is to be recorded of; NotFound where there is none."""
    which = {"of_school": work.school, "of_ticket": ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    return About(
        TicketType(row.type), TicketState(row.state), row.merged_into is not None
    )


def terms(work: Work, _: object, command: object) -> About:
    """What a decider of records is told of the ticket that its command names."""
    which: UUID = getattr(command, "ticket_id")  # noqa: B009  # every record has one
    return about(work, which)


def refuse_other(of: About, *types: TicketType) -> None:
    """Refused where the ticket goes on as another, or is of another type."""
    if of.merged:
        raise Refused("This ticket is merged. Record it at the one that goes on.")
    if of.type not in types:
        wanted = " or a ".join(one.value.replace("_", " ") for one in types)
        article = "an" if wanted.startswith("i") else "a"
        raise Refused(
            f"This ticket is not {article} {wanted}. Classify it as one first."
        )


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets.c.type, tickets.c.state, tickets.c.merged_into).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
