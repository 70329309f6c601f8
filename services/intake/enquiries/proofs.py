"""Is this form one that we showed, sent by a person, and is this link one of ours?

A form tells when it was shown, with a keyed hash, so nobody makes one. Programs send at
once, or long after; a person does neither. Pure: `sign` is the provider's keyed hash.
"""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from contracts.enquiries import SendEnquiry
from contracts.fields import format_moment
from contracts.refusals import NotFound, Refused
from services.intake.mail.references import Sign

SOONEST = timedelta(seconds=3)
"""Nobody reads and fills in a form in less."""

LATEST = timedelta(hours=24)
"""A form that lay about for longer is loaded again."""

_SIGNED = 20
"""Characters of base 32: nobody guesses one of 2 to the power of 100."""


def of_form(sign: Sign, form_id: UUID, shown_at: datetime, text_version: int) -> str:
    """What proves that a form was shown then, with this privacy text."""
    said = f"{form_id}:{format_moment(shown_at)}:{text_version}"
    return _signed(sign, "enquiry form", said)


def of_link(sign: Sign, enquiry_id: UUID) -> str:
    """What the link of an enquiry ends in."""
    return _signed(sign, "enquiry", str(enquiry_id))


def check_form(sign: Sign, command: SendEnquiry, now: datetime) -> None:
    """Refused for a form that is not ours, or that no person sent."""
    made = of_form(sign, command.form_id, command.shown_at, command.text_version)
    if not _same(made, command.proof):
        raise Refused("This form is not one of ours. Please send it from our page.")
    if now - command.shown_at < SOONEST:
        raise Refused("That was very quick. Please look once more, and send it again.")
    if now - command.shown_at > LATEST:
        raise Refused("This page is from yesterday. Please look, and send it again.")


def check_link(sign: Sign, enquiry_id: UUID, claimed: str) -> None:
    """NotFound for a link that we did not make."""
    if not _same(of_link(sign, enquiry_id), claimed):
        raise NotFound("This link is not one of ours.")


def _signed(sign: Sign, kind: str, said: str) -> str:
    return b32encode(sign(f"{kind}:{said}".encode()))[:_SIGNED].decode().lower()


def _same(made: str, claimed: str) -> bool:
    return compare_digest(made.encode(), claimed.encode())
