"""What goes with a change in its transaction, and what waits until it is over?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.alerts import Alert, AlertState, DeliverAlerts
from contracts.approvals import GiveApproval
from contracts.changes import ChangeKind
from contracts.intake import ClassifyTicket, GetTicket, ResolveTicket
from contracts.macros import AnswerTicket
from contracts.refusals import Conflict, Invalid, Refused
from contracts.standard_changes import ApproveStandardChanges, SetStandardChanges
from contracts.ties import MergeTicket
from contracts.values import ApprovalState, Ending, Level, TicketState, TicketType
from services.intake import desk as desk_module
from tests.services.intake.changes.conftest import HEAD
from tests.services.intake.changes.plans import begin, end, plan, which, withdraw
from tests.services.intake.changes.test_standard import SWITCH
from tests.services.intake.stories import MESSAGE, open_it
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
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


def test_a_standard_change_asks_nobody(desk: Town) -> None:
    usual = replace(
        plan,
        kind=ChangeKind.STANDARD,
        standard="switch",
        plan=SWITCH.plan,
        back_out=SWITCH.back_out,
        test=SWITCH.test,
    )
    desk.execute(SetStandardChanges(school_id=ASHGROVE, changes=(SWITCH,)))
    with pytest.raises(Invalid, match="approved no standard change"):
        desk.execute(usual)
    names = ApproveStandardChanges(
        school_id=ASHGROVE,
        version=1,
        names=("switch",),
        approver_id=PRIYA.person_id,
        approver="Hana",
    )
    desk.execute(names, HEAD)
    desk.execute(usual)
    assert desk.ask(GetTicket(ticket_id=TICKET)).approval is None
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
