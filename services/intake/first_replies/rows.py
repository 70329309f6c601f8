"""Who told the requester of a ticket something first, and when? One row for each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Index, Table, Text, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.intake import TicketReplied, TicketResolved
from services.intake.tables import METADATA, tickets
from shared.columns import Moment
from shared.work import Fresh

first_replies = Table(
    "first_replies",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("opened_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Index("first_replies_at", "at"),
    Index("first_replies_of_school", "school", "at"),
)
"""Of each ticket that was answered; its opening is here, too, as a month has many."""


def keep_first_reply(connection: Connection, fresh: Fresh, event: Any) -> None:
    """Keep who answered and when, unless somebody did before.

    To say how it ended is to answer, too. What is told later may have been earlier.
    """
    if not isinstance(event, TicketReplied | TicketResolved):
        return
    row = {
        "of_school": fresh.school,
        "of_ticket": event.ticket_id,
        "answered_at": fresh.happened_at,
        "answered_by": fresh.actor,
    }
    here = connection.dialect.name == "sqlite"
    connection.execute(_KEEP_HERE if here else _KEEP_THERE, row)


# Made once: to build a statement takes several times as long as to carry it out.
_ANSWERED = select(
    tickets.c.school,
    tickets.c.ticket_id,
    tickets.c.opened_at,
    bindparam("answered_at", type_=Moment),
    bindparam("answered_by", type_=Text),
).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_KEY, _ALL = ["school", "ticket_id"], [one.name for one in first_replies.c]
_HERE = insert_here(first_replies).from_select(_ALL, _ANSWERED)
_THERE = insert_there(first_replies).from_select(_ALL, _ANSWERED)
_KEEP_HERE = _HERE.on_conflict_do_update(
    index_elements=_KEY,
    set_={"at": _HERE.excluded.at, "actor": _HERE.excluded.actor},
    where=_HERE.excluded.at < first_replies.c.at,
)
_KEEP_THERE = _THERE.on_conflict_do_update(
    index_elements=_KEY,
    set_={"at": _THERE.excluded.at, "actor": _THERE.excluded.actor},
    where=_THERE.excluded.at < first_replies.c.at,
)
