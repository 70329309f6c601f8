"""How are calls kept, and who may be calling?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Row,
    Table,
    Text,
    Uuid,
    bindparam,
    insert,
    select,
    update,
)

from contracts.calls import (
    Call,
    CallEnded,
    CallReceived,
    CallsView,
    FindCalls,
    KnownCaller,
    RecordCall,
)
from contracts.telephone import normal_number
from contracts.values import PROVIDER
from services.intake.tables import METADATA, tickets
from shared.application import Answer, Asked
from shared.columns import Moment
from shared.work import Fresh, Work

LATELY = timedelta(hours=1)
"""For so long a call is offered for a ticket."""

calls = Table(
    "calls",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("call_id", Uuid, primary_key=True),
    Column("number", Text, nullable=False),
    Column("extension", Text, nullable=False),
    Column("recording", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("calls_number", "number"),
    Index("calls_started", "school", "started_at"),
)
"""Who called, as the exchange told it; `number` is empty where it was withheld."""


def terms(work: Work, _: object, command: RecordCall) -> UUID:
    """The id that stands for a number; one that was withheld is each call's own."""
    known_by = normal_number(command.number) or str(command.call_id)
    return work.keyring.pseudonym(work.school, known_by)


def keep_call(
    connection: Connection, fresh: Fresh, event: CallReceived | CallEnded
) -> None:
    """Keep a call as it was told last."""
    if isinstance(event, CallEnded):
        ended = {"ended_at": event.ended_at, "recording": event.recording}
        which = {"of_school": fresh.school, "of_call": event.call_id}
        connection.execute(_END, which | ended)
        return
    row = {
        "school": fresh.school,
        "call_id": event.call_id,
        "number": event.number,
        "extension": event.extension,
        "recording": "",
        "started_at": event.started_at,
        "ended_at": None,
    }
    connection.execute(_ADD, row)


def find_calls(connection: Connection, query: FindCalls, asked: Asked) -> CallsView:
    """The calls of the last hour, or the one that is asked for, with who it may be."""
    home = query.school_id or PROVIDER
    which: dict[str, Any] = {"of_school": home, "most": query.limit}
    if query.call_id is None:
        rows = connection.execute(_LATELY, which | {"since": asked.now - LATELY})
    else:
        rows = connection.execute(_ONE, which | {"of_call": query.call_id})
    return CallsView(calls=tuple(_call(connection, row) for row in rows.all()))


ANSWERS: Mapping[type, Answer] = {FindCalls: find_calls}


def _call(connection: Connection, row: Row[Any]) -> Call:
    return Call(
        call_id=row.call_id,
        number=row.number,
        extension=row.extension,
        recording=row.recording,
        started_at=row.started_at,
        ended_at=row.ended_at,
        ticket_id=row.ticket_id,
        reference=row.reference,
        caller=_caller(connection, row.number),
    )


def _caller(connection: Connection, number: str) -> KnownCaller | None:
    """Who asked when somebody called from this number last."""
    if not number:
        return None
    row = connection.execute(_CALLER, {"of_number": number}).first()
    if row is None:
        return None
    return KnownCaller(
        school_id=row.school, name=row.requester_name, email=row.requester_email
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(calls)
_END = update(calls).where(
    calls.c.school == bindparam("of_school"), calls.c.call_id == bindparam("of_call")
)
_ALL = (
    select(calls, tickets.c.ticket_id, tickets.c.reference)
    .outerjoin(tickets, tickets.c.call_id == calls.c.call_id)
    .where(calls.c.school == bindparam("of_school"))
    .order_by(calls.c.started_at.desc(), calls.c.call_id, tickets.c.opened_at)
    .limit(bindparam("most"))
)
_LATELY = _ALL.where(calls.c.started_at > bindparam("since"))
_ONE = _ALL.where(calls.c.call_id == bindparam("of_call"))
_CALLER = (
    select(tickets.c.school, tickets.c.requester_name, tickets.c.requester_email)
    .join(calls, tickets.c.call_id == calls.c.call_id)
    .where(calls.c.number == bindparam("of_number"))
    .order_by(tickets.c.opened_at.desc())
    .limit(1)
)
