"""The language of intake about changes: what is planned, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, several, text, value, whole
from contracts.values import Level, SchoolId, TicketId

MOST_WHO, MOST_SERVICES = 10, 20
LONGEST_TEXT = 4_000
LONGEST_REASON = 1_500


class ChangeKind(Enum):
    """Of which kind a change is (ITIL): who has to approve it, and when."""

    STANDARD = "standard"
    NORMAL = "normal"
    EMERGENCY = "emergency"


class ChangeState(Enum):
    """How a change stands."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    BACKED_OUT = "backed_out"
    WITHDRAWN = "withdrawn"


class FreezeKind(Enum):
    """Why nothing is changed at a school on some days."""

    EXAMS = "exams"
    INSPECTION = "inspection"
    SEPTEMBER = "september"


@value
class Freeze:
    """Days on which nothing is changed at a school, first and last included."""

    kind: FreezeKind
    from_on: date
    until_on: date
    name: str = text(least=1, most=80)


@command("intake.plan_change", needs=Right.PLAN_CHANGES)
class PlanChange:
    """Say what is changed, why and when, how it is tested and undone; or say it anew.

    A standard change is one of the school's list (`standard`), which the school has
    approved beforehand. For any other the school is asked.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=0, most=2**31)
    kind: ChangeKind = ChangeKind.NORMAL
    standard: str = text(most=60, default="")
    risk: Level = Level.MEDIUM
    services: tuple[str, ...] = several(most=MOST_SERVICES, default=())
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...] = several(most=MOST_WHO)
    reason: str = text(least=1, most=LONGEST_REASON)
    risk_reason: str = text(least=1, most=LONGEST_TEXT)
    plan: str = text(least=1, most=LONGEST_TEXT)
    back_out: str = text(least=1, most=LONGEST_TEXT)
    test: str = text(least=1, most=LONGEST_TEXT)


@event("intake.change_planned")
class ChangePlanned:
    """A change is planned like this from now on.

    `asks`: the school has to approve it as it is now. `despite` are freezes that it
    lies in all the same: it cannot wait, or the school allowed it.
    """

    ticket_id: TicketId
    kind: ChangeKind
    standard: str
    risk: Level
    services: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    asks: bool
    despite: tuple[Freeze, ...]
    reason: str = personal("ticket_id", most=LONGEST_REASON)
    risk_reason: str = personal("ticket_id", most=LONGEST_TEXT)
    plan: str = personal("ticket_id", most=LONGEST_TEXT)
    back_out: str = personal("ticket_id", most=LONGEST_TEXT)
    test: str = personal("ticket_id", most=LONGEST_TEXT)


@command("intake.allow_change", needs=Right.APPROVE_TICKETS)
class AllowChange:
    """Allow that something is changed on days on which nothing is, and say why.

    Only who runs the school may; the MSP may not.
    """

    school_id: SchoolId
    ticket_id: TicketId
    from_on: date
    until_on: date
    allower_id: UUID
    allower: str = text(least=1)
    reason: str = text(least=1, most=LONGEST_REASON)


@event("intake.change_allowed")
class ChangeAllowed:
    """Who runs the school allows this change on days on which nothing is changed."""

    ticket_id: TicketId
    from_on: date
    until_on: date
    allower_id: UUID
    allower: str = personal("allower_id", "ticket_id")
    reason: str = personal("ticket_id", most=LONGEST_REASON)


@command("intake.begin_change", needs=Right.WORK_TICKETS)
class BeginChange:
    """Say that the change is being made; an emergency not yet approved says why."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    reason: str = text(most=LONGEST_REASON, default="")


@event("intake.change_begun")
class ChangeBegun:
    """The change is being made; an emergency is reviewed by a day afterwards."""

    ticket_id: TicketId
    kind: ChangeKind
    approved: bool
    review_due_on: date | None
    reason: str = personal("ticket_id", most=LONGEST_REASON)


@command("intake.end_change", needs=Right.WORK_TICKETS)
class EndChange:
    """Say that the change is done, or that it failed and was backed out; and what was.

    That is what its test showed.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    done: bool
    said: str = text(least=1, most=LONGEST_TEXT)


@event("intake.change_ended")
class ChangeEnded:
    """The change is done, or it failed and was backed out; then it is reviewed."""

    ticket_id: TicketId
    done: bool
    review_due_on: date | None
    said: str = personal("ticket_id", most=LONGEST_TEXT)


@command("intake.withdraw_change", needs=Right.PLAN_CHANGES)
class WithdrawChange:
    """Say that the change is not made after all, and why."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=LONGEST_REASON)


@event("intake.change_withdrawn")
class ChangeWithdrawn:
    """The change is not made after all."""

    ticket_id: TicketId
    reason: str = personal("ticket_id", most=LONGEST_REASON)


@command("intake.review_change", needs=Right.WORK_TICKETS)
class ReviewChange:
    """Say how it went, and what is done otherwise the next time."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    said: str = text(least=1, most=LONGEST_TEXT)


@event("intake.change_reviewed")
class ChangeReviewed:
    """Somebody looked back on the change, and said how it went."""

    ticket_id: TicketId
    said: str = personal("ticket_id", most=LONGEST_TEXT)
