"""How does what somebody wrote by mail become a ticket, or a part of one?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import bindparam, select

from contracts.intake import LONGEST_TEXT, OpenTicket, ReopenTicket, Requester
from contracts.mail import Nature, TakeReply
from contracts.refusals import NotFound
from contracts.values import Channel, Level, TicketState
from services.intake.mail import Mail, fold
from services.intake.mail.references import without_marks
from services.intake.tables import tickets
from services.intake.tied.tie_rows import survivor_of
from shared.work import Cause, Work

ANSWERED = "An answer came by mail."
"""Why a resolved ticket is open again, in words that the school reads."""


def ticket_of(
    work: Work, mail: Mail, *, ticket_id: UUID, follows: UUID | None = None
) -> OpenTicket:
    """The ticket that a message opens; it names the one it follows, if there is one."""
    text = mail.text
    if follows is not None:
        text = f"This follows {_ticket(work, follows).reference}.\n\n{text}"
    return OpenTicket(
        school_id=work.school,
        ticket_id=ticket_id,
        subject=without_marks(mail.subject) or "(no subject)",
        description=text[:LONGEST_TEXT],
        requester=Requester(name=mail.sender_name, email=mail.sender_email),
        channel=Channel.EMAIL,
        impact=Level.MEDIUM,
        urgency=Level.MEDIUM,
    )


def put_on(
    work: Work, mail: Mail, mail_id: UUID, ticket_id: UUID, cause: Cause
) -> None:
    """Put what somebody wrote on a ticket; a resolved one is open again.

    A person who writes back says that it is not done. A program says nothing of that.
    What was written to a merged ticket is put on the survivor. NotFound where there is
    no such ticket.
    """
    sent_to, ticket_id = ticket_id, survivor_of(work.connection, work.school, ticket_id)
    ticket = _ticket(work, ticket_id)
    if ticket.state == TicketState.RESOLVED.value and mail.nature is Nature.PERSON:
        reopen = ReopenTicket(
            school_id=work.school,
            ticket_id=ticket_id,
            version=ticket.version,
            reason=ANSWERED,
        )
        work.execute(
            reopen, replace(cause, command_id=uuid5(cause.command_id, "reopen"))
        )
    folded = fold(mail.text)
    reply = TakeReply(
        school_id=work.school,
        ticket_id=ticket_id,
        message_id=mail_id,
        text=folded.said.strip() or "(nothing was written)",
        writer_id=work.keyring.pseudonym(work.school, mail.sender_email),
        writer=mail.sender_email,
        quoted=folded.quoted or None,
    )
    if sent_to != ticket_id:
        known_as = _ticket(work, sent_to).reference
        reply = replace(reply, sent_to=sent_to, sent_to_reference=known_as)
    work.execute(reply, replace(cause, command_id=uuid5(cause.command_id, "reply")))


def person(person_id: UUID) -> str:
    """The name under which somebody who writes is recorded."""
    return f"requester:{person_id}"


def _ticket(work: Work, ticket_id: UUID) -> Any:
    which = {"of_school": work.school, "of_ticket": ticket_id}
    found = work.connection.execute(_TICKET, which).one_or_none()
    if found is None:
        raise NotFound("There is no such ticket.")
    return found


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets.c.reference, tickets.c.state, tickets.c.version).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
