"""Is nothing told of safeguarding where something else of a school is listed?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.access import Caller, Role
from contracts.change_calendar import FindChanges
from contracts.projects import GetProject
from contracts.ratings import GetSatisfaction
from contracts.recurring import FindRecurring
from contracts.remote import FindRemoteSessions
from contracts.values import TicketType
from tests.services.intake.changes.plans import plan
from tests.services.intake.guarded.deeds import OF_MSP
from tests.services.intake.projects.test_planning_parts_and_plans import ID, add
from tests.services.intake.projects.test_planning_parts_and_plans import (
    plan as plan_project,
)
from tests.services.intake.ratings.test_rating_rows_and_satisfaction import rate
from tests.services.intake.remote.test_rules_and_consent import open_it as open_session
from tests.services.intake.stories import open_it, resolve
from tests.services.intake.test_recurring import opens
from tests.support.cast import ASHGROVE
from tests.support.town import Town

LEADER = Caller(actor="token:office", role=Role.BUSINESS_MANAGER, school=ASHGROVE)
HEAD = Caller(actor="token:head", role=Role.HEAD, school=ASHGROVE)

ABOUT = replace(open_it, service="monitoring")


def planned(town: Town, by: Caller) -> Any:
    june = FindChanges(from_on=date(2026, 6, 1), until_on=date(2026, 6, 30))
    view = town.ask(june, by=by)
    return (*view.changes, *view.to_move, *view.to_review)


def sessions(town: Town, by: Caller) -> Any:
    return town.ask(FindRemoteSessions(school_id=ASHGROVE), by=by).sessions


def said(town: Town, by: Caller) -> Any:
    return town.ask(GetSatisfaction(), by=by).comments


def recurs(town: Town, by: Caller) -> Any:
    return town.ask(FindRecurring(), by=by).recurring


def problems(town: Town, by: Caller) -> Any:
    """The problems that are named of what recurs, which itself is no secret."""
    recurring = town.ask(FindRecurring(), by=by).recurring
    assert [one.name for one in recurring] == ["printing"]
    return [one.problem for one in recurring if one.problem is not None]


def of_project(town: Town, by: Caller) -> Any:
    asked = GetProject(school_id=ASHGROVE, project_id=ID)
    return town.ask(asked, by=by).tickets


def put_in_project(town: Town) -> None:
    town.execute(ABOUT)
    town.execute(plan_project)
    town.execute(add)


def plan_it(town: Town) -> None:
    town.execute(replace(ABOUT, type=TicketType.CHANGE))
    town.execute(plan)


def look_at_it(town: Town) -> None:
    town.execute(ABOUT)
    town.execute(open_session)


def rate_it(town: Town) -> None:
    town.execute(ABOUT)
    town.execute(resolve)
    rate(town, comment="Thank you.")


def have_it_again(town: Town) -> None:
    for number in range(3):
        opens(town, number, category="", service="monitoring")


def look_for_the_cause(town: Town) -> None:
    for number in range(3):
        opens(town, number)
    opens(town, 3, service="monitoring", type=TicketType.PROBLEM)


LISTS = (
    (plan_it, planned),
    (look_at_it, sessions),
    (rate_it, said),
    (have_it_again, recurs),
    (look_for_the_cause, problems),
    (put_in_project, of_project),
)

Do = Callable[[Town], None]
Listed = Callable[[Town, Caller], Any]


@pytest.mark.parametrize(("do", "listed"), LISTS)
def test_it_is_listed_to_the_few_alone(known: Town, do: Do, listed: Listed) -> None:
    do(known)
    assert len(listed(known, HEAD)) == 1
    for one in (LEADER, *OF_MSP):
        assert not listed(known, one)


@pytest.mark.parametrize(("do", "listed"), LISTS)
def test_without_the_guard_it_would_be_listed_to_all(
    known: Town, do: Do, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who reads all of it is asked at each list."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    do(known)
    assert len(listed(known, LEADER)) == 1
