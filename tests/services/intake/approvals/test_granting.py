"""Does somebody have access, or get it, that nobody has approved?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.approvals import DeclineApproval, GiveApproval
from contracts.refusals import Refused
from contracts.staff_changes import Access, ActionState, StaffChangeKind
from services.intake.staff import staff_changes
from services.intake.staff.standard_actions import STANDARD
from tests.services.intake.leavers import (
    BUSINESS,
    HEAD,
    JOINER,
    does,
    mark,
    of_it,
    telling,
)
from tests.services.intake.staff.test_staff_changes_and_standard_actions import (
    declined,
    given,
    joins,
    kinds,
    merge,
    staff,
)
from tests.services.intake.stories import open_it, resolve
from tests.support.cast import BEN, OTHER_TICKET
from tests.support.town import Town

by_her: dict[str, Any] = {"approver_id": BEN.person_id, "approver": "Mrs Head"}
give = GiveApproval(**of_it, **by_her)
decline = DeclineApproval(**of_it, **by_her, reason="Not yet.")


@pytest.mark.parametrize("before", [(), (declined,), (given, declined)])
def test_nobody_is_given_access_that_nobody_has_approved(before: Any) -> None:
    because = "Who runs the school has to approve it first"
    staff.given(*joins, *before).when(mark("account")).then_refused(because)
    not_needed = mark("account", ActionState.NOT_NEEDED, "Declined")
    assert staff.given(*joins, *before).when(not_needed).events
    assert staff.given(*joins, *before).when(mark("policy")).events
    assert staff.given(*joins, given).when(mark("account")).events


def test_in_the_log_approval_comes_before_the_access_it_is_for(town: Town) -> None:
    town.execute(telling(JOINER), by=BUSINESS)
    with pytest.raises(Refused, match="approve it first"):
        does(town, mark("account"))
    does(town, give, by=HEAD)
    does(town, mark("account"))
    assert kinds(town)[-2:] == ["approval_given", "action_marked"]


def test_without_the_guard_access_is_given_that_nobody_approved(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(staff_changes, "refuse_ungranted", lambda *_: None)
    town.execute(telling(JOINER), by=BUSINESS)
    does(town, mark("account"))
    assert kinds(town)[-2:] == ["approval_asked", "action_marked"]


def is_declined_after_it_was_done(town: Town) -> None:
    """Everything on the list of who joins is done, and then declined."""
    town.execute(telling(JOINER), by=BUSINESS)
    does(town, give, by=HEAD)
    for action in STANDARD[StaffChangeKind.JOINER]:
        does(town, mark(action.name))
    does(town, decline, by=HEAD)


def test_what_was_declined_after_it_was_granted_is_taken_away_first(town: Town) -> None:
    is_declined_after_it_was_done(town)
    town.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="Another"))
    for command in (resolve, merge):
        with pytest.raises(Refused, match="Take the access away"):
            does(town, command)
    for action in STANDARD[StaffChangeKind.JOINER]:
        if action.access is Access.GRANTS:
            does(town, mark(action.name, ActionState.NOT_NEEDED, "Taken away"))
    does(town, resolve)
    assert kinds(town)[-2:] == ["action_marked", "ticket_resolved"]


def test_without_the_guard_access_stands_that_was_declined(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(staff_changes, "refuse_granted", lambda _known, _staff: None)
    is_declined_after_it_was_done(town)
    does(town, resolve)
    assert kinds(town)[-2:] == ["approval_declined", "ticket_resolved"]
