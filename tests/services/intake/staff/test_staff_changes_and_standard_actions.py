"""What has to be done for who joins, moves or leaves, and is it done first?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.approvals import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalGiven,
)
from contracts.intake import TicketOpened
from contracts.refusals import Forbidden, Invalid, Refused
from contracts.staff_changes import (
    Access,
    ActionMarked,
    ActionState,
    ChangeStaffDay,
    StaffChange,
    StaffChangeKind,
    StaffChangeTold,
    StaffDayChanged,
)
from contracts.ties import MergeTicket
from contracts.values import TicketType
from services.intake import desk, domain, opening
from services.intake.domain import TICKET as DECIDER
from services.intake.opening import Opening
from services.intake.rooms import ROOMS
from services.intake.staff.standard_actions import STANDARD
from services.sla.leavers import oblige
from services.sla.obligation_clock import OBLIGATION
from services.sla.working_time import Hours
from tests.services.intake.leavers import (
    AFTERWARDS,
    BUSINESS,
    ENDS,
    FRIDAY,
    HEAD,
    JOINER,
    LEAVER,
    does,
    mark,
    of_it,
    seen,
    telling,
)
from tests.services.intake.stories import (
    opened,
    reopened,
    resolve,
    resolved,
    ticket,
)
from tests.services.sla.stories import NINE_TO_FIVE
from tests.support.cast import ASHGROVE, BEN, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.databases import Databases
from tests.support.scenario import Scenario, at, heard
from tests.support.town import Town

staff = Scenario(
    DECIDER,
    terms=Opening(
        number=7,
        reference="MPJT-7",
        requester_id=PRIYA.person_id,
        person_id=BEN.person_id,
    ),
)


def told(change: StaffChange) -> StaffChangeTold:
    return StaffChangeTold(
        ticket_id=TICKET,
        kind=change.kind,
        person_id=BEN.person_id,
        on=change.on,
        person=change.person,
        role=change.role,
        email=change.email,
        accounts=change.accounts,
        kit=change.kit,
        passes_to=change.passes_to,
        actions=STANDARD[change.kind],
    )


def begun(change: StaffChange) -> TicketOpened:
    return replace(
        opened, subject=f"A {change.kind.value}", type=TicketType.SERVICE_REQUEST
    )


def marked(
    action: str, left: int, state: ActionState = ActionState.DONE, note: str = ""
) -> ActionMarked:
    return ActionMarked(
        ticket_id=TICKET,
        person_id=BEN.person_id,
        action=action,
        state=state,
        access_left=left,
        note=note,
    )


asked = ApprovalAsked(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    what="Access for a joiner, from 12/06/2026",
)
given = ApprovalGiven(ticket_id=TICKET, approver_id=BEN.person_id, approver="Mrs Head")
declined = ApprovalDeclined(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    approver_id=BEN.person_id,
    approver="Mrs Head",
    reason="Not yet.",
)
leaves = (begun(LEAVER), told(LEAVER))
joins = (begun(JOINER), told(JOINER), asked)
done = tuple(
    marked(name, max(0, len(ENDS) - 1 - place))
    for place, name in enumerate((*ENDS, *AFTERWARDS))
)
merge = MergeTicket(**of_it, into_id=OTHER_TICKET)


def test_a_leaver_is_a_service_request_with_its_list_and_waits_for_nobody() -> None:
    staff.given().when(telling(LEAVER)).then(*leaves)
    staff.given(*leaves).when(telling(LEAVER)).then_nothing()


@pytest.mark.parametrize("kind", [StaffChangeKind.JOINER, StaffChangeKind.MOVER])
def test_who_is_given_access_is_approved_first_whoever_asks(
    kind: StaffChangeKind,
) -> None:
    events = staff.given().when(telling(replace(JOINER, kind=kind))).events
    [needs] = [one for one in events if isinstance(one, ApprovalAsked)]
    assert needs.what == f"Access for a {kind.value}, from 12/06/2026"


def test_what_is_asked_to_be_approved_is_asked_in_the_words_that_were_given() -> None:
    command = replace(telling(JOINER), approval="All the keys")
    [*_, needs] = staff.given().when(command).events
    assert needs == replace(asked, what="All the keys")


def test_each_list_has_names_of_its_own_and_says_what_gives_and_ends_access() -> None:
    for kind, actions in STANDARD.items():
        names = [one.name for one in actions]
        assert len({*names}) == len(names)
        access = {one.access for one in actions}
        assert (Access.GRANTS in access) is (kind is not StaffChangeKind.LEAVER)
        assert (Access.ENDS in access) is (kind is not StaffChangeKind.JOINER)


def test_an_action_is_marked_and_says_how_much_access_is_left() -> None:
    staff.given(*leaves).when(mark("sign-in")).then(marked("sign-in", 3))
    staff.given(*leaves).when(mark("devices")).then(marked("devices", 4))
    last = (*leaves, *done[:3])
    staff.given(*last).when(mark("groups")).then(marked("groups", 0))
    again = mark("sign-in", ActionState.OPEN)
    staff.given(*last).when(again).then(marked("sign-in", 2, ActionState.OPEN))
    staff.given(*leaves, done[0]).when(mark("sign-in")).then_nothing()


def test_what_is_not_needed_says_why() -> None:
    without = mark("groups", ActionState.NOT_NEEDED, " ")
    with pytest.raises(Invalid) as refusal:
        staff.given(*leaves).when(without)
    assert refusal.value.errors == {"note": ["Say why it is not needed."]}
    why = replace(without, note="Was in none")
    expected = marked("groups", 3, ActionState.NOT_NEEDED, "Was in none")
    staff.given(*leaves).when(why).then(expected)


def test_nothing_is_marked_that_is_on_no_list() -> None:
    with pytest.raises(Invalid):
        staff.given(*leaves).when(mark("cake"))
    ticket.given(opened).when(mark("sign-in")).then_refused("about nobody who joins")


def test_what_is_resolved_is_reopened_before_anything_of_it_is_marked() -> None:
    over = (*leaves, *done, resolved)
    back = mark("mail", ActionState.OPEN)
    staff.given(*over).when(back).then_refused("Reopen it first")
    assert staff.given(*over, reopened).when(back).events


def test_it_is_told_for_another_day() -> None:
    later = ChangeStaffDay(**of_it, on=date(2026, 7, 17))
    moved = StaffDayChanged(
        ticket_id=TICKET, kind=StaffChangeKind.LEAVER, on=date(2026, 7, 17)
    )
    staff.given(*leaves).when(later).then(moved)
    staff.given(*leaves, moved).when(later).then_nothing()
    staff.given(*leaves).when(replace(later, on=FRIDAY)).then_nothing()


@pytest.mark.parametrize("on", [date(1, 1, 1), date(2029, 1, 1), date(9999, 12, 31)])
def test_a_day_that_is_years_away_is_a_slip(on: date) -> None:
    with pytest.raises(Invalid) as refusal:
        staff.given().when(telling(replace(LEAVER, on=on)))
    assert [*refusal.value.errors] == ["change.on"]
    with pytest.raises(Invalid) as refusal:
        staff.given(*leaves).when(ChangeStaffDay(**of_it, on=on))
    assert [*refusal.value.errors] == ["on"]


def test_without_the_guard_no_clock_could_be_set_for_any_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(opening, "check_day", lambda *_: None)
    last = telling(replace(LEAVER, on=date(9999, 12, 31)))
    [_, leaving] = staff.given().when(last).events
    [command] = oblige(heard(leaving, at("mon 09:00")))
    with pytest.raises(OverflowError):
        OBLIGATION.decide(None, command, at("mon 09:00"), Hours(NINE_TO_FIVE, set()))


@pytest.mark.parametrize("command", [resolve, merge])
def test_a_request_is_not_done_while_an_action_is_open_and_says_which(
    command: Any,
) -> None:
    still = "Still to be done: Free their licences."
    nearly = (*leaves, *done[:-1])
    staff.given(*nearly).when(command).then_refused(still)
    if command is resolve:
        staff.given(*leaves, *done).when(command).then(resolved)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (replace(LEAVER, person=" "), "change.person"),
        (replace(LEAVER, role="\n"), "change.role"),
        (replace(LEAVER, email="sam"), "change.email"),
    ],
)
def test_who_leaves_is_named_and_an_account_is_an_address(
    change: StaffChange, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        staff.given().when(telling(change))
    assert [*refusal.value.errors] == [field]


@pytest.fixture
def town(databases: Databases) -> Iterator[Town]:
    made = Town([ROOMS], databases)
    yield made
    made.close()


def kinds(town: Town) -> list[str]:
    told = [one.type.partition(".")[2] for one in town.log("intake", ASHGROVE)]
    return [one for one in told if one != "letter_written"]


def test_a_leaver_is_resolved_once_all_is_done_and_not_before(town: Town) -> None:
    town.execute(telling(LEAVER), by=BUSINESS)
    with pytest.raises(Refused, match="Still to be done"):
        does(town, resolve)
    for name in (*ENDS, *AFTERWARDS):
        does(town, mark(name))
    does(town, resolve)
    assert kinds(town)[-2:] == ["action_marked", "ticket_resolved"]


def test_without_the_guard_a_leaver_is_resolved_with_everything_open(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(domain, "refuse_open", lambda _known, _command: None)
    town.execute(telling(LEAVER), by=BUSINESS)
    does(town, resolve)
    assert kinds(town)[-2:] == ["staff_change_told", "ticket_resolved"]


def test_staff_do_not_say_who_leaves_and_no_other_school_does(town: Town) -> None:
    for by in (PRIYA.caller, BEN.caller, replace(HEAD, school=BEN.caller.school)):
        with pytest.raises(Forbidden):
            town.execute(telling(LEAVER), by=by)
    assert kinds(town) == []
    town.execute(telling(LEAVER), by=OLU.caller)
    assert seen(town).change is not None


def test_without_the_guard_anybody_of_a_school_says_who_leaves(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(desk, "forbid_tale", lambda _caller, _school: None)
    town.execute(telling(LEAVER), by=PRIYA.caller)
    assert kinds(town) == ["ticket_opened", "staff_change_told"]
