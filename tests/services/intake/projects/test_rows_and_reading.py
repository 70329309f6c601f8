"""How far is a project, for the desk and for its school?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.intake import GetTicket
from contracts.projects import (
    AddToProject,
    FindProjects,
    GetProject,
    PartKind,
    ProjectState,
    ProjectSummary,
    ProjectView,
    RemoveFromProject,
)
from contracts.refusals import Conflict, Forbidden, Invalid, NotFound, Refused
from contracts.site_visits import PlanSiteVisit
from services.intake.projects import planning, reading
from services.intake.projects.tables import projects
from tests.services.intake.projects.test_planning_parts_and_plans import (
    ID,
    add,
    approve,
    close,
    plan,
    reach,
    start,
    which,
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

HEAD = Caller(actor=f"head:{uuid4()}", role=Role.HEAD, school=ASHGROVE)
VISIT = uuid5(TICKET, "visit")


def found(town: Town, by: Caller = OLU.caller, **asked: Any) -> list[ProjectSummary]:
    return [*town.ask(FindProjects(**asked), by).projects]


def shown(town: Town, by: Caller = OLU.caller) -> ProjectView:
    view: ProjectView = town.ask(GetProject(school_id=ASHGROVE, project_id=ID), by)
    return view


def told(town: Town) -> tuple[str, str | None]:
    last = town.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline[-1]
    return last.kind, last.detail


def test_a_project_is_read_by_the_desk_and_by_its_school(desk: Town) -> None:
    view = shown(desk)
    assert view == shown(desk, PRIYA.caller)
    assert found(desk) == found(desk, PRIYA.caller) == [view.summary]
    assert (view.summary.state, view.version) == (ProjectState.PROPOSED, 2)
    assert [one.ticket_id for one in view.tickets] == [TICKET]
    assert told(desk) == ("added_to_project", "A new network")
    assert found(desk, BEN.caller) == []
    with pytest.raises(Forbidden):
        shown(desk, BEN.caller)
    with pytest.raises(NotFound):
        desk.ask(GetProject(school_id=BECKFIELD, project_id=ID))


def test_it_is_approved_by_the_school_and_runs_until_it_is_closed(desk: Town) -> None:
    for caller in (OLU.caller, PRIYA.caller):
        with pytest.raises(Forbidden):
            desk.execute(replace(approve, version=2), caller)
    with pytest.raises(Conflict):
        desk.execute(approve, HEAD)
    desk.execute(replace(approve, version=2), HEAD)
    desk.execute(replace(start, version=3))
    desk.clock.set(at("mon 09:00").replace(month=7, day=11))
    assert shown(desk).milestones[0].late
    desk.execute(replace(reach, version=4))
    [milestone] = shown(desk).milestones
    assert (milestone.reached_at, milestone.late) == (desk.clock(), True)
    desk.execute(replace(close, version=5))
    view = shown(desk)
    assert (view.summary.state, view.ended, view.approver) == (
        ProjectState.CLOSED,
        "Every room has it.",
        "Hana",
    )
    assert found(desk) == []
    assert found(desk, closed=True) == [view.summary]


def test_what_is_due_first_is_told_first_and_what_is_closed_last(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, month, over in (
        ("Next year", 12, False),
        ("Early", 7, True),
        ("Late", 8, True),
    ):
        project: dict[str, Any] = which | {"project_id": uuid5(ID, name)}
        days: dict[str, Any] = {"target_on": date(2026, month, 30), "milestones": ()}
        desk.execute(replace(plan, **project, **days, name=name))
        if over:
            desk.execute(replace(close, **project, version=1))
    told = [one.name for one in found(desk, closed=True)]
    assert told == ["A new network", "Next year", "Late", "Early"]
    assert not desk.ask(FindProjects(closed=True)).more
    monkeypatch.setattr(reading, "MOST_PROJECTS", 3)
    view = desk.ask(FindProjects(closed=True))
    assert ([one.name for one in view.projects], view.more) == (told[:3], True)


def test_what_is_planned_the_same_again_is_silent_though_its_log_is_sealed(
    desk: Town,
) -> None:
    desk.execute(replace(approve, version=2), HEAD)
    desk.execute(replace(plan, version=3, reason="Once more."))
    assert found(desk)[0].approved


def test_of_two_projects_that_add_a_ticket_at_once_one_has_it(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the other one had not been there yet when it was decided."""
    other = uuid5(ID, "other")
    desk.execute(replace(plan, project_id=other, name="New laptops"))
    monkeypatch.setattr(planning, "refuse_elsewhere", lambda *_: None)
    with pytest.raises(Conflict):
        desk.execute(replace(add, project_id=other))
    assert [one.ticket_id for one in shown(desk).tickets] == [TICKET]


def test_visits_belong_to_it_as_well(desk: Town) -> None:
    of_it = AddToProject(**which, kind=PartKind.SITE_VISIT, part_id=VISIT)
    with pytest.raises(Invalid):
        desk.execute(of_it)
    visit = PlanSiteVisit(
        school_id=ASHGROVE,
        visit_id=VISIT,
        starts_at=at("tue 09:00"),
        ends_at=at("tue 10:00"),
        who=(OLU.caller.actor,),
        purpose="Look at the cables.",
    )
    desk.execute(visit)
    desk.execute(of_it)
    assert [one.purpose for one in shown(desk).visits] == ["Look at the cables."]
    desk.execute(RemoveFromProject(**which, kind=of_it.kind, part_id=VISIT))
    assert shown(desk).visits == ()


def test_a_ticket_of_another_project_is_not_added(desk: Town) -> None:
    other = uuid5(ID, "other")
    desk.execute(replace(plan, project_id=other, name="New laptops"))
    with pytest.raises(Refused, match="belongs to the project A new network"):
        desk.execute(replace(add, project_id=other))


def test_a_project_that_is_planned_otherwise_waits_for_approval(desk: Town) -> None:
    desk.execute(replace(approve, version=2), HEAD)
    assert found(desk)[0].state is ProjectState.APPROVED
    later = replace(plan, version=3, reason="Late.", target_on=date(2026, 9, 25))
    desk.execute(later)
    [one] = found(desk)
    assert (one.state, one.approved, one.target_on) == (
        ProjectState.PROPOSED,
        False,
        date(2026, 9, 25),
    )


def test_projects_follow_from_the_log(desk: Town) -> None:
    desk.execute(replace(approve, version=2), HEAD)
    before = shown(desk)
    spoil(desk, "intake", projects, purpose="Nothing")
    assert switched(desk, "intake", ASHGROVE).changed == {"projects": 1}
    assert shown(desk) == before
