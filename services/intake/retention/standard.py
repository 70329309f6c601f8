"""How long is a class kept where its school has said nothing else, and says who?

UK GDPR, article 5(1)(e): no longer than is needed for what it is kept for. No source
says how long that is for an IT service desk of a school, so each time has the nearest
one. A school decides for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from contracts.retention import KeepingTime, RecordClass


class Usual(NamedTuple):
    """For how many months after it was over, and why."""

    months: int
    reason: str


STANDARD: Mapping[RecordClass, Usual] = {
    RecordClass.TICKETS: Usual(
        24,
        "A public schedule keeps help desk records for a year after the last action"
        " (NI Department of Health, schedule H); a second school year shows what"
        " comes back.",
    ),
    RecordClass.SAFEGUARDING: Usual(
        300,
        "The IRMS toolkit for schools keeps child protection records until 25 years"
        " after the birth of the child; a ticket does not know the day, so it is 25"
        " years after its end.",
    ),
    RecordClass.MAIL: Usual(
        12,
        "What was written stands at its ticket. The message as it came is needed"
        " while somebody may ask how it came: a year after the last action.",
    ),
    RecordClass.UNUSED_MAIL: Usual(
        6,
        "Mail that was held, refused or answered by nobody is kept so that a mistake"
        " is noticed: half a year.",
    ),
    RecordClass.REMOTE_SESSIONS: Usual(
        12,
        "Who was on a device, why and who agreed is asked for while the ticket is"
        " fresh: a year after the last action.",
    ),
    RecordClass.SITE_VISITS: Usual(
        24,
        "Visits are looked at with the yearly review of the service, and with the"
        " one after.",
    ),
    RecordClass.RATINGS: Usual(
        12, "What requesters say is looked at with the yearly review of the service."
    ),
}
"""The standard of the MSP for every school."""

GO_WITH_TICKETS = (
    RecordClass.MAIL,
    RecordClass.REMOTE_SESSIONS,
    RecordClass.RATINGS,
)
"""What is erased with its ticket at the latest, so nobody says that it stays longer."""


def kept_for(own: Mapping[RecordClass, KeepingTime]) -> dict[RecordClass, Usual]:
    """How long each class is kept where a school has said so of these."""
    return {
        one: Usual(own[one].months, own[one].reason) if one in own else usual
        for one, usual in STANDARD.items()
    }
