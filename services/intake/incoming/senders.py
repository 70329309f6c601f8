"""Whose mail is no stranger's at a school, because somebody said so?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from contracts.mail import (
    DistrustSender,
    SenderDistrusted,
    SenderTrusted,
    TrustSender,
)
from contracts.refusals import Invalid
from services.intake.addresses import is_address, normalise
from shared.decider import Decider
from shared.work import Work

Command: TypeAlias = TrustSender | DistrustSender
Event: TypeAlias = SenderTrusted | SenderDistrusted


@dataclass(frozen=True, kw_only=True)
class Senders:
    """The senders that a school's desk trusts now, by their ids."""

    trusted: frozenset[UUID] = frozenset()


def decide(
    senders: Senders, command: Command, _now: datetime, sender_id: UUID
) -> list[Event]:
    """Whom it trusts from now on; nothing where that is so already."""
    sender = normalise(command.email)
    if not is_address(sender):
        raise Invalid({"email": ["Not an e-mail address."]})
    known = sender_id in senders.trusted
    match command:
        case TrustSender():
            trusted = SenderTrusted(sender_id=sender_id, sender=sender)
            return [] if known else [trusted]
        case DistrustSender():
            return [SenderDistrusted(sender_id=sender_id)] if known else []


def evolve(senders: Senders, event: Event) -> Senders:
    """What is true after the event."""
    match event:
        case SenderTrusted():
            return Senders(trusted=senders.trusted | {event.sender_id})
        case SenderDistrusted():
            return Senders(trusted=senders.trusted - {event.sender_id})


def sender_id_of(work: Work, _: Senders, command: Command) -> UUID:
    """The id of who has this address, tied to it only by our key."""
    return work.keyring.pseudonym(work.school, command.email)


SENDERS: Decider[Senders] = Decider(
    category="senders",
    identity="school_id",
    commands=(TrustSender, DistrustSender),
    initial=Senders(),
    decide=decide,
    evolve=evolve,
    terms=sender_id_of,
)
