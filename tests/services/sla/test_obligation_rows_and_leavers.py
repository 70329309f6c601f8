"""Is it kept, told and counted by when a leaver's access is ended?"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.obligations import (
    LEAVER_ACCESS,
    FindObligations,
    MeetObligation,
    ObligationsView,
    OwedState,
    ReopenObligation,
    SetObligation,
)
from contracts.refusals import Forbidden
from contracts.staff_changes import (
    ActionMarked,
    ActionState,
    StaffChangeKind,
    StaffChangeTold,
    StaffDayChanged,
)
from services.sla import rooms
from services.sla.leavers import oblige
from services.sla.sweep import check_due_obligations
from services.sla.telling import tell_obligations
from shared.decider import Decider
from shared.metrics import OBLIGATIONS
from tests.services.intake.leavers import (
    ENDS,
    FRIDAY,
    JOINER,
    LEAVER,
    does,
    mark,
    seen,
    telling,
)
from tests.support.cast import ASHGROVE, BEN, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import at, heard
from tests.support.town import Town

told = StaffChangeTold(
    ticket_id=TICKET,
    kind=StaffChangeKind.LEAVER,
    person_id=BEN.person_id,
    on=FRIDAY,
    person="Sam",
    role="Teacher",
    email="",
    accounts="",
    kit="",
    passes_to="",
    actions=(),
)
marked = ActionMarked(
    ticket_id=TICKET,
    person_id=BEN.person_id,
    action="groups",
    state=ActionState.DONE,
    access_left=0,
    note="",
)
due = SetObligation(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    obligation=LEAVER_ACCESS,
    since=at("fri 00:00"),
    at=at("mon 09:00"),
)
by_then: dict[str, Any] = {
    "school_id": ASHGROVE,
    "ticket_id": TICKET,
    "at": at("mon 09:00"),
}


def after(event: object) -> list[object]:
    return [*oblige(heard(event, at("mon 09:00")))]


def test_a_leaver_has_a_clock_and_who_joins_or_moves_has_none() -> None:
    assert after(told) == [due]
    day = StaffDayChanged(ticket_id=TICKET, kind=StaffChangeKind.LEAVER, on=FRIDAY)
    assert after(day) == [due]
    for kind in (StaffChangeKind.JOINER, StaffChangeKind.MOVER):
        assert after(replace(told, kind=kind)) == []
        assert after(replace(day, kind=kind)) == []


def test_with_no_access_left_it_is_met_and_with_some_it_is_not() -> None:
    assert after(marked) == [MeetObligation(**by_then)]
    assert after(replace(marked, access_left=1)) == [ReopenObligation(**by_then)]


@pytest.fixture
def leaves(town: Town) -> Town:
    town.clock.set(at("mon 09:00"))
    town.execute(telling(LEAVER))
    town.execute(replace(telling(JOINER), ticket_id=OTHER_TICKET))
    town.settle()
    return town


def sweep(town: Town, when: str) -> list[object]:
    before = len(town.log("sla", ASHGROVE))
    town.clock.set(at(when))
    check_due_obligations(town.applications["sla"], town.clock())
    return town.events("sla", ASHGROVE)[before:]


def found(town: Town) -> ObligationsView:
    view: ObligationsView = town.ask(
        FindObligations(school_id=ASHGROVE), by=PRIYA.caller
    )
    return view


def counts(town: Town) -> dict[str, float]:
    tell_obligations(town.applications["sla"])
    [metric] = OBLIGATIONS.collect()
    return {one.labels["state"]: one.value for one in metric.samples}


def test_a_sweep_gives_the_warning_and_the_miss_once(leaves: Town) -> None:
    assert sweep(leaves, "thu 12:00") == []
    assert [type(one).__name__ for one in sweep(leaves, "fri 08:00")] == [
        "ObligationWarned"
    ]
    assert counts(leaves) == {"due_soon": 1}
    assert [type(one).__name__ for one in sweep(leaves, "sat 08:00")] == [
        "ObligationMissed"
    ]
    assert sweep(leaves, "sat 08:00") == []
    assert counts(leaves) == {"missed": 1}
    last = leaves.log("sla", ASHGROVE)[-1]
    assert (last.happened_at, last.actor) == (at("sat 00:00"), "service:sla")


def test_a_school_reads_how_long_after_the_last_day_access_was_ended(
    leaves: Town,
) -> None:
    sweep(leaves, "sat 08:00")
    leaves.clock.set(at("sat 09:00"))
    for name in ENDS:
        does(leaves, mark(name))
    leaves.settle()
    view = found(leaves)
    [one] = view.obligations
    assert one.owed.state is OwedState.MET_LATE
    assert one.owed.met_at is not None
    assert one.owed.met_at - one.owed.due_at == timedelta(hours=9)
    assert (view.in_all, view.met, view.missed) == (1, 1, 1)
    assert counts(leaves) == {}


def test_what_was_ended_in_time_is_none_that_was_missed(leaves: Town) -> None:
    for name in ENDS:
        does(leaves, mark(name))
    leaves.settle()
    assert sweep(leaves, "sat 08:00") == []
    view = found(leaves)
    assert (view.in_all, view.met, view.missed) == (1, 1, 0)
    does(leaves, mark("groups", ActionState.OPEN))
    leaves.settle()
    assert found(leaves).obligations[0].owed.state is OwedState.RUNNING


def is_open_again(town: Town, when: str) -> None:
    """All access is ended at a moment, and some of it stands open an hour later."""
    town.clock.set(at(when))
    for name in ENDS:
        does(town, mark(name))
    town.settle()
    town.clock.set(at(when) + timedelta(hours=1))
    does(town, mark("sign-in", ActionState.OPEN))
    town.settle()


def test_what_is_open_again_is_warned_of_as_it_would_have_been(leaves: Town) -> None:
    is_open_again(leaves, "tue 09:00")
    assert sweep(leaves, "thu 12:00") == []
    given = sweep(leaves, "fri 08:00")
    assert [type(one).__name__ for one in given] == ["ObligationWarned"]
    leaves.settle()
    assert counts(leaves) == {"due_soon": 1}
    shown = seen(leaves).obligation
    assert shown is not None
    assert shown.state is OwedState.DUE_SOON


def test_what_was_warned_of_and_is_open_again_is_due_soon_still(leaves: Town) -> None:
    sweep(leaves, "fri 08:00")
    is_open_again(leaves, "fri 09:00")
    assert sweep(leaves, "fri 12:00") == []
    assert counts(leaves) == {"due_soon": 1}
    shown = seen(leaves).obligation
    assert shown is not None
    assert shown.state is OwedState.DUE_SOON
    given = sweep(leaves, "sat 08:00")
    assert [type(one).__name__ for one in given] == ["ObligationMissed"]


def test_another_school_sees_nothing_of_it(leaves: Town) -> None:
    with pytest.raises(Forbidden):
        leaves.ask(FindObligations(school_id=ASHGROVE), by=BEN.caller)


def test_one_that_cannot_be_checked_keeps_no_other_waiting(
    leaves: Town, caplog: pytest.LogCaptureFixture
) -> None:
    leaves.execute(replace(telling(LEAVER), ticket_id=BEN.person_id))
    leaves.settle()
    sla = leaves.applications["sla"]
    [clock] = [d for d in rooms.ROOMS.deciders if d.category == "obligation"]

    def decide(state: object, command: object, *rest: object) -> object:
        if getattr(command, "ticket_id", None) == TICKET:
            raise KeyError("no such rule")
        return clock.decide(state, command, *rest)

    broken = Decider(**{**vars(clock), "decide": decide})
    for command in clock.commands:
        sla._deciders[command] = broken
    with caplog.at_level(logging.ERROR):
        given = sweep(leaves, "fri 08:00")
    assert {getattr(one, "ticket_id", None) for one in given} == {BEN.person_id}
    assert str(TICKET) in caplog.text
