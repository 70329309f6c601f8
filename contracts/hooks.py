"""The language of intake for hooks: addresses outside that are told of tickets."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    secret,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.values import SchoolId, TicketId

LONGEST_ADDRESS = 500
LONGEST_SAID = 200
"""Characters that are kept of why a try failed; of an answer only its status is."""


class Occasion(Enum):
    """What happened to a ticket, as a hook is told of it."""

    OPENED = "ticket.opened"
    ASSIGNED = "ticket.assigned"
    TRIAGED = "ticket.triaged"
    REPLIED = "ticket.replied"
    REQUESTER_REPLIED = "ticket.requester_replied"
    HELD = "ticket.held"
    RESUMED = "ticket.resumed"
    RESOLVED = "ticket.resolved"
    REOPENED = "ticket.reopened"
    MERGED = "ticket.merged"
    WARNED = "ticket.warned"
    BREACHED = "ticket.breached"


class NoticeState(Enum):
    """How a notice stands: it waits to be tried, was taken, or is tried no more."""

    WAITING = "waiting"
    TAKEN = "taken"
    FAILED = "failed"


@command("intake.add_hook", needs=Right.MANAGE_HOOKS)
class AddHook:
    """Have an https address told of tickets: of one school's, or for the MSP of all."""

    school_id: SchoolId
    hook_id: UUID
    address: str = text(least=1, most=LONGEST_ADDRESS)
    occasions: tuple[Occasion, ...] = several(most=len(Occasion))


@event("intake.hook_added")
class HookAdded:
    """The address is told of these occasions from now on; it may hold a secret."""

    hook_id: UUID
    address: str = personal("hook_id", most=LONGEST_ADDRESS)
    occasions: tuple[Occasion, ...]


@view("intake.hook_secret")
class HookSecret:
    """What signatures are checked with; it is shown this once."""

    hook_id: UUID
    secret: str = secret()


@command("intake.remove_hook", needs=Right.MANAGE_HOOKS)
class RemoveHook:
    """Tell an address nothing any more; what waits for it fails."""

    school_id: SchoolId
    hook_id: UUID


@event("intake.hook_removed")
class HookRemoved:
    """The address is told nothing any more."""

    hook_id: UUID


@command("intake.write_notices")
class WriteNotices:
    """Have every hook that wants to know told of an event of a ticket, `about`."""

    school_id: SchoolId
    about: UUID
    ticket_id: TicketId
    occasion: Occasion
    at: datetime


@event("intake.notice_written")
class NoticeWritten:
    """A hook is to be told of an event; `home` is whose hook it is, school or MSP."""

    notice_id: UUID
    about: UUID
    hook_id: UUID
    home: SchoolId
    ticket_id: TicketId
    occasion: Occasion
    at: datetime


@command("intake.record_try")
class RecordTry:
    """Say what came of telling a hook; `again_at` where it is tried again."""

    school_id: SchoolId
    about: UUID
    notice_id: UUID
    attempt: int
    state: NoticeState
    status: int | None
    said: str
    again_at: datetime | None = None


@event("intake.notice_tried")
class NoticeTried:
    """A hook was told, or was not; `status` is that of its answer, if it gave one."""

    notice_id: UUID
    about: UUID
    ticket_id: TicketId
    attempt: int
    state: NoticeState
    status: int | None
    said: str
    again_at: datetime | None


@command("intake.replay_notice", needs=Right.MANAGE_HOOKS)
class ReplayNotice:
    """Tell a hook once more what it took, or what failed."""

    school_id: SchoolId
    about: UUID
    notice_id: UUID


@event("intake.notice_replayed")
class NoticeReplayed:
    """A person had a hook told once more; the notice waits again."""

    notice_id: UUID
    about: UUID
    ticket_id: TicketId


@query("intake.find_hooks", needs=Right.MANAGE_HOOKS)
class FindHooks:
    """Which addresses are told? Without a school, those of the MSP."""

    school_id: SchoolId | None = None


@value
class Hook:
    """An address that is told of tickets, and how many notices of it stand how."""

    hook_id: UUID
    address: str
    occasions: tuple[Occasion, ...]
    waiting: int
    failed: int


@view("intake.hooks")
class HooksView:
    """The hooks of a school, or of the MSP, by address."""

    hooks: tuple[Hook, ...]


@query("intake.find_notices", needs=Right.MANAGE_HOOKS)
class FindNotices:
    """What was a hook told, the newest first? Without a school, a hook of the MSP."""

    school_id: SchoolId | None = None
    hook_id: UUID
    limit: int = whole(least=1, most=200, default=50)


@value
class NoticeTry:
    """One try to tell a hook."""

    attempt: int
    at: datetime
    state: NoticeState
    status: int | None
    said: str


@value
class Notice:
    """What a hook is told of one event, and every try to do so."""

    school_id: SchoolId
    notice_id: UUID
    about: UUID
    ticket_id: TicketId
    reference: str
    occasion: Occasion
    at: datetime
    state: NoticeState
    again_at: datetime | None
    tries: tuple[NoticeTry, ...]


@view("intake.notices")
class NoticesView:
    """What a hook was told, the newest first."""

    notices: tuple[Notice, ...]
