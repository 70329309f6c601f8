"""Which holds stop a clock, and what becomes of those that do not?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from contracts.sla import ClockPaused, ClockRestored, ClockResumed, HoldCounted
from contracts.sla_explanation import Because
from contracts.sla_promises import ALL_REASONS, ServicePromised
from contracts.values import HoldReason
from services.sla import counting
from services.sla.agreement import agreement_from
from services.sla.clock import Paused, Running
from services.sla.domain import Command
from services.sla.explaining import explain
from services.sla.figures import Figures
from services.sla.simulating import lived
from tests.services.sla.about import reclassified
from tests.services.sla.stories import (
    P1,
    RESPONSE,
    SIGNED,
    after,
    held,
    hours,
    merged,
    opened,
    reopened,
    replied,
    resolved,
    resumed,
    standing,
    triaged,
    unmerged,
)
from tests.support.cast import ASHGROVE
from tests.support.scenario import Given, at

OURS = HoldReason.SUPPLIER
PAUSING = tuple(reason for reason in HoldReason if reason is not OURS)
TERMS = replace(SIGNED, promised=replace(SIGNED.promised, pausing=PAUSING))
AGREEMENT = agreement_from(TERMS)
WAITS = held("mon 10:00", OURS)


def past(*commands: Command) -> Given:
    return after(opened("mon 09:00"), *commands, under=AGREEMENT)


def due(*commands: Command) -> datetime | None:
    return standing(past(*commands), RESPONSE).due_at


@pytest.mark.parametrize("reason", HoldReason)
def test_every_hold_stops_the_clock_unless_the_agreement_says_which_do(
    reason: HoldReason,
) -> None:
    hold = held("mon 10:00", reason)
    assert isinstance(after(opened("mon 09:00"), hold).past[-1], ClockPaused)
    counted = isinstance(past(hold).past[-1], HoldCounted)
    assert counted == (reason is OURS)


def test_a_hold_for_what_does_not_stop_the_clock_is_recorded_and_counts() -> None:
    told = past(WAITS).past[-1]
    assert isinstance(told, HoldCounted)
    assert (told.because, told.at) == (OURS, at("mon 10:00"))
    assert standing(past(WAITS), RESPONSE).used == hours(1)
    assert due(WAITS) == at("mon 11:00")
    assert due(WAITS, resumed("mon 10:45")) == at("mon 11:00")


def test_where_no_reason_is_named_no_hold_stops_the_clock() -> None:
    none = replace(SIGNED, promised=replace(SIGNED.promised, pausing=()))
    told = after(opened("mon 09:00"), held("mon 10:00"), under=agreement_from(none))
    assert isinstance(told.past[-1], HoldCounted)


def test_a_hold_that_counts_is_over_when_it_is_resumed_and_held_once() -> None:
    past(WAITS).when(held("mon 10:30")).then_nothing()
    over = past(WAITS, resumed("mon 10:30"))
    assert isinstance(over.past[-1], ClockResumed)
    over.when(resumed("mon 10:40")).then_nothing()
    assert isinstance(over.when(held("mon 10:50")).and_then().state, Paused)


def test_a_reply_and_a_new_priority_leave_a_hold_that_counts() -> None:
    for told in (replied("mon 10:30"), triaged("mon 10:30", P1)):
        state = past(WAITS, told).state
        assert isinstance(state, Running)
        assert state.counted_for is OURS


def test_reopening_lifts_a_hold_that_counts() -> None:
    assert past(WAITS, reopened("mon 10:30")).state.counted_for is None
    again = past(WAITS, resolved("mon 10:15"), reopened("mon 10:30"))
    assert again.state.counted_for is None


def test_a_merge_that_is_undone_leaves_a_hold_that_counts_as_it_was() -> None:
    told = past(WAITS, merged("mon 10:15"), unmerged("mon 16:00"))
    restored = told.past[-1]
    assert isinstance(restored, ClockRestored)
    assert (restored.held_for, restored.counted_for) == (None, OURS)
    assert standing(told, RESPONSE).due_at == at("mon 16:45")
    assert told.state.counted_for is OURS


def test_a_hold_keeps_its_effect_when_the_ticket_turns_out_to_be_of_another_kind() -> (
    None
):
    own = ServicePromised(service="wireless", pausing=ALL_REASONS)
    of_services = replace(TERMS.promised, of_services=(own,))
    terms = agreement_from(replace(TERMS, promised=of_services))
    told = after(
        opened("mon 09:00"), WAITS, reclassified("mon 10:15", "wireless"), under=terms
    )
    assert standing(told, RESPONSE).due_at == at("mon 11:00")


def test_it_is_explained_as_time_that_counts_on_hold() -> None:
    facts = (opened("mon 09:00"), WAITS, resumed("mon 10:30"))
    clocks = lived(iter(facts), AGREEMENT, at("mon 10:45"))
    response = next(explain(clocks, AGREEMENT, at("mon 10:45")))
    assert [(one.because, one.counted) for one in response.intervals] == [
        (Because.WORKING_TIME, True),
        (Because.ON_HOLD_COUNTED, True),
        (Because.WORKING_TIME, True),
    ]
    assert response.used == hours(1.75)


def test_it_is_no_pause_in_the_figures() -> None:
    figures = Figures(ASHGROVE)
    figures.tell(past(WAITS, resumed("mon 10:30")).past)
    assert figures.stood_still("2026-06", at("tue 09:00")) == ()


def test_twin_where_every_hold_stops_it_our_own_supplier_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "_stands_still", lambda *_: True)
    assert due(WAITS) is None
