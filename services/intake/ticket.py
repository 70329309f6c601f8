"""What is known of a ticket, in whatever phase it is?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from contracts.staff_changes import Action, ActionState, StaffChangeKind
from contracts.ties import Link
from contracts.values import ApprovalState, Level, Priority, TicketType
from services.intake.teams.seats import NO_TEAM, Seat


@dataclass(frozen=True)
class Unopened:
    """There is no such ticket yet."""


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """The ticket that a merged one goes on as."""

    ticket_id: UUID
    reference: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Something to be done for a joiner, mover or leaver, and how it stands."""

    action: Action
    state: ActionState = ActionState.OPEN


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Who joins, moves or leaves and on which day, and what is done for it."""

    kind: StaffChangeKind
    person_id: UUID
    on: date
    listed: tuple[Listed, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a ticket in any phase; its texts are sealed to its rules.

    `guarding` are those of the `joined` that are about safeguarding: so it is as well.
    """

    requester_id: UUID
    impact: Level
    urgency: Level
    priority: Priority
    type: TicketType = TicketType.INCIDENT
    category: str = ""
    service: str = ""
    safeguarding: bool = False
    approval: ApprovalState | None = None
    assignee: str | None = None
    seat: Seat = NO_TEAM
    survivor: Survivor | None = None
    joined: frozenset[UUID] = frozenset()
    guarding: frozenset[UUID] = frozenset()
    guarded_by_merge: bool = False
    links: frozenset[tuple[UUID, Link]] = frozenset()
    staff: Staff | None = None


@dataclass(frozen=True)
class Open:
    """Somebody works on it, or will."""

    known: Known


@dataclass(frozen=True)
class OnHold:
    """It waits for somebody else."""

    known: Known


@dataclass(frozen=True)
class Resolved:
    """It is done, unless it is reopened."""

    known: Known


Opened: TypeAlias = Open | OnHold | Resolved
Ticket: TypeAlias = Unopened | Opened
