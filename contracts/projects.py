"""The language of intake about projects: several tickets and visits with one aim."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.site_visits import SiteVisit
from contracts.values import SchoolId, TicketId, TicketState, TicketType

MOST_MILESTONES, MOST_PARTS, MOST_PROJECTS = 30, 200, 200
LONGEST_TEXT = 4_000


class ProjectState(Enum):
    """How a project stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"


class PartKind(Enum):
    """What belongs to a project; a change is a ticket."""

    TICKET = "ticket"
    SITE_VISIT = "site_visit"


@value
class Milestone:
    """Something that a project has reached by a day."""

    due_on: date
    name: str = text(least=1, most=120)


@command("intake.plan_project", needs=Right.RUN_PROJECTS)
class PlanProject:
    """Propose a project to a school, or say anew what it is, and why (`reason`).

    `lead` is who of the MSP manages it.
    """

    school_id: SchoolId
    project_id: UUID
    version: int = whole(least=0, most=2**31)
    starts_on: date
    target_on: date
    milestones: tuple[Milestone, ...] = several(most=MOST_MILESTONES, default=())
    lead: str = text(least=1)
    name: str = text(least=1, most=120)
    purpose: str = text(least=1, most=LONGEST_TEXT)
    reason: str = text(most=LONGEST_TEXT, default="")


@event("intake.project_planned")
class ProjectPlanned:
    """This is what a project is for, by when, and who manages it, from now on."""

    project_id: UUID
    starts_on: date
    target_on: date
    milestones: tuple[Milestone, ...]
    lead: str
    name: str
    purpose: str = personal("project_id", most=LONGEST_TEXT)
    reason: str = personal("project_id", most=LONGEST_TEXT)


@command("intake.approve_project", needs=Right.APPROVE_TICKETS)
class ApproveProject:
    """Approve a project as it is planned, in the name of the school."""

    school_id: SchoolId
    project_id: UUID
    version: int = whole(least=1, most=2**31)
    approver_id: UUID
    approver: str = text(least=1)


@event("intake.project_approved")
class ProjectApproved:
    """Who runs the school approved the project as it was planned then."""

    project_id: UUID
    approver_id: UUID
    approver: str = personal("approver_id")


@command("intake.start_project", needs=Right.RUN_PROJECTS)
class StartProject:
    """Say that a project that is approved has begun."""

    school_id: SchoolId
    project_id: UUID
    version: int = whole(least=1, most=2**31)


@event("intake.project_started")
class ProjectStarted:
    """The project has begun."""

    project_id: UUID


@command("intake.reach_milestone", needs=Right.RUN_PROJECTS)
class ReachMilestone:
    """Say that a milestone of a project that runs is reached."""

    school_id: SchoolId
    project_id: UUID
    version: int = whole(least=1, most=2**31)
    milestone: str = text(least=1, most=120)


@event("intake.milestone_reached")
class MilestoneReached:
    """A milestone of the project is reached."""

    project_id: UUID
    milestone: str


@command("intake.close_project", needs=Right.RUN_PROJECTS)
class CloseProject:
    """Say that a project is over, and how it ended or why it is not done."""

    school_id: SchoolId
    project_id: UUID
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=LONGEST_TEXT)


@event("intake.project_closed")
class ProjectClosed:
    """The project is over."""

    project_id: UUID
    reason: str = personal("project_id", most=LONGEST_TEXT)


@command("intake.add_to_project", needs=Right.RUN_PROJECTS)
class AddToProject:
    """Have a ticket or a visit belong to a project; it belongs to one at most."""

    school_id: SchoolId
    project_id: UUID
    kind: PartKind = PartKind.TICKET
    part_id: UUID


@event("intake.added_to_project")
class AddedToProject:
    """A ticket or a visit belongs to the project."""

    project_id: UUID
    kind: PartKind
    part_id: UUID
    name: str


@command("intake.remove_from_project", needs=Right.RUN_PROJECTS)
class RemoveFromProject:
    """Have a ticket or a visit belong to a project no longer."""

    school_id: SchoolId
    project_id: UUID
    kind: PartKind = PartKind.TICKET
    part_id: UUID


@event("intake.removed_from_project")
class RemovedFromProject:
    """A ticket or a visit belongs to the project no longer."""

    project_id: UUID
    kind: PartKind
    part_id: UUID
    name: str


@query("intake.find_projects", needs=Right.READ_TICKETS)
class FindProjects:
    """Which projects are there, at one school or at all? Those due first at the top."""

    school_id: SchoolId | None = None
    closed: bool = False


@query("intake.get_project", needs=Right.READ_TICKETS)
class GetProject:
    """What is known of this project? NotFound where there is none."""

    school_id: SchoolId
    project_id: UUID


@value
class ReachedMilestone:
    """A milestone, and when it was reached; `late` where its day is over before."""

    due_on: date
    name: str
    reached_at: datetime | None
    late: bool


@value
class ProjectSummary:
    """A project as it stands: `done` of its `tickets`, and the minutes that they took.

    Tickets that go on as the same one count once, as that one.

    `approved` is whether the school approves of it as it is planned now.
    """

    school_id: SchoolId
    project_id: UUID
    name: str
    state: ProjectState
    approved: bool
    lead: str
    starts_on: date
    target_on: date
    late: bool
    tickets: int
    done: int
    minutes: int


@value
class ProjectTicket:
    """A ticket of a project."""

    ticket_id: TicketId
    reference: str
    subject: str
    type: TicketType
    state: TicketState


@view("intake.projects")
class ProjectsView:
    """Projects, no more than MOST_PROJECTS; `more`: there are others."""

    projects: tuple[ProjectSummary, ...]
    more: bool = False


@view("intake.project")
class ProjectView:
    """A project in full; `version` is what a change of it names."""

    summary: ProjectSummary
    purpose: str
    reason: str
    approver: str
    milestones: tuple[ReachedMilestone, ...]
    tickets: tuple[ProjectTicket, ...]
    visits: tuple[SiteVisit, ...]
    ended: str
    version: int
