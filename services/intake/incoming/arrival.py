"""What became of this message? Each is recorded once, and decided on once if held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid5

from contracts.mail import (
    AttachFile,
    Fate,
    FileAttached,
    MailReceived,
    MailSettled,
    ReceiveMail,
    SettleMail,
)
from contracts.refusals import Conflict, NotFound
from shared.decider import Decider

Command: TypeAlias = ReceiveMail | AttachFile | SettleMail
Event: TypeAlias = MailReceived | FileAttached | MailSettled


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is known of a message; `fate` None: it did not come yet."""

    fate: Fate | None = None
    files: int = 0


def record_key(mail_id: UUID) -> UUID:
    """The subject whose key seals who sent a message, and no text of its ticket."""
    return uuid5(mail_id, "record")


def decide(arrival: Arrival, command: Command, _now: datetime) -> list[Event]:
    """What is recorded; nothing for what is there.

    NotFound for a message that did not come, Conflict for one that is decided.
    """
    match command:
        case ReceiveMail():
            return [] if arrival.fate else [_received(command)]
        case AttachFile():
            return [] if command.place < arrival.files else [_attached(command)]
        case SettleMail():
            return [_settled(arrival, command)]


def evolve(arrival: Arrival, event: Event) -> Arrival:
    """What is true after the event."""
    match event:
        case MailReceived():
            return Arrival(fate=event.fate)
        case FileAttached():
            return replace(arrival, files=event.place + 1)
        case MailSettled():
            return replace(arrival, fate=event.fate)


def _received(command: ReceiveMail) -> MailReceived:
    return MailReceived(
        mail_id=command.mail_id,
        fate=command.fate,
        why=command.why,
        ticket_id=command.ticket_id,
        about=command.about,
        sender_id=command.sender_id,
        sender=command.sender,
        subject=command.subject,
        nature=command.nature,
        answerable=command.answerable,
        checks=command.checks,
        identity=command.identity,
        file=command.file,
        size=command.size,
        record_id=record_key(command.mail_id),
    )


def _attached(command: AttachFile) -> FileAttached:
    return FileAttached(
        mail_id=command.mail_id,
        place=command.place,
        sender_id=command.sender_id,
        name=command.name,
        kind=command.kind,
        content_id=command.content_id,
        file=command.file,
        size=command.size,
        offered=command.offered,
    )


def _settled(arrival: Arrival, command: SettleMail) -> MailSettled:
    if arrival.fate is None:
        raise NotFound("there is no such message")
    if arrival.fate is not Fate.REVIEW:
        raise Conflict("Somebody has decided on this message already.")
    return MailSettled(
        mail_id=command.mail_id,
        fate=command.fate,
        ticket_id=command.ticket_id,
        reason=command.reason,
    )


ARRIVAL = Decider(
    category="mail",
    identity="mail_id",
    commands=(ReceiveMail, AttachFile, SettleMail),
    initial=Arrival(),
    decide=decide,
    evolve=evolve,
)
