"""When is a target warned of and breached, and what is told before what?"""

from __future__ import annotations

import pytest

from contracts.sla import TargetBreached, TargetWarned
from services.sla import counting
from tests.services.sla.stories import (
    NEXT_UPDATE,
    P1,
    P3,
    RESOLUTION,
    RESPONSE,
    after,
    breach,
    breached,
    breaches,
    checked,
    held,
    met,
    opened,
    paused,
    reopened,
    replied,
    resolved,
    resumed,
    running,
    standing,
    triaged,
    warning,
    warnings,
)
from tests.support.scenario import at

MONDAY = opened("mon 09:00")
WARNED = (warning(RESPONSE, "mon 10:30", "mon 11:00"),)


def test_a_warning_is_dated_to_when_it_was_due_and_given_once() -> None:
    past = after(MONDAY).when(checked("mon 10:45")).then(*WARNED)
    past.when(checked("mon 11:00")).then_nothing()


def test_a_warning_is_given_the_moment_it_is_due() -> None:
    after(MONDAY).when(checked("mon 10:29")).then_nothing()
    after(MONDAY).when(checked("mon 10:30")).then(*WARNED)


def test_a_breach_is_dated_to_the_due_moment_and_told_once() -> None:
    past = after(MONDAY).when(checked("mon 11:47"))
    past.then(*WARNED, breach(RESPONSE, "mon 11:00"))
    past.and_then().when(checked("mon 11:59")).then_nothing()


def test_a_target_is_not_breached_at_its_due_moment_but_after_it() -> None:
    past = after(MONDAY).when(checked("mon 11:00")).then(*WARNED)
    past.when(checked("mon 11:01")).then(breach(RESPONSE, "mon 11:00"))


def test_a_target_met_exactly_at_its_due_moment_is_met() -> None:
    past = after(MONDAY, replied("mon 11:00"))
    assert standing(past, RESPONSE) == met(RESPONSE, 2)
    assert breaches(past) == []


def test_due_at_closing_time_is_breached_by_next_morning() -> None:
    past = after(MONDAY, resolved("tue 09:00"))
    assert standing(past, RESOLUTION) == breached(RESOLUTION, 8, "mon 17:00")


def test_what_was_due_is_told_before_the_fact_that_came_later() -> None:
    outcome = after(MONDAY).when(held("mon 12:30"))
    told = [type(event) for event in outcome.events]
    assert told[:-1] == [TargetWarned, TargetBreached, TargetWarned]
    outcome.and_then().when(checked("next mon 09:00")).then_nothing()
    assert standing(outcome.and_then(), RESPONSE) == breached(
        RESPONSE, 3.5, "mon 11:00"
    )


def test_a_breach_stands_though_the_priority_falls() -> None:
    past = after(MONDAY, checked("mon 12:00"), triaged("mon 12:00", P3))
    assert standing(past, RESPONSE) == breached(RESPONSE, 3, "mon 11:00")
    expected = running(RESOLUTION, 3, "tue 17:00", "tue 13:00", of=P3)
    assert standing(past, RESOLUTION) == expected


def test_a_breached_target_goes_on_counting_until_it_is_answered() -> None:
    late = (MONDAY, replied("mon 12:00"))
    assert standing(after(*late), RESPONSE) == breached(RESPONSE, 3, "mon 11:00")
    longer = after(*late, held("mon 13:00"))
    assert standing(longer, RESPONSE) == breached(RESPONSE, 3, "mon 11:00")


def test_a_target_breached_in_any_cycle_stays_breached() -> None:
    past = after(MONDAY, resolved("tue 10:00"), reopened("wed 09:00"))
    assert standing(past, RESOLUTION) == breached(RESOLUTION, 9, "mon 17:00")
    assert standing(past, NEXT_UPDATE) == breached(NEXT_UPDATE, 9, "mon 13:00")
    assert standing(past, RESPONSE) == breached(RESPONSE, 9, "mon 11:00")
    past.when(checked("next fri 12:00")).then_nothing()


def test_two_breaches_of_which_one_target_is_paused_are_two() -> None:
    past = after(MONDAY, held("mon 12:00"), resumed("tue 09:00"), checked("wed 09:00"))
    assert breaches(past) == [RESPONSE, NEXT_UPDATE, RESOLUTION]
    assert standing(past, RESOLUTION).breached_at == at("tue 14:00")


def test_a_new_priority_that_leaves_too_little_breaches_there_and_then() -> None:
    outcome = after(MONDAY).when(triaged("mon 10:15", P1))
    assert outcome.events[1:] == (
        breach(RESPONSE, "mon 10:15", of=P1).event,
        breach(NEXT_UPDATE, "mon 10:15", of=P1).event,
    )
    assert standing(outcome.and_then(), RESPONSE) == breached(
        RESPONSE, 1.25, "mon 10:15", of=P1
    )


def test_a_new_priority_breaches_on_hold_too() -> None:
    past = after(MONDAY, held("mon 10:15"))
    told = past.when(triaged("mon 12:00", P1)).events[1:]
    assert told[0] == breach(RESPONSE, "mon 12:00", of=P1).event


def test_a_new_priority_that_leaves_nothing_breaches_only_once_it_runs() -> None:
    past = after(MONDAY, held("mon 10:00"), triaged("mon 12:00", P1))
    assert standing(past, RESPONSE) == paused(RESPONSE, 1, of=P1)
    resumed_at_ten = after(
        MONDAY, held("mon 10:00"), triaged("mon 12:00", P1), resumed("tue 10:00")
    )
    told = resumed_at_ten.when(checked("tue 10:01")).events
    assert breach(RESPONSE, "tue 10:00", of=P1).event in told


def test_a_new_priority_never_breaches_what_has_stopped() -> None:
    past = after(MONDAY, resolved("mon 10:15"), triaged("mon 12:00", P1))
    assert standing(past, RESOLUTION) == met(RESOLUTION, 1.25)
    assert breaches(past) == []


def test_reopening_under_a_shorter_promise_breaches_when_it_goes_on() -> None:
    story = (resolved("mon 14:00"), triaged("mon 15:00", P1))
    outcome = after(MONDAY, *story).when(reopened("tue 09:00"))
    assert outcome.events[1:] == (breach(RESOLUTION, "tue 09:00", of=P1).event,)


def test_a_warning_already_due_under_a_new_priority_comes_at_once() -> None:
    past = after(MONDAY, triaged("mon 09:50", P1))
    past.when(checked("mon 09:51")).then(
        warning(RESPONSE, "mon 09:50", "mon 10:00"),
        warning(NEXT_UPDATE, "mon 09:50", "mon 10:00"),
    )


def test_a_warning_that_was_given_does_not_come_again_after_a_hold() -> None:
    past = after(MONDAY, held("mon 10:45"), resumed("mon 11:00"))
    assert warnings(past) == [RESPONSE]
    assert standing(past, RESPONSE) == running(RESPONSE, 1.75, "mon 11:15", None)


def test_a_new_priority_or_a_reply_that_puts_a_warning_ahead_brings_it_again() -> None:
    past = after(MONDAY, checked("mon 10:45"), triaged("mon 10:45", P3))
    assert standing(past, RESPONSE).warn_at == at("mon 12:00")
    updated = after(MONDAY, checked("mon 12:15"), replied("mon 12:15"))
    assert standing(updated, NEXT_UPDATE).warn_at == at("mon 15:15")


def test_a_warning_given_before_a_reply_does_not_silence_the_next_one() -> None:
    story = (checked("mon 12:15"), replied("mon 12:15"), triaged("mon 13:00", P1))
    expected = running(NEXT_UPDATE, 0.75, "mon 13:15", "mon 13:00", of=P1)
    assert standing(after(MONDAY, *story), NEXT_UPDATE) == expected


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_what_was_due_before_a_fact_a_hold_hides_a_breach(
    monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(counting, "due", lambda *_: [])
    past = after(MONDAY, held("mon 12:30"), checked("tue 12:00"))
    assert (RESPONSE in breaches(past)) is guarded
