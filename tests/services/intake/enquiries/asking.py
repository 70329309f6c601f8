"""What does somebody ask who is no school that is looked after?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from contracts.access import platform
from contracts.enquiries import (
    EnquiryFormView,
    EnquiryPurpose,
    EnquiryView,
    FindEnquiryLink,
    GetEnquiry,
    SendEnquiry,
    ShowEnquiryForm,
)
from contracts.values import PROVIDER
from services.intake.enquiries.erasing import erase_enquiries
from tests.support.databases import behind
from tests.support.town import Town

GATEWAY = platform("gateway")
SAID: dict[str, Any] = {
    "purpose": EnquiryPurpose.OFFER,
    "name": "Cedric Marlow",
    "email": "Head@Cedarfield.Example",
    "phone": "020 7946 0018",
    "organisation": "Cedarfield School",
    "message": "Would you look after our network?",
}
TOLD = {
    *("Cedric", "cedarfield.example", "+442079460018"),
    *("Cedarfield School", "look after our network"),
}
"""What of it is nobody's but theirs, as it is kept."""


def form_of(town: Town, *, after: float = 30) -> EnquiryFormView:
    """A form that is shown, and some seconds in which it is filled in."""
    form: EnquiryFormView = town.ask(ShowEnquiryForm(), by=GATEWAY)
    town.clock.advance(seconds=after)
    return form


def sent_by(form: EnquiryFormView, **changed: Any) -> SendEnquiry:
    """What is sent by a form."""
    return SendEnquiry(
        school_id=PROVIDER,
        form_id=form.form_id,
        shown_at=form.shown_at,
        text_version=form.text_version,
        proof=form.proof,
        **SAID | changed,
    )


def ask(town: Town, **changed: Any) -> UUID:
    """Have somebody ask by the open form; the id of their enquiry."""
    form = form_of(town)
    town.execute(sent_by(form, **changed), by=GATEWAY)
    return form.form_id


def view_of(town: Town, enquiry_id: UUID) -> EnquiryView:
    """The enquiry as the desk sees it."""
    found: EnquiryView = town.ask(GetEnquiry(enquiry_id=enquiry_id))
    return found


def proof_of(town: Town, enquiry_id: UUID) -> str:
    """What the link of an enquiry ends in."""
    proof: str = town.ask(FindEnquiryLink(enquiry_id=enquiry_id), by=GATEWAY).proof
    return proof


def erase(town: Town, *, days: int = 0) -> None:
    """Let some days pass, and have whatever is due erased."""
    town.clock.set(town.clock.now + timedelta(days=days))
    erase_enquiries(town.applications["intake"])


def kept(town: Town) -> str:
    """Every row that intake has for reading, whosesoever."""
    database = town.databases["intake"]
    tables = town.applications["intake"].rooms.tables.sorted_tables
    with behind(database) as connection:
        return repr([connection.execute(one.select()).all() for one in tables])


def logged(town: Town) -> str:
    """All that the MSP's log says to who has the keys."""
    return repr(town.events("intake", PROVIDER))
