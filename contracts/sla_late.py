"""The language of sla about what is entered late: a reply of before the last fact."""

from __future__ import annotations

from datetime import datetime

from contracts.declare import event
from contracts.sla import Standing
from contracts.values import Target, TicketId


@event("sla.late_reply_counted")
class LateReplyCounted:
    """We heard of a reply from before the last fact counted: it was put in its place.

    All that came after it was counted again, up to `at`. `warned` are the targets whose
    warning was given; `over` says that the ticket is resolved or merged.
    """

    ticket_id: TicketId
    replied_at: datetime
    at: datetime
    standings: tuple[Standing, ...]
    warned: tuple[Target, ...]
    over: bool
