"""The language of intake for mail: what came, and what became of each message."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    Payload,
    command,
    event,
    personal,
    query,
    text,
    upcaster,
    value,
    view,
    whole,
)
from contracts.intake import LONGEST_TEXT
from contracts.scanning import Scanned
from contracts.values import SchoolId, TicketId

LARGEST_MESSAGE = 30 * 1024 * 1024
"""Bytes a mail message may have."""

LAST_PLACE = 10_000
"""The last place that a file can have in a message."""


class Fate(Enum):
    """What became of a message: each has exactly one at a time."""

    TICKET = "ticket"
    REPLY = "reply"
    REVIEW = "review"
    REFUSED = "refused"


class Why(Enum):
    """Why a message is held for a person to decide, or was refused."""

    UNREADABLE = "unreadable"
    NO_SENDER = "no_sender"
    FAILED_CHECK = "failed_check"
    STRANGER = "stranger"
    TOO_MANY = "too_many"
    OUR_OWN = "our_own"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    DECIDED = "decided"


class Nature(Enum):
    """Who or what wrote a message: a person, or a program (RFC 3834, RFC 3464)."""

    PERSON = "person"
    ANSWER = "answer"
    GENERATED = "generated"
    BOUNCE = "bounce"


@value
class Checks:
    """What the receiving server found of the sender (RFC 8601); blank: nothing."""

    spf: str = text(most=20, default="")
    dkim: str = text(most=20, default="")
    dmarc: str = text(most=20, default="")


@command("intake.deliver_mail", needs=Right.DELIVER_MAIL)
class DeliverMail:
    """Take in a message as a mail server hands it over; `raw` is its bytes in base64.

    It is kept as received, and has its outcome at once. `address` is where it came to,
    as the envelope has it. `authserv_id` names the server whose Authentication-Results
    are to be believed; blank: nobody's are.
    """

    school_id: SchoolId
    mail_id: UUID
    address: str = text(least=1, most=254)
    raw: str = text(most=LARGEST_MESSAGE * 4 // 3 + 4)
    authserv_id: str = text(default="")


@command("intake.receive_mail")
class ReceiveMail:
    """Record that a message came, with the sealed file that keeps it as received."""

    school_id: SchoolId
    mail_id: UUID
    fate: Fate
    why: Why | None
    ticket_id: TicketId | None
    about: TicketId | None
    sender_id: UUID
    sender: str | None
    subject: str | None
    nature: Nature
    answerable: bool
    checks: Checks
    identity: str
    file: str
    size: int


@event("intake.mail_received", version=2)
class MailReceived:
    """A message came; `file` keeps it as it was received, and `fate` is its outcome.

    `ticket_id` is the ticket it opened or is on, `about` the one it seems to be about.
    `identity` is a keyed hash of its Message-ID; blank where it has none.
    `answerable` is whether an automatic answer may be sent to who wrote it. `record_id`
    has a key by which its sender is erased with it; redacting leaves that alone.
    """

    mail_id: UUID
    fate: Fate
    why: Why | None
    ticket_id: TicketId | None
    about: TicketId | None
    sender_id: UUID
    sender: str | None = personal("sender_id", "record_id", most=998)
    subject: str | None = personal("sender_id", "mail_id")
    nature: Nature
    answerable: bool
    checks: Checks
    identity: str
    file: str
    size: int
    record_id: UUID | None = None


@upcaster("intake.mail_received", from_version=1)
def _with_its_fate(payload: Payload) -> Payload:
    """In the first version every message opened a ticket, and nothing else was kept."""
    return payload | {
        "fate": Fate.TICKET.value,
        "why": None,
        "about": None,
        "subject": None,
        "nature": Nature.PERSON.value,
        "answerable": True,
        "checks": {},
        "identity": "",
    }


@command("intake.take_reply")
class TakeReply:
    """Put what somebody wrote by mail on a ticket; events say the rest of it."""

    school_id: SchoolId
    ticket_id: TicketId
    message_id: UUID
    text: str
    writer_id: UUID
    writer: str
    quoted: str | None
    sent_to: TicketId | None = None
    sent_to_reference: str | None = None


@command("intake.attach_file")
class AttachFile:
    """Record a file that a message carried, kept sealed by itself."""

    school_id: SchoolId
    mail_id: UUID
    place: int
    sender_id: UUID
    name: str
    kind: str
    content_id: str
    file: str
    size: int
    offered: bool


@event("intake.file_attached")
class FileAttached:
    """A message carried a file; `file` keeps it sealed, `place` is its number there.

    `offered` is false for kinds that run when they are opened: those are kept, and
    nobody is led to open them.
    """

    mail_id: UUID
    place: int
    sender_id: UUID
    name: str = personal("sender_id", "mail_id")
    kind: str
    content_id: str
    file: str
    size: int
    offered: bool


class Ruling(Enum):
    """What a person may make of a message that was held."""

    OPEN = "open"
    ATTACH = "attach"
    REFUSE = "refuse"


@command("intake.rule_on_mail", needs=Right.WORK_TICKETS)
class RuleOnMail:
    """Say what becomes of a held message.

    `ticket_id` is the new ticket's id, or the ticket it is put on. To refuse needs a
    reason. `trust` lets who sent it into tickets from now on, without limits.
    """

    school_id: SchoolId
    mail_id: UUID
    ruling: Ruling
    ticket_id: TicketId | None = None
    reason: str | None = text(most=2_000, default=None)
    trust: bool = False


@command("intake.settle_mail")
class SettleMail:
    """Record what a person made of a held message."""

    school_id: SchoolId
    mail_id: UUID
    fate: Fate
    ticket_id: TicketId | None
    reason: str | None


@event("intake.mail_settled")
class MailSettled:
    """Somebody of the desk decided what becomes of a message that was held."""

    mail_id: UUID
    fate: Fate
    ticket_id: TicketId | None
    reason: str | None = personal("mail_id", most=2_000)


@command("intake.trust_sender", needs=Right.WORK_TICKETS)
class TrustSender:
    """Let somebody into the tickets of a school, and hold no storm of theirs."""

    school_id: SchoolId
    email: str = text(least=3, most=254)


@event("intake.sender_trusted")
class SenderTrusted:
    """Mail of this sender is no stranger's at this school from now on."""

    sender_id: UUID
    sender: str = personal("sender_id", most=254)


@command("intake.distrust_sender", needs=Right.WORK_TICKETS)
class DistrustSender:
    """Take the trust back."""

    school_id: SchoolId
    email: str = text(least=3, most=254)


@event("intake.sender_distrusted")
class SenderDistrusted:
    """Mail of this sender is looked at again as anybody's is."""

    sender_id: UUID


@view("intake.mail_outcome")
class MailOutcome:
    """What became of a message; a ticket and its reference where it is on one."""

    school_id: SchoolId
    mail_id: UUID
    fate: Fate
    why: Why | None
    ticket_id: TicketId | None
    reference: str | None


@query("intake.find_mails", needs=Right.WORK_TICKETS)
class FindMails:
    """Which messages came? The newest first; those held, unless another fate is asked.

    `after` is the cursor of the page before.
    """

    school_id: SchoolId | None = None
    fate: Fate = Fate.REVIEW
    after: str = text(most=400, default="")
    limit: int = whole(least=1, most=200, default=50)


@value
class MailRow:
    """A message as a line of a list; `about` is the reference it seems to be about."""

    mail_id: UUID
    school_id: SchoolId
    received_at: datetime
    sender: str | None
    subject: str | None
    fate: Fate
    why: Why | None
    reason: str | None
    ticket_id: TicketId | None
    reference: str | None
    about_id: TicketId | None
    about: str | None
    nature: Nature
    checks: Checks
    size: int


@view("intake.mails")
class MailsView:
    """A page of messages; `cursor` continues it, empty at the end."""

    mails: tuple[MailRow, ...]
    cursor: str


@value
class AttachedFile:
    """A file that a message carried; `place` is its number there.

    `found` is what a scanner found in it, or why it was not scanned. What is infected
    is not handed out.
    """

    mail_id: UUID
    place: int
    name: str
    kind: str
    size: int
    offered: bool
    scanned: Scanned = Scanned.WAITING
    found: str = ""


@query("intake.get_mail", needs=Right.WORK_TICKETS)
class GetMail:
    """What does a message say? NotFound where there is none."""

    school_id: SchoolId
    mail_id: UUID


@view("intake.mail")
class MailView:
    """A message with what it says; `quoted` is what stood below what was written.

    `found` is what a scanner found in it or its files: then neither its HTML nor the
    message as it was received is handed out.
    """

    mail: MailRow
    text: str
    quoted: str
    has_html: bool
    files: tuple[AttachedFile, ...]
    scanned: Scanned = Scanned.WAITING
    found: str = ""


@query("intake.find_attached", needs=Right.READ_TICKETS)
class FindAttached:
    """Which files came with the messages on a ticket?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@view("intake.attached")
class AttachedView:
    """Files in the order they came."""

    files: tuple[AttachedFile, ...]


@query("intake.get_attached", needs=Right.READ_TICKETS)
class GetAttached:
    """What is in a file that came with a message on this ticket? NotFound: none."""

    ticket_id: TicketId
    mail_id: UUID
    place: int = whole(least=0, most=LAST_PLACE)
    school_id: SchoolId | None = None


@view("intake.file")
class FileView:
    """A file's name, kind and content, in base64."""

    name: str
    kind: str
    content: str = text(most=LARGEST_MESSAGE * 4 // 3 + 4)


@query("intake.get_raw_mail", needs=Right.WORK_TICKETS)
class GetRawMail:
    """A message as it was received."""

    school_id: SchoolId
    mail_id: UUID


@query("intake.get_mail_page", needs=Right.WORK_TICKETS)
class GetMailPage:
    """What does the HTML of a message show, made safe? NotFound where it has none."""

    school_id: SchoolId
    mail_id: UUID


@view("intake.mail_page")
class MailPageView:
    """HTML without scripts, forms or anything from elsewhere."""

    html: str = text(most=4 * LONGEST_TEXT)


@view("intake.raw_mail")
class RawMailView:
    """A message as it was received, in base64, with a name for the file."""

    name: str
    raw: str = text(most=LARGEST_MESSAGE * 4 // 3 + 4)
