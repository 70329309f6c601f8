"""What is kept of a call, however often the exchange tells of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from contracts.calls import CallEnded, CallReceived, RecordCall
from contracts.refusals import Invalid
from contracts.telephone import normal_number
from shared.decider import Decider


@dataclass(frozen=True)
class Unheard:
    """Nobody has told of such a call yet."""


@dataclass(frozen=True)
class Heard:
    """It was told of, and whether it is over."""

    ended: bool = False


Call: TypeAlias = Unheard | Heard
Event: TypeAlias = CallReceived | CallEnded


def decide(
    call: Call, command: RecordCall, _now: datetime, number_id: UUID
) -> list[Event]:
    """The events that follow; Invalid where it ends before it begins."""
    if command.ended_at is not None and command.ended_at < command.started_at:
        raise Invalid({"ended_at": ["Must not be before it began."]})
    events: list[Event] = []
    if isinstance(call, Unheard):
        received = CallReceived(
            call_id=command.call_id,
            number_id=number_id,
            number=normal_number(command.number),
            extension=command.extension.strip(),
            started_at=command.started_at,
        )
        events.append(received)
    if command.ended_at is not None and call != Heard(ended=True):
        ended = CallEnded(
            call_id=command.call_id,
            ended_at=command.ended_at,
            recording=command.recording.strip(),
        )
        events.append(ended)
    return events


def evolve(_call: Call, event: Event) -> Call:
    """What is true of the call after the event."""
    return Heard(ended=isinstance(event, CallEnded))


CALL: Decider[Call] = Decider(
    category="call",
    identity="call_id",
    commands=(RecordCall,),
    initial=Unheard(),
    decide=decide,
    evolve=evolve,
)
