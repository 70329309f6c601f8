"""Is it approved before it is done?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller, Role
from contracts.approvals import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalGiven,
    AskApproval,
    DeclineApproval,
    GiveApproval,
)
from contracts.intake import (
    Approval,
    FindTickets,
    GetTicket,
    OpenTicket,
    Requester,
    WriteToDesk,
)
from contracts.refusals import Forbidden, Invalid, Refused
from contracts.ties import MergeTicket, SplitTicket
from contracts.values import ApprovalState
from services.intake import desk, domain
from services.intake.approvals import approving
from services.intake.approvals.approving import Approver
from services.intake.domain import TICKET as DECIDER
from services.intake.rooms import ROOMS
from tests.services.intake.stories import (
    classify,
    held,
    hold,
    note,
    open_it,
    opened,
    reopened,
    reply,
    resolve,
    resolved,
    ticket,
)
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
    BEN,
    OLU,
    OTHER_TICKET,
    PRIYA,
    TICKET,
)
from tests.support.databases import Databases
from tests.support.scenario import Scenario
from tests.support.town import Town

KEY = "A key to the safe folder"
of_it: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET, "version": 1}
by_her: dict[str, Any] = {"approver_id": PRIYA.person_id, "approver": PRIYA.name}

ask = AskApproval(**of_it, what=KEY)
asked = ApprovalAsked(ticket_id=TICKET, requester_id=PRIYA.person_id, what=KEY)
give = GiveApproval(**of_it, **by_her)
given = ApprovalGiven(ticket_id=TICKET, **by_her)
decline = DeclineApproval(**of_it, **by_her, reason="He has left.")
declined = ApprovalDeclined(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    **by_her,
    reason="He has left.",
)
merge = MergeTicket(**of_it, into_id=OTHER_TICKET)
SPLIT_OFF = UUID("71c7e700-0000-4000-8000-0000000000ff")
split = SplitTicket(**of_it, new_id=SPLIT_OFF, entry_id=SPLIT_OFF, subject="A key")

HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
GOVERNOR = Caller(actor="governor:1", role=Role.GOVERNOR, school=ASHGROVE)
LEAD = Caller(actor="slt:1", role=Role.SLT_DIGITAL_LEAD, school=ASHGROVE)


def test_approval_is_asked_for_given_and_declined() -> None:
    ticket.given(opened).when(ask).then(asked)
    ticket.given(opened, asked).when(give).then(given)
    ticket.given(opened, held, asked).when(decline).then(declined)


def test_a_request_is_opened_with_the_approval_it_needs() -> None:
    needs = replace(open_it, approval=f" {KEY} ")
    ticket.given().when(needs).then(opened, asked)
    ticket.given(opened, asked).when(needs).then_nothing()
    ticket.given().when(replace(open_it, approval=" ")).then(opened)


def test_what_is_not_approved_yet_is_not_done() -> None:
    for done in (resolve, merge, split):
        ticket.given(opened, asked).when(done).then_refused("This waits for approval.")
    ticket.given(opened, asked, given).when(resolve).then(resolved)


def test_what_is_declined_is_resolved_and_not_before_that_is_said() -> None:
    ticket.given(opened, asked, declined).when(resolve).then(resolved)


def test_what_waits_for_approval_is_worked_on_but_for_that() -> None:
    for command in (classify, hold, note, reply):
        assert ticket.given(opened, asked).when(command).events


def test_who_approves_may_change_their_mind_until_it_is_done() -> None:
    ticket.given(opened, asked, given).when(decline).then(declined)
    ticket.given(opened, asked, declined).when(give).then(given)
    over = (opened, asked, given, resolved)
    ticket.given(*over).when(decline).then_refused("Reopen it first")
    ticket.given(*over, reopened).when(decline).then(declined)


def test_what_was_said_before_is_silence() -> None:
    ticket.given(opened, asked, given).when(give).then_nothing()
    ticket.given(opened, asked, declined).when(decline).then_nothing()


def test_nothing_is_approved_that_nobody_asked_for() -> None:
    for command in (give, decline):
        ticket.given(opened).when(command).then_refused("Nobody has asked")
    ticket.given(opened, asked).when(ask).then_refused("waits for approval already")
    ticket.given(opened, resolved).when(ask).then_refused("Reopen it first")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (replace(ask, what=" "), "what"),
        (replace(give, approver=" "), "approver"),
        (replace(decline, reason="\n"), "reason"),
    ],
)
def test_what_is_to_be_approved_by_whom_and_why_not_is_said(
    command: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        ticket.given(opened, asked).when(command)
    assert refusal.value.errors == {field: ["Must not be blank."]}


def test_what_was_approved_is_asked_for_again_where_it_became_another() -> None:
    other = replace(ask, what="The key to all folders")
    again = replace(asked, what="The key to all folders")
    ticket.given(opened, asked, given).when(other).then(again)
    ticket.given(opened, asked, given, again).when(resolve).then_refused("waits")


def test_nobody_approves_what_they_asked_for_themselves_but_they_may_decline_it() -> (
    None
):
    hers = Scenario(DECIDER, terms=Approver(PRIYA.person_id))
    hers.given(opened, asked).when(give).then_refused("You asked for this yourself.")
    hers.given(opened, asked, declined).when(give).then_refused("yourself")
    hers.given(opened, asked).when(decline).then(declined)
    his = Scenario(DECIDER, terms=Approver(BEN.person_id))
    his.given(opened, asked).when(give).then(given)


@pytest.fixture
def waits(databases: Databases) -> Any:
    town = Town([ROOMS], databases)
    town.execute(replace(open_it, approval=KEY))
    yield town
    town.close()


def does(town: Town, command: Any, by: Caller) -> None:
    version = town.ask(GetTicket(ticket_id=TICKET)).version
    town.execute(replace(command, version=version), by=by)


def kinds(town: Town) -> list[str]:
    log = town.log("intake", ASHGROVE)
    told = [one.type.partition(".")[2] for one in log]
    return [one for one in told if one in {"approval_given", "ticket_resolved"}]


@pytest.mark.parametrize("by", [HEAD, GOVERNOR, LEAD])
def test_in_the_log_approval_comes_before_what_was_approved(
    waits: Town, by: Caller
) -> None:
    with pytest.raises(Refused):
        does(waits, resolve, OLU.caller)
    does(waits, give, by)
    does(waits, resolve, OLU.caller)
    assert kinds(waits) == ["approval_given", "ticket_resolved"]


def test_without_the_guard_it_would_be_done_before_it_is_approved(
    waits: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(domain, "refuse_unapproved", lambda _known, _command: None)
    does(waits, resolve, OLU.caller)
    assert kinds(waits) == ["ticket_resolved"]


def way_round(town: Town, way: str) -> Any:
    """What would have it done elsewhere: merged into another, or as a new ticket."""
    town.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="Another"))
    wrote = WriteToDesk(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        message_id=UUID(int=7),
        text="Just the key, please.",
    )
    town.execute(wrote, by=PRIYA.caller)
    entry = town.ask(GetTicket(ticket_id=TICKET)).timeline[-1].entry_id
    return merge if way == "merge" else replace(split, entry_id=entry)


def does_elsewhere(town: Town, command: Any) -> None:
    """The desk goes the way round, and resolves what came of it."""
    does(town, command, OLU.caller)
    ticket_id = OTHER_TICKET if command is merge else SPLIT_OFF
    version = town.ask(GetTicket(ticket_id=ticket_id)).version
    done = replace(resolve, ticket_id=ticket_id, version=version)
    town.execute(done, by=OLU.caller)


@pytest.mark.parametrize("way", ["merge", "split"])
def test_what_is_not_approved_yet_is_not_done_as_another_ticket(
    waits: Town, way: str
) -> None:
    command = way_round(waits, way)
    before = waits.log("intake", ASHGROVE)
    with pytest.raises(Refused, match="waits for approval"):
        does_elsewhere(waits, command)
    assert waits.log("intake", ASHGROVE) == before
    does(waits, give, HEAD)
    does_elsewhere(waits, command)
    assert kinds(waits) == ["approval_given", "ticket_resolved"]


@pytest.mark.parametrize("way", ["merge", "split"])
def test_without_the_guard_it_would_be_done_as_another_ticket(
    waits: Town, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    command = way_round(waits, way)
    monkeypatch.setattr(domain, "refuse_unapproved", lambda _known, _command: None)
    does_elsewhere(waits, command)
    assert kinds(waits) == ["ticket_resolved"]


BY_HERSELF = replace(give, approver_email=f" {PRIYA.email.upper()}")


def test_who_asked_is_known_by_their_address_however_it_is_written(
    waits: Town,
) -> None:
    with pytest.raises(Refused, match="You asked for this yourself"):
        does(waits, BY_HERSELF, HEAD)
    does(waits, BY_HEAD, HEAD)
    assert kinds(waits) == ["approval_given"]


def test_without_the_guard_who_asked_would_approve_it_themselves(
    waits: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(approving, "refuse_own", lambda _known, _by: None)
    does(waits, BY_HERSELF, HEAD)
    assert kinds(waits) == ["approval_given"]


BY_HEAD = replace(give, approver_email="head@ashgrove.example")


def goes_on_as(town: Town) -> None:
    """What the head asked for goes on as a request of Priya's, by way of another."""
    hers = Requester(name="Mrs Head", email="Head@Ashgrove.example")
    town.execute(replace(open_it, ticket_id=OTHER_TICKET))
    town.execute(replace(open_it, ticket_id=SPLIT_OFF, requester=hers))
    for one, into in ((SPLIT_OFF, OTHER_TICKET), (OTHER_TICKET, TICKET)):
        version = town.ask(GetTicket(ticket_id=one)).version
        town.execute(replace(merge, ticket_id=one, version=version, into_id=into))


def test_nobody_approves_what_goes_on_as_the_request_of_another(waits: Town) -> None:
    goes_on_as(waits)
    with pytest.raises(Refused, match="You asked for this yourself"):
        does(waits, BY_HEAD, HEAD)
    does(waits, replace(give, approver_email="governor@ashgrove.example"), GOVERNOR)
    assert kinds(waits) == ["approval_given"]


def test_without_what_is_merged_who_asked_would_approve_it_under_another_name(
    waits: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(desk, "merged_into", lambda *_: [])
    goes_on_as(waits)
    does(waits, BY_HEAD, HEAD)
    assert kinds(waits) == ["approval_given"]


@pytest.mark.parametrize(
    "role",
    sorted(set(Role) - {Role.HEAD, Role.GOVERNOR, Role.SLT_DIGITAL_LEAD}, key=str),
)
def test_nobody_else_approves_and_no_role_of_the_msp(waits: Town, role: Role) -> None:
    for school in (ASHGROVE, None):
        somebody = Caller(actor=f"{role.value}:1", role=role, school=school)
        with pytest.raises(Forbidden):
            does(waits, give, somebody)


def test_the_head_of_another_school_approves_nothing_here(waits: Town) -> None:
    with pytest.raises(Forbidden):
        does(waits, give, replace(HEAD, school=BECKFIELD))


def test_it_is_shown_how_the_approval_stands_and_who_gave_it(waits: Town) -> None:
    asks = Approval(state=ApprovalState.ASKED, what=KEY)
    assert waits.ask(GetTicket(ticket_id=TICKET)).approval == asks
    [row] = waits.ask(FindTickets(approval=ApprovalState.ASKED)).tickets
    assert row.approval is ApprovalState.ASKED
    does(waits, give, HEAD)
    view = waits.ask(GetTicket(ticket_id=TICKET))
    assert view.approval == replace(
        asks, state=ApprovalState.GIVEN, approver=PRIYA.name
    )
    assert [one.kind for one in view.timeline] == [
        *("opened", "approval_asked", "approval_given"),
    ]
    does(waits, decline, GOVERNOR)
    view = waits.ask(GetTicket(ticket_id=TICKET))
    assert (view.timeline[-1].text, view.timeline[-1].detail) == (
        "He has left.",
        PRIYA.name,
    )
    assert waits.ask(FindTickets(approval=ApprovalState.ASKED)).tickets == ()


def test_a_ticket_that_needs_none_has_none(databases: Databases) -> None:
    town = Town([ROOMS], databases)
    command: OpenTicket = open_it
    town.execute(command)
    assert town.ask(GetTicket(ticket_id=TICKET)).approval is None
    town.close()
