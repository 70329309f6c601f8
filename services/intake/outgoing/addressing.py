"""Whom is a letter written to? To people, and never round in circles (RFC 3834)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from contracts.outgoing import TO_WATCHERS, LetterKind
from contracts.values import Channel, TicketState

MOST_ACKNOWLEDGEMENTS = 3
"""Sent to one address within an hour: two desks that answer each other stop there."""

WITHIN = timedelta(hours=1)
"""For how long acknowledgements to one address are counted."""

STALE = timedelta(days=1)
"""A ticket older than this is not acknowledged any more: it would only puzzle."""

_UNATTENDED = re.compile(
    r"(?:no|not|do[-_.]?not|dont)[-_.]?(?:reply|respond|answer)"
    r"|mailer[-_.]?daemon|postmaster|bounces?|auto(?:mated|mailer)?"
)
_BETWEEN = re.compile(r"[+=]|[-_.](?=bounces?$)")


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Whom a letter would go to, and what of their ticket decides whether it does.

    `is_ours`: mail to this address comes back to a mailbox of the school's here.
    `acknowledged`: how many acknowledgements they had `WITHIN` the last hour.
    `with_school`: its own team has it, so that no clock runs.
    `answerable`: no program wrote the mail that opened it, and no storm did.
    """

    requester_id: UUID
    email: str
    channel: Channel
    state: TicketState
    answered: bool
    opened_at: datetime
    is_ours: bool
    acknowledged: int
    answerable: bool = True
    with_school: bool = False


def is_written_to(addressee: Addressee, kind: LetterKind, now: datetime) -> bool:
    """Whether a letter of this kind is written.

    What a person of the desk wrote goes out to anybody but ourselves. What the
    platform says by itself goes to people alone, and not once they were answered; nor
    does it pass on to a machine what somebody else was told.
    """
    if addressee.is_ours:
        return False
    if kind in TO_WATCHERS:
        return not is_unattended(addressee.email)
    if kind is LetterKind.SURVEY:
        return _is_person(addressee)
    if kind is not LetterKind.ACKNOWLEDGEMENT:
        return True
    told_already = addressee.answered or addressee.state is TicketState.RESOLVED
    return not (
        told_already
        or not _is_person(addressee)
        or now - addressee.opened_at > STALE
        or addressee.acknowledged >= MOST_ACKNOWLEDGEMENTS
    )


def _is_person(addressee: Addressee) -> bool:
    """Whether nothing says that a program asked, or that nobody reads an answer."""
    return not (
        addressee.channel is Channel.ALERT
        or not addressee.answerable
        or is_unattended(addressee.email)
    )


def is_unattended(address: str) -> bool:
    """Whether an address says of itself that nobody reads what is sent to it."""
    local = address.partition("@")[0].lower()
    return any(_UNATTENDED.fullmatch(part) for part in (local, *_BETWEEN.split(local)))
