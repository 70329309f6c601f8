"""The language of intake about people who join a school, change roles or leave it."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, text, value, whole
from contracts.values import SchoolId, TicketId

LONGEST_ABOUT = 2_000
"""Characters that say which accounts or kit, who gets what, or why not."""


class StaffChangeKind(Enum):
    """What changes: somebody joins, takes another role, or leaves."""

    JOINER = "joiner"
    MOVER = "mover"
    LEAVER = "leaver"


class Access(Enum):
    """What an action does to who gets into what."""

    GRANTS = "grants"
    ENDS = "ends"
    NONE = "none"


class ActionState(Enum):
    """How an action stands; what is not needed says why."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@value
class StaffChange:
    """Who joins, moves or leaves: `on` is their first day in the role, or their last.

    `email` is the account that they have, where they have one. `passes_to` says who
    is to get what.
    """

    kind: StaffChangeKind
    person: str = text(least=1)
    role: str = text(least=1)
    on: date
    email: str = text(most=254, default="")
    accounts: str = text(most=LONGEST_ABOUT, default="")
    kit: str = text(most=LONGEST_ABOUT, default="")
    passes_to: str = text(most=LONGEST_ABOUT, default="")


@value
class Action:
    """Something that has to be done for it; `name` stays when it is worded anew."""

    name: str
    title: str
    access: Access = Access.NONE


@event("intake.staff_change_told")
class StaffChangeTold:
    """Somebody joins a school, takes another role there or leaves it, and when.

    `actions` are what has to be done for it; it is not resolved while one is open.
    """

    ticket_id: TicketId
    kind: StaffChangeKind
    person_id: UUID
    on: date
    person: str = personal("person_id", "ticket_id")
    role: str = personal("person_id", "ticket_id")
    email: str = personal("person_id", "ticket_id", most=254)
    accounts: str = personal("person_id", "ticket_id", most=LONGEST_ABOUT)
    kit: str = personal("person_id", "ticket_id", most=LONGEST_ABOUT)
    passes_to: str = personal("person_id", "ticket_id", most=LONGEST_ABOUT)
    actions: tuple[Action, ...]


@command("intake.change_staff_day", needs=Right.WORK_TICKETS)
class ChangeStaffDay:
    """Say that somebody joins, moves or leaves on another day than was told."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    on: date


@event("intake.staff_day_changed")
class StaffDayChanged:
    """Somebody joins, moves or leaves on another day than was told."""

    ticket_id: TicketId
    kind: StaffChangeKind
    on: date


@command("intake.mark_action", needs=Right.WORK_TICKETS)
class MarkAction:
    """Say that an action is done, is not needed and why, or is open after all."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    action: str = text(least=1, most=40)
    state: ActionState
    note: str = text(most=LONGEST_ABOUT, default="")


@event("intake.action_marked")
class ActionMarked:
    """Somebody of the desk did an action, or said that it is not needed, or open again.

    `access_left` actions that end access are open after it: with none, it is ended.
    """

    ticket_id: TicketId
    person_id: UUID
    action: str
    state: ActionState
    access_left: int
    note: str = personal("person_id", "ticket_id", most=LONGEST_ABOUT)


@value
class MarkedAction:
    """An action with who said last how it stands, and when; nobody while it is new."""

    name: str
    title: str
    access: Access
    state: ActionState
    by: str | None = None
    at: datetime | None = None
    note: str = ""


@value
class StaffChangeShown:
    """What is known of a joiner, mover or leaver, and what has to be done.

    `person` is None, and what is said of them empty, for who may not know who it is.
    """

    kind: StaffChangeKind
    on: date
    person: str | None
    role: str
    email: str
    accounts: str
    kit: str
    passes_to: str
    actions: tuple[MarkedAction, ...]
