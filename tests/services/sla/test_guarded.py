"""Is nothing told of the clock of what is about safeguarding, but to the few?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller, Role, platform
from contracts.attainment import GetAtRisk
from contracts.escalation import FindEscalations
from contracts.obligations import LEAVER_ACCESS, FindObligations, SetObligation
from contracts.refusals import NotFound
from contracts.sla import ClockOf, FindClocks, GetClock
from contracts.sla_explanation import ExplainClock
from contracts.sla_promises import Promise
from contracts.sla_what_if import OtherTerms, WhatIf
from contracts.values import Level, Priority
from services.sla.sweep import check_due_clocks, give_due_alarms
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

LONGER = tuple(
    Promise(
        priority=priority,
        response=timedelta(days=20),
        next_update=timedelta(days=20),
        resolution=timedelta(days=40),
    )
    for priority in tuple(Priority)[:4]
)


def explained(town: Town, by: Caller) -> Any:
    try:
        return town.ask(
            ExplainClock(school_id=ASHGROVE, ticket_id=TICKET), by=by
        ).targets
    except NotFound:
        return ()


TELLS: Mapping[str, Callable[[Town, Caller], Any]] = {
    "at risk": lambda town, by: town.ask(GetAtRisk(school_id=by.school), by=by).at_risk,
    "escalations": lambda town, by: (
        town.ask(FindEscalations(school_id=by.school), by=by).escalations
    ),
    "escalations of one": lambda town, by: (
        town.ask(
            FindEscalations(school_id=ASHGROVE, ticket_id=TICKET), by=by
        ).escalations
    ),
    "obligations": lambda town, by: (
        town.ask(FindObligations(school_id=ASHGROVE), by=by).obligations
    ),
    "clock": lambda town, by: (
        town.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET), by=by).targets
    ),
    "clocks": lambda town, by: (
        town.ask(
            FindClocks(tickets=(ClockOf(school_id=ASHGROVE, ticket_id=TICKET),)), by=by
        ).clocks
    ),
    "explanation": explained,
    "what if": lambda town, by: (
        town.ask(
            WhatIf(school_id=ASHGROVE, terms=OtherTerms(promises=LONGER)), by=by
        ).changed
    ),
}


def caller(role: Role, school: UUID | None = ASHGROVE) -> Caller:
    return Caller(actor=f"token:{role.value}", role=role, school=school)


FEW = (caller(Role.HEAD), caller(Role.DSL), OLU.caller)
OTHERS = (
    *(caller(one) for one in (Role.SLT_DIGITAL_LEAD, Role.GOVERNOR, Role.DPO)),
    *(caller(one, None) for one in (Role.CONSULTANT, Role.AUDITOR)),
    PRIYA.caller,
)
"""Who asked is among them: sla does not know that they did."""


@pytest.fixture
def guarded(town: Town) -> Town:
    """One ticket about safeguarding is late to be answered, and something is owed."""
    town.clock.set(at("mon 09:00"))
    asked = about_a_printer(TICKET, level=Level.HIGH)
    town.execute(replace(asked, service="monitoring"))
    owed = SetObligation(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        obligation=LEAVER_ACCESS,
        since=at("mon 00:00"),
        at=at("mon 09:00"),
    )
    town.settle()
    town.execute(owed, by=platform("sla"))
    town.clock.set(at("mon 11:30"))
    sla = town.applications["sla"]
    while check_due_clocks(sla, town.clock()) + give_due_alarms(sla, town.clock()):
        pass
    return town


def telling(town: Town, by: Caller) -> list[str]:
    """What of all that sla tells is about the ticket."""
    return [name for name, tells in TELLS.items() if tells(town, by)]


@pytest.mark.parametrize("by", FEW)
def test_the_few_are_told_of_it_everywhere(guarded: Town, by: Caller) -> None:
    assert telling(guarded, by) == [*TELLS]
    assert guarded.ask(GetAtRisk(school_id=by.school), by=by).owed == 1


@pytest.mark.parametrize("by", OTHERS)
def test_nobody_else_is_told_of_it_anywhere(guarded: Town, by: Caller) -> None:
    assert telling(guarded, by) == []
    assert guarded.ask(GetAtRisk(school_id=by.school), by=by).owed == 0


def test_what_is_not_about_safeguarding_is_told_as_ever(guarded: Town) -> None:
    guarded.execute(about_a_printer(OTHER_TICKET))
    guarded.settle()
    by = PRIYA.caller
    risk = guarded.ask(GetAtRisk(school_id=ASHGROVE), by=by).at_risk
    assert {one.ticket_id for one in risk} == {OTHER_TICKET}
    other = GetClock(school_id=ASHGROVE, ticket_id=OTHER_TICKET)
    assert guarded.ask(other, by=by).targets


def test_without_the_guard_anybody_of_the_school_would_be_told(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who reads what is about safeguarding is asked at each."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert telling(guarded, PRIYA.caller) == [*TELLS]
