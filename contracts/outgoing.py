"""The language of intake about what it sends out: letters to those who ask."""

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
    resealed,
    text,
    value,
    view,
    whole,
)
from contracts.values import LetterState, SchoolId, Target, TicketId

LONGEST_ANSWER = 500
"""Characters that are kept of what a mail server answered."""


class LetterKind(Enum):
    """What a letter tells the requester, or (watched) somebody who watches.

    A survey is about no ticket: it goes to whoever asked for something in the year.
    """

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    RESOLUTION = "resolution"
    WATCHED_REPLY = "watched_reply"
    WATCHED_RESOLUTION = "watched_resolution"
    SURVEY = "survey"


TO_WATCHERS = frozenset({LetterKind.WATCHED_REPLY, LetterKind.WATCHED_RESOLUTION})
"""What goes to those who watch a ticket, and not to whoever asked."""


class Outcome(Enum):
    """What came of trying to send: `uncertain` where nobody knows, and never will."""

    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@value
class Promised:
    """By when a target was promised, as the clock said when it started."""

    target: Target
    due_at: datetime


@command("intake.write_letter")
class WriteLetter:
    """Have a requester told what an event of their ticket says; `about` is its id.

    Or whoever is the `watcher` of it, by the id of the person.
    Silence where a letter would go to a machine, to ourselves or round in circles.
    """

    school_id: SchoolId
    ticket_id: TicketId
    letter_id: UUID
    kind: LetterKind
    about: UUID
    promised: tuple[Promised, ...] = ()
    watcher: UUID | None = None


@event("intake.letter_written", version=2)
class LetterWritten:
    """A letter to the requester waits to be sent; it tells of the event `about`.

    One to somebody who watches has their id for the requester's.
    """

    letter_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    kind: LetterKind
    about: UUID
    recipient: str = personal("requester_id", "ticket_id", most=254)
    promised: tuple[Promised, ...]


resealed(
    "intake.letter_written",
    from_version=1,
    personal={"recipient": ("requester_id",)},
)


@command("intake.try_letter")
class TryLetter:
    """Take a letter up to send it now. Refused where somebody else has.

    It `asks` where it has a link by which it is said how it was.
    """

    school_id: SchoolId
    letter_id: UUID
    attempt: int
    asks: bool = False


@event("intake.letter_tried")
class LetterTried:
    """The letter is handed to the mail server from here on; it is never tried blindly.

    Whoever finds this without an outcome knows that nobody knows what became of it.
    It `asks` where it has a link by which it is said how it was.
    """

    letter_id: UUID
    ticket_id: TicketId
    attempt: int
    asks: bool = False


@command("intake.record_outcome")
class RecordOutcome:
    """Say what came of an attempt; `again_at` where it was put off."""

    school_id: SchoolId
    letter_id: UUID
    attempt: int
    outcome: Outcome
    answer: str
    again_at: datetime | None = None


@event("intake.letter_sent", version=2)
class LetterSent:
    """The mail server took the letter over; `answer` is what it said."""

    letter_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    attempt: int
    answer: str = personal("requester_id", "ticket_id", most=LONGEST_ANSWER)


@event("intake.letter_put_off", version=2)
class LetterPutOff:
    """The mail server did not take the letter now; it is tried again by itself."""

    letter_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    attempt: int
    answer: str = personal("requester_id", "ticket_id", most=LONGEST_ANSWER)
    again_at: datetime


@event("intake.letter_failed", version=2)
class LetterFailed:
    """The letter cannot be sent like this; a person decides what becomes of it."""

    letter_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    attempt: int
    answer: str = personal("requester_id", "ticket_id", most=LONGEST_ANSWER)


@event("intake.letter_uncertain", version=2)
class LetterUncertain:
    """Nobody knows whether the letter was sent; only a person has it sent again."""

    letter_id: UUID
    ticket_id: TicketId
    requester_id: UUID
    attempt: int
    answer: str = personal("requester_id", "ticket_id", most=LONGEST_ANSWER)


for _name in ("sent", "put_off", "failed", "uncertain"):
    resealed(
        f"intake.letter_{_name}",
        from_version=1,
        personal={"answer": ("requester_id",)},
    )


@command("intake.resend_letter", needs=Right.WORK_TICKETS)
class ResendLetter:
    """Send a letter once more that failed, or of which nobody knows."""

    school_id: SchoolId
    letter_id: UUID


@event("intake.letter_resent")
class LetterResent:
    """A person had the letter sent once more; it waits again."""

    letter_id: UUID
    ticket_id: TicketId


@command("intake.drop_letter", needs=Right.WORK_TICKETS)
class DropLetter:
    """Let a letter be that was not sent, or of which nobody knows."""

    school_id: SchoolId
    letter_id: UUID


@event("intake.letter_dropped")
class LetterDropped:
    """A person let the letter be."""

    letter_id: UUID
    ticket_id: TicketId


@query("intake.find_letters", needs=Right.WORK_TICKETS)
class FindLetters:
    """Which letters need a person, the oldest first, and how many wait?"""

    school_id: SchoolId | None = None
    limit: int = whole(least=1, most=200, default=50)


@value
class LetterRow:
    """A letter that a person has to decide on."""

    school_id: SchoolId
    letter_id: UUID
    ticket_id: TicketId
    reference: str
    subject: str
    requester_name: str
    recipient: str
    kind: LetterKind
    state: LetterState
    answer: str = text(most=LONGEST_ANSWER)
    written_at: datetime
    changed_at: datetime


@view("intake.letters")
class LettersView:
    """Letters that need a person; `hindrance` says why none is sent at all, if so."""

    letters: tuple[LetterRow, ...]
    waiting: int
    undecided: int
    hindrance: str | None
