"""At which part of its time, or how long after a breach, is somebody told?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contracts.escalation import AlarmKind
from contracts.sla import Standing, TargetBreached
from contracts.sla_promises import EscalationStep
from contracts.values import Priority, Target, TargetState
from services.sla import ladder
from services.sla.ladder import STANDARD, Rung
from tests.services.sla.stories import AGREEMENT, TERMS, hours
from tests.support.cast import TICKET
from tests.support.scenario import at

HOURS = TERMS.hours[Priority.P2]
NINETY = Rung(
    target=Target.RESOLUTION, kind=AlarmKind.WARNING, number=90, at_percent=90
)
BREACHED = TargetBreached(
    ticket_id=TICKET,
    priority=Priority.P2,
    target=Target.RESOLUTION,
    breached_at=at("mon 16:30"),
)


def standing(used: timedelta, target: Target = Target.RESOLUTION) -> Standing:
    return Standing(
        target=target,
        state=TargetState.RUNNING,
        allowed=hours(10),
        used=used,
        due_at=None,
        warn_at=None,
        breached_at=None,
    )


def test_what_comes_before_a_breach_is_due_in_working_time() -> None:
    found = ladder.ahead((NINETY,), standing(hours(4)), HOURS, at("mon 15:00"))
    assert list(found) == [(NINETY, at("tue 12:00"))]


def test_what_is_used_up_already_is_past() -> None:
    for used in (hours(9), hours(9.5)):
        found = ladder.ahead((NINETY,), standing(used), HOURS, at("mon 15:00"))
        assert list(found) == [(NINETY, None)]


def test_each_target_has_rungs_of_its_own() -> None:
    other = standing(hours(1), Target.RESPONSE)
    assert not list(ladder.ahead((NINETY,), other, HOURS, at("mon 15:00")))
    assert not list(ladder.ahead(STANDARD, other, HOURS, at("mon 15:00")))


def test_the_first_on_call_is_told_of_a_breach_and_the_lead_an_hour_later() -> None:
    found = list(ladder.after_breach(STANDARD, BREACHED, hours(10), HOURS))
    assert [(rung.number, rung.role, when) for rung, when in found] == [
        (1, "first_on_call", at("mon 16:30")),
        (2, "duty_lead", at("mon 17:30")),
    ]


def test_more_than_all_of_the_time_is_counted_in_working_time() -> None:
    beyond = Rung(
        target=Target.RESOLUTION, kind=AlarmKind.STEP, number=3, at_percent=110
    )
    [(_, when)] = ladder.after_breach((beyond, NINETY), BREACHED, hours(10), HOURS)
    assert when == at("tue 09:30")


def test_an_agreement_says_its_own_warnings_and_steps() -> None:
    step = EscalationStep(role="head_of_service", target=Target.RESPONSE)
    own = replace(
        AGREEMENT.promised,
        warn_at_percents=(50, 75, 90),
        escalation=(
            replace(step, at_percent=80),
            replace(step, after_breach=hours(2)),
        ),
    )
    rungs = ladder.of(own)
    warned = [r.number for r in rungs if r.kind is AlarmKind.WARNING]
    assert warned == [75, 90] * len(Target)
    assert [r for r in rungs if r.kind is AlarmKind.STEP] == [
        Rung(
            target=Target.RESPONSE,
            kind=AlarmKind.STEP,
            number=number,
            role="head_of_service",
            at_percent=percent,
            after=after,
        )
        for number, percent, after in ((1, 80, hours(0)), (2, 100, hours(2)))
    ]


def test_what_has_no_time_promised_comes_due_never() -> None:
    unpromised = replace(standing(hours(1)), allowed=None)
    found = ladder.ahead((NINETY,), unpromised, HOURS, at("mon 15:00"))
    assert not list(found)
