"""Is this alarm to be given, and does somebody know of what was escalated?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.escalation import (
    AcknowledgeEscalation,
    AlarmKind,
    CarryEscalation,
    EndEscalation,
    EscalationAcknowledged,
    EscalationCarried,
    EscalationEnded,
    EscalationMissed,
    EscalationRaised,
    GiveAlarm,
    WarningRepeated,
)
from contracts.refusals import NotFound
from contracts.values import Priority, Target
from services.sla.escalation import ESCALATION
from shared.decider import Dated
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.scenario import Scenario, at

OLU_IS_CALLED = (OLU.caller.actor,)
TEN = at("mon 10:00")
escalation = Scenario(ESCALATION, terms=OLU_IS_CALLED)

give = GiveAlarm(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    priority=Priority.P1,
    target=Target.RESOLUTION,
    kind=AlarmKind.STEP,
    number=1,
    role="first_on_call",
    due_at=TEN,
)
raised = EscalationRaised(
    ticket_id=TICKET,
    priority=Priority.P1,
    target=Target.RESOLUTION,
    step=1,
    role="first_on_call",
    told=OLU_IS_CALLED,
    raised_at=TEN,
    acknowledge_by=at("mon 10:15"),
)
missed = EscalationMissed(
    ticket_id=TICKET,
    target=Target.RESOLUTION,
    step=1,
    role="first_on_call",
    missed_at=at("mon 10:15"),
)
miss = replace(give, kind=AlarmKind.MISSED, due_at=at("mon 10:15"))
acknowledge = AcknowledgeEscalation(school_id=ASHGROVE, ticket_id=TICKET)
acknowledged = EscalationAcknowledged(ticket_id=TICKET)
carry = CarryEscalation(school_id=ASHGROVE, ticket_id=TICKET)
carried = EscalationCarried(ticket_id=TICKET)
end = EndEscalation(school_id=ASHGROVE, ticket_id=TICKET, at=at("mon 11:00"))
ended = EscalationEnded(ticket_id=TICKET, at=at("mon 11:00"))


def test_a_step_tells_who_is_on_call_dated_to_when_it_was_due() -> None:
    late = at("mon 14:00")
    escalation.given().when(give, now=late).then(Dated(raised, TEN))


def test_an_alarm_is_given_once() -> None:
    escalation.given(raised).when(give).then_nothing()
    escalation.given(raised, missed).when(miss).then_nothing()
    warn = replace(give, kind=AlarmKind.WARNING, number=90)
    warned = WarningRepeated(
        ticket_id=TICKET, target=Target.RESOLUTION, percent=90, warned_at=TEN
    )
    escalation.given().when(warn).then(Dated(warned, TEN)).when(warn).then_nothing()


def test_the_same_step_of_another_moment_is_another_alarm() -> None:
    again = replace(give, due_at=at("tue 10:00"))
    [event] = escalation.given(raised, ended).when(again).events
    assert isinstance(event, EscalationRaised)
    assert event.raised_at == at("tue 10:00")


def test_a_step_that_nobody_acknowledges_is_missed() -> None:
    escalation.given(raised).when(miss).then(Dated(missed, at("mon 10:15")))


def test_a_step_that_somebody_knows_of_is_not_missed() -> None:
    escalation.given(raised, acknowledged).when(miss).then_nothing()
    escalation.given().when(miss).then_nothing()


def test_who_knows_says_so_once_even_after_it_was_missed() -> None:
    now = at("mon 10:20")
    known = escalation.given(raised, missed).when(acknowledge, now=now)
    known.then(Dated(acknowledged, now)).when(acknowledge).then_nothing()


def test_a_later_step_waits_for_somebody_again() -> None:
    second = replace(raised, step=2, role="duty_lead", raised_at=at("mon 11:00"))
    again = escalation.given(raised, acknowledged, second).when(acknowledge)
    again.then(acknowledged)


def test_nobody_knows_of_what_was_not_escalated() -> None:
    for past in ((), (raised, ended)):
        with pytest.raises(NotFound, match="Nothing is escalated"):
            escalation.given(*past).when(acknowledge)


def test_what_alertmanager_carried_is_recorded_once_for_each_step() -> None:
    escalation.given().when(carry).then_nothing()
    once = escalation.given(raised).when(carry).then(carried)
    once.when(carry).then_nothing()
    second = replace(raised, step=2)
    escalation.given(raised, carried, second).when(carry).then(carried)


def test_a_ticket_that_is_resolved_ends_what_was_escalated_of_it() -> None:
    over = escalation.given(raised).when(end).then(Dated(ended, at("mon 11:00")))
    over.when(end).then_nothing()
    escalation.given().when(end).then_nothing()
