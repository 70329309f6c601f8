"""What is found in terms that nobody can keep?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.sla_promises import EscalationStep, Promised, ServicePromised
from contracts.values import Target
from services.sla.agreement import compose
from services.sla.nonsense import faults
from tests.services.sla.stories import NINE_TO_FIVE, P1, SIGNED, hours, promise

PROMISED = SIGNED.promised
NONE_OF_IT = replace(promise(P1, 1, 1, 4), response=timedelta(0))
STEP = EscalationStep(role="Duty manager", target=Target.RESPONSE)


def found(promised: Promised, longest_weeks: int = 10) -> list[str]:
    agreement = compose(1, NINE_TO_FIVE, {}, promised)
    return [fault.part for fault in faults(promised, agreement.hours_of, longest_weeks)]


def test_what_can_be_kept_has_no_faults() -> None:
    steps = (
        replace(STEP, at_percent=90),
        replace(STEP, after_breach=timedelta(hours=1)),
    )
    assert found(replace(PROMISED, escalation=steps)) == []


@pytest.mark.parametrize("percents", [(), (0,), (101,), (75, 50), (75, 75)])
def test_warnings_are_percentages_in_order(percents: tuple[int, ...]) -> None:
    assert set(found(replace(PROMISED, warn_at_percents=percents))) == {
        "warn_at_percents"
    }


def test_a_step_is_due_at_a_percentage_or_after_the_breach_and_not_at_both() -> None:
    both = replace(STEP, at_percent=100, after_breach=timedelta(hours=1))
    assert found(replace(PROMISED, escalation=(STEP, both))) == [
        "escalation.0",
        "escalation.1",
    ]


def test_a_priority_is_counted_round_the_clock_or_in_hours_of_its_own() -> None:
    both = replace(promise(P1, 1, 1, 4), round_the_clock=True, hours=NINE_TO_FIVE)
    assert found(replace(PROMISED, promises=(both,))) == ["p1.round_the_clock"]


def test_a_promise_takes_some_time_and_no_more_than_it_may() -> None:
    """Ten weeks are 400 working hours from 9 to 5, and 1,680 round the clock."""
    desk = promise(P1, 0, 400, 401)
    assert found(replace(PROMISED, promises=(desk,))) == [
        "p1.response",
        "p1.resolution",
    ]
    always = replace(promise(P1, 1, 1680, 1681), round_the_clock=True)
    assert found(replace(PROMISED, promises=(always,))) == ["p1.resolution"]
    none = replace(always, next_update=None, resolution=None, response=hours(1))
    assert found(replace(PROMISED, promises=(none,))) == []


OWN = ServicePromised(service="wireless", promises=(promise(P1, 1, 1, 4),))


@pytest.mark.parametrize(
    ("promised", "part"),
    [
        (
            replace(PROMISED, of_services=(replace(OWN, promises=(NONE_OF_IT,)),)),
            "of_services.0.p1.response",
        ),
        (
            replace(PROMISED, of_services=(replace(OWN, warn_at_percents=(75, 50)),)),
            "of_services.0.warn_at_percents",
        ),
        (
            replace(PROMISED, of_services=(replace(OWN, escalation=(STEP,)),)),
            "of_services.0.escalation.0",
        ),
        (
            replace(PROMISED, of_services=(replace(OWN, promises=2 * OWN.promises),)),
            "of_services.0.p1",
        ),
        (replace(PROMISED, of_services=(OWN, OWN)), "of_services"),
        (replace(PROMISED, of_services=(OWN,), uncovered=("wireless",)), "uncovered"),
        (replace(PROMISED, uncovered=(" ",)), "uncovered"),
        (replace(PROMISED, inspection=(NONE_OF_IT,)), "inspection.p1.response"),
        (replace(PROMISED, inspection=2 * OWN.promises), "inspection.p1"),
    ],
)
def test_what_takes_the_place_of_a_promise_can_be_kept_as_well(
    promised: Promised, part: str
) -> None:
    assert found(promised) == [part]


def test_a_service_and_an_inspection_may_have_terms_of_their_own() -> None:
    assert found(replace(PROMISED, of_services=(OWN,), inspection=OWN.promises)) == []
