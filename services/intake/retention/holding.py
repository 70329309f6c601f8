"""What is held, whatever its time, and until when?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, TypeAlias, assert_never
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.refusals import Invalid, NotFound, Refused
from contracts.retention import (
    EndLegalHold,
    HoldOn,
    LegalHoldEnded,
    LegalHoldLifted,
    LegalHoldPlaced,
    LiftLegalHold,
    PlaceLegalHold,
)
from shared.decider import Decider

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Hold:
    """Whether it was placed, whether it is over, and its last day if it has one."""

    placed: bool = False
    over: bool = False
    until_on: date | None = None


class Named(NamedTuple):
    """Who or what a hold is on: a person by our key, a ticket that there is.

    `erased` is whether that ticket is gone already.
    """

    person_id: UUID | None = None
    ticket_id: UUID | None = None
    erased: bool = False


Command: TypeAlias = PlaceLegalHold | LiftLegalHold | EndLegalHold
OfHolds: TypeAlias = LegalHoldPlaced | LegalHoldLifted | LegalHoldEnded


def decide(
    hold: Hold, command: Command, now: datetime, named: Named
) -> Sequence[OfHolds]:
    """The events that follow; Invalid or Refused for a hold that would hold nothing."""
    today = now.astimezone(LONDON).date()
    if isinstance(command, PlaceLegalHold):
        return [] if hold.placed else [_place(command, named, today)]
    if not hold.placed:
        raise NotFound("There is no such hold.")
    if hold.over:
        return []
    match command:
        case LiftLegalHold():
            if not command.reason.strip():
                raise Invalid({"reason": ["Must not be blank."]})
            return [LegalHoldLifted(hold_id=command.hold_id, reason=command.reason)]
        case EndLegalHold():
            ended = hold.until_on is not None and hold.until_on < today
            return [LegalHoldEnded(hold_id=command.hold_id)] if ended else []
        case _:
            assert_never(command)


def evolve(hold: Hold, event: OfHolds) -> Hold:
    """What is true of the hold after the event."""
    if isinstance(event, LegalHoldPlaced):
        return Hold(placed=True, until_on=event.until_on)
    return replace(hold, over=True)


def _place(command: PlaceLegalHold, named: Named, today: date) -> LegalHoldPlaced:
    if not command.reason.strip():
        raise Invalid({"reason": ["Must not be blank."]})
    if command.until_on is not None and command.until_on < today:
        raise Invalid({"until_on": ["Must be from today on."]})
    _check_named(command, named)
    if named.erased:
        raise Refused("This ticket is erased: there is nothing of it to hold.")
    on = command.on
    return LegalHoldPlaced(
        hold_id=command.hold_id,
        on=on,
        record_class=command.record_class if on is HoldOn.CLASS else None,
        ticket_id=named.ticket_id if on is HoldOn.TICKET else None,
        person_id=named.person_id if on is HoldOn.PERSON else None,
        who=command.email.strip() if on is HoldOn.PERSON else None,
        reason=command.reason,
        until_on=command.until_on,
    )


def _check_named(command: PlaceLegalHold, named: Named) -> None:
    match command.on:
        case HoldOn.CLASS if command.record_class is None:
            raise Invalid({"record_class": ["Must say which."]})
        case HoldOn.PERSON if named.person_id is None:
            raise Invalid({"email": ["Must say whose records, by their address."]})
        case HoldOn.TICKET if named.ticket_id is None:
            raise Invalid({"ticket_id": ["Must name a ticket of the school."]})


HOLD: Decider[Hold] = Decider(
    category="hold",
    identity="hold_id",
    commands=(PlaceLegalHold, LiftLegalHold, EndLegalHold),
    initial=Hold(),
    decide=decide,
    evolve=evolve,
)
