"""The language of intake: tickets, and the addresses that mail for schools comes to."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.answers import Answered
from contracts.callbacks import Callback, CallbackShown
from contracts.channels import Chat
from contracts.declare import (
    command,
    event,
    personal,
    query,
    resealed,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.incidents import IncidentShown
from contracts.mentions import MOST_MENTIONED, Mentioned
from contracts.obligations import Owed
from contracts.personal_data import MarkedText
from contracts.staff_changes import StaffChange, StaffChangeShown
from contracts.values import (
    ApprovalState,
    Channel,
    HoldReason,
    LetterState,
    Level,
    Priority,
    ReplyBy,
    Satisfaction,
    SchoolId,
    Target,
    TargetState,
    TicketId,
    TicketState,
    TicketType,
)

LONGEST_TEXT = 100_000
"""Characters a description, reply or note may have."""

LONGEST_FORM = 500_000
"""Characters of all the answers to a form, as the event has them."""


@value
class Requester:
    """The person who asks."""

    name: str = text(least=1)
    email: str = text(least=3, most=254)


@command("intake.open_ticket", needs=Right.RAISE_TICKETS)
class OpenTicket:
    """Record a request (DfE IT support 3: description, time, requester, priority).

    `approval` says what of it has to be approved, and by whom, before it is done.
    `happened_at` is when they called or came by, where the desk enters it later. With
    `change` it is a service request, told only by the desk or who runs the school; what
    grants somebody access has to be approved whether `approval` says so or not. Of the
    desk, `call_id` says for which call it is. With `callback` they want to be called.
    `safeguarding` carries what is known to what is split off; nobody says it.
    `via` says by which chat it came, if it came by one. `form` is what was answered to
    a form of the catalogue; the description says it in words.
    """

    school_id: SchoolId
    ticket_id: TicketId
    subject: str = text(least=1)
    description: str = text(most=LONGEST_TEXT)
    requester: Requester
    channel: Channel
    impact: Level
    urgency: Level
    type: TicketType = TicketType.INCIDENT
    approval: str = text(most=2_000, default="")
    category: str = text(most=40, default="")
    service: str = text(most=40, default="")
    happened_at: datetime | None = None
    change: StaffChange | None = None
    call_id: UUID | None = None
    safeguarding: bool = False
    callback: Callback | None = None
    via: Chat | None = None
    form: Answered | None = None
    despite_warning: bool = False


@event("intake.ticket_opened", version=2)
class TicketOpened:
    """A school asked for something; it has a reference from this moment on.

    `text_id` has a key by which its words alone can be erased. `despite_warning` is
    whether whoever sent them was told before what they seem to hold.
    """

    ticket_id: TicketId
    number: int
    reference: str
    requester_id: UUID
    requester_name: str = personal("requester_id", "ticket_id")
    requester_email: str = personal("requester_id", "ticket_id")
    subject: str = personal("requester_id", "ticket_id", "text_id")
    description: str = personal("requester_id", "ticket_id", "text_id")
    channel: Channel
    impact: Level
    urgency: Level
    priority: Priority
    # Before tickets had types, everything was an incident.
    type: TicketType = TicketType.INCIDENT
    category: str = ""
    service: str = ""
    # Which version of the school's matrix gave the priority; 0 is the usual one.
    matrix_version: int = 0
    safeguarding: bool = False
    # When the desk entered it, where that was later than they asked.
    entered_at: datetime | None = None
    call_id: UUID | None = None
    via: Chat | None = None
    # The answers to the form that it came by, with its version, as JSON.
    form: str | None = personal(
        "requester_id", "ticket_id", "text_id", most=LONGEST_FORM, default=None
    )
    # In whose queue it begins, as who looks after its service says.
    team_id: UUID | None = None
    team: str = ""
    with_school: bool = False
    text_id: UUID | None = None
    despite_warning: bool = False


resealed(
    "intake.ticket_opened",
    from_version=1,
    personal={
        **dict.fromkeys(("requester_name", "requester_email"), ("requester_id",)),
        **dict.fromkeys(
            ("subject", "description", "form"),
            ("requester_id", "ticket_id", "text_id"),
        ),
    },
)


@command("intake.classify_ticket", needs=Right.WORK_TICKETS)
class ClassifyTicket:
    """Say what type of ticket it is, and what it is about.

    A category or service that is not given stays as it is; an empty one is none.
    `suggested` has its category taken from the suggestion, and is refused without one.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    type: TicketType
    category: str | None = text(most=40, default=None)
    service: str | None = text(most=40, default=None)
    suggested: bool = False


@event("intake.ticket_classified")
class TicketClassified:
    """It is of this type and about this; its type changes nothing that was promised.

    A category or service of None was not said, and stays. `safeguarding` is whether one
    of them is used for that and nothing else, or something about it goes on as this
    ticket; None where nothing new is said of that.
    """

    ticket_id: TicketId
    was: TicketType
    type: TicketType
    category: str | None = None
    service: str | None = None
    safeguarding: bool | None = None
    # Whether somebody took the category from a suggestion.
    suggested: bool = False


@command("intake.triage_ticket", needs=Right.WORK_TICKETS)
class TriageTicket:
    """Set impact and urgency; a priority other than theirs needs a reason.

    `suggested` has them taken from the suggestion, and is refused without one.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    impact: Level
    urgency: Level
    priority: Priority | None = None
    reason: str | None = text(most=2_000, default=None)
    suggested: bool = False


@event("intake.ticket_triaged")
class TicketTriaged:
    """How far it reaches and how soon it hurts; `derived` is what the matrix says.

    `matrix_version` is which one; 0 is the usual one.
    """

    ticket_id: TicketId
    requester_id: UUID
    impact: Level
    urgency: Level
    derived: Priority
    priority: Priority
    reason: str | None = personal("requester_id", "ticket_id")
    matrix_version: int = 0
    # Whether somebody took impact and urgency from a suggestion.
    suggested: bool = False


@command("intake.assign_ticket", needs=Right.WORK_TICKETS)
class AssignTicket:
    """Say who works on it; None gives it back to the queue.

    A team that is not given stays. What somebody works on is handed over to another.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    assignee: str | None = text(least=1, most=100)
    team_id: UUID | None = None


@event("intake.ticket_assigned")
class TicketAssigned:
    """Somebody works on it; None: it is in the queue again.

    `team` is what the team was called whose queue it is; `with_school` whether that is
    the school's own.
    """

    ticket_id: TicketId
    assignee: str | None
    team_id: UUID | None = None
    team: str = ""
    with_school: bool = False


@command("intake.reply_to_ticket", needs=Right.WORK_TICKETS)
class ReplyToTicket:
    """Tell the requester something, or record what they were told `by` telephone.

    What was said may be entered later than it `happened_at`.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    text: str = text(least=1, most=LONGEST_TEXT)
    by: ReplyBy = ReplyBy.WRITTEN
    happened_at: datetime | None = None
    despite_warning: bool = False


@event("intake.ticket_replied")
class TicketReplied:
    """A person of the desk told the requester something.

    `entered_at` is when it was entered, where that was later.
    """

    ticket_id: TicketId
    requester_id: UUID
    message_id: UUID
    text: str = personal("requester_id", "ticket_id", "message_id")
    by: ReplyBy = ReplyBy.WRITTEN
    entered_at: datetime | None = None
    despite_warning: bool = False


@command("intake.write_to_desk", needs=Right.RAISE_TICKETS)
class WriteToDesk:
    """Add something to a request, for the desk; what is resolved stays resolved.

    Written to a merged ticket, it reaches the survivor.
    """

    school_id: SchoolId
    ticket_id: TicketId
    message_id: UUID
    text: str = text(least=1, most=LONGEST_TEXT)
    despite_warning: bool = False


@command("intake.pass_on")
class PassOn:
    """Record at the survivor what the school wrote to a ticket that was merged."""

    school_id: SchoolId
    ticket_id: TicketId
    message_id: UUID
    requester_id: UUID
    text: str
    sent_to: TicketId
    despite_warning: bool = False


@event("intake.requester_replied", version=2)
class RequesterReplied:
    """Somebody at the school told the desk something more.

    By mail, `writer` is who sent it, and `quoted` what stood below what they wrote.
    `sent_to` is the ticket it was written to, where that was merged into this one.
    """

    ticket_id: TicketId
    requester_id: UUID
    message_id: UUID
    text: str = personal("requester_id", "ticket_id", "message_id")
    writer_id: UUID | None = None
    writer: str | None = personal("writer_id", "ticket_id", most=254, default=None)
    quoted: str | None = personal(
        "requester_id", "ticket_id", "message_id", most=LONGEST_TEXT, default=None
    )
    sent_to: TicketId | None = None
    sent_to_reference: str | None = None
    despite_warning: bool = False


resealed(
    "intake.requester_replied",
    from_version=1,
    personal={
        "writer": ("writer_id",),
        **dict.fromkeys(
            ("text", "quoted"), ("requester_id", "ticket_id", "message_id")
        ),
    },
)


@command("intake.note_ticket", needs=Right.WORK_TICKETS)
class NoteTicket:
    """Keep something for the desk only.

    `mentions` are those whom it names: nobody types them.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    text: str = text(least=1, most=LONGEST_TEXT)
    despite_warning: bool = False
    mentions: tuple[Mentioned, ...] = several(most=MOST_MENTIONED, default=())


@event("intake.ticket_noted")
class TicketNoted:
    """The desk kept something for itself; the requester does not see it."""

    ticket_id: TicketId
    requester_id: UUID
    message_id: UUID
    text: str = personal("requester_id", "ticket_id", "message_id")
    despite_warning: bool = False


@command("intake.hold_ticket", needs=Right.WORK_TICKETS)
class HoldTicket:
    """Wait for somebody else; the reason is reported, since holding stops the clock."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=2_000)
    because: HoldReason = HoldReason.OTHER
    despite_warning: bool = False


@event("intake.ticket_held")
class TicketHeld:
    """Work waits for somebody else."""

    ticket_id: TicketId
    requester_id: UUID
    reason: str = personal("requester_id", "ticket_id", "text_id")
    because: HoldReason = HoldReason.OTHER
    text_id: UUID | None = None
    despite_warning: bool = False


@command("intake.resume_ticket", needs=Right.WORK_TICKETS)
class ResumeTicket:
    """Go on with work that waited."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)


@event("intake.ticket_resumed")
class TicketResumed:
    """Work that waited goes on."""

    ticket_id: TicketId


@command("intake.resolve_ticket", needs=Right.WORK_TICKETS)
class ResolveTicket:
    """Say that it is done, in words that the requester sees."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    note: str = text(least=1, most=LONGEST_TEXT)
    despite_warning: bool = False


@event("intake.ticket_resolved")
class TicketResolved:
    """It is done; the requester sees the note."""

    ticket_id: TicketId
    requester_id: UUID
    note: str = personal("requester_id", "ticket_id", "text_id")
    text_id: UUID | None = None
    despite_warning: bool = False


@command("intake.reopen_ticket", needs=Right.RAISE_TICKETS)
class ReopenTicket:
    """Say that it was not done after all."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    reason: str = text(least=1, most=2_000)
    despite_warning: bool = False


@event("intake.ticket_reopened")
class TicketReopened:
    """It was not done after all; `with_school` where the school's own team has it."""

    ticket_id: TicketId
    requester_id: UUID
    reason: str = personal("requester_id", "ticket_id", "text_id")
    text_id: UUID | None = None
    despite_warning: bool = False
    with_school: bool = False


@command("intake.set_mailboxes", needs=Right.MANAGE_MAILBOXES)
class SetMailboxes:
    """Say which addresses mail for this school comes to.

    With `version`, only if nobody has changed them since they were that.
    """

    school_id: SchoolId
    addresses: tuple[str, ...] = several(most=100)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.mailboxes_set")
class MailboxesSet:
    """Mail to these addresses is this school's from now on; to no others."""

    addresses: tuple[str, ...]


@query("intake.get_ticket", needs=Right.READ_TICKETS)
class GetTicket:
    """What do we know of this ticket, and what happened to it?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


class Queue(Enum):
    """A part of the work that is not done, as a desk goes through it.

    Unassigned is what nobody works on, of the MSP's. Breaching is what is due within
    four hours, or was due and is owed still. My team is what is with any team of
    whoever asks, watched what they watch; with school, what is with the school's own.
    """

    UNRESOLVED = "unresolved"
    UNASSIGNED = "unassigned"
    MY_TEAM = "my_team"
    MY_TEAM_UNASSIGNED = "my_team_unassigned"
    WITH_SCHOOL = "with_school"
    BREACHING = "breaching"
    WATCHED = "watched"


@query("intake.find_tickets", needs=Right.READ_TICKETS)
class FindTickets:
    """Which tickets fit? Keyset pages, by what is due next or was changed last."""

    school_id: SchoolId | None = None
    queue: Queue | None = None
    state: TicketState | None = None
    assignee: str | None = text(most=100, default=None)
    requester_email: str | None = text(most=254, default=None)
    priority: Priority | None = None
    channel: Channel | None = None
    type: TicketType | None = None
    approval: ApprovalState | None = None
    category: str | None = text(most=40, default=None)
    service: str | None = text(most=40, default=None)
    team_id: UUID | None = None
    search: str = text(default="")
    sort: str = text(default="due")
    cursor: str = text(most=400, default="")
    limit: int = whole(least=1, most=200, default=50)


@value
class TimelineEntry:
    """Something that happened to a ticket; `text` is what was written, if anything.

    `letter` says how the letter stands that tells the requester of it.
    `quoted` is what stood below it in a mail: older messages, a signature.
    `of_reference` is the ticket it happened to, where that one is merged into this.
    `entered_at` is when it was entered, where that was later than it happened.
    """

    kind: str
    at: datetime
    actor: str
    text: str | None = None
    detail: str | None = None
    internal: bool = False
    letter: LetterState | None = None
    quoted: str | None = None
    entry_id: UUID | None = None
    of_reference: str | None = None
    entered_at: datetime | None = None


@value
class Approval:
    """What has to be approved before a ticket is done, and who said what of it."""

    state: ApprovalState
    what: str
    approver: str | None = None


@value
class TicketRating:
    """How its requester found what was done, unless they said so anonymously."""

    said: Satisfaction
    comment: str


@view("intake.ticket")
class TicketView:
    """A ticket as the desk sees it; `head` is the log position it was read at."""

    ticket_id: TicketId
    school_id: SchoolId
    reference: str
    subject: str
    description: str
    requester: Requester
    channel: Channel
    impact: Level
    urgency: Level
    priority: Priority
    state: TicketState
    assignee: str | None
    version: int
    opened_at: datetime
    updated_at: datetime
    correlation_id: UUID
    head: int
    timeline: tuple[TimelineEntry, ...]
    merged_into: TicketId | None = None
    type: TicketType = TicketType.INCIDENT
    approval: Approval | None = None
    rating: TicketRating | None = None
    category: str = ""
    service: str = ""
    change: StaffChangeShown | None = None
    obligation: Owed | None = None
    callback: CallbackShown | None = None
    incident: IncidentShown | None = None
    form: Answered | None = None
    team_id: UUID | None = None
    with_school: bool = False
    marked: tuple[MarkedText, ...] = ()


@value
class TicketRow:
    """A ticket as a line of the queue."""

    ticket_id: TicketId
    school_id: SchoolId
    reference: str
    subject: str
    requester_name: str
    channel: Channel
    priority: Priority
    state: TicketState
    assignee: str | None
    version: int
    opened_at: datetime
    updated_at: datetime
    due_at: datetime | None
    due_target: Target | None
    due_state: TargetState | None
    merged_into: TicketId | None = None
    type: TicketType = TicketType.INCIDENT
    approval: ApprovalState | None = None
    obligation: Owed | None = None
    callback: CallbackShown | None = None
    team_id: UUID | None = None
    with_school: bool = False


@view("intake.tickets")
class TicketsView:
    """A page of the queue; `cursor` continues it, empty at the end."""

    tickets: tuple[TicketRow, ...]
    cursor: str


@query("intake.count_tickets", needs=Right.READ_TICKETS)
class CountTickets:
    """How many tickets wait, and how many of them for this assignee?"""

    assignee: str = text(most=100)
    school_id: SchoolId | None = None


@view("intake.ticket_counts")
class TicketCountsView:
    """How many tickets wait in each queue; what is resolved waits no longer."""

    assigned: int
    unassigned: int
    breaching: int
    open: int
    on_hold: int
    my_team: int = 0
    my_team_unassigned: int = 0
    with_school: int = 0
    watched: int = 0


@query("intake.find_mailbox", needs=Right.DELIVER_MAIL)
class FindMailbox:
    """Whose mail comes to this address? NotFound where it is nobody's."""

    address: str = text(least=1, most=254)


@view("intake.mailbox")
class MailboxView:
    """An address and the school whose mail comes to it."""

    address: str
    school_id: SchoolId


@query("intake.get_mailboxes", needs=Right.MANAGE_MAILBOXES)
class GetMailboxes:
    """Which addresses does mail for this school come to?"""

    school_id: SchoolId


@view("intake.mailboxes")
class MailboxesView:
    """The addresses of a school as they are kept: in small letters, in order.

    `version` is what a change of them is decided on; 0 before anybody set any.
    """

    school_id: SchoolId
    addresses: tuple[str, ...]
    version: int
