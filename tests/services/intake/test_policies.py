"""What does intake tell itself when sla says something? Event in, command out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid5

from contracts.outgoing import LetterKind, Promised, WriteLetter
from contracts.sla import ClockPaused, ClockStarted, Standing
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
    assert command.promised == ()


def test_the_same_event_gives_the_same_letter() -> None:
    event = heard(started(), NINE)
    assert react(event) == react(event)


def test_whatever_else_is_heard_writes_no_letter() -> None:
    paused = ClockPaused(ticket_id=TICKET, at=NINE, standings=())
    assert react(heard(paused, NINE)) == []
