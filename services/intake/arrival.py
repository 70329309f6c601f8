"""Did this message come before? Each is recorded once, as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contracts.intake import MailReceived, ReceiveMail
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Whether a message was recorded."""

    recorded: bool = False


def decide(
    arrival: Arrival, command: ReceiveMail, _now: datetime
) -> list[MailReceived]:
    """The record of a message; nothing for one that is recorded."""
    if arrival.recorded:
        return []
    received = MailReceived(
        mail_id=command.mail_id,
        ticket_id=command.ticket_id,
        sender_id=command.sender_id,
        sender=command.sender,
        file=command.file,
        size=command.size,
    )
    return [received]


def evolve(_arrival: Arrival, _event: MailReceived) -> Arrival:
    """What is true after the event."""
    return Arrival(recorded=True)


ARRIVAL = Decider(
    category="mail",
    identity="mail_id",
    commands=(ReceiveMail,),
    initial=Arrival(),
    decide=decide,
    evolve=evolve,
)
