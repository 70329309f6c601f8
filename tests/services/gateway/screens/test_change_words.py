"""How are changes, and the days on which there is none, told to people?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.change_calendar import Change, ChangesView
from contracts.changes import ChangeKind, ChangeState
from contracts.values import ApprovalState, Level
from services.gateway.screens.change_words import said_of_approval, weeks_of, when
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at

CHANGE = Change(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    reference="MPJT-7",
    subject="Switches",
    kind=ChangeKind.NORMAL,
    state=ChangeState.PLANNED,
    standard="",
    risk=Level.LOW,
    risk_reason="",
    services=(),
    starts_at=at("sun 20:00"),
    ends_at=at("next mon 06:00"),
    who=(),
    reason="",
    plan="",
    back_out="",
    test="",
    approval=None,
    approver="Hana",
    begun_at=None,
    begun_by="",
    begun_because="",
    ended_at=None,
    outcome="",
    review_due_on=None,
    reviewed_at=None,
    review="",
    freezes=(),
    to_move=False,
    overdue=False,
)


def test_when_it_is_made_is_said_with_both_days() -> None:
    assert when(CHANGE) == "Sunday 14/06/2026, 20:00 to Monday 15/06/2026, 06:00"


@pytest.mark.parametrize(
    ("kind", "approval", "words"),
    [
        (ChangeKind.STANDARD, None, "The school approved it beforehand."),
        (ChangeKind.NORMAL, ApprovalState.GIVEN, "It is approved by Hana."),
        (ChangeKind.NORMAL, None, "Nobody was asked to approve it."),
    ],
)
def test_whether_it_is_approved_is_said(
    kind: ChangeKind, approval: ApprovalState | None, words: str
) -> None:
    assert said_of_approval(replace(CHANGE, kind=kind, approval=approval)) == words


def test_a_change_is_shown_once_in_the_week_in_which_it_begins_or_goes_on() -> None:
    view = ChangesView(changes=(CHANGE,), to_move=(), to_review=(), freezes=())
    both = weeks_of(view, date(2026, 6, 8), date(2026, 6, 21))
    assert [len(week.changes) for week in both] == [1, 0]
    later = weeks_of(view, date(2026, 6, 15), date(2026, 6, 21))
    assert [len(week.changes) for week in later] == [1]
