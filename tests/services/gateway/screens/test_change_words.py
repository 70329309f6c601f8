"""How are changes, and the days on which there is none, told to people?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.change_calendar import Change, ChangesView, FreezeAt
from contracts.changes import ChangeKind, ChangeState, Freeze, FreezeKind
from contracts.values import ApprovalState, Level
from services.gateway.screens.change_words import said_of_approval, weeks_of, when
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
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


def test_a_change_is_shown_in_each_week_in_which_it_is_made() -> None:
    view = ChangesView(changes=(CHANGE,), to_move=(), to_review=(), freezes=())
    weeks = weeks_of(view, date(2026, 6, 1), date(2026, 6, 28))
    assert [len(week.changes) for week in weeks] == [0, 1, 1, 0]


def test_the_same_days_at_several_schools_are_told_once() -> None:
    september = Freeze(
        kind=FreezeKind.SEPTEMBER,
        name="Start of the school year",
        from_on=date(2026, 9, 1),
        until_on=date(2026, 9, 30),
    )
    later = replace(september, from_on=date(2026, 9, 7))
    freezes = tuple(
        FreezeAt(school_id=school, freeze=freeze)
        for school, freeze in (
            *((ASHGROVE, september), (BECKFIELD, september)),
            (BECKFIELD, later),
        )
    )
    view = ChangesView(changes=(), to_move=(), to_review=(), freezes=freezes)
    first, second = weeks_of(view, date(2026, 8, 31), date(2026, 9, 13))
    assert first.frozen == [(september, [ASHGROVE, BECKFIELD])]
    assert second.frozen[1] == (later, [BECKFIELD])
