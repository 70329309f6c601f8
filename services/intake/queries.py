"""How is what intake keeps read?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import text as sql

from contracts.intake import (
    CountTickets,
    FindMailbox,
    FindTickets,
    GetTicket,
    MailboxView,
    Requester,
    TicketView,
)
from contracts.refusals import NotFound
from contracts.values import (
    Channel,
    Level,
    Priority,
    TicketState,
    TicketType,
)
from services.intake.addresses import normalise
from services.intake.approvals.approval_rows import approval_of
from services.intake.callbacks.waiting import callback_of
from services.intake.forms.answer_rows import answers_of
from services.intake.incidents.shown import incident_of
from services.intake.mail.references import mailbox_of
from services.intake.personal_data.queries import marked_of
from services.intake.queues import count_tickets
from services.intake.ratings.rating_rows import rating_of
from services.intake.search.finding import find_tickets
from services.intake.staff.obligation_rows import owed_of
from services.intake.staff.staff_change_rows import staff_change_of
from services.intake.tables import WAITING, mailboxes, tickets
from services.intake.timeline.timelines import timeline_of
from shared.application import Answer, Asked
from shared.log_tables import heads


def get_ticket(connection: Connection, query: GetTicket, asked: Asked) -> TicketView:
    """A ticket and its timeline; notes only for who may read them. NotFound: none."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    found = _TICKET if query.school_id is None else _TICKET_OF_SCHOOL
    row = connection.execute(found, which).one_or_none()
    if row is None:
        raise NotFound("there is no such ticket")
    return TicketView(
        ticket_id=row.ticket_id,
        school_id=row.school,
        reference=row.reference,
        subject=row.subject,
        description=row.description,
        requester=Requester(name=row.requester_name, email=row.requester_email),
        channel=Channel(row.channel),
        impact=Level(row.impact),
        urgency=Level(row.urgency),
        priority=Priority(row.priority),
        state=TicketState(row.state),
        assignee=row.assignee,
        version=row.version,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        correlation_id=row.correlation_id,
        head=_head(connection, row.school),
        timeline=timeline_of(connection, row, asked),
        merged_into=row.merged_into,
        type=TicketType(row.type),
        approval=approval_of(row),
        rating=rating_of(connection, row, asked),
        category=row.category,
        service=row.service,
        change=staff_change_of(connection, row, asked),
        obligation=owed_of(row),
        callback=callback_of(row, asked),
        incident=incident_of(connection, row, asked),
        form=answers_of(connection, row),
        team_id=row.team_id,
        with_school=bool(row.with_school),
        marked=marked_of(connection, row, asked),
    )


def find_mailbox(connection: Connection, query: FindMailbox, _: Asked) -> MailboxView:
    """Whose mail comes to an address; NotFound where it is nobody's."""
    address = mailbox_of(normalise(query.address))
    found = connection.execute(
        select(mailboxes.c.school).where(mailboxes.c.address == address)
    ).scalar()
    if found is None:
        raise NotFound(f"no school's mail comes to {address}")
    return MailboxView(address=address, school_id=found)


def next_number(connection: Connection, school: UUID) -> int:
    """The number of the school's next ticket; they run 1, 2, 3 without a gap."""
    largest = connection.execute(_LARGEST_NUMBER, {"of_school": school})
    return (largest.scalar() or 0) + 1


def reference_of(connection: Connection, school: UUID, ticket_id: UUID) -> str:
    """The reference of a ticket that is known to be there."""
    which = {"of_school": school, "of_ticket": ticket_id}
    found: str = connection.execute(_REFERENCE, which).scalar_one()
    return found


def count_by_state(connection: Connection) -> dict[str, int]:
    """How many tickets are open and on hold."""
    rows = connection.execute(
        select(tickets.c.state, func.count().label("tickets"))
        .where(sql(WAITING))
        .group_by(tickets.c.state)
    )
    return {row.state: row.tickets for row in rows}


ANSWERS: Mapping[type, Answer] = {
    GetTicket: get_ticket,
    FindTickets: find_tickets,
    CountTickets: count_tickets,
    FindMailbox: find_mailbox,
}


def _head(connection: Connection, school: UUID) -> int:
    return connection.execute(_HEAD, {"of_school": school}).scalar() or 0


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets).where(tickets.c.ticket_id == bindparam("of_ticket"))
_TICKET_OF_SCHOOL = _TICKET.where(tickets.c.school == bindparam("of_school"))
_REFERENCE = _TICKET_OF_SCHOOL.with_only_columns(tickets.c.reference)
_LARGEST_NUMBER = select(func.max(tickets.c.number)).where(
    tickets.c.school == bindparam("of_school")
)
_HEAD = select(heads.c.position).where(heads.c.school == bindparam("of_school"))
