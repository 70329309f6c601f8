"""How is it kept how a project stands, and told on the tickets that belong to it?"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    case,
    delete,
    insert,
    select,
    update,
)

from contracts.projects import (
    AddedToProject,
    AddToProject,
    MilestoneReached,
    PartKind,
    PlanProject,
    ProjectApproved,
    ProjectClosed,
    ProjectPlanned,
    ProjectStarted,
    ProjectState,
    RemovedFromProject,
)
from services.intake.projects.parts import Place
from services.intake.projects.planning import Event, Project
from services.intake.projects.tables import (
    project_parts,
    projects,
    reached_milestones,
)
from services.intake.site_visits.rows import site_visits
from services.intake.tables import tickets
from services.intake.timeline.entries import Entry, write
from shared.work import Fresh, Work


def terms(work: Work, _: Project, command: object) -> Place:
    """Whether the school has what is added, and where; or what is planned."""
    if isinstance(command, PlanProject):
        whose = {"of_school": work.school, "of_project": command.project_id}
        return Place(purpose=work.connection.execute(_PURPOSE, whose).scalar())
    if not isinstance(command, AddToProject):
        return Place()
    which = {"of_school": work.school, "of_part": command.part_id}
    known = work.connection.execute(_KNOWN[command.kind], which).first() is not None
    of_kind = which | {"of_kind": command.kind.value}
    row = work.connection.execute(_PLACE, of_kind).one_or_none()
    return Place(known, *row) if row else Place(known)


def keep_project(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how a project stands, and what belongs to it."""
    which = {"of_school": fresh.school, "of_project": event.project_id}
    version = {"version": fresh.stream_version}
    match event:
        case ProjectPlanned():
            _plan(connection, fresh, event)
        case AddedToProject() | RemovedFromProject():
            connection.execute(_CHANGE, which | version)
            _belong(connection, fresh, event)
        case MilestoneReached():
            connection.execute(_CHANGE, which | version)
            row = {"name": event.milestone, "reached_at": fresh.happened_at}
            whose = {"school": fresh.school, "project_id": event.project_id}
            connection.execute(_REACH, whose | row)
        case ProjectApproved():
            approved = {"approved": 1, "approver": event.approver}
            connection.execute(_APPROVE, which | version | approved)
        case ProjectStarted():
            running = {"state": ProjectState.RUNNING.value}
            connection.execute(_CHANGE, which | version | running)
        case ProjectClosed():
            closed = {"state": ProjectState.CLOSED.value, "ended": event.reason}
            connection.execute(_CHANGE, which | version | closed)


def _plan(connection: Connection, fresh: Fresh, event: ProjectPlanned) -> None:
    planned = {
        "name": event.name,
        "approved": 0,
        "lead": event.lead,
        "starts_on": event.starts_on,
        "target_on": event.target_on,
        "purpose": event.purpose,
        "reason": event.reason,
        "milestones": json.dumps(
            [[one.name, one.due_on.isoformat()] for one in event.milestones]
        ),
        "version": fresh.stream_version,
    }
    which = {"of_school": fresh.school, "of_project": event.project_id}
    state = connection.execute(_STATE, which).scalar()
    if state is None:
        row = {
            "school": fresh.school,
            "project_id": event.project_id,
            "state": ProjectState.PROPOSED.value,
            "approver": "",
            "ended": "",
        }
        connection.execute(_ADD, row | planned)
        return
    waits = state == ProjectState.APPROVED.value
    again = {"state": ProjectState.PROPOSED.value} if waits else {}
    connection.execute(_CHANGE, which | planned | again)


def _belong(
    connection: Connection, fresh: Fresh, event: AddedToProject | RemovedFromProject
) -> None:
    which = {
        "of_school": fresh.school,
        "of_kind": event.kind.value,
        "of_part": event.part_id,
    }
    added = isinstance(event, AddedToProject)
    if not added:
        connection.execute(_TAKE_OUT, which | {"of_project": event.project_id})
    else:
        # Of two projects that add it at once, the later finds the key taken.
        row = {
            "school": fresh.school,
            "kind": event.kind.value,
            "part_id": event.part_id,
            "project_id": event.project_id,
        }
        connection.execute(_PUT, row)
    if event.kind is PartKind.TICKET:
        told = "added_to_project" if added else "removed_from_project"
        write(connection, fresh, event.part_id, Entry(told, detail=event.name))


# Made once: to build a statement takes several times as long as to carry it out.
_WHICH = (
    projects.c.school == bindparam("of_school"),
    projects.c.project_id == bindparam("of_project"),
)
_ADD = insert(projects)
_CHANGE = update(projects).where(*_WHICH)
_STATE = select(projects.c.state).where(*_WHICH)
_PURPOSE = select(projects.c.purpose).where(*_WHICH)
_APPROVE = _CHANGE.values(
    state=case(
        (projects.c.state == ProjectState.PROPOSED.value, ProjectState.APPROVED.value),
        else_=projects.c.state,
    )
)
"""A project that runs goes on, with what was planned anew and is approved."""
_REACH = insert(reached_milestones)
_PART = (
    project_parts.c.school == bindparam("of_school"),
    project_parts.c.kind == bindparam("of_kind"),
    project_parts.c.part_id == bindparam("of_part"),
)
_PUT = insert(project_parts)
_TAKE_OUT = delete(project_parts).where(
    *_PART, project_parts.c.project_id == bindparam("of_project")
)
_PLACE = (
    select(project_parts.c.project_id, projects.c.name)
    .join(
        projects,
        (projects.c.school == project_parts.c.school)
        & (projects.c.project_id == project_parts.c.project_id),
    )
    .where(*_PART)
)
_KNOWN: dict[PartKind, Select[Any]] = {
    PartKind.TICKET: select(tickets.c.ticket_id).where(
        tickets.c.school == bindparam("of_school"),
        tickets.c.ticket_id == bindparam("of_part"),
    ),
    PartKind.SITE_VISIT: select(site_visits.c.visit_id).where(
        site_visits.c.school == bindparam("of_school"),
        site_visits.c.visit_id == bindparam("of_part"),
    ),
}
