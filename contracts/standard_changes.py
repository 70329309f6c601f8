"""The language of intake about standard changes: what a school approved beforehand."""

from __future__ import annotations

from datetime import datetime
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
from contracts.values import SchoolId

MOST_STANDARD = 60
LONGEST_STEPS = 4_000


@value
class StandardChange:
    """A change that is made again and again in the same way; `name` stays its own."""

    name: str = text(least=1, most=60)
    title: str = text(least=1, most=120)
    plan: str = text(least=1, most=LONGEST_STEPS)
    back_out: str = text(least=1, most=LONGEST_STEPS)
    test: str = text(least=1, most=LONGEST_STEPS)


@command("intake.set_standard_changes", needs=Right.MANAGE_SCHOOLS)
class SetStandardChanges:
    """Say which changes are standard at a school, all of them.

    None of them counts before the school has approved it. With `version`, only if
    nobody has changed the list since it was that.
    """

    school_id: SchoolId
    changes: tuple[StandardChange, ...] = several(most=MOST_STANDARD)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.standard_changes_set")
class StandardChangesSet:
    """These are proposed as standard changes; `approved` are as they were approved."""

    changes: tuple[StandardChange, ...]
    approved: tuple[str, ...]


@command("intake.approve_standard_changes", needs=Right.APPROVE_TICKETS)
class ApproveStandardChanges:
    """Approve that these are made without being asked for each time; only these.

    `version` is of the list that was read.
    """

    school_id: SchoolId
    version: int = whole(least=1, most=2**31)
    names: tuple[str, ...] = several(most=MOST_STANDARD)
    approver_id: UUID
    approver: str = text(least=1)


@event("intake.standard_changes_approved")
class StandardChangesApproved:
    """Who runs the school approves of these changes, whenever they are made."""

    names: tuple[str, ...]
    approver_id: UUID
    approver: str = personal("approver_id")


@query("intake.get_standard_changes", needs=Right.READ_TICKETS)
class GetStandardChanges:
    """Which changes are standard at a school, and which of them has it approved?"""

    school_id: SchoolId


@view("intake.standard_changes")
class StandardChangesView:
    """The list of a school; `approved` are the names that it has approved as they are.

    `approver` approved last.
    """

    school_id: SchoolId
    version: int
    changes: tuple[StandardChange, ...]
    approved: tuple[str, ...]
    approver: str
    approved_at: datetime | None
