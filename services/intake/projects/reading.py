"""Which projects are there, how far is each, and how much time did it take?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, select

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
from contracts.site_visits import SiteVisit
from contracts.values import TicketState, TicketType
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.months import LONDON
from services.intake.projects.progress import Key, Progress, progress_of
from services.intake.projects.tables import (
    project_parts,
    projects,
    reached_milestones,
)
from services.intake.site_visits.rows import these_visits
from services.intake.tables import tickets
from shared.application import Asked


def find_projects(
    connection: Connection, query: FindProjects, asked: Asked
) -> ProjectsView:
    """Projects by the day they are due; then, if asked for, the closed ones."""
    asked_of = _FOUND_OF_ALL if query.school_id is None else _FOUND_OF_SCHOOL
    which = {"of_school": query.school_id}
    found = connection.execute(asked_of[query.closed], which).all()
    rows = found[:MOST_PROJECTS]
    progress = progress_of(connection, [(one.school, one.project_id) for one in rows])
    today = _today(asked)
    return ProjectsView(
        projects=tuple(_summary(one, progress, today) for one in rows),
        more=len(found) > len(rows),
    )


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
        visits=_visits(connection, row),
        ended=row.ended,
        version=row.version,
    )


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


def _visits(connection: Connection, row: Row[Any]) -> tuple[SiteVisit, ...]:
    which = {"of_school": row.school, "of_project": row.project_id}
    ids = connection.execute(_VISITS, which).scalars().all()
    return these_visits(connection, [(row.school, one) for one in ids])


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
_IS_OPEN = projects.c.state != ProjectState.CLOSED.value
_FOUND_CLOSED = (
    select(projects)
    .order_by(
        case((_IS_OPEN, 0), else_=1),
        case((_IS_OPEN, projects.c.target_on)),
        projects.c.target_on.desc(),
        *(projects.c.name, projects.c.project_id),
    )
    .limit(MOST_PROJECTS + 1)
)
_FOUND_OF_ALL = {True: _FOUND_CLOSED, False: _FOUND_CLOSED.where(_IS_OPEN)}
_FOUND_OF_SCHOOL = {
    closed: found.where(projects.c.school == bindparam("of_school"))
    for closed, found in _FOUND_OF_ALL.items()
}
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
