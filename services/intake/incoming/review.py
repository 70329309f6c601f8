"""What does a person make of a message that was held?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Row

from contracts.mail import (
    Fate,
    MailOutcome,
    Nature,
    RuleOnMail,
    Ruling,
    SettleMail,
    TrustSender,
)
from contracts.refusals import Invalid, Refused
from services.intake import file_store
from services.intake.incoming.landing import person, put_on, ticket_of
from services.intake.incoming.mail_queries import mail_of, outcome_of
from services.intake.mail import Mail, NotAMessage, read_message
from services.intake.watching.telling import watch_copied
from shared.keyring import Forgotten
from shared.work import Cause, Work

_FATES = {
    Ruling.OPEN: Fate.TICKET,
    Ruling.ATTACH: Fate.REPLY,
    Ruling.REFUSE: Fate.REFUSED,
}


def rule_on_mail(work: Work, command: RuleOnMail, cause: Cause) -> MailOutcome:
    """Carry out what a person decided; Conflict where somebody else did before.

    Invalid where a ticket or a reason is missing, Refused where the message names
    nobody that a ticket could be opened for.
    """
    _check(command)
    row = mail_of(work.connection, work.school, command.mail_id)
    cause = replace(cause, on_behalf_of=person(row.sender_id))
    settle = SettleMail(
        school_id=work.school,
        mail_id=command.mail_id,
        fate=_FATES[command.ruling],
        ticket_id=None if command.ruling is Ruling.REFUSE else command.ticket_id,
        reason=(command.reason or "").strip() or None,
    )
    settled = work.execute(settle, cause)
    if settled is not None:
        _land(work, command, row, replace(cause, causation_id=settled))
    outcome = outcome_of(work.connection, work.school, command.mail_id)
    assert outcome is not None, "it was found before"
    return outcome


def _check(command: RuleOnMail) -> None:
    if command.ruling is Ruling.REFUSE and not (command.reason or "").strip():
        raise Invalid({"reason": ["Say why it is refused."]})
    if command.ruling is not Ruling.REFUSE and command.ticket_id is None:
        raise Invalid({"ticket_id": ["Say which ticket."]})


def _land(work: Work, command: RuleOnMail, row: Row[Any], cause: Cause) -> None:
    if command.ruling is not Ruling.REFUSE and command.ticket_id is not None:
        mail = _mail(work, row)
        if command.ruling is Ruling.OPEN:
            opening = ticket_of(work, mail, ticket_id=command.ticket_id)
            work.execute(opening, _next(cause, "ticket"))
        else:
            put_on(work, mail, command.mail_id, command.ticket_id, cause)
        if mail.nature is Nature.PERSON:
            watch_copied(work, mail, command.ticket_id, cause)
    if command.trust:
        if row.sender is None:
            raise Refused("This message names no sender that could be trusted.")
        trust = TrustSender(school_id=work.school, email=row.sender)
        work.execute(trust, _next(cause, "trust"))


def _mail(work: Work, row: Row[Any]) -> Mail:
    subjects: list[UUID] = [row.sender_id, row.mail_id]
    try:
        raw = file_store.read(
            work.keyring, work.connection, work.school, row.file, subjects
        )
        return read_message(raw)
    except Forgotten:
        raise Refused("This message is erased: nobody can read it any more.") from None
    except NotAMessage as error:
        raise Refused(
            f"{error} Nobody can be named as its sender: open a ticket by hand, or"
            " refuse it."
        ) from error


def _next(cause: Cause, step: str) -> Cause:
    return replace(cause, command_id=uuid5(cause.command_id, step))
