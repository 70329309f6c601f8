"""What goes with a change in its transaction, and what waits until it is over?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.alerts import Alert, AlertState, DeliverAlerts
from contracts.approvals import AskApproval, DeclineApproval, GiveApproval
from contracts.calendar import SetExams
from contracts.changes import ChangeKind
from contracts.intake import ClassifyTicket, GetTicket, ResolveTicket
from contracts.macros import AnswerTicket
from contracts.refusals import Conflict, Invalid, Refused
from contracts.standard_changes import ApproveStandardChanges, SetStandardChanges
from contracts.ties import MergeTicket
from contracts.values import (
    ApprovalState,
    Ending,
    ExamPeriod,
    Level,
    TicketState,
    TicketType,
)
from services.intake import desk as desk_module
from services.intake.changes import handling
from tests.services.intake.changes.conftest import HEAD
from tests.services.intake.changes.plans import begin, end, plan, which, withdraw
from tests.services.intake.changes.test_standard import SWITCH
from tests.services.intake.stories import MESSAGE, open_it
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET, ZOE
from tests.support.scenario import at
from tests.support.town import Town


def version(town: Town) -> int:
    found: int = town.ask(GetTicket(ticket_id=TICKET)).version
    return found


def resolve(town: Town) -> None:
    town.execute(ResolveTicket(**which, version=version(town), note="It is in."))


def approve(town: Town, seen: int | None = None) -> None:
    command = GiveApproval(
        **which,
        version=seen or version(town),
        approver_id=PRIYA.person_id,
        approver="Hana",
    )
    town.execute(command, HEAD)


def approval(town: Town) -> ApprovalState | None:
    found = town.ask(GetTicket(ticket_id=TICKET)).approval
    return found.state if found else None


usual = replace(
    plan,
    kind=ChangeKind.STANDARD,
    standard="switch",
    plan=SWITCH.plan,
    back_out=SWITCH.back_out,
    test=SWITCH.test,
)
approves = ApproveStandardChanges(
    school_id=ASHGROVE,
    version=1,
    names=("switch",),
    approver_id=PRIYA.person_id,
    approver="Hana",
)


def test_the_school_is_asked_and_asked_anew_for_another_plan(desk: Town) -> None:
    desk.execute(plan)
    asked = desk.ask(GetTicket(ticket_id=TICKET))
    assert asked.approval.state is ApprovalState.ASKED
    assert "18:00" in asked.approval.what
    desk.execute(replace(plan, version=1, starts_at=at("tue 17:00")))
    again = desk.ask(GetTicket(ticket_id=TICKET))
    assert "17:00" in again.approval.what
    with pytest.raises(Conflict):
        approve(desk, asked.version)
    approve(desk)
    desk.execute(replace(plan, version=2, starts_at=at("tue 16:00")))
    assert desk.ask(GetTicket(ticket_id=TICKET)).approval.state is ApprovalState.ASKED
    desk.clock.set(at("tue 18:00"))
    with pytest.raises(Refused, match="has to approve"):
        desk.execute(replace(begin, version=3))


def test_who_makes_it_is_another_and_the_school_is_not_asked_again(desk: Town) -> None:
    desk.execute(plan)
    approve(desk)
    desk.execute(replace(plan, version=1, who=(ZOE.caller.actor,)))
    assert approval(desk) is ApprovalState.GIVEN
    before = len(desk.log("intake", ASHGROVE))
    desk.execute(replace(plan, version=2, who=(ZOE.caller.actor,)))
    assert len(desk.log("intake", ASHGROVE)) == before


def test_a_standard_change_asks_nobody(desk: Town) -> None:
    desk.execute(SetStandardChanges(school_id=ASHGROVE, changes=(SWITCH,)))
    with pytest.raises(Invalid, match="approved no standard change"):
        desk.execute(usual)
    desk.execute(approves, HEAD)
    desk.execute(usual)
    assert approval(desk) is None
    desk.clock.set(at("tue 18:00"))
    desk.execute(begin)


def test_a_standard_change_is_not_begun_once_its_approval_is_withdrawn(
    desk: Town,
) -> None:
    desk.execute(SetStandardChanges(school_id=ASHGROVE, changes=(SWITCH,)))
    desk.execute(approves, HEAD)
    desk.execute(usual)
    desk.execute(replace(approves, version=2, names=()), HEAD)
    desk.clock.set(at("tue 18:00"))
    with pytest.raises(Refused, match="any longer"):
        desk.execute(begin)


def test_a_change_is_begun_by_the_calendar_of_all_its_days(desk: Town) -> None:
    desk.execute(replace(plan, ends_at=at("wed 20:00")))
    approve(desk)
    wednesday = at("wed 18:00").date()
    mocks = ExamPeriod(name="Mocks", from_on=wednesday, until_on=wednesday)
    desk.execute(SetExams(school_id=ASHGROVE, exams=(mocks,)))
    desk.settle()
    desk.clock.set(at("tue 18:00"))
    with pytest.raises(Refused, match="Mocks"):
        desk.execute(begin)


def test_what_is_not_done_after_all_is_asked_no_longer(desk: Town) -> None:
    desk.execute(plan)
    asked = version(desk)
    desk.execute(withdraw)
    assert approval(desk) is None
    told = desk.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline[-1]
    assert told.kind == "approval_dropped"
    with pytest.raises(Conflict):
        approve(desk, asked)
    resolve(desk)


def test_what_was_answered_stays_so_when_the_change_is_withdrawn(desk: Town) -> None:
    desk.execute(plan)
    approve(desk)
    desk.execute(withdraw)
    assert approval(desk) is ApprovalState.GIVEN


def test_what_is_planned_anew_as_standard_is_asked_no_longer(desk: Town) -> None:
    desk.execute(SetStandardChanges(school_id=ASHGROVE, changes=(SWITCH,)))
    desk.execute(approves, HEAD)
    desk.execute(plan)
    desk.execute(replace(usual, version=1))
    assert approval(desk) is None
    desk.execute(AskApproval(**which, version=version(desk), what="A key"))
    desk.execute(replace(withdraw, version=2))
    assert approval(desk) is ApprovalState.ASKED, "that of something else"


def test_a_declined_plan_is_not_begun_for_the_approval_of_something_else(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.execute(plan)
    decline = DeclineApproval(
        **which,
        version=version(desk),
        approver_id=PRIYA.person_id,
        approver="Hana",
        reason="Not this year.",
    )
    desk.execute(decline, HEAD)
    other = AskApproval(**which, version=version(desk), what="A key", anew=True)
    with pytest.raises(Refused, match="that is what the school approves"):
        desk.execute(other)
    monkeypatch.setattr(handling, "_refuse_other_question", lambda *_: None)
    desk.execute(other)
    approve(desk)
    desk.clock.set(at("tue 18:00"))
    desk.execute(begin)


def test_a_change_is_not_resolved_before_what_came_of_it_is_said(desk: Town) -> None:
    with pytest.raises(Refused, match="plan it"):
        resolve(desk)
    desk.execute(plan)
    approve(desk)
    for _ in range(2):
        with pytest.raises(Refused, match="what came of the change"):
            resolve(desk)
        desk.clock.set(at("tue 18:00"))
    desk.execute(begin)
    by_macro = AnswerTicket(
        **which,
        version=version(desk),
        message_id=MESSAGE,
        text="It is in.",
        ending=Ending.RESOLVE,
    )
    with pytest.raises(Refused, match="what came of the change"):
        desk.execute(by_macro)
    desk.execute(end)
    resolve(desk)
    assert desk.ask(GetTicket(ticket_id=TICKET)).state is TicketState.RESOLVED


def test_the_guard_is_what_holds_back_the_resolution(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "refuse_while_changing", lambda *_: None)
    resolve(desk)


def test_what_is_planned_stays_a_change_and_a_ticket_of_its_own(desk: Town) -> None:
    desk.execute(replace(open_it, ticket_id=OTHER_TICKET))
    desk.execute(plan)
    approve(desk)
    other = ClassifyTicket(**which, version=version(desk), type=TicketType.INCIDENT)
    merge = MergeTicket(**which, version=version(desk), into_id=OTHER_TICKET)
    for command in (other, merge):
        with pytest.raises(Refused, match="what came of the change"):
            desk.execute(command)
    about = replace(other, type=TicketType.CHANGE, service="wireless")
    desk.execute(about)
    desk.execute(withdraw)
    desk.execute(replace(other, version=version(desk)))
    resolve(desk)


def test_a_change_that_nobody_planned_goes_on_as_another(desk: Town) -> None:
    desk.execute(replace(open_it, ticket_id=OTHER_TICKET))
    desk.execute(MergeTicket(**which, version=1, into_id=OTHER_TICKET))
    assert desk.ask(GetTicket(ticket_id=TICKET)).merged_into == OTHER_TICKET


def test_monitoring_leaves_a_change_to_people(known: Town) -> None:
    fires = Alert(
        fingerprint="one",
        name="HostDown",
        summary="srv-1 is down",
        state=AlertState.FIRING,
        since=at("mon 08:00"),
    )
    deliver = DeliverAlerts(
        school_id=ASHGROVE,
        group_id=TICKET,
        alerts=(fires,),
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    ticket_id = known.execute(deliver).ticket_id
    change = ClassifyTicket(
        school_id=ASHGROVE, ticket_id=ticket_id, version=1, type=TicketType.CHANGE
    )
    known.execute(change)
    ended = replace(fires, state=AlertState.RESOLVED)
    known.execute(replace(deliver, alerts=(ended,)))
    assert known.ask(GetTicket(ticket_id=ticket_id)).state is TicketState.OPEN
