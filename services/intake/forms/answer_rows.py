"""How are the answers to a form kept with a ticket, to be read as a list?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Row, Table, Text, Uuid, bindparam, select

from contracts.answers import Answered
from contracts.intake import TicketOpened
from services.intake.forms.answers import read
from services.intake.tables import METADATA
from shared.work import Fresh

ticket_answers = Table(
    "ticket_answers",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("answers", Text, nullable=False),
)
"""What was answered to the form that a ticket came by, as JSON."""


def keep_answers(connection: Connection, fresh: Fresh, event: TicketOpened) -> None:
    """Keep the answers, where the ticket came by a form and they can be read."""
    if read(event.form) is not None:
        put_answers(connection, fresh.school, event.ticket_id, event.form)


def answers_of(connection: Connection, ticket: Row[Any]) -> Answered | None:
    """What was answered to the form that a ticket came by."""
    return read(kept_answers(connection, ticket.school, ticket.ticket_id))


def kept_answers(connection: Connection, school: UUID, ticket_id: UUID) -> str | None:
    """What was answered, as it is kept; None where nothing was, or it is covered."""
    which = {"of_school": school, "of_ticket": ticket_id}
    kept: str | None = connection.execute(_ANSWERS, which).scalar()
    return kept


def put_answers(
    connection: Connection, school: UUID, ticket_id: UUID, answers: str | None
) -> None:
    """Have these stand for what was answered, or nothing."""
    which = {"of_school": school, "of_ticket": ticket_id}
    connection.execute(_REMOVE, which)
    if answers is not None:
        row = {"school": school, "ticket_id": ticket_id, "answers": answers}
        connection.execute(_ADD, row)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = ticket_answers.insert()
_OF_TICKET = (
    ticket_answers.c.school == bindparam("of_school"),
    ticket_answers.c.ticket_id == bindparam("of_ticket"),
)
_ANSWERS = select(ticket_answers.c.answers).where(*_OF_TICKET)
_REMOVE = ticket_answers.delete().where(*_OF_TICKET)
