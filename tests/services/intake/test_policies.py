"""What does intake tell itself when sla says something? Event in, command out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid5

from contracts.hooks import Occasion, WriteNotices
from contracts.outgoing import LetterKind, Promised, WriteLetter
from contracts.sla import (
    ClockPaused,
    ClockStarted,
    Standing,
    TargetBreached,
    TargetWarned,
)
from contracts.values import Priority, Target, TargetState
from services.intake.policies import react
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at, heard

NINE = at("mon 09:00")


def standing(
    target: Target, hours: int, state: TargetState = TargetState.RUNNING
) -> Standing:
    return Standing(
        target=target,
        state=state,
        allowed=timedelta(hours=hours),
        used=timedelta(0),
        due_at=NINE + timedelta(hours=hours),
        warn_at=None,
        breached_at=None,
    )


def started(*standings: Standing) -> ClockStarted:
    return ClockStarted(
        ticket_id=TICKET,
        priority=Priority.P3,
        agreement_version=1,
        at=NINE,
        standings=standings,
    )


def test_a_ticket_is_acknowledged_with_what_its_clock_promises() -> None:
    response, resolution = standing(Target.RESPONSE, 4), standing(Target.RESOLUTION, 24)
    event = heard(started(response, standing(Target.NEXT_UPDATE, 8), resolution), NINE)
    assert react(event) == [
        WriteLetter(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            letter_id=uuid5(event.envelope.event_id, "letter"),
            kind=LetterKind.ACKNOWLEDGEMENT,
            about=event.envelope.event_id,
            promised=(
                Promised(target=Target.RESPONSE, due_at=at("mon 13:00")),
                Promised(target=Target.RESOLUTION, due_at=NINE + timedelta(hours=24)),
            ),
        )
    ]


def test_what_is_no_longer_ahead_is_not_promised() -> None:
    missed = standing(Target.RESPONSE, 4, TargetState.BREACHED)
    [command] = react(heard(started(missed), NINE))
    assert isinstance(command, WriteLetter)
    assert command.promised == ()


def test_the_same_event_gives_the_same_letter() -> None:
    event = heard(started(), NINE)
    assert react(event) == react(event)


def test_whatever_else_is_heard_writes_no_letter() -> None:
    paused = ClockPaused(ticket_id=TICKET, at=NINE, standings=())
    assert react(heard(paused, NINE)) == []


def test_hooks_are_told_of_what_will_be_late_and_of_what_is() -> None:
    warned = TargetWarned(
        ticket_id=TICKET, target=Target.RESPONSE, warned_at=NINE, due_at=NINE
    )
    breached = TargetBreached(
        ticket_id=TICKET,
        priority=Priority.P3,
        target=Target.RESPONSE,
        breached_at=NINE,
    )
    for event, occasion in (
        (warned, Occasion.WARNED),
        (breached, Occasion.BREACHED),
    ):
        said = heard(event, NINE)
        told = WriteNotices(
            school_id=ASHGROVE,
            about=said.envelope.event_id,
            ticket_id=TICKET,
            occasion=occasion,
            at=said.happened_at,
        )
        assert react(said) == [told]
