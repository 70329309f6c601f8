"""Which ticket is a message about, and what else is known of who sent it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from contracts.mail import Fate
from contracts.values import TicketState
from services.intake.incoming.judging import REOPENED_WITHIN, Facts, Thread
from services.intake.incoming.mail_tables import mails, trusted
from services.intake.mail import Mail, failed, proved
from services.intake.mail.references import (
    Sign,
    number_in_address,
    number_in_ids,
    number_in_subject,
    numbers_quoted,
)
from services.intake.retention.ending import is_erased
from services.intake.tables import tickets, timeline
from services.intake.watching.rows import day, told_of
from shared.work import Work

_HOUR = timedelta(hours=1)


def identity_of(work: Work, message_id: str | None) -> str:
    """A keyed hash of a Message-ID; blank where there is none."""
    if not message_id:
        return ""
    about = b"message-id:" + message_id.encode(errors="replace")
    return work.keyring.fingerprint(work.school, about).hex()


def facts_of(work: Work, mail: Mail, address: str, sender_id: UUID) -> Facts:
    """What matters of a message that came to `address`, with what is known here."""
    sign: Sign = partial(work.keyring.fingerprint, work.school)
    which = {
        "of_school": work.school,
        "of_sender": sender_id,
        "since": work.now - _HOUR,
    }
    lately = work.connection.execute(_LATELY, which).one()
    own = number_in_ids(sign, [mail.message_id or ""])
    return Facts(
        nature=mail.nature,
        failed=failed(mail.checks),
        proved=proved(mail.checks),
        our_own=own is not None,
        trusted=work.connection.execute(_TRUSTED, which).scalar() is not None,
        lately=lately.came,
        answered=lately.answered or 0,
        thread=_thread(work, mail, (address, *mail.addressed), sender_id),
    )


def _thread(
    work: Work, mail: Mail, addresses: Iterable[str], sender_id: UUID
) -> Thread | None:
    """The ticket by References, then a mark in an address or the subject.

    What is only named without a mark is looked for last, and proves nothing.
    """
    sign: Sign = partial(work.keyring.fingerprint, work.school)
    marked = (number_in_address(sign, one) for one in addresses)
    ticket = (
        _numbered(work, number_in_ids(sign, mail.answers))
        or _known(work, mail.answers)
        or _numbered(work, next((one for one in marked if one is not None), None))
        or _numbered(work, number_in_subject(sign, mail.subject))
    )
    by_proof = ticket is not None
    if ticket is None:
        named = numbers_quoted(work.school, mail.subject)
        ticket = _numbered(work, next(named, None))
    if ticket is None:
        return None
    return Thread(
        ticket_id=ticket.ticket_id,
        proved=by_proof,
        on_it=ticket.requester_id == sender_id
        or _wrote(work, ticket, sender_id)
        or _watches(work, ticket, sender_id),
        closed=_is_closed(work, ticket),
    )


def _numbered(work: Work, number: int | None) -> Any:
    if number is None:
        return None
    which = {"of_school": work.school, "of_number": number}
    return work.connection.execute(_BY_NUMBER, which).one_or_none()


def _known(work: Work, ids: Iterable[str]) -> Any:
    """The ticket that a message with one of the ids is on, the nearest id first."""
    identities = [identity_of(work, one) for one in ids]
    which = {"of_school": work.school, "identities": identities}
    found = work.connection.execute(_BY_IDENTITY, which).all() if identities else []
    return min(found, key=lambda row: identities.index(row.identity), default=None)


def _wrote(work: Work, ticket: Any, sender_id: UUID) -> bool:
    which = {
        "of_school": work.school,
        "of_ticket": ticket.ticket_id,
        "of_sender": sender_id,
    }
    return work.connection.execute(_WROTE, which).first() is not None


def _watches(work: Work, ticket: Any, sender_id: UUID) -> bool:
    told = told_of(work.connection, work.school, ticket.ticket_id, day(work.now))
    return any(one.watcher_id == sender_id for one in told)


def _is_closed(work: Work, ticket: Any) -> bool:
    if is_erased(work.connection, work.school, ticket.ticket_id):
        return True  # one that was merged is erased with its survivor, done or not
    if ticket.state != TicketState.RESOLVED.value:
        return False
    which = {"of_school": work.school, "of_ticket": ticket.ticket_id}
    resolved_at = work.connection.execute(_RESOLVED_AT, which).scalar()
    return resolved_at is not None and work.now - resolved_at > REOPENED_WITHIN


# Made once: to build a statement takes several times as long as to carry it out.
_ON_A_TICKET = mails.c.fate.in_([Fate.TICKET.value, Fate.REPLY.value])
_SHOWN = (tickets.c.ticket_id, tickets.c.requester_id, tickets.c.state)
_BY_NUMBER = select(*_SHOWN).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.number == bindparam("of_number"),
)
_BY_IDENTITY = (
    select(*_SHOWN, mails.c.identity)
    .join(
        mails,
        (mails.c.school == tickets.c.school)
        & (mails.c.ticket_id == tickets.c.ticket_id),
    )
    .where(
        mails.c.school == bindparam("of_school"),
        mails.c.identity.in_(bindparam("identities", expanding=True)),
        _ON_A_TICKET,
    )
)
_WROTE = (
    select(mails.c.mail_id)
    .where(
        mails.c.school == bindparam("of_school"),
        mails.c.ticket_id == bindparam("of_ticket"),
        mails.c.sender_id == bindparam("of_sender"),
        _ON_A_TICKET,
    )
    .limit(1)
)
_LATELY = select(
    func.count().label("came"),
    func.count().filter(mails.c.answerable).label("answered"),
).where(
    mails.c.school == bindparam("of_school"),
    mails.c.sender_id == bindparam("of_sender"),
    mails.c.received_at > bindparam("since"),
)
_TRUSTED = select(trusted.c.sender_id).where(
    trusted.c.school == bindparam("of_school"),
    trusted.c.sender_id == bindparam("of_sender"),
)
_RESOLVED_AT = select(func.max(timeline.c.at)).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.ticket_id == bindparam("of_ticket"),
    timeline.c.kind == "resolved",
)
