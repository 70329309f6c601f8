"""The language of intake for call-backs: somebody asks to be called, and is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, text, value, whole
from contracts.values import SchoolId, TicketId

LONGEST_NUMBER = 40
LONGEST_SAID = 100_000


@value
class Callback:
    """By which number somebody is to be called back, and between which moments."""

    number: str = text(least=3, most=LONGEST_NUMBER)
    from_at: datetime
    until_at: datetime


@event("intake.callback_requested")
class CallbackRequested:
    """Somebody asked to be called back by this number, between these moments."""

    ticket_id: TicketId
    requester_id: UUID
    number: str = personal("requester_id", "ticket_id", most=LONGEST_NUMBER)
    from_at: datetime
    until_at: datetime


@command("intake.record_callback", needs=Right.WORK_TICKETS)
class RecordCallback:
    """Say that the requester was called, and whether they were reached.

    What was said to whoever was `reached` counts as a reply by telephone; of a call in
    vain the text may be left out.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    reached: bool
    text: str = text(most=LONGEST_SAID, default="")


@event("intake.callback_tried")
class CallbackTried:
    """The desk called the requester, and reached them or did not.

    The text says what is to be known of a call in vain; what was said in another is a
    reply.
    """

    ticket_id: TicketId
    requester_id: UUID
    reached: bool
    text: str = personal("requester_id", "ticket_id", most=LONGEST_SAID)


@value
class CallbackShown:
    """A call-back that was asked for, how often it was tried, and what came of it.

    The number is shown to the desk, and empty for everybody else.
    """

    number: str
    from_at: datetime
    until_at: datetime
    tries: int = 0
    tried_at: datetime | None = None
    reached_at: datetime | None = None
