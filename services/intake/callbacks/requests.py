"""May somebody be called back then, and what follows from a call?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from contracts.callbacks import (
    Callback,
    CallbackRequested,
    CallbackTried,
    RecordCallback,
)
from contracts.intake import OpenTicket, TicketReplied
from contracts.refusals import Invalid
from contracts.telephone import worldwide_number
from contracts.values import Channel, ReplyBy
from services.intake.ticket import Known

LONGEST_STRETCH = timedelta(hours=12)
"""Within one day: nobody waits at a telephone for longer."""

LATEST_CALL = timedelta(days=28)

CalledBack: TypeAlias = CallbackRequested | CallbackTried


def requested(
    command: OpenTicket, requester_id: UUID, now: datetime
) -> list[CallbackRequested]:
    """What is asked for besides; Invalid names all of it that cannot be."""
    if command.callback is None:
        return []
    _check(command, command.callback, now)
    asked = CallbackRequested(
        ticket_id=command.ticket_id,
        requester_id=requester_id,
        number=worldwide_number(command.callback.number),
        from_at=command.callback.from_at,
        until_at=command.callback.until_at,
    )
    return [asked]


def tried(known: Known, command: RecordCallback) -> list[CallbackTried | TicketReplied]:
    """That somebody was called; whoever was reached was told something."""
    said = command.text.strip()
    if command.reached and not said:
        raise Invalid({"text": ["Say what was said."]})
    about: dict[str, Any] = {"ticket_id": command.ticket_id}
    about["requester_id"] = known.requester_id
    called = CallbackTried(
        **about, reached=command.reached, text="" if command.reached else said
    )
    if not command.reached:
        return [called]
    told = TicketReplied(
        **about, message_id=command.message_id, text=command.text, by=ReplyBy.PHONE
    )
    return [called, told]


def _check(command: OpenTicket, asked: Callback, now: datetime) -> None:
    errors = {}
    if command.channel is not Channel.CALLBACK:
        errors["channel"] = ["Must be callback for somebody who wants to be called."]
    if not worldwide_number(asked.number):
        errors["callback.number"] = [
            "Not a whole telephone number such as 020 7946 0000."
        ]
    if asked.from_at > now + LATEST_CALL:
        errors["callback.from_at"] = [f"Must be within {LATEST_CALL.days} days."]
    if asked.until_at <= now:
        errors["callback.until_at"] = ["Must not be over."]
    elif not timedelta(0) < asked.until_at - asked.from_at <= LONGEST_STRETCH:
        errors["callback.until_at"] = ["Must be later, and within twelve hours."]
    if errors:
        raise Invalid(errors)
