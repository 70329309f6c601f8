"""How is an enquiry taken in, by the open form or the desk, and withdrawn by a link?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from contracts.enquiries import (
    EnquiryChannel,
    EnterEnquiry,
    ReceiveEnquiry,
    SendEnquiry,
    WithdrawByLink,
    WithdrawEnquiry,
)
from contracts.refusals import Invalid, Refused, Throttled
from contracts.values import PROVIDER
from services.intake.enquiries import proofs
from services.intake.enquiries.queries import privacy_text_of
from services.intake.enquiries.tables import enquiries
from shared.application import Handler
from shared.work import Cause, Work

MOST_AN_HOUR = 1_000
"""Sent by the open form, from all networks: a log keeps each. Of one, the gateway takes
a few; so nobody keeps everybody out without hundreds of networks."""

_HOUR = timedelta(hours=1)


def send_enquiry(work: Work, command: SendEnquiry, cause: Cause) -> None:
    """Take in what was sent by the open form; Refused where no person sent it.

    Throttled where too much was sent by it within the hour; what is there already is
    not more.
    """
    _refuse_elsewhere(work)
    sign = partial(work.keyring.fingerprint, work.school)
    proofs.check_form(sign, command, work.now)
    _refuse_too_many(work, command.form_id)
    receive = ReceiveEnquiry(
        enquiry_id=command.form_id,
        channel=EnquiryChannel.FORM,
        text_version=command.text_version,
        news=command.news,
        **_details(command),
    )
    work.execute(receive, cause)


def enter_enquiry(work: Work, command: EnterEnquiry, cause: Cause) -> None:
    """Take in what the desk writes down; its enquirer read no text, and agreed to none.

    Invalid for what only the form can be.
    """
    if command.channel is EnquiryChannel.FORM:
        raise Invalid({"channel": ["What came by the form is there already."]})
    receive = ReceiveEnquiry(
        enquiry_id=command.enquiry_id,
        channel=command.channel,
        text_version=None,
        news=False,
        **_details(command),
    )
    work.execute(receive, cause)


def withdraw_by_link(work: Work, command: WithdrawByLink, cause: Cause) -> None:
    """Withdraw an enquiry or only its news; NotFound for a link that is not ours."""
    _refuse_elsewhere(work)
    sign = partial(work.keyring.fingerprint, work.school)
    proofs.check_link(sign, command.enquiry_id, command.proof)
    withdraw = WithdrawEnquiry(
        school_id=work.school,
        enquiry_id=command.enquiry_id,
        only_news=command.only_news,
    )
    work.execute(withdraw, cause)


def terms(work: Work, _: object, command: object) -> int:
    """How many days a new enquiry is kept."""
    if not isinstance(command, ReceiveEnquiry):
        return 0
    return privacy_text_of(work.connection, command.text_version).keep_days


HANDLERS: Mapping[type, Handler] = {
    SendEnquiry: send_enquiry,
    EnterEnquiry: enter_enquiry,
    WithdrawByLink: withdraw_by_link,
}


def _details(command: SendEnquiry | EnterEnquiry) -> dict[str, Any]:
    """What both ways have in common."""
    wanted = {one.name for one in fields(ReceiveEnquiry)}
    wanted -= {"enquiry_id", "channel", "text_version", "news"}
    return {name: getattr(command, name) for name in wanted}


def _refuse_elsewhere(work: Work) -> None:
    if work.school != PROVIDER:
        raise Refused("Enquiries are the provider's, not one of a school.")


def _refuse_too_many(work: Work, form_id: UUID) -> None:
    if work.connection.execute(_KNOWN, {"form_id": form_id}).first() is not None:
        return
    since = {"since": work.now - _HOUR}
    if work.connection.execute(_SENT, since).scalar_one() >= MOST_AN_HOUR:
        words = "Too many enquiries came just now. Please try again in a while."
        raise Throttled(words, int(_HOUR.total_seconds()))


# Made once: to build a statement takes several times as long as to carry it out.
_KNOWN = select(enquiries.c.enquiry_id).where(
    enquiries.c.school == PROVIDER, enquiries.c.enquiry_id == bindparam("form_id")
)
_SENT = select(func.count()).where(
    enquiries.c.school == PROVIDER,
    enquiries.c.received_at > bindparam("since"),
    enquiries.c.channel == EnquiryChannel.FORM.value,
)
