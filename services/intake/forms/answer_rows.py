"""How are the answers to a form kept with a ticket, to be read as a list?"""

from __future__ import annotations

from typing import Any

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
        row = {"school": fresh.school, "ticket_id": event.ticket_id}
        connection.execute(_ADD, row | {"answers": event.form})


def answers_of(connection: Connection, ticket: Row[Any]) -> Answered | None:
    """What was answered to the form that a ticket came by."""
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    return read(connection.execute(_ANSWERS, which).scalar())


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = ticket_answers.insert()
_ANSWERS = select(ticket_answers.c.answers).where(
    ticket_answers.c.school == bindparam("of_school"),
    ticket_answers.c.ticket_id == bindparam("of_ticket"),
)
