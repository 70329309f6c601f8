"""Does nothing come due of a ticket that goes on as another, until that is undone?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import select

from contracts.escalation import FindEscalations
from contracts.intake import (
    GetTicket,
    HoldTicket,
    ResumeTicket,
    TicketView,
)
from contracts.sla import (
    BreachWithdrawn,
    ClockRestored,
    ClockResumed,
    ClockView,
    ClockWithdrawn,
    GetClock,
    TargetBreached,
    TargetWarned,
    WithdrawClock,
)
from contracts.sla_explanation import Because
from contracts.ties import MergeTicket, UnmergeTicket
from contracts.values import HoldReason, TargetState
from services.sla.clock import Paused, Running, Withdrawn
from services.sla.explaining import explain
from services.sla.outcome_rows import owed_counts
from services.sla.policies import react
from services.sla.rooms import ROOMS
from services.sla.simulating import lived
from services.sla.sweep import check_due_clocks, give_due_alarms
from services.sla.tables import pauses
from tests.services.sla.stories import (
    AGREEMENT,
    NEXT_UPDATE,
    P1,
    RESOLUTION,
    RESPONSE,
    after,
    checked,
    held,
    hours,
    merged,
    opened,
    reopened,
    replied,
    resolved,
    resumed,
    triaged,
    unmerged,
)
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

MINE: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


def test_when_a_ticket_is_merged_nothing_of_it_is_due() -> None:
    (withdrawn,) = after(opened("mon 09:00")).when(merged("mon 10:00")).events
    assert isinstance(withdrawn, ClockWithdrawn)
    assert [one.due_at for one in withdrawn.standings] == [None, None, None]
    assert [one.used for one in withdrawn.standings] == [hours(1)] * 3


def test_a_merged_ticket_never_breaches() -> None:
    past = after(opened("mon 09:00"), merged("mon 10:00"))
    assert past.when(checked("next mon 09:00")).events == ()


def test_what_was_breached_before_the_merge_stays_so() -> None:
    told = after(opened("mon 09:00")).when(merged("mon 11:30")).events
    warned, breached, withdrawn = told
    assert isinstance(warned, TargetWarned)
    assert isinstance(breached, TargetBreached)
    assert isinstance(withdrawn, ClockWithdrawn)
    assert withdrawn.standings[0].state is TargetState.BREACHED


def test_a_merge_heard_after_a_breach_that_it_precedes_withdraws_the_breach() -> None:
    past = after(opened("mon 09:00"), checked("mon 11:05"))
    withdrawn, told = past.when(merged("mon 10:00")).events
    assert isinstance(withdrawn, BreachWithdrawn)
    assert withdrawn.target is RESPONSE
    assert isinstance(told, ClockWithdrawn)


def test_undone_it_goes_on_with_the_time_that_was_left() -> None:
    past = after(opened("mon 09:00"), merged("mon 10:00"))
    (restored,) = past.when(unmerged("tue 09:00")).events
    assert isinstance(restored, ClockRestored)
    assert [one.due_at for one in restored.standings] == [
        at("tue 10:00"),
        at("tue 12:00"),
        at("tue 16:00"),
    ]


def test_undone_it_is_on_hold_again_for_what_it_was_before() -> None:
    hold = replace(held("mon 10:00"), because=HoldReason.SUPPLIER)
    past = after(opened("mon 09:00"), hold, merged("mon 12:00"))
    (restored,) = past.when(unmerged("tue 09:00")).events
    assert isinstance(restored, ClockRestored)
    assert restored.held_for is HoldReason.SUPPLIER
    assert {one.due_at for one in restored.standings} == {None}
    (gone_on,) = (
        after(opened("mon 09:00"), hold, merged("mon 12:00"), unmerged("tue 09:00"))
        .when(resumed("tue 12:00"))
        .events
    )
    assert isinstance(gone_on, ClockResumed)
    assert gone_on.standings[0].due_at == at("tue 13:00")


@pytest.mark.parametrize("told", [merged, held, resumed, replied, resolved, reopened])
def test_nothing_but_the_undo_reaches_a_merged_ticket(told: Any) -> None:
    past = after(opened("mon 09:00"), merged("mon 10:00"))
    assert past.when(told("mon 11:00")).events == ()
    assert past.when(triaged("mon 11:00", P1)).events == ()


def test_a_ticket_that_was_resolved_or_never_merged_has_nothing_to_rest() -> None:
    assert after(opened("mon 09:00")).when(unmerged("mon 10:00")).events == ()
    done = after(opened("mon 09:00"), resolved("mon 10:00"))
    assert done.when(merged("mon 11:00")).events == ()
    assert done.when(unmerged("mon 12:00")).events == ()


def test_its_phases_are_told_apart() -> None:
    told = opened("mon 09:00"), held("mon 10:00"), merged("mon 11:00")
    clocks = lived(iter((*told, unmerged("mon 12:00"))), AGREEMENT, at("mon 13:00"))
    assert [type(one) for one in clocks] == [Running, Paused, Withdrawn, Paused]
    assert cast(Paused, clocks[-1]).reason is HoldReason.OTHER


def test_it_is_explained_that_the_time_of_a_merge_did_not_count() -> None:
    told = opened("mon 09:00"), merged("mon 10:00"), unmerged("mon 12:00")
    clocks = lived(iter(told), AGREEMENT, at("mon 13:00"))
    of = {one.target: one for one in explain(clocks, AGREEMENT, at("mon 13:00"))}
    stretches = of[NEXT_UPDATE].intervals
    assert [(one.because, one.counted) for one in stretches] == [
        (Because.WORKING_TIME, True),
        (Because.MERGED, False),
        (Because.WORKING_TIME, True),
    ]
    assert (of[RESOLUTION].used, of[RESOLUTION].due_at) == (hours(2), at("tue 11:00"))


def test_while_it_is_merged_no_due_moment_is_shown() -> None:
    clocks = lived(
        iter((opened("mon 09:00"), merged("mon 10:00"))), AGREEMENT, at("mon 16:00")
    )
    told = list(explain(clocks, AGREEMENT, at("mon 16:00")))
    assert [(one.due_at, one.used) for one in told] == [(None, hours(1))] * 3


@pytest.fixture
def desk(town: Town) -> Town:
    """Two p3 of Monday at nine: four hours to the first reply of each."""
    town.clock.set(at("mon 09:00"))
    for ticket_id in (TICKET, OTHER_TICKET):
        town.execute(about_a_printer(ticket_id))
    town.settle()
    return town


def do(town: Town, when: str, command: Callable[..., object], **given: Any) -> None:
    town.clock.set(at(when))
    ticket: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    town.execute(command(**MINE, version=ticket.version, **given))
    town.settle()


def swept(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    give_due_alarms(town.applications["sla"], town.clock())
    town.settle()


def clock_of(town: Town) -> dict[str, TargetState]:
    view: ClockView = town.ask(GetClock(**MINE))
    return {one.target.value: one.state for one in view.targets}


def test_the_desk_merges_and_the_clock_rests(desk: Town) -> None:
    do(desk, "mon 10:00", MergeTicket, into_id=OTHER_TICKET)
    swept(desk, "next mon 09:00")
    assert set(clock_of(desk).values()) == {TargetState.PAUSED}
    do(desk, "next mon 09:00", UnmergeTicket)
    swept(desk, "next mon 12:30")
    assert clock_of(desk)["response"] is TargetState.BREACHED


def test_were_the_clock_not_told_a_merged_ticket_would_breach(
    desk: Town,
) -> None:
    desk.open(replace(ROOMS, react=lambda heard: [*filter(_is_no_merge, react(heard))]))
    do(desk, "mon 10:00", MergeTicket, into_id=OTHER_TICKET)
    swept(desk, "next mon 09:00")
    assert clock_of(desk)["response"] is TargetState.BREACHED


def _is_no_merge(command: object) -> bool:
    return not isinstance(command, WithdrawClock)


def test_an_escalation_of_it_is_over_and_none_is_raised(desk: Town) -> None:
    swept(desk, "mon 13:01")
    swept(desk, "mon 13:02")
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    running = desk.ask(FindEscalations(ticket_id=TICKET, school_id=ASHGROVE))
    assert all(one.ended_at is not None for one in running.escalations)
    swept(desk, "next mon 09:00")
    raised = desk.ask(FindEscalations(ticket_id=TICKET, school_id=ASHGROVE))
    assert len(raised.escalations) == len(running.escalations) == 1


def test_it_is_not_counted_as_waiting_after_a_miss(desk: Town) -> None:
    swept(desk, "mon 13:01")
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    with desk.databases["sla"].reading(ASHGROVE) as connection:
        assert [one.number for one in owed_counts(connection)] == [1]


def test_its_pause_ends_with_the_merge_and_begins_anew_after_it(desk: Town) -> None:
    why = {"reason": "A lamp.", "because": HoldReason.SUPPLIER}
    do(desk, "mon 10:00", HoldTicket, **why)
    do(desk, "mon 11:00", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 12:00", UnmergeTicket)
    do(desk, "mon 14:00", ResumeTicket)
    spans = [
        (HoldReason.SUPPLIER.value, at("mon 10:00"), at("mon 11:00")),
        (HoldReason.SUPPLIER.value, at("mon 12:00"), at("mon 14:00")),
    ]
    with desk.databases["sla"].reading(ASHGROVE) as connection:
        rows = connection.execute(select(pauses).order_by(pauses.c.began_at)).all()
    assert [(one.reason, one.began_at, one.ended_at) for one in rows] == spans
