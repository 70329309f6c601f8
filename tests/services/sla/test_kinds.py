"""Which promises count for which kind of ticket?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.sla import Standing
from contracts.sla_promises import EscalationStep, Promised, ServicePromised
from contracts.values import HoldReason, Target, TargetState
from services.sla import agreement, ladder
from services.sla.agreement import agreement_from
from services.sla.domain import Command
from services.sla.kinds import ANY, Kind, promised_of
from tests.services.sla.about import reclassified
from tests.services.sla.stories import (
    P2,
    P3,
    RESOLUTION,
    RESPONSE,
    SIGNED,
    after,
    breaches,
    checked,
    clock,
    held,
    hours,
    opened,
    promise,
    resolved,
    standing,
    triaged,
)
from tests.support.cast import TICKET
from tests.support.scenario import at

WIRELESS, TILLS = "wireless", "tills"
OWN = ServicePromised(
    service=WIRELESS,
    promises=(promise(P2, 1, 2, 4),),
    warn_at_percents=(50, 90),
    pausing=(HoldReason.REQUESTER,),
    escalation=(EscalationStep(role="Network", target=RESPONSE, at_percent=80),),
)
PROMISED: Promised = replace(
    SIGNED.promised,
    of_services=(OWN,),
    uncovered=(TILLS,),
    inspection=(promise(P2, 0.5, 1, 2),),
    safeguarding_always=True,
)
TUESDAY = date(2026, 6, 9)
TERMS = replace(SIGNED, promised=PROMISED, inspected=(TUESDAY,))


def told(*commands: Command, target: Target = RESPONSE) -> Standing:
    return standing(after(*commands, under=agreement_from(TERMS)), target)


def test_a_service_has_promises_of_its_own_and_else_those_in_general() -> None:
    assert told(opened("mon 09:00", about=WIRELESS)).due_at == at("mon 10:00")
    assert told(opened("mon 09:00", P3, about=WIRELESS)).due_at == at("mon 13:00")
    assert told(opened("mon 09:00", about="mis")).due_at == at("mon 11:00")
    assert told(opened("mon 09:00")).due_at == at("mon 11:00")


def test_a_service_has_warnings_holds_and_steps_of_its_own() -> None:
    assert told(opened("mon 09:00", about=WIRELESS)).warn_at == at("mon 09:30")
    waits = held("mon 09:10", HoldReason.SUPPLIER)
    assert told(opened("mon 09:00", about=WIRELESS), waits).due_at == at("mon 10:00")
    assert told(opened("mon 09:00"), waits).state is TargetState.PAUSED
    own, general = (
        {rung.role for rung in ladder.of(promised_of(PROMISED, kind))}
        for kind in (Kind(WIRELESS), ANY)
    )
    assert "Network" in own - general


def test_what_is_not_given_of_a_service_is_as_in_general() -> None:
    only = replace(PROMISED, of_services=(ServicePromised(service=WIRELESS),))
    assert promised_of(only, Kind(WIRELESS)) == promised_of(only, ANY)


def test_nothing_is_promised_of_a_service_that_is_not_covered() -> None:
    past = after(
        opened("mon 09:00", about=TILLS),
        checked("next fri 09:00"),
        under=agreement_from(TERMS),
    )
    assert {one.allowed for one in past.state.standings} == {None}
    assert breaches(past) == []


def test_an_agreement_that_names_no_service_promises_of_each_the_same() -> None:
    fresh = clock.given().when(opened("mon 09:00", about=WIRELESS)).and_then()
    assert fresh.state.standings == after(opened("mon 09:00")).state.standings


def test_a_safeguarding_ticket_counts_in_every_hour_of_every_day() -> None:
    alarm = opened("fri 22:00", safeguarding=True)
    assert told(alarm).due_at == at("sat 00:00")
    assert told(opened("fri 22:00")).due_at == at("next mon 11:00")
    of_service = opened("fri 22:00", about=WIRELESS, safeguarding=True)
    assert told(of_service).due_at == at("fri 23:00")


def test_a_safeguarding_ticket_is_covered_always() -> None:
    alarm = opened("mon 09:00", about=TILLS, safeguarding=True)
    assert told(alarm).due_at == at("mon 11:00")


def test_under_an_agreement_from_before_safeguarding_counts_by_its_hours() -> None:
    alarm = opened("fri 22:00", safeguarding=True)
    assert standing(after(alarm), RESPONSE).due_at == at("next mon 11:00")


def test_what_is_opened_in_an_inspection_has_its_promises_and_keeps_them() -> None:
    assert told(opened("mon 23:59")).due_at == at("tue 11:00")
    assert told(opened("tue 09:00")).due_at == at("tue 09:30")
    assert told(opened("tue 23:59")).due_at == at("wed 09:30")
    assert told(opened("wed 00:00")).due_at == at("wed 11:00")
    again = told(opened("tue 09:00", P3), triaged("wed 09:30", P2), target=RESOLUTION)
    assert again.allowed == hours(2)


def test_an_inspection_goes_before_a_service_and_not_before_what_is_not_covered() -> (
    None
):
    assert told(opened("tue 09:00", about=WIRELESS)).due_at == at("tue 09:30")
    assert told(opened("tue 09:00", P3, about=WIRELESS)).due_at == at("tue 13:00")
    assert told(opened("tue 09:00", about=TILLS)).due_at is None


def test_another_service_applies_to_the_time_already_used() -> None:
    past = (opened("mon 09:00"), reclassified("mon 09:30", WIRELESS))
    assert told(*past).due_at == at("mon 10:00")
    late = (opened("mon 09:00"), reclassified("mon 10:30", WIRELESS))
    assert told(*late).breached_at == at("mon 10:30")
    gone = (opened("mon 09:00"), reclassified("mon 09:30", TILLS))
    assert told(*gone).due_at is None
    back = told(*gone, reclassified("mon 10:00", ""))
    assert (back.used, back.due_at) == (hours(1), at("mon 11:00"))


def test_what_was_used_before_it_was_safeguarding_was_used_by_the_hours() -> None:
    past = (opened("fri 16:00"), reclassified("fri 20:00", safeguarding=True))
    assert told(*past).due_at == at("fri 21:00")
    over = told(*past, reclassified("fri 20:30", safeguarding=False))
    assert (over.used, over.due_at) == (hours(1.5), at("next mon 09:30"))


def test_what_is_not_said_of_a_ticket_stays_and_the_same_again_is_silence() -> None:
    past = after(
        opened("mon 09:00", about=WIRELESS),
        reclassified("mon 09:10", safeguarding=True),
        under=agreement_from(TERMS),
    )
    assert past.state.kind == Kind(WIRELESS, safeguarding=True)
    past.when(reclassified("mon 09:20", WIRELESS, safeguarding=True)).then_nothing()
    past.when(reclassified("mon 09:20")).then_nothing()


def test_a_ticket_that_is_resolved_is_reopened_under_what_it_is_about_now() -> None:
    past = after(
        opened("mon 09:00"), resolved("mon 10:00"), under=agreement_from(TERMS)
    )
    past = past.when(reclassified("mon 12:00", WIRELESS)).and_then()
    assert {one.state for one in past.state.standings} == {TargetState.MET}
    assert past.state.kind == Kind(WIRELESS)
    assert past.past[-1].ticket_id == TICKET  # type: ignore[attr-defined]


def test_twin_without_choosing_by_kind_a_service_has_what_is_promised_in_general(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agreement, "promised_of", lambda promised, _kind: promised)
    terms = agreement.compose(1, SIGNED.hours, {}, PROMISED)
    own = standing(after(opened("mon 09:00", about=WIRELESS), under=terms), RESPONSE)
    assert own.due_at == at("mon 11:00")
