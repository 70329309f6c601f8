"""Is it shown who leaves, to whom it may be, and by when it is done?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.access import Caller, Role
from contracts.intake import CountTickets, FindTickets
from contracts.obligations import LEAVER_ACCESS, Owed, OwedState
from contracts.refusals import NotFound
from contracts.staff_changes import ActionState, ChangeStaffDay
from services.intake.staff import staff_change_rows
from services.sla.sweep import check_due_obligations
from tests.services.intake.leavers import (
    AFTERWARDS,
    BUSINESS,
    ENDS,
    FRIDAY,
    HEAD,
    LEAVER,
    does,
    mark,
    of_it,
    seen,
    telling,
)
from tests.services.intake.stories import hold, open_it, resolve
from tests.support.cast import ASHGROVE, BEN, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

GOVERNOR = Caller(actor="governor:1", role=Role.GOVERNOR, school=ASHGROVE)
MIDNIGHT = at("sat 00:00")


@pytest.fixture
def leaves(town: Town) -> Town:
    """The business manager tells on Monday that Sam leaves on Friday."""
    town.clock.set(at("mon 09:00"))
    town.execute(telling(LEAVER), by=BUSINESS)
    town.settle()
    return town


def sweep(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_obligations(town.applications["sla"], town.clock())
    town.settle()


def owed(town: Town) -> Owed:
    [row] = [r for r in town.ask(FindTickets()).tickets if r.ticket_id == TICKET]
    found: Owed | None = row.obligation
    assert found == seen(town).obligation
    assert found is not None
    return found


def state(town: Town) -> OwedState:
    return owed(town).state


@pytest.mark.parametrize("by", [OLU.caller, BUSINESS, HEAD, GOVERNOR])
def test_who_leaves_is_shown_to_the_desk_and_to_who_runs_the_school(
    leaves: Town, by: Caller
) -> None:
    change = seen(leaves, by).change
    assert change is not None
    assert (change.person, change.on) == ("Sam Okafor", FRIDAY)
    assert (change.kit, change.passes_to) == (LEAVER.kit, LEAVER.passes_to)


def test_staff_see_that_somebody_leaves_and_not_who(leaves: Town) -> None:
    does(leaves, mark("sign-in", note="Sam was told"))
    view = seen(leaves, PRIYA.caller)
    assert view.change is not None
    assert view.change.person is None
    for secret in ("Sam", "Okafor", "Laptop 17", "The MIS and the till", "sam@"):
        assert secret not in repr(view)


def test_without_the_guard_staff_would_see_who_leaves(
    leaves: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(staff_change_rows, "may_know", lambda _asked, _school: True)
    assert "Sam Okafor" in repr(seen(leaves, PRIYA.caller))


def test_another_school_sees_nothing_of_who_leaves(leaves: Town) -> None:
    with pytest.raises(NotFound):
        seen(leaves, BEN.caller)
    assert leaves.ask(FindTickets(), by=BEN.caller).tickets == ()


def test_who_leaves_is_sealed_in_the_log(leaves: Town) -> None:
    [told] = [
        one
        for one in leaves.log("intake", ASHGROVE)
        if one.type == "intake.staff_change_told"
    ]
    for secret in ("Sam", "sam@", "Laptop", "till", "Priya", "year 4"):
        assert secret.encode() not in told.body


def test_an_action_says_who_marked_it_and_when(leaves: Town) -> None:
    leaves.clock.set(at("tue 10:00"))
    does(leaves, mark("groups", ActionState.NOT_NEEDED, "In none"))
    change = seen(leaves).change
    assert change is not None
    found = {one.name: one for one in change.actions}
    groups = found["groups"]
    assert (groups.by, groups.at) == (OLU.caller.actor, at("tue 10:00"))
    assert (groups.state, groups.note) == (ActionState.NOT_NEEDED, "In none")
    assert (found["mail"].state, found["mail"].by) == (ActionState.OPEN, None)
    last = seen(leaves).timeline[-1]
    assert (last.kind, last.detail) == ("action_not_needed", groups.title)


def test_access_is_ended_by_the_end_of_the_last_day(leaves: Town) -> None:
    due = Owed(name=LEAVER_ACCESS.name, due_at=MIDNIGHT, state=OwedState.RUNNING)
    assert owed(leaves) == due
    sweep(leaves, "thu 23:00")
    assert state(leaves) is OwedState.RUNNING
    sweep(leaves, "fri 00:01")
    assert state(leaves) is OwedState.DUE_SOON
    sweep(leaves, "sat 00:01")
    assert state(leaves) is OwedState.MISSED
    kinds = [one.kind for one in seen(leaves).timeline]
    assert kinds[-2:] == ["obligation_warned", "obligation_missed"]


def test_a_leaver_comes_forwards_in_the_queue_though_the_ticket_is_on_hold(
    leaves: Town,
) -> None:
    does(leaves, hold)
    leaves.execute(replace(open_it, ticket_id=OTHER_TICKET))
    leaves.settle()
    rows = leaves.ask(FindTickets()).tickets
    assert [one.ticket_id for one in rows] == [OTHER_TICKET, TICKET]
    does(leaves, ChangeStaffDay(**of_it, on=date(2026, 6, 7)))
    leaves.settle()
    rows = leaves.ask(FindTickets()).tickets
    assert [one.ticket_id for one in rows] == [TICKET, OTHER_TICKET]
    counts = leaves.ask(CountTickets(assignee="olu"))
    assert counts.breaching == 1


def test_once_the_access_is_ended_nothing_is_due_of_it(leaves: Town) -> None:
    leaves.clock.set(at("fri 16:00"))
    for name in ENDS:
        assert state(leaves) is OwedState.RUNNING
        does(leaves, mark(name))
        leaves.settle()
    assert owed(leaves).met_at == at("fri 16:00")
    sweep(leaves, "sat 00:01")
    assert state(leaves) is OwedState.MET
    for name in AFTERWARDS:
        does(leaves, mark(name))
    does(leaves, resolve)
    leaves.settle()
    assert state(leaves) is OwedState.MET


def test_access_that_was_ended_late_and_is_open_again_is_missed_again(
    leaves: Town,
) -> None:
    sweep(leaves, "sat 00:01")
    for name in ENDS:
        does(leaves, mark(name))
    leaves.settle()
    assert state(leaves) is OwedState.MET_LATE
    does(leaves, mark("groups", ActionState.OPEN))
    leaves.settle()
    assert state(leaves) is OwedState.MISSED


def test_another_last_day_is_another_moment(leaves: Town) -> None:
    sweep(leaves, "sat 00:01")
    does(leaves, ChangeStaffDay(**of_it, on=date(2026, 6, 15)))
    leaves.settle()
    assert owed(leaves).due_at == at("next tue 00:00")
    assert state(leaves) is OwedState.RUNNING
