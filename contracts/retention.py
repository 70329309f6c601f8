"""The language of intake for keeping and erasing: how long, what is due, who agrees."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Caller, Right, Role
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
from contracts.values import SchoolId, TicketId

LONGEST_WHY = 2_000
LONGEST_LIST = 100
"""Records that are approved at a time: so many a person can read."""
LONGEST_KEPT = 1_200
"""Months: nothing is kept for ever."""


class RecordClass(Enum):
    """What is kept for the same time. Safeguarding is what tickets about it are."""

    TICKETS = "tickets"
    SAFEGUARDING = "safeguarding"
    MAIL = "mail"
    UNUSED_MAIL = "unused_mail"
    REMOTE_SESSIONS = "remote_sessions"
    SITE_VISITS = "site_visits"
    RATINGS = "ratings"


_SAFEGUARD = frozenset({Role.HEAD, Role.DSL})
_ANSWER = frozenset({Role.HEAD, Role.DPO})


def approvers_of(of: RecordClass) -> frozenset[Role]:
    """Who answers at a school for what is erased of a class."""
    return _SAFEGUARD if of is RecordClass.SAFEGUARDING else _ANSWER


def may_approve(caller: Caller, of: RecordClass) -> bool:
    """Whether somebody of a school lists, reads and approves what is due of a class."""
    held = caller.roles | ({caller.role} if caller.role else frozenset())
    return caller.school is not None and not held.isdisjoint(approvers_of(of))


class RecordKind(Enum):
    """What a record is, so that its id is told from others."""

    TICKET = "ticket"
    MAIL = "mail"
    SESSION = "session"
    VISIT = "visit"
    RATING = "rating"
    SURVEY_ANSWER = "survey_answer"


class HoldOn(Enum):
    """What a legal hold is on."""

    SCHOOL = "school"
    CLASS = "class"
    PERSON = "person"
    TICKET = "ticket"


class ListState(Enum):
    """How a list of what is due stands."""

    DRAWN_UP = "drawn_up"
    APPROVED = "approved"
    ERASED = "erased"


class LeftOutBecause(Enum):
    """Why something of a list was not erased with it."""

    HELD = "held"
    CHANGED = "changed"


@value
class KeepingTime:
    """For how many months after it was over a class is kept, and why so long."""

    record_class: RecordClass
    months: int = whole(least=1, most=LONGEST_KEPT)
    reason: str = text(least=1, most=500)


@command("intake.set_keeping_times", needs=Right.SET_KEEPING_TIMES)
class SetKeepingTimes:
    """Say how long a school keeps what; a class that is not named is kept as usual.

    With `version`, only if nobody has changed them since they were that.
    """

    school_id: SchoolId
    times: tuple[KeepingTime, ...] = several(most=len(RecordClass))
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.keeping_times_set")
class KeepingTimesSet:
    """The school keeps these classes so long from now on, and the others as usual."""

    times: tuple[KeepingTime, ...]


@command("intake.place_legal_hold", needs=Right.KEEP_RECORDS)
class PlaceLegalHold:
    """Have something kept, whatever its time: a dispute, an inquiry, a request.

    `email` is whose records they are, of a hold on a person.
    """

    school_id: SchoolId
    hold_id: UUID
    on: HoldOn
    record_class: RecordClass | None = None
    ticket_id: TicketId | None = None
    email: str = text(most=254, default="")
    reason: str = text(least=1, most=LONGEST_WHY)
    until_on: date | None = None


@event("intake.legal_hold_placed")
class LegalHoldPlaced:
    """Nothing of this is erased while the hold is there, and until its last day."""

    hold_id: UUID
    on: HoldOn
    record_class: RecordClass | None
    ticket_id: TicketId | None
    person_id: UUID | None
    who: str | None = personal("person_id", "hold_id", most=254)
    reason: str = personal("hold_id", most=LONGEST_WHY)
    until_on: date | None


@command("intake.lift_legal_hold", needs=Right.LIFT_HOLDS)
class LiftLegalHold:
    """Let what is held be erased when it is due."""

    school_id: SchoolId
    hold_id: UUID
    reason: str = text(least=1, most=LONGEST_WHY)


@event("intake.legal_hold_lifted")
class LegalHoldLifted:
    """The school said that this need not be kept any longer than usual."""

    hold_id: UUID
    reason: str = personal("hold_id", most=LONGEST_WHY)


@command("intake.end_legal_hold")
class EndLegalHold:
    """Record that the last day of a hold is over."""

    school_id: SchoolId
    hold_id: UUID


@event("intake.legal_hold_ended")
class LegalHoldEnded:
    """The last day of a hold is over."""

    hold_id: UUID


@value
class DueRecord:
    """A record that is due, and when it was over: what is shown is what is erased."""

    kind: RecordKind
    record_id: UUID
    closed_at: datetime


@value
class LeftOut:
    """A record of a list that was not erased with it."""

    kind: RecordKind
    record_id: UUID
    because: LeftOutBecause


@command("intake.list_due", needs=Right.ERASE_RECORDS)
class ListDue:
    """Draw up what is due of a class, the oldest first, to be read and approved."""

    school_id: SchoolId
    list_id: UUID
    record_class: RecordClass


@event("intake.due_listed")
class DueListed:
    """These are due: `digest` is SHA-256 over them, by which they are approved.

    `due` is how many there are, more than one list may have. `months` is how long the
    class is kept.
    """

    list_id: UUID
    record_class: RecordClass
    months: int
    due: int
    records: tuple[DueRecord, ...]
    digest: str


@command("intake.approve_erasure", needs=Right.ERASE_RECORDS)
class ApproveErasure:
    """Have what a list shows erased for good, in the name of the school."""

    school_id: SchoolId
    list_id: UUID
    digest: str = text(least=64, most=64)


@event("intake.erasure_approved")
class ErasureApproved:
    """The school approved that these are erased; what changed since is left out."""

    list_id: UUID
    record_class: RecordClass
    digest: str
    records: tuple[DueRecord, ...]
    left_out: tuple[LeftOut, ...]


@command("intake.finish_erasure")
class FinishErasure:
    """Record that the keys of what was approved are destroyed."""

    school_id: SchoolId
    list_id: UUID


@event("intake.records_erased")
class RecordsErased:
    """The keys are destroyed: nobody can open what is kept of these records sealed."""

    list_id: UUID
    record_class: RecordClass
    digest: str
    erased: int
    left_out: int


@query("intake.get_retention", needs=Right.READ_LOG)
class GetRetention:
    """How long does a school keep what, how much is due, and what was erased?"""

    school_id: SchoolId


@value
class ClassShown:
    """A class: how long it is kept and why, how much is due, how much is held.

    `own` is whether the school has said so itself; `usual` is what it is otherwise.
    """

    record_class: RecordClass
    months: int
    reason: str
    own: bool
    usual: int
    due: int
    oldest_at: datetime | None
    held: int


@value
class HoldShown:
    """A hold that is there, for who keeps records."""

    hold_id: UUID
    on: HoldOn
    record_class: RecordClass | None
    ticket_id: TicketId | None
    reference: str | None
    who: str | None
    reason: str
    until_on: date | None
    placed_by: str
    placed_at: datetime


@value
class ListShown:
    """A list of what was due, and how it stands; `count` is what it has or had."""

    list_id: UUID
    record_class: RecordClass
    state: ListState
    digest: str
    count: int
    left_out: int
    drawn_up_at: datetime
    drawn_up_by: str
    approved_at: datetime | None
    approved_by: str | None
    erased_at: datetime | None


@view("intake.retention")
class RetentionView:
    """What a school keeps, holds and has erased; `holds` is how many there are."""

    version: int
    classes: tuple[ClassShown, ...]
    holds: int
    shown_holds: tuple[HoldShown, ...] = several(most=10_000)
    lists: tuple[ListShown, ...] = several(most=50)


@query("intake.get_due_list", needs=Right.ERASE_RECORDS)
class GetDueList:
    """What stands in a list of what is due, for who approves it?"""

    school_id: SchoolId
    list_id: UUID


@value
class DueShown:
    """A record of a list, so that a person knows it; where it was left out, why."""

    kind: RecordKind
    record_id: UUID
    closed_at: datetime
    name: str
    left_out: LeftOutBecause | None


@view("intake.due_list")
class DueListView:
    """A list of what is due, as it was drawn up, and what stands in it."""

    summary: ListShown
    records: tuple[DueShown, ...]
