"""How does a request come in, by a form or by mail, as one transaction?"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.intake import (
    DeliverMail,
    MailOutcome,
    OpenTicket,
    ReceiveMail,
    Requester,
)
from contracts.reference import reference
from contracts.refusals import Invalid, Refused
from contracts.values import Channel, Level
from services.intake.mail import Mail, NotAMessage, read_message
from services.intake.opening import Opening
from services.intake.queries import next_number, reference_of
from services.intake.tables import files
from services.intake.ticket import Ticket
from shared.work import Cause, Work


def terms(work: Work, _: Ticket, command: object) -> Opening | None:
    """What a ticket is given when it is opened: its number and its requester's id."""
    if not isinstance(command, OpenTicket):
        return None
    number = next_number(work.connection, work.school)
    return Opening(
        number=number,
        reference=reference(work.school, number),
        requester_id=work.keyring.pseudonym(work.school, command.requester.email),
    )


def open_ticket(work: Work, command: OpenTicket, cause: Cause) -> None:
    """Open a ticket for its requester, whoever of the desk or the school types it."""
    requester_id = work.keyring.pseudonym(work.school, command.requester.email)
    work.execute(command, replace(cause, on_behalf_of=_person(requester_id)))


def deliver_mail(work: Work, command: DeliverMail, cause: Cause) -> MailOutcome:
    """Keep a message as it came and make it a ticket; the same one for the same mail.

    Refused where it is no message.
    """
    raw = _raw(command)
    try:
        mail = read_message(raw)
    except NotAMessage as error:
        raise Refused(str(error)) from error
    sender_id = work.keyring.pseudonym(work.school, mail.sender_email)
    cause = replace(cause, on_behalf_of=_person(sender_id))
    received = work.execute(
        ReceiveMail(
            school_id=work.school,
            mail_id=command.mail_id,
            ticket_id=command.ticket_id,
            sender_id=sender_id,
            sender=mail.sender_email,
            file=_keep(work, command.mail_id, sender_id, raw),
            size=len(raw),
        ),
        cause,
    )
    work.execute(
        _ticket(command, mail),
        replace(
            cause,
            command_id=uuid5(cause.command_id, "ticket"),
            causation_id=received,
        ),
    )
    return MailOutcome(
        ticket_id=command.ticket_id,
        reference=reference_of(work.connection, work.school, command.ticket_id),
        school_id=work.school,
    )


def kept_mail(work: Work, file: str, mail_id: UUID, sender_id: UUID) -> bytes:
    """A message as it was received."""
    found = select(files.c.content).where(
        files.c.school == work.school, files.c.name == file
    )
    box = bytes(work.connection.execute(found).scalar_one())
    return work.keyring.open(work.school, [sender_id, mail_id], box, file.encode())


def _ticket(command: DeliverMail, mail: Mail) -> OpenTicket:
    return OpenTicket(
        school_id=command.school_id,
        ticket_id=command.ticket_id,
        subject=mail.subject,
        description=mail.text,
        requester=Requester(name=mail.sender_name, email=mail.sender_email),
        channel=Channel.EMAIL,
        impact=Level.MEDIUM,
        urgency=Level.MEDIUM,
    )


def _keep(work: Work, mail_id: UUID, sender_id: UUID, raw: bytes) -> str:
    """Store a message sealed, under a name that says nothing of what is in it."""
    name = work.keyring.fingerprint(work.school, mail_id.bytes + raw).hex()
    subjects = [sender_id, mail_id]
    box = work.keyring.seal(work.school, subjects, raw, name.encode())
    sqlite = work.connection.dialect.name == "sqlite"
    work.connection.execute(
        (insert_here if sqlite else insert_there)(files)
        .values(
            school=work.school,
            name=name,
            content=box,
            size=len(raw),
            stored_at=work.now,
        )
        .on_conflict_do_nothing()
    )
    return name


def _raw(command: DeliverMail) -> bytes:
    try:
        return b64decode(command.raw, validate=True)
    except NotBase64:
        raise Invalid({"raw": ["Not base64."]}) from None


def _person(person_id: UUID) -> str:
    return f"requester:{person_id}"
