"""Which addresses does mail for a school come to?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contracts.intake import MailboxesSet, SetMailboxes
from contracts.refusals import Invalid
from services.intake.addresses import is_mailbox, normalise
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Mailboxes:
    """The addresses that are a school's now."""

    addresses: tuple[str, ...] = ()


def decide(
    mailboxes: Mailboxes, command: SetMailboxes, _now: datetime
) -> list[MailboxesSet]:
    """The addresses a school has from now on; Invalid names each that is none."""
    addresses = [normalise(address) for address in command.addresses]
    errors = {
        f"addresses.{index}": ["Not an e-mail address such as help@school.example."]
        for index, address in enumerate(addresses)
        if not is_mailbox(address)
    }
    if errors:
        raise Invalid(errors)
    wanted = tuple(sorted(set(addresses)))
    if wanted == mailboxes.addresses:
        return []
    return [MailboxesSet(addresses=wanted)]


def evolve(_mailboxes: Mailboxes, event: MailboxesSet) -> Mailboxes:
    """What is true after the event: it names them all."""
    return Mailboxes(addresses=event.addresses)


MAILBOXES = Decider(
    category="mailboxes",
    identity="school_id",
    commands=(SetMailboxes,),
    initial=Mailboxes(),
    decide=decide,
    evolve=evolve,
)
