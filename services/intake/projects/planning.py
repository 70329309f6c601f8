"""What may become of a project, and what belongs to it?

proposed -- approve --> approved -- start --> running -- close --> closed
What is planned otherwise before it runs has to be approved again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, assert_never

from contracts.projects import (
    MOST_PARTS,
    AddedToProject,
    AddToProject,
    ApproveProject,
    CloseProject,
    MilestoneReached,
    PlanProject,
    ProjectApproved,
    ProjectClosed,
    ProjectPlanned,
    ProjectStarted,
    ProjectState,
    ReachMilestone,
    RemovedFromProject,
    RemoveFromProject,
    StartProject,
)
from contracts.refusals import Invalid, NotFound, Refused
from services.intake.projects.parts import Part, Place, refuse_elsewhere
from services.intake.projects.plans import faults_of
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project as it stands; `approved` is of the plan as it is now."""

    plan: ProjectPlanned | None = None
    state: ProjectState = ProjectState.PROPOSED
    approved: bool = False
    reached: frozenset[str] = frozenset()
    parts: frozenset[Part] = frozenset()


Belong: TypeAlias = AddToProject | RemoveFromProject
Move: TypeAlias = ApproveProject | StartProject | ReachMilestone | CloseProject
Command: TypeAlias = PlanProject | Belong | Move
Event: TypeAlias = (
    ProjectPlanned
    | ProjectApproved
    | ProjectStarted
    | MilestoneReached
    | ProjectClosed
    | AddedToProject
    | RemovedFromProject
)


def decide(
    project: Project, command: Command, _now: datetime, place: Place
) -> Sequence[Event]:
    """The events that follow; `place` is where what is added or taken away is."""
    if isinstance(command, PlanProject):
        return _plan(_read(project, place), command)
    if project.plan is None:
        raise NotFound("There is no such project.")
    if isinstance(command, Belong):
        return _belong(project, project.plan, command, place)
    return _move(project, project.plan, command)


def evolve(project: Project, event: Event) -> Project:
    """What is true of the project after the event."""
    match event:
        case ProjectPlanned():
            return _planned(project, event)
        case ProjectApproved():
            proposed = project.state is ProjectState.PROPOSED
            state = ProjectState.APPROVED if proposed else project.state
            return replace(project, approved=True, state=state)
        case ProjectStarted():
            return replace(project, state=ProjectState.RUNNING)
        case MilestoneReached():
            return replace(project, reached=project.reached | {event.milestone})
        case ProjectClosed():
            return replace(project, state=ProjectState.CLOSED)
        case AddedToProject() | RemovedFromProject():
            return replace(project, parts=_parts(project, event))
        case _:
            assert_never(event)


def _parts(
    project: Project, event: AddedToProject | RemovedFromProject
) -> frozenset[Part]:
    part = frozenset({Part(event.kind, event.part_id)})
    added = isinstance(event, AddedToProject)
    return project.parts | part if added else project.parts - part


def _planned(project: Project, event: ProjectPlanned) -> Project:
    """Planned anew it waits for approval again; what runs goes on meanwhile."""
    state = project.state
    if state is ProjectState.APPROVED:
        state = ProjectState.PROPOSED
    return replace(project, plan=event, approved=False, state=state)


def _read(project: Project, place: Place) -> Project:
    """The project with its purpose open, so that the same one is known to be."""
    if project.plan is None or place.purpose is None:
        return project
    return replace(project, plan=replace(project.plan, purpose=place.purpose))


def _plan(project: Project, command: PlanProject) -> list[Event]:
    errors = dict(faults_of(command))
    if project.plan is not None and not command.reason.strip():
        errors["reason"] = ["Say why it is another."]
    planned = ProjectPlanned(
        project_id=command.project_id,
        starts_on=command.starts_on,
        target_on=command.target_on,
        milestones=command.milestones,
        lead=command.lead.strip(),
        name=command.name.strip(),
        purpose=command.purpose.strip(),
        reason=command.reason.strip(),
    )
    if project.plan is not None:
        if replace(planned, reason=project.plan.reason) == project.plan:
            return []
        _refuse_closed(project)
    if errors:
        raise Invalid(errors)
    return [planned]


def _move(project: Project, plan: ProjectPlanned, command: Move) -> list[Event]:
    _refuse_closed(project)
    which: dict[str, Any] = {"project_id": command.project_id}
    match command:
        case ApproveProject():
            if project.approved:
                return []
            who: dict[str, Any] = {
                "approver_id": command.approver_id,
                "approver": command.approver,
            }
            return [ProjectApproved(**which, **who)]
        case StartProject():
            return _start(project, which)
        case ReachMilestone():
            return _reach(project, plan, command)
        case CloseProject():
            if not command.reason.strip():
                raise Invalid({"reason": ["Must not be blank."]})
            return [ProjectClosed(**which, reason=command.reason.strip())]
        case _:
            assert_never(command)


def _start(project: Project, which: dict[str, Any]) -> list[Event]:
    if project.state is ProjectState.RUNNING:
        return []
    refuse_unapproved(project)
    return [ProjectStarted(**which)]


def refuse_unapproved(project: Project) -> None:
    """Refused where the school has not approved of it as it is planned."""
    if not project.approved:
        raise Refused("Who runs the school has to approve this project before it runs.")


def _reach(
    project: Project, plan: ProjectPlanned, command: ReachMilestone
) -> list[Event]:
    if command.milestone not in {one.name for one in plan.milestones}:
        raise Invalid({"milestone": ["The project has no such milestone."]})
    if project.state is not ProjectState.RUNNING:
        raise Refused("This project does not run yet.")
    if command.milestone in project.reached:
        return []
    reached = MilestoneReached(
        project_id=command.project_id, milestone=command.milestone
    )
    return [reached]


def _belong(
    project: Project, plan: ProjectPlanned, command: Belong, place: Place
) -> list[Event]:
    part = Part(command.kind, command.part_id)
    told: dict[str, Any] = {
        "project_id": command.project_id,
        "kind": command.kind,
        "part_id": command.part_id,
        "name": plan.name,
    }
    if isinstance(command, RemoveFromProject):
        return [RemovedFromProject(**told)] if part in project.parts else []
    if part in project.parts:
        return []
    _refuse_closed(project)
    refuse_elsewhere(place, command)
    if len(project.parts) >= MOST_PARTS:
        raise Refused(f"A project has no more than {MOST_PARTS} tickets and visits.")
    return [AddedToProject(**told)]


def _refuse_closed(project: Project) -> None:
    if project.state is ProjectState.CLOSED:
        raise Refused("This project is closed.")


PROJECT: Decider[Project] = Decider(
    category="project",
    identity="project_id",
    commands=(
        PlanProject,
        ApproveProject,
        StartProject,
        ReachMilestone,
        CloseProject,
        AddToProject,
        RemoveFromProject,
    ),
    initial=Project(),
    decide=decide,
    evolve=evolve,
)
