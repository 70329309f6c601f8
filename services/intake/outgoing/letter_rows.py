"""How are the letters of a school kept and read?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, select, text, update

from contracts.mail import Fate
from contracts.outgoing import (
    TO_WATCHERS,
    LetterKind,
    LetterPutOff,
    LetterResent,
    LetterTried,
    LetterWritten,
)
from contracts.values import Channel, LetterState, Target, TicketState
from services.intake.incoming.mail_tables import mails
from services.intake.outgoing.addressing import WITHIN, Addressee
from services.intake.outgoing.letter_tables import TO_SEND, letters
from services.intake.outgoing.letters import STATES
from services.intake.tables import mailboxes, tickets
from shared.work import Fresh

LETTER_EVENTS = tuple(STATES)


class Waiting(NamedTuple):
    """A letter that is to be sent now, or whose sender did not say what came of it."""

    school: UUID
    letter_id: UUID
    attempts: int
    state: LetterState
    waits_since: datetime
    correlation_id: UUID


def keep_letter(connection: Connection, fresh: Fresh, event: Any) -> None:
    """Keep how a letter stands after an event."""
    at = fresh.happened_at
    if isinstance(event, LetterWritten):
        connection.execute(_ADD, _row(fresh, event))
        return
    changed: dict[str, Any] = {
        "of_school": fresh.school,
        "of_letter": event.letter_id,
        "state": STATES[type(event)].value,
        "changed_at": at,
    }
    if isinstance(event, LetterTried):
        changed |= {"attempts": event.attempt, "asks": int(event.asks)}
    elif isinstance(event, LetterPutOff):
        changed |= {"answer": event.answer, "again_at": event.again_at}
    elif isinstance(event, LetterResent):
        changed |= {"waits_since": at, "again_at": at}
    else:
        changed |= {"answer": getattr(event, "answer", "")}
    connection.execute(_CHANGE, changed)


def addressee(
    connection: Connection, school: UUID, ticket_id: UUID
) -> Addressee | None:
    """Whom a letter about a ticket goes to; None where there is no such ticket."""
    which = {"of_school": school, "of_ticket": ticket_id}
    ticket = connection.execute(_TICKET, which).one_or_none()
    if ticket is None:
        return None
    return Addressee(
        requester_id=ticket.requester_id,
        email=ticket.requester_email,
        channel=Channel(ticket.channel),
        state=TicketState(ticket.state),
        answered=bool(ticket.answered),
        opened_at=ticket.opened_at,
        is_ours=is_ours(connection, school, ticket.requester_email),
        acknowledged=_acknowledged(connection, ticket),
        answerable=_is_answerable(connection, ticket),
        with_school=bool(ticket.with_school),
    )


def is_ours(connection: Connection, school: UUID, email: str) -> bool:
    """Whether mail to an address comes back to a mailbox of the school's here."""
    which = {"of_school": school, "address": email.lower()}
    return connection.execute(_OURS, which).first() is not None


def letters_to_send(connection: Connection, now: datetime, most: int) -> list[Waiting]:
    """What is to be sent now, and what somebody began to send; the longest first."""
    rows = connection.execute(_TO_SEND, {"now": now, "most": most})
    return [
        Waiting(
            school=row.school,
            letter_id=row.letter_id,
            attempts=row.attempts,
            state=LetterState(row.state),
            waits_since=row.waits_since,
            correlation_id=row.correlation_id,
        )
        for row in rows
    ]


def letters_about(
    connection: Connection, school: UUID, ticket_id: UUID
) -> dict[UUID, LetterState]:
    """How the letter to the requester stands about each event that there is one of."""
    which = {"of_school": school, "of_ticket": ticket_id}
    rows = connection.execute(_ABOUT, which)
    return {row.about: LetterState(row.state) for row in rows}


def earlier_letters(
    connection: Connection,
    school: UUID,
    ticket_id: UUID,
    before: datetime,
    to: UUID,
) -> list[UUID]:
    """The letters about a ticket that went out to somebody before, in order."""
    which = {"of_school": school, "of_ticket": ticket_id, "before": before, "to": to}
    return list(connection.execute(_EARLIER, which).scalars())


def _row(fresh: Fresh, event: LetterWritten) -> dict[str, Any]:
    due = {one.target: one.due_at for one in event.promised}
    return {
        "school": fresh.school,
        "letter_id": event.letter_id,
        "ticket_id": event.ticket_id,
        "requester_id": event.requester_id,
        "kind": event.kind.value,
        "about": event.about,
        "recipient": event.recipient,
        "response_at": due.get(Target.RESPONSE),
        "resolution_at": due.get(Target.RESOLUTION),
        "state": LetterState.WAITING.value,
        "attempts": 0,
        "answer": "",
        "written_at": fresh.happened_at,
        "waits_since": fresh.happened_at,
        "again_at": fresh.happened_at,
        "changed_at": fresh.happened_at,
    }


def _acknowledged(connection: Connection, ticket: Row[Any]) -> int:
    which = {
        "of_school": ticket.school,
        "of_requester": ticket.requester_id,
        "since": ticket.opened_at - WITHIN,
    }
    return connection.execute(_ACKNOWLEDGED, which).scalar_one()


def _is_answerable(connection: Connection, ticket: Row[Any]) -> bool:
    """Whether the mail that opened it may be answered by itself, if mail did."""
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    found = connection.execute(_ANSWERABLE, which).scalars().all()
    return not found or any(found)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(letters)
_CHANGE = update(letters).where(
    letters.c.school == bindparam("of_school"),
    letters.c.letter_id == bindparam("of_letter"),
)
_TICKET = select(tickets).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_OURS = select(mailboxes.c.address).where(
    mailboxes.c.school == bindparam("of_school"),
    mailboxes.c.address == bindparam("address"),
)
_ACKNOWLEDGED = (
    select(func.count())
    .select_from(letters)
    .where(letters.c.school == bindparam("of_school"))
    .where(letters.c.requester_id == bindparam("of_requester"))
    .where(letters.c.kind == "acknowledgement")
    .where(letters.c.written_at > bindparam("since"))
)
_TO_SEND = (
    select(letters, tickets.c.correlation_id)
    .join_from(
        letters,
        tickets,
        (letters.c.school == tickets.c.school)
        & (letters.c.ticket_id == tickets.c.ticket_id),
    )
    .where(text(f"letters.{TO_SEND}"))
    .where(letters.c.again_at <= bindparam("now"))
    .order_by(letters.c.again_at, letters.c.letter_id)
    .limit(bindparam("most"))
)
_OF_TICKET = (letters.c.school == bindparam("of_school")) & (
    letters.c.ticket_id == bindparam("of_ticket")
)
_NOT_OF_TICKET = [one.value for one in (*TO_WATCHERS, LetterKind.SURVEY)]
_ABOUT = select(letters.c.about, letters.c.state).where(
    _OF_TICKET, letters.c.kind.not_in(_NOT_OF_TICKET)
)
_EARLIER = (
    select(letters.c.letter_id)
    .where(_OF_TICKET)
    .where(letters.c.requester_id == bindparam("to"))
    .where(letters.c.written_at < bindparam("before"))
    .where(letters.c.kind != LetterKind.SURVEY.value)
    .where(letters.c.state.in_([LetterState.SENT.value, LetterState.UNKNOWN.value]))
    .order_by(letters.c.written_at)
)
_ANSWERABLE = select(mails.c.answerable).where(
    mails.c.school == bindparam("of_school"),
    mails.c.ticket_id == bindparam("of_ticket"),
    mails.c.fate == Fate.TICKET.value,
)
