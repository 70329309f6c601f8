"""On which days is nothing changed, and what holds back what is not over?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.changes import ChangeState, Freeze, FreezeKind
from contracts.refusals import Refused
from contracts.values import Term, TicketType
from services.intake.changes.freezes import (
    Span,
    not_allowed,
    septembers_of,
    told_of,
    with_septembers,
)
from services.intake.changes.ground import days_of, refuse_unended
from tests.support.scenario import at

AUTUMN = Term(name="Autumn", from_on=date(2026, 9, 3), until_on=date(2026, 12, 18))
SPRING = Term(name="Spring", from_on=date(2027, 1, 4), until_on=date(2027, 3, 26))
SCOTS = Term(name="Autumn", from_on=date(2026, 8, 18), until_on=date(2026, 10, 9))
GCSE = Freeze(
    kind=FreezeKind.EXAMS,
    name="GCSE",
    from_on=date(2026, 5, 11),
    until_on=date(2026, 6, 19),
)


@pytest.mark.parametrize(
    ("term", "days"),
    [
        (AUTUMN, [(date(2026, 9, 3), date(2026, 9, 30))]),
        (SCOTS, [(date(2026, 8, 18), date(2026, 9, 14))]),
        (SPRING, []),
    ],
)
def test_a_school_year_begins_with_four_busy_weeks(
    term: Term, days: list[tuple[date, date]]
) -> None:
    assert [(one.from_on, one.until_on) for one in septembers_of([term])] == days


def test_where_nobody_says_when_a_year_begins_it_is_september() -> None:
    year = Span(date(2026, 8, 1), date(2027, 12, 31))
    found = with_septembers([*septembers_of([SCOTS])], year)
    assert [(one.from_on, one.until_on) for one in found] == [
        (date(2026, 8, 18), date(2026, 9, 14)),
        (date(2027, 9, 1), date(2027, 9, 30)),
    ]
    june = Span(date(2026, 6, 1), date(2026, 6, 30))
    assert with_septembers([GCSE], june) == [GCSE]
    assert with_septembers([GCSE], Span(date(2026, 7, 1), date(2026, 7, 2))) == []


def test_a_freeze_is_passed_over_only_on_days_that_are_allowed() -> None:
    days = Span(date(2026, 6, 18), date(2026, 6, 22))
    first, last = Span(days.first, days.first), Span(GCSE.until_on, days.last)
    assert not_allowed([GCSE], days, ()) == (GCSE,)
    assert not_allowed([GCSE], days, (first,)) == (GCSE,)
    assert not_allowed([GCSE], days, (first, last)) == ()
    assert not_allowed([GCSE], Span(days.last, days.last), ()) == ()


def test_freezes_are_told_with_their_days() -> None:
    assert told_of([GCSE]) == "GCSE (exams, 11/05/2026 to 19/06/2026)"


def test_days_are_those_of_london() -> None:
    assert days_of(at("mon 23:30"), at("tue 00:30")) == Span(
        date(2026, 6, 8), date(2026, 6, 9)
    )


@pytest.mark.parametrize("state", [ChangeState.PLANNED, ChangeState.BEGUN])
def test_what_is_not_over_holds_back_its_ticket(state: ChangeState) -> None:
    for kind in (TicketType.CHANGE, TicketType.INCIDENT):
        with pytest.raises(Refused, match="what came of the change"):
            refuse_unended(kind, state)


def test_a_change_that_nobody_planned_holds_back_its_ticket() -> None:
    with pytest.raises(Refused, match="plan it"):
        refuse_unended(TicketType.CHANGE, None)
    refuse_unended(TicketType.INCIDENT, None)
    for state in (ChangeState.DONE, ChangeState.BACKED_OUT, ChangeState.WITHDRAWN):
        refuse_unended(TicketType.CHANGE, state)
