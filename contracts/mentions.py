"""The language of intake about who is named in notes, and reads of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import SchoolId, TicketId

MOST_MENTIONED = 20
"""People whom one note names."""


@value
class Mentioned:
    """Somebody of the desk whom a note names, by the address that directory has."""

    person_id: UUID
    email: str = text(least=3, most=254)


@command("intake.mention_person")
class MentionPerson:
    """Have somebody find a note that names them; they watch its ticket from then on.

    `entry_id` is the line of the timeline that the note is.
    """

    school_id: SchoolId
    ticket_id: TicketId
    entry_id: UUID
    person_id: UUID
    email: str = text(least=3, most=254)


@event("intake.person_mentioned")
class PersonMentioned:
    """A note of the desk names somebody, who has not read it yet."""

    ticket_id: TicketId
    entry_id: UUID
    person_id: UUID


@command("intake.read_mentions", needs=Right.READ_NOTES)
class ReadMentions:
    """Say that one has read what names oneself on a ticket."""

    school_id: SchoolId
    ticket_id: TicketId
    person_id: UUID


@event("intake.mentions_read")
class MentionsRead:
    """Somebody has read what names them on a ticket."""

    ticket_id: TicketId
    person_id: UUID


@query("intake.find_mentions", needs=Right.READ_NOTES)
class FindMentions:
    """Which notes name whoever asks, the newest first, and how many are not read?"""

    limit: int = whole(least=0, most=200, default=50)


@value
class Mention:
    """A note that names somebody; `text` is what it says."""

    ticket_id: TicketId
    school_id: SchoolId
    reference: str
    subject: str
    by: str
    at: datetime
    text: str
    unread: bool


@view("intake.mentions")
class MentionsView:
    """The notes that name whoever asked; `unread` counts all of them."""

    mentions: tuple[Mention, ...]
    unread: int
