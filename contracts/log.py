"""The language every service has in common: receipts, and what was parked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view
from contracts.values import SchoolId

OF_THE_LOG = "log."
"""How the types of events begin that are about a log itself, in whichever it stands."""


@view("log.receipt")
class Receipt:
    """What a command left: the end of the school's log and of the stream."""

    school_id: SchoolId
    service: str
    position: int
    stream_version: int
    repeated: bool


@query("log.find_parked", needs=Right.OPERATE)
class FindParked:
    """Which events could not be applied, and what waits behind them?"""

    service: str = text(least=1, most=40)


@value
class ParkedEvent:
    """An event that could not be applied; what follows it in its log waits."""

    service: str
    source: str
    school_id: SchoolId
    position: int
    type: str
    event_id: UUID
    error: str
    attempts: int
    parked_at: datetime


@view("log.parked")
class ParkedView:
    """The events that wait for an operator."""

    parked: tuple[ParkedEvent, ...]


@command("log.retry_parked", needs=Right.OPERATE)
class RetryParked:
    """Apply a parked event again, and what waits behind it."""

    service: str = text(least=1, most=40)
    source: str = text(least=1, most=40)
    school_id: SchoolId


@view("log.retried")
class Retried:
    """How it went: `parked` says whether it had to be parked again."""

    parked: bool


@event("log.recovered")
class LogRecovered:
    """The log was put right after its service was set back to an older copy of it.

    `follows` is the last position that everybody agreed on. After it, `put_back` events
    came from the copies of those who had heard them; `given_up` that others had heard
    are in this log no longer, the last of them with the hash `given_up_hash`.
    """

    follows: int
    put_back: int
    given_up: int
    given_up_hash: str | None
    reason: str
