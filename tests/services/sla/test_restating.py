"""May a ticket be judged once more under a later agreement, and what stands then?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.refusals import Refused
from contracts.sla_restating import ClockRestated, RestateClock
from contracts.sla_what_if import Judged, Verdict
from services.sla.agreement import agreement_from
from services.sla.replaying import recorded
from services.sla.restating import RESTATEMENT, Trial
from services.sla.trying import Terms, tried
from tests.services.sla.stories import (
    AGREEMENT,
    P2,
    SIGNED,
    opened,
    promise,
    replied,
    resolved,
)
from tests.services.sla.test_replaying import events
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.scenario import Scenario, at

RESTATE = RestateClock(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    agreement_version=2,
    reason="Agreed in May.",
    restater_id=OLU.person_id,
    restater=OLU.name,
)
SOONER = replace(
    SIGNED,
    agreement_version=2,
    promised=replace(
        SIGNED.promised,
        promises=(
            SIGNED.promised.promises[0],
            promise(P2, 0.5, 4, 8),
            *SIGNED.promised.promises[2:],
        ),
    ),
)
NOW = at("fri 09:00")
DONE = (opened("mon 09:00"), replied("mon 10:00"), resolved("mon 15:00"))


def trial(*commands: object) -> Trial:
    """What comes of a ticket under version 2, with half an hour to the first reply."""
    told = events(*(commands or DONE))  # type: ignore[arg-type]  # commands of a clock
    terms = Terms(AGREEMENT, agreement_from(SOONER))
    return Trial(
        recorded(told, AGREEMENT, NOW)[-1], tuple(tried(ASHGROVE, told, terms, NOW))
    )


def asked(of: Trial) -> Scenario:
    return Scenario(RESTATEMENT, terms=of)


def test_the_verdict_of_then_stands_beside_the_new_one_with_the_reason() -> None:
    [event] = asked(trial()).given().when(RESTATE, NOW).events
    assert isinstance(event, ClockRestated)
    assert (event.clock_version, event.agreement_version) == (1, 2)
    assert (event.restated_at, event.restater) == (NOW, OLU.name)
    assert event.reason == "Agreed in May."
    response = event.targets[0]
    assert response.before == Judged(verdict=Verdict.KEPT, over_minutes=-60)
    assert response.after == Judged(verdict=Verdict.MISSED, over_minutes=30)
    assert [one.before == one.after for one in event.targets[1:]] == [True, True]


def test_the_same_again_is_silence() -> None:
    past = asked(trial()).given().when(RESTATE, NOW).and_then()
    past.when(RESTATE, NOW).then_nothing()


def test_what_was_judged_anew_since_is_restated_again() -> None:
    past = asked(trial()).given().when(RESTATE, NOW).and_then()
    anew = asked(trial()._replace(stands=False)).given(*past.past)
    anew.when(RESTATE, NOW).then(*past.past)


def test_only_what_is_decided_is_restated() -> None:
    still = asked(trial(*DONE[:2])).given()
    still.when(RESTATE, NOW).then_refused("the ticket is open still")


@pytest.mark.parametrize("version", [1, 0])
def test_it_is_restated_under_a_later_version_only(version: int) -> None:
    earlier = replace(RESTATE, agreement_version=version)
    asked(trial()).given().when(earlier, NOW).then_refused("already, or a later one")


def test_without_a_clock_or_a_version_nothing_is_restated() -> None:
    with pytest.raises(Refused, match="no such version"):
        RESTATEMENT.decide(None, RESTATE, NOW, None)
