"""The language of intake for calls: who telephones, as the exchange tells it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.values import SchoolId, TicketId

LONGEST_NUMBER = 40
LONGEST_REFERENCE = 300


@command("intake.record_call", needs=Right.WORK_TICKETS)
class RecordCall:
    """Keep that somebody calls, or that they did; `number` is empty where withheld.

    The exchange may tell it when it begins, when it ends, or both; again is silence.
    """

    school_id: SchoolId
    call_id: UUID
    number: str = text(most=LONGEST_NUMBER, default="")
    extension: str = text(most=LONGEST_NUMBER, default="")
    recording: str = text(most=LONGEST_REFERENCE, default="")
    started_at: datetime
    ended_at: datetime | None = None


@event("intake.call_received")
class CallReceived:
    """Somebody called; `number_id` stands for their number, by our key."""

    call_id: UUID
    number_id: UUID
    number: str = personal("number_id", most=LONGEST_NUMBER)
    extension: str
    started_at: datetime


@event("intake.call_ended")
class CallEnded:
    """The call is over; `recording` is what the exchange calls what it recorded."""

    call_id: UUID
    ended_at: datetime
    recording: str


@query("intake.find_calls", needs=Right.WORK_TICKETS)
class FindCalls:
    """Who has called within the last hour, the newest first? Or: which call is this?"""

    school_id: SchoolId | None = None
    call_id: UUID | None = None
    limit: int = whole(least=1, most=50, default=5)


@value
class KnownCaller:
    """Whose request the desk wrote down last for a call from the same number."""

    school_id: SchoolId
    name: str
    email: str


@value
class Call:
    """A call, who may be calling, and the ticket that was opened for it, if one was."""

    call_id: UUID
    number: str
    extension: str
    recording: str
    started_at: datetime
    ended_at: datetime | None
    ticket_id: TicketId | None
    reference: str | None
    caller: KnownCaller | None


@view("intake.calls")
class CallsView:
    """Calls, the newest first."""

    calls: tuple[Call, ...]
