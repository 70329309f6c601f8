"""How does a message come in, with its one outcome, as one transaction?"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import replace
from logging import getLogger
from typing import NamedTuple
from uuid import UUID, uuid5

from contracts.mail import (
    AttachFile,
    Checks,
    DeliverMail,
    Fate,
    MailOutcome,
    Nature,
    ReceiveMail,
    Why,
)
from contracts.refusals import Invalid
from services.intake import file_store
from services.intake.incoming.judging import Verdict, judge
from services.intake.incoming.landing import person, put_on, ticket_of
from services.intake.incoming.mail_queries import outcome_of
from services.intake.incoming.threads import facts_of, identity_of
from services.intake.mail import (
    Mail,
    NamesNoSender,
    NotAMessage,
    files_in,
    read_message,
)
from services.intake.watching.telling import watch_copied
from shared.work import Cause, Work

_log = getLogger(__name__)


class _Came(NamedTuple):
    """A message as it came, with its id."""

    mail_id: UUID
    raw: bytes


def deliver_mail(work: Work, command: DeliverMail, cause: Cause) -> MailOutcome:
    """Keep a message as it came, and see to its one outcome; the same one for the same.

    Whatever is in it, it is kept. What nobody can read is held for a person.
    """
    raw = _raw(command)
    mail, why = _read(raw, command.authserv_id)
    mail_id = _identity(work, command, mail, raw)
    known = outcome_of(work.connection, work.school, mail_id)
    if known is not None:
        return known
    came = _Came(mail_id, raw)
    if mail is None:
        work.execute(_unread(work, came, why), cause)
    else:
        _take(work, command, came, mail, cause)
    outcome = outcome_of(work.connection, work.school, mail_id)
    assert outcome is not None, "it was recorded just now"
    return outcome


def _take(
    work: Work, command: DeliverMail, came: _Came, mail: Mail, cause: Cause
) -> None:
    sender_id = work.keyring.pseudonym(work.school, mail.sender_email)
    cause = replace(cause, on_behalf_of=person(sender_id))
    verdict = judge(facts_of(work, mail, command.address, sender_id))
    received = _received(work, came, mail, verdict, sender_id)
    cause = replace(cause, causation_id=work.execute(received, cause))
    _attach(work, received, came.raw, cause)
    if received.fate is Fate.TICKET and received.ticket_id is not None:
        work.execute(
            ticket_of(work, mail, ticket_id=received.ticket_id, follows=verdict.about),
            replace(cause, command_id=uuid5(cause.command_id, "ticket")),
        )
    elif verdict.on is not None and mail.nature in (Nature.PERSON, Nature.GENERATED):
        put_on(work, mail, came.mail_id, verdict.on, cause)
    if received.ticket_id is not None and mail.nature is Nature.PERSON:
        watch_copied(work, mail, received.ticket_id, cause)


def _raw(command: DeliverMail) -> bytes:
    try:
        return b64decode(command.raw, validate=True)
    except NotBase64:
        raise Invalid({"raw": ["Not base64."]}) from None


def _read(raw: bytes, authserv_id: str) -> tuple[Mail | None, Why]:
    """What a message says; None, with the reason, where nobody can tell."""
    try:
        return read_message(raw, authserv_id), Why.UNREADABLE
    except NamesNoSender:
        return None, Why.NO_SENDER
    except NotAMessage:
        return None, Why.UNREADABLE
    except Exception:
        # Our reader may have a fault; the message is nobody's to lose for it.
        _log.exception("a message could not be read, and is held")
        return None, Why.UNREADABLE


def _identity(work: Work, command: DeliverMail, mail: Mail | None, raw: bytes) -> UUID:
    """The id of a message, by what is in it and not by what it calls itself.

    A dated message is the same by whatever way it comes, with whatever traces of the
    way. One without a date may have been sent twice: it is the same byte for byte only.
    """
    if mail is None or mail.sent_at is None:
        return command.mail_id
    said = (mail.message_id, mail.sender_email, mail.sent_at.isoformat(), mail.subject)
    about = "\n".join(one or "" for one in said).encode(errors="replace")
    body = raw[mail.body_at :].replace(b"\r\n", b"\n").rstrip()
    told = work.keyring.fingerprint(work.school, b"mail:" + about + b"\n" + body)
    return UUID(bytes=told[:16], version=4)


def _received(
    work: Work, came: _Came, mail: Mail, verdict: Verdict, sender_id: UUID
) -> ReceiveMail:
    opens = verdict.fate is Fate.TICKET
    return ReceiveMail(
        school_id=work.school,
        mail_id=came.mail_id,
        fate=verdict.fate,
        why=verdict.why,
        ticket_id=uuid5(came.mail_id, "ticket") if opens else verdict.on,
        about=verdict.about,
        sender_id=sender_id,
        sender=mail.sender_email,
        subject=mail.subject,
        nature=mail.nature,
        answerable=verdict.answerable,
        checks=mail.checks,
        identity=identity_of(work, mail.message_id),
        file=file_store.keep(work, [sender_id, came.mail_id], came.raw),
        size=len(came.raw),
    )


def _unread(work: Work, came: _Came, why: Why) -> ReceiveMail:
    return ReceiveMail(
        school_id=work.school,
        mail_id=came.mail_id,
        fate=Fate.REVIEW,
        why=why,
        ticket_id=None,
        about=None,
        sender_id=came.mail_id,
        sender=None,
        subject=None,
        nature=Nature.PERSON,
        answerable=False,
        checks=Checks(),
        identity="",
        file=file_store.keep(work, [came.mail_id, came.mail_id], came.raw),
        size=len(came.raw),
    )


def _attach(work: Work, received: ReceiveMail, raw: bytes, cause: Cause) -> None:
    """Keep what the message carries; it stays whole where that cannot be told."""
    try:
        found = files_in(raw)
    except Exception:
        _log.exception("the files of a message could not be read")
        return
    for place, one in enumerate(found):
        work.execute(
            AttachFile(
                school_id=work.school,
                mail_id=received.mail_id,
                place=place,
                sender_id=received.sender_id,
                name=one.name,
                kind=one.kind,
                content_id=one.content_id,
                file=file_store.keep(
                    work, [received.sender_id, received.mail_id], one.content
                ),
                size=len(one.content),
                offered=one.offered,
            ),
            replace(cause, command_id=uuid5(cause.command_id, f"file {place}")),
        )
