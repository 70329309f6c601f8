"""What may become of a project, and what belongs to it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid5

import pytest

from contracts.projects import (
    AddedToProject,
    AddToProject,
    ApproveProject,
    CloseProject,
    Milestone,
    MilestoneReached,
    PartKind,
    PlanProject,
    ProjectApproved,
    ProjectClosed,
    ProjectPlanned,
    ProjectStarted,
    ReachMilestone,
    RemovedFromProject,
    RemoveFromProject,
    StartProject,
)
from contracts.refusals import Invalid, NotFound
from services.intake.projects import planning
from services.intake.projects.parts import Part, Place
from services.intake.projects.planning import PROJECT
from services.intake.projects.planning import Project as State
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.scenario import Scenario, at

ID = uuid5(TICKET, "project")
which: dict[str, Any] = {"school_id": ASHGROVE, "project_id": ID}
CABLED = Milestone(name="Cables are in", due_on=date(2026, 7, 10))
what: dict[str, Any] = {
    "starts_on": date(2026, 6, 15),
    "target_on": date(2026, 8, 28),
    "milestones": (CABLED,),
    "lead": OLU.caller.actor,
    "name": "A new network",
    "purpose": "Every room has Wi-Fi by September.",
}
plan = PlanProject(**which, version=0, **what)
planned = ProjectPlanned(project_id=ID, **what, reason="")
who: dict[str, Any] = {"approver_id": PRIYA.person_id, "approver": "Hana"}
approve = ApproveProject(**which, version=1, **who)
approved = ProjectApproved(project_id=ID, **who)
start = StartProject(**which, version=2)
started = ProjectStarted(project_id=ID)
reach = ReachMilestone(**which, version=3, milestone="Cables are in")
reached = MilestoneReached(project_id=ID, milestone="Cables are in")
close = CloseProject(**which, version=4, reason="Every room has it.")
closed = ProjectClosed(project_id=ID, reason="Every room has it.")
add = AddToProject(**which, part_id=TICKET)
belongs: dict[str, Any] = {
    "project_id": ID,
    "kind": PartKind.TICKET,
    "part_id": TICKET,
    "name": "A new network",
}
added = AddedToProject(**belongs)
remove = RemoveFromProject(**which, part_id=TICKET)
project = Scenario(PROJECT, terms=Place(known=True))


def wrong_in(command: object) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        project.given().when(command)
    return {*refusal.value.errors}


def test_a_project_is_planned_approved_started_and_closed() -> None:
    story = project.given().when(plan).then(planned)
    story.when(plan).then_nothing()
    story = story.when(approve).then(approved)
    story.when(approve).then_nothing()
    story = story.when(start).then(started)
    story.when(start).then_nothing()
    story = story.when(reach).then(reached)
    story.when(reach).then_nothing()
    story = story.when(close).then(closed)
    for command in (approve, start, reach, close, add):
        story.when(command).then_refused("closed")


def test_a_project_does_not_run_before_the_school_approves() -> None:
    project.given(planned).when(start).then_refused("has to approve")
    project.given(planned).when(reach).then_refused("does not run")


def test_the_guard_of_approval_is_what_holds_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "refuse_unapproved", lambda _: None)
    project.given(planned).when(start).then(started)


def test_what_is_planned_otherwise_is_approved_again() -> None:
    later = replace(plan, version=2, target_on=date(2026, 10, 23))
    given = project.given(planned, approved)
    with pytest.raises(Invalid) as refusal:
        given.when(later)
    assert {*refusal.value.errors} == {"reason"}
    said = replace(later, reason="The cables are late.")
    story = given.when(said).then(
        replace(planned, target_on=date(2026, 10, 23), reason="The cables are late.")
    )
    story.when(start).then_refused("has to approve")
    story.when(replace(approve, version=3)).then(approved).when(start).then(started)


def test_a_project_says_what_it_is_for_and_by_when() -> None:
    blank = replace(plan, name=" ", purpose=" ", lead=" ")
    assert wrong_in(blank) == {"name", "purpose", "lead"}
    for on in (date(2026, 6, 1), date(2036, 6, 1)):
        assert "target_on" in wrong_in(replace(plan, target_on=on, milestones=()))
    away = replace(CABLED, name=" ", due_on=date(2027, 1, 1))
    wrong = wrong_in(replace(plan, milestones=(CABLED, CABLED, away)))
    assert wrong == {
        *("milestones.1.name", "milestones.2.name", "milestones.2.due_on"),
    }


def test_a_ticket_belongs_to_one_project_at_most() -> None:
    story = project.given(planned).when(add).then(added)
    story.when(add).then_nothing()
    story.when(remove).then(RemovedFromProject(**belongs)).when(remove).then_nothing()
    other = Place(known=True, project_id=uuid5(ID, "other"), name="New laptops")
    elsewhere = Scenario(PROJECT, terms=other).given(planned)
    elsewhere.when(add).then_refused("belongs to the project New laptops")


def test_the_guard_is_what_keeps_it_to_one_project(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "refuse_elsewhere", lambda *_: None)
    other = Place(known=True, project_id=uuid5(ID, "other"), name="New laptops")
    Scenario(PROJECT, terms=other).given(planned).when(add).then(added)


def test_only_what_the_school_has_belongs_to_its_project() -> None:
    with pytest.raises(Invalid) as refusal:
        Scenario(PROJECT, terms=Place()).given(planned).when(add)
    assert {*refusal.value.errors} == {"part_id"}


def test_a_project_has_an_end_to_what_belongs_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "MOST_PARTS", 1)
    full = State(plan=planned, parts=frozenset({Part(PartKind.TICKET, ID)}))
    outcome = Scenario(replace(PROJECT, initial=full), terms=Place(known=True))
    outcome.given().when(add).then_refused("no more than 1")


def test_what_is_not_planned_is_not_found_and_no_milestone_is_made_up() -> None:
    for command in (approve, start, reach, close, add, remove):
        with pytest.raises(NotFound):
            project.given().when(command, now=at("mon 09:00"))
    running = project.given(planned, approved, started)
    for command, field in (
        (replace(reach, milestone="Kiln"), "milestone"),
        (replace(close, reason=" "), "reason"),
    ):
        with pytest.raises(Invalid) as refusal:
            running.when(command)
        assert {*refusal.value.errors} == {field}
