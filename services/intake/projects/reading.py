"""Which projects are there, how far is each, and how much time did it take?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, select

from contracts.projects import (
    MOST_PROJECTS,
    FindProjects,
    GetProject,
    PartKind,
    ProjectState,
    ProjectSummary,
    ProjectsView,
    ProjectTicket,
    ProjectView,
    ReachedMilestone,
)
from contracts.refusals import NotFound
from contracts.site_visits import GetSiteVisit, SiteVisit
from contracts.values import TicketState, TicketType
from services.intake.effort.rows import time_spent
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.months import LONDON
from services.intake.projects.tables import (
    project_parts,
    projects,
    reached_milestones,
)
from services.intake.site_visits.rows import get_site_visit
from services.intake.tables import tickets
from shared.application import Asked
from shared.by_keys import ByKeys

Key = tuple[UUID, UUID]


class Progress(NamedTuple):
    """How many tickets a project has, how many are done, and the minutes they took."""

    tickets: int = 0
    done: int = 0
    minutes: int = 0


def find_projects(
    connection: Connection, query: FindProjects, asked: Asked
) -> ProjectsView:
    """Projects, those that run first; what is closed only where it is asked for."""
    found = _FOUND_CLOSED if query.closed else _FOUND
    if query.school_id is not None:
        found = found.where(projects.c.school == query.school_id)
    rows = connection.execute(found).all()
    progress = progress_of(connection, [(one.school, one.project_id) for one in rows])
    today = _today(asked)
    return ProjectsView(projects=tuple(_summary(one, progress, today) for one in rows))


def get_project(connection: Connection, query: GetProject, asked: Asked) -> ProjectView:
    """A project with all that belongs to it; NotFound where there is none."""
    which = {"of_school": query.school_id, "of_project": query.project_id}
    row = connection.execute(_ONE, which).one_or_none()
    if row is None:
        raise NotFound("There is no such project.")
    progress = progress_of(connection, [(row.school, row.project_id)])
    seen = seen_by(connection, asked)
    shown = _TICKETS_SEEN if seen else _TICKETS
    found: Sequence[Any] = connection.execute(shown, which | seen).all()
    return ProjectView(
        summary=_summary(row, progress, _today(asked)),
        purpose=row.purpose,
        reason=row.reason,
        approver=row.approver,
        milestones=_milestones(connection, row, _today(asked)),
        tickets=tuple(_ticket(one) for one in found),
        visits=_visits(connection, row, asked),
        ended=row.ended,
        version=row.version,
    )


def progress_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, Progress]:
    """How far projects are; what is merged is counted where it goes on."""
    found = dict.fromkeys(keys, Progress())
    for row in _COUNTED.rows(connection, keys):
        found[row.school, row.project_id] = Progress(row.tickets, row.done, 0)
    for row in _MINUTES.rows(connection, keys):
        key = (row.school, row.project_id)
        found[key] = found[key]._replace(minutes=row.minutes)
    return found


def _summary(
    row: Row[Any], progress: Mapping[Key, Progress], today: date
) -> ProjectSummary:
    counted = progress[row.school, row.project_id]
    state = ProjectState(row.state)
    return ProjectSummary(
        school_id=row.school,
        project_id=row.project_id,
        name=row.name,
        state=state,
        approved=bool(row.approved),
        lead=row.lead,
        starts_on=row.starts_on,
        target_on=row.target_on,
        late=state is not ProjectState.CLOSED and row.target_on < today,
        tickets=counted.tickets,
        done=counted.done,
        minutes=counted.minutes,
    )


def _milestones(
    connection: Connection, row: Row[Any], today: date
) -> tuple[ReachedMilestone, ...]:
    which = {"of_school": row.school, "of_project": row.project_id}
    reached = {one.name: one.reached_at for one in connection.execute(_REACHED, which)}
    told = []
    for name, due in json.loads(row.milestones):
        due_on, at = date.fromisoformat(due), reached.get(name)
        by = today if at is None else at.astimezone(LONDON).date()
        told.append(
            ReachedMilestone(name=name, due_on=due_on, reached_at=at, late=due_on < by)
        )
    return tuple(sorted(told, key=lambda one: one.due_on))


def _visits(
    connection: Connection, row: Row[Any], asked: Asked
) -> tuple[SiteVisit, ...]:
    which = {"of_school": row.school, "of_project": row.project_id}
    found = [
        get_site_visit(
            connection, GetSiteVisit(school_id=row.school, visit_id=one), asked
        ).visit
        for one in connection.execute(_VISITS, which).scalars().all()
    ]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.visit_id)))


def _ticket(row: Any) -> ProjectTicket:
    return ProjectTicket(
        ticket_id=row.ticket_id,
        reference=row.reference,
        subject=row.subject,
        type=TicketType(row.type),
        state=TicketState(row.state),
    )


def _today(asked: Asked) -> date:
    return asked.now.astimezone(LONDON).date()


# Made once: to build a statement takes several times as long as to carry it out.
_ONE = select(projects).where(
    projects.c.school == bindparam("of_school"),
    projects.c.project_id == bindparam("of_project"),
)
_FOUND_CLOSED = (
    select(projects)
    .order_by(projects.c.target_on, projects.c.name, projects.c.project_id)
    .limit(MOST_PROJECTS)
)
_FOUND = _FOUND_CLOSED.where(projects.c.state != ProjectState.CLOSED.value)
_REACHED = select(reached_milestones).where(
    reached_milestones.c.school == bindparam("of_school"),
    reached_milestones.c.project_id == bindparam("of_project"),
)
_IS_TICKET = project_parts.c.kind == PartKind.TICKET.value
_THEIR_TICKET = (tickets.c.school == project_parts.c.school) & (
    tickets.c.ticket_id == project_parts.c.part_id
)
_OF_PROJECT = (
    project_parts.c.school == bindparam("of_school"),
    project_parts.c.project_id == bindparam("of_project"),
)
_TICKETS = (
    select(
        *(tickets.c.ticket_id, tickets.c.reference, tickets.c.subject),
        *(tickets.c.type, tickets.c.state),
    )
    .join_from(project_parts, tickets, _THEIR_TICKET)
    .where(*_OF_PROJECT, _IS_TICKET)
    .order_by(tickets.c.number)
)
_TICKETS_SEEN = _TICKETS.where(those_seen())
_VISITS = select(project_parts.c.part_id).where(
    *_OF_PROJECT, project_parts.c.kind == PartKind.SITE_VISIT.value
)
_KEYS = (project_parts.c.school, project_parts.c.project_id)
_RESOLVED = tickets.c.state == TicketState.RESOLVED.value
_COUNTED = ByKeys(
    select(
        *_KEYS,
        func.count().label("tickets"),
        func.count().filter(_RESOLVED).label("done"),
    )
    .join_from(project_parts, tickets, _THEIR_TICKET)
    .where(_IS_TICKET, tickets.c.merged_into.is_(None))
    .group_by(*_KEYS),
    *_KEYS,
)
_MINUTES = ByKeys(
    select(*_KEYS, func.sum(time_spent.c.minutes).label("minutes"))
    .join_from(
        project_parts,
        time_spent,
        (time_spent.c.school == project_parts.c.school)
        & (time_spent.c.ticket_id == project_parts.c.part_id),
    )
    .where(_IS_TICKET)
    .group_by(*_KEYS),
    *_KEYS,
)
