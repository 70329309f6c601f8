"""How does a change stand, for the desk and for its school?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.access import Caller
from contracts.approvals import GiveApproval
from contracts.calendar import SetExams
from contracts.change_calendar import ChangesView, ChangeView, FindChanges, GetChange
from contracts.changes import ChangeState, FreezeKind
from contracts.intake import GetTicket
from contracts.refusals import Conflict, Forbidden, NotFound
from contracts.values import ApprovalState, ExamPeriod
from services.intake.changes.tables import changes
from tests.services.intake.changes.conftest import HEAD
from tests.services.intake.changes.plans import (
    TUESDAY,
    allow,
    begin,
    emergency,
    end,
    plan,
    review,
    texts,
    withdraw,
)
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
    BEN,
    OLU,
    PRIYA,
    TICKET,
)
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import at
from tests.support.town import Town

JUNE: dict[str, Any] = {"from_on": date(2026, 6, 1), "until_on": date(2026, 6, 30)}
MOCKS = ExamPeriod(name="Mocks", from_on=TUESDAY, until_on=TUESDAY)


def shown(town: Town, by: Caller = OLU.caller) -> ChangeView:
    view: ChangeView = town.ask(GetChange(ticket_id=TICKET), by)
    return view


def found(town: Town, by: Caller = OLU.caller) -> ChangesView:
    view: ChangesView = town.ask(FindChanges(**JUNE), by)
    return view


def told(town: Town) -> tuple[str, str | None, str | None]:
    """The last line but those of the approval that follows from it."""
    lines = town.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline
    last = next(one for one in reversed(lines) if "approval" not in one.kind)
    return last.kind, last.detail, last.text


def approve(town: Town) -> None:
    version = town.ask(GetTicket(ticket_id=TICKET)).version
    command = GiveApproval(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=version,
        approver_id=PRIYA.person_id,
        approver="Hana",
    )
    town.execute(command, HEAD)


def examine(town: Town) -> None:
    """Ashgrove has exams on the Tuesday."""
    town.execute(SetExams(school_id=ASHGROVE, exams=(MOCKS,)))
    town.settle()


def test_a_change_is_read_by_the_desk_and_by_its_school(desk: Town) -> None:
    before = shown(desk)
    assert (before.change, before.allowed, before.version) == (None, (), 0)
    desk.execute(plan)
    change = shown(desk).change
    assert change is not None
    assert {name: getattr(change, name) for name in texts} == texts
    assert (change.state, change.approval) == (
        ChangeState.PLANNED,
        ApprovalState.ASKED,
    )
    assert shown(desk, PRIYA.caller) == shown(desk)
    assert found(desk, PRIYA.caller).changes == found(desk).changes == (change,)
    assert found(desk, BEN.caller).changes == ()
    with pytest.raises(NotFound):
        shown(desk, BEN.caller)
    with pytest.raises(NotFound):
        desk.ask(GetChange(ticket_id=TICKET, school_id=BECKFIELD))
    assert told(desk) == (
        "change_planned",
        "normal, 09/06/2026 18:00 to 09/06/2026 20:00",
        texts["reason"],
    )


def test_only_the_desk_plans_and_only_who_runs_the_school_allows(desk: Town) -> None:
    with pytest.raises(Forbidden):
        desk.execute(plan, PRIYA.caller)
    for caller in (OLU.caller, PRIYA.caller):
        with pytest.raises(Forbidden):
            desk.execute(allow, caller)


def test_a_change_is_begun_done_and_reviewed(desk: Town) -> None:
    desk.execute(plan)
    approve(desk)
    desk.clock.set(at("tue 18:30"))
    desk.execute(begin)
    assert told(desk) == ("change_begun", None, None)
    with pytest.raises(Conflict):
        desk.execute(withdraw)
    desk.execute(end)
    assert told(desk) == ("change_done", None, "Every room has it.")
    assert found(desk).to_review == ()
    desk.execute(review)
    assert told(desk)[0] == "change_reviewed"
    change = shown(desk).change
    assert change is not None
    assert (change.state, change.outcome, change.review, change.approver) == (
        ChangeState.DONE,
        "Every room has it.",
        "Label the cables first.",
        "Hana",
    )
    assert (change.begun_by, change.ended_at) == (OLU.caller.actor, at("tue 18:30"))


def test_an_emergency_is_owed_a_review_by_a_day(desk: Town) -> None:
    desk.execute(emergency)
    desk.execute(replace(begin, reason="The hall is dark."))
    assert found(desk).to_review == ()
    desk.execute(replace(end, done=False, said="It is dark still."))
    assert told(desk) == ("change_backed_out", None, "It is dark still.")
    [owed] = found(desk).to_review
    assert (owed.review_due_on, owed.overdue) == (date(2026, 6, 22), False)
    desk.clock.set(at("tue 09:00").replace(day=23))
    assert found(desk).to_review[0].overdue
    desk.execute(review)
    assert found(desk).to_review == ()


def test_a_freeze_that_is_entered_later_has_the_change_moved(desk: Town) -> None:
    desk.execute(plan)
    assert found(desk).to_move == ()
    examine(desk)
    [one] = found(desk).to_move
    assert one.to_move
    assert [(a.kind, a.name) for a in one.freezes] == [(FreezeKind.EXAMS, "Mocks")]
    assert found(desk, BEN.caller).to_move == ()
    [freeze] = [one for one in found(desk).freezes if one.school_id == ASHGROVE]
    assert freeze.freeze.name == "Mocks"
    assert found(desk, BEN.caller).freezes == ()
    desk.execute(allow, HEAD)
    view = shown(desk)
    assert (view.version, view.allowed[0].allower) == (2, "Priya")
    assert found(desk).to_move == ()
    assert told(desk) == (
        "change_allowed",
        "09/06/2026 to 09/06/2026",
        "No exam is in that wing.",
    )


def test_what_is_withdrawn_may_be_planned_again(desk: Town) -> None:
    desk.execute(plan)
    desk.execute(withdraw)
    assert told(desk) == ("change_withdrawn", None, "The old ones will do.")
    desk.execute(replace(plan, version=2))
    change = shown(desk).change
    assert change is not None
    assert (change.state, change.outcome) == (ChangeState.PLANNED, "")


def test_changes_follow_from_the_log(desk: Town) -> None:
    desk.execute(plan)
    examine(desk)
    desk.execute(allow, HEAD)
    before = found(desk)
    spoil(desk, "intake", changes, plan="Nothing")
    assert switched(desk, "intake", ASHGROVE).changed == {"changes": 1}
    assert found(desk) == before
