"""What do the texts seem to hold that just came in, by whatever way?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.access import platform
from contracts.intake import (
    RequesterReplied,
    TicketHeld,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
)
from contracts.personal_data import RecordFound
from contracts.teams import TicketHandedOver
from contracts.values import Channel
from shared.personal_data import kinds_in
from shared.work import Cause, Fresh, Work


def follow(work: Work) -> None:
    """Record the kinds of what was found, in the transaction of what was written."""
    for fresh in list(work.happened):
        kinds = kinds_in(*_texts(fresh.event))
        if kinds:
            found = RecordFound(
                school_id=work.school,
                entry_id=fresh.event_id,
                ticket_id=fresh.event.ticket_id,
                kinds=kinds,
                despite_warning=fresh.event.despite_warning,
            )
            work.execute(found, _cause(fresh))


def _texts(event: Any) -> tuple[str | None, ...]:
    """What somebody wrote; what monitoring tells is full of numbers, and is none."""
    match event:
        case TicketOpened():
            by_machine = event.channel is Channel.ALERT
            return () if by_machine else (event.subject, event.description)
        case TicketReplied() | TicketNoted():
            return (event.text,)
        case RequesterReplied():
            return event.text, event.quoted
        case TicketHeld() | TicketReopened():
            return (event.reason,)
        case TicketResolved():
            return (event.note,)
        case TicketHandedOver():
            return event.known, event.next
        case _:
            return ()


def _cause(fresh: Fresh) -> Cause:
    return Cause(
        caller=platform("intake"),
        command_id=uuid5(fresh.event_id, "found"),
        correlation_id=fresh.correlation_id,
        causation_id=fresh.event_id,
        on_behalf_of=fresh.on_behalf_of or fresh.actor,
    )
