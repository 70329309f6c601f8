"""When did it happen, where the desk enters it later than that?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from contracts.access import Caller, Right
from contracts.intake import OpenTicket, ReplyToTicket
from contracts.refusals import Forbidden, Invalid
from contracts.values import ReplyBy
from shared.decider import Dated

E = TypeVar("E")

LATEST_ENTRY = timedelta(days=28)
"""How long after it happened something may be entered: figures of before stay so."""


def check_moment(command: object, now: datetime, opened_at: datetime | None) -> None:
    """Invalid where it cannot have happened then: later, long ago, before its ticket.

    What is written is told when it is sent: only what was said can be older.
    """
    at = happened_at(command)
    if at is None:
        return
    if isinstance(command, ReplyToTicket) and command.by is ReplyBy.WRITTEN:
        raise Invalid({"happened_at": ["What is written is told now."]})
    wrong = _wrong(at, now, opened_at)
    if wrong:
        raise Invalid({"happened_at": [wrong]})


def check_may_enter(command: OpenTicket, caller: Caller) -> None:
    """Forbidden to a school: it could have us miss what we promised by its own word."""
    by_desk = caller.may(Right.WORK_TICKETS, command.school_id)
    if command.happened_at is not None and not by_desk:
        raise Forbidden("Only the desk says when a call was.")


def happened_at(command: object) -> datetime | None:
    """When it happened, where that is said; None: now."""
    if isinstance(command, OpenTicket | ReplyToTicket):
        return command.happened_at
    return None


def dated(command: object, events: Sequence[E]) -> list[E | Dated]:
    """The first of the events, which tells what happened, at the moment it did."""
    at = happened_at(command)
    if at is None or not events:
        return [*events]
    return [Dated(events[0], at), *events[1:]]


def _wrong(at: datetime, now: datetime, opened_at: datetime | None) -> str | None:
    if at > now:
        return "Must not be in the future."
    if at < now - LATEST_ENTRY:
        return f"Must not be more than {LATEST_ENTRY.days} days ago."
    if opened_at is not None and at < opened_at:
        return "Must not be before the ticket was opened."
    return None
