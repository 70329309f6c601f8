"""Which time may be recorded, and how is it corrected?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.refusals import Invalid, NotFound, Refused
from contracts.time_spent import (
    CorrectTime,
    RecordTime,
    TimeCorrected,
    TimeRecorded,
    WorkKind,
)
from services.intake.entering import LATEST_ENTRY
from services.intake.months import LONDON
from shared.decider import Decider


@dataclass(frozen=True)
class Unrecorded:
    """Nothing was recorded under this id yet."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The time as it was said last."""

    ticket_id: UUID
    requester_id: UUID
    minutes: int
    on: date
    kind: WorkKind


@dataclass(frozen=True, kw_only=True)
class Worked:
    """The ticket that was worked on: who asked, and as what it goes on if merged."""

    requester_id: UUID
    survivor: str | None = None


Time: TypeAlias = Unrecorded | Recorded
Command: TypeAlias = RecordTime | CorrectTime
Event: TypeAlias = TimeRecorded | TimeCorrected


def decide(
    time: Time, command: Command, now: datetime, worked: Worked | None
) -> list[Event]:
    """The events that follow; a repeat is silence. Invalid for no day of work."""
    match command:
        case RecordTime():
            if isinstance(time, Recorded):
                return []
            _check_day(command.on, now)
            return [_record(command, worked)]
        case CorrectTime():
            if isinstance(time, Unrecorded):
                raise NotFound("No such time was recorded.")
            return _correct(time, command, now)
        case _:
            assert_never(command)


def evolve(time: Time, event: Event) -> Time:
    """What is true of it after the event."""
    match event:
        case TimeRecorded():
            return Recorded(
                ticket_id=event.ticket_id,
                requester_id=event.requester_id,
                minutes=event.minutes,
                on=event.on,
                kind=event.kind,
            )
        case TimeCorrected():
            assert isinstance(time, Recorded), "it was recorded first"
            return replace(time, minutes=event.minutes, on=event.on, kind=event.kind)
        case _:
            assert_never(event)


def _record(command: RecordTime, worked: Worked | None) -> TimeRecorded:
    if worked is None:
        raise NotFound("There is no such ticket.")
    if worked.survivor is not None:
        raise Refused(
            f"This ticket is merged into {worked.survivor}. Record the time there."
        )
    return TimeRecorded(
        time_id=command.time_id,
        ticket_id=command.ticket_id,
        requester_id=worked.requester_id,
        minutes=command.minutes,
        on=command.on,
        kind=command.kind,
        note=command.note.strip(),
    )


def _correct(time: Recorded, command: CorrectTime, now: datetime) -> list[Event]:
    if not command.reason.strip():
        raise Invalid({"reason": ["Must not be blank."]})
    same = replace(time, minutes=command.minutes, on=command.on, kind=command.kind)
    if same == time:
        return []
    # Another day is one that could have been recorded; the same one may be long ago.
    if command.on != time.on:
        _check_day(command.on, now)
    corrected = TimeCorrected(
        time_id=command.time_id,
        ticket_id=time.ticket_id,
        requester_id=time.requester_id,
        was_minutes=time.minutes,
        minutes=command.minutes,
        on=command.on,
        kind=command.kind,
        reason=command.reason.strip(),
    )
    return [corrected]


def _check_day(on: date, now: datetime) -> None:
    """Invalid for a day to come, or for one so long ago that its figures stand."""
    today = now.astimezone(LONDON).date()
    if on > today:
        raise Invalid({"on": ["Must not be in the future."]})
    if on < today - LATEST_ENTRY:
        raise Invalid({"on": [f"Must not be more than {LATEST_ENTRY.days} days ago."]})


TIME: Decider[Time] = Decider(
    category="time",
    identity="time_id",
    commands=(RecordTime, CorrectTime),
    initial=Unrecorded(),
    decide=decide,
    evolve=evolve,
)
