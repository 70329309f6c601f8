"""Is it said in words what is promised of some tickets otherwise than of most?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contracts.sla_promises import EscalationStep, Promised, ServicePromised
from contracts.values import HoldReason, Target
from services.gateway.screens.kind_words import otherwise, otherwise_between
from services.sla.standard import PROMISED, PROMISES

PLAIN: Promised = replace(PROMISED, safeguarding_always=False)
STEP = EscalationStep(
    role="duty_lead", target=Target.RESPONSE, after_breach=timedelta(hours=1)
)


def test_where_every_ticket_is_promised_the_same_nothing_is_said() -> None:
    assert [*otherwise(PLAIN)] == []
    assert [*otherwise(PROMISED)] == [
        "Safeguarding: counted round the clock, whatever the hours"
    ]


def test_each_thing_that_differs_has_its_line() -> None:
    own = ServicePromised(
        service="wireless",
        warn_at_percents=(50, 90),
        pausing=(HoldReason.REQUESTER,),
        escalation=(STEP,),
    )
    none = ServicePromised(service="email", pausing=())
    few = tuple(one for one in HoldReason if one is not HoldReason.SUPPLIER)
    said = replace(PLAIN, of_services=(own, none), pausing=few, inspection=PROMISES[:1])
    lines = [*otherwise(said)]
    assert lines[0] == "wireless: warnings at 50, 90 %"
    assert lines[1].startswith("wireless: a hold stops the clock for ")
    assert lines[2] == (
        "wireless: told is the duty lead of a first reply, 1 h after it is missed"
    )
    assert lines[3] == "email: a hold stops the clock for nothing"
    assert lines[4].startswith("In an inspection, P1 critical: first reply 30 min")
    assert lines[5].startswith("On hold, time counts while this is waited for: ")
    assert len(lines) == 6


def test_what_was_promised_and_is_no_longer_is_told_too() -> None:
    uncovered = replace(PLAIN, uncovered=("website",))
    line = "website: not covered, nothing is promised"
    assert [*otherwise_between(PLAIN, uncovered)] == [line]
    assert [*otherwise_between(uncovered, PLAIN)] == [f"No longer: {line}"]
