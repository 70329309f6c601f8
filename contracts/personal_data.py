"""The language of intake for personal data in texts: found, restricted, redacted."""

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
    several,
    text,
    value,
    view,
)
from contracts.values import LetterState, SchoolId, TicketId

LONGEST_WHY = 2_000
"""Characters that may be said of why."""


class Sensitive(Enum):
    """What a text seems to hold that a ticket does not need."""

    NATIONAL_INSURANCE = "national_insurance"
    PAYMENT_CARD = "payment_card"
    BANK_ACCOUNT = "bank_account"
    UPN = "upn"
    NHS_NUMBER = "nhs_number"
    PASSWORD = "password"  # noqa: S105  # a kind of find, and no password


class TextState(Enum):
    """How a text stands in which something was found, or that somebody looked after."""

    FOUND = "found"
    LEFT = "left"
    RESTRICTED = "restricted"
    REDACTED = "redacted"


@command("intake.record_found")
class RecordFound:
    """Record what a text on a ticket seems to hold; never what stands there."""

    school_id: SchoolId
    entry_id: UUID
    ticket_id: TicketId
    kinds: tuple[Sensitive, ...]
    despite_warning: bool


@event("intake.personal_data_found")
class PersonalDataFound:
    """A text on a ticket seems to hold personal or financial data of these kinds.

    `entry_id` is the event that has the text. `despite_warning` is whether whoever sent
    it was told so before, and sent it all the same.
    """

    entry_id: UUID
    ticket_id: TicketId
    kinds: tuple[Sensitive, ...]
    despite_warning: bool


@command("intake.restrict_text", needs=Right.RESTRICT_TEXTS)
class RestrictText:
    """Have a text shown only to who looks after personal data, each time recorded."""

    school_id: SchoolId
    entry_id: UUID
    reason: str = text(most=LONGEST_WHY, default="")


@event("intake.text_restricted")
class TextRestricted:
    """A text on a ticket is shown only to those who look after personal data.

    `mails` are the messages that brought it: they are not handed out meanwhile.
    """

    entry_id: UUID
    ticket_id: TicketId
    mails: tuple[UUID, ...]
    reason: str = personal("ticket_id", most=LONGEST_WHY)


@command("intake.leave_text", needs=Right.REDACT_TEXTS)
class LeaveText:
    """Say that a text may stand as it is; one that was restricted is shown again."""

    school_id: SchoolId
    entry_id: UUID
    reason: str = text(most=LONGEST_WHY, default="")


@event("intake.text_left")
class TextLeft:
    """Somebody looked at a text, and it stands as it was written."""

    entry_id: UUID
    ticket_id: TicketId
    reason: str = personal("ticket_id", most=LONGEST_WHY)


@command("intake.read_restricted", needs=Right.REDACT_TEXTS)
class ReadRestricted:
    """Read a text that is restricted; that somebody did is recorded."""

    school_id: SchoolId
    entry_id: UUID


@event("intake.restricted_read")
class RestrictedRead:
    """Somebody who looks after personal data read a text that is restricted."""

    entry_id: UUID
    ticket_id: TicketId


@command("intake.redact_text", needs=Right.REDACT_TEXTS)
class RedactText:
    """Erase a text for good. It can't be undone; that it stood there stays recorded."""

    school_id: SchoolId
    entry_id: UUID
    reason: str = text(least=1, most=LONGEST_WHY)


@event("intake.text_redacted")
class TextRedacted:
    """A text on a ticket was erased; the keys of these subjects are destroyed.

    `mails` are the messages that brought it, with all that they carried.
    """

    entry_id: UUID
    ticket_id: TicketId
    subjects: tuple[UUID, ...]
    mails: tuple[UUID, ...]
    reason: str = personal("ticket_id", most=LONGEST_WHY)


@command("intake.record_erased")
class RecordErased:
    """Record that the keys of a text are destroyed."""

    school_id: SchoolId
    entry_id: UUID


@event("intake.text_erased")
class TextErased:
    """The keys of a text are destroyed: nobody can open what is kept of it sealed."""

    entry_id: UUID
    ticket_id: TicketId


@value
class MarkedText:
    """A text of a ticket, and how it stands.

    `kinds` is what was found; nothing for who does not look after personal data.
    """

    entry_id: UUID
    ticket_id: TicketId
    state: TextState
    kinds: tuple[Sensitive, ...]
    despite_warning: bool
    marked_at: datetime


@query("intake.get_text", needs=Right.RESTRICT_TEXTS)
class GetText:
    """What of a ticket is this text, what was found in it, and where has it gone?"""

    school_id: SchoolId
    entry_id: UUID


@view("intake.text")
class TextView:
    """A text of a ticket; empty, with its state, while it is covered.

    `letter` is how the letter stands that tells of it; `erased` is whether its keys are
    destroyed.
    """

    entry_id: UUID
    ticket_id: TicketId
    reference: str
    kind: str
    written_at: datetime
    text: str
    state: TextState | None
    kinds: tuple[Sensitive, ...]
    despite_warning: bool
    letter: LetterState | None
    erased: bool


@view("intake.restricted_text")
class RestrictedTextView:
    """What stands in a text that is restricted."""

    entry_id: UUID
    subject: str | None
    text: str
    quoted: str | None


@query("intake.count_personal_data", needs=Right.READ_TICKETS)
class CountPersonalData:
    """How much was found of each kind, and what became of it?"""

    school_id: SchoolId | None = None


@value
class FoundCount:
    """How many texts of a school seem to hold a kind, by how they stand."""

    school_id: SchoolId
    kind: Sensitive
    found: int
    left: int
    restricted: int
    redacted: int


@view("intake.personal_data_counts")
class PersonalDataCountsView:
    """What was found, by school and kind; a text with two kinds counts for both."""

    counts: tuple[FoundCount, ...] = several(most=100_000, default=())
