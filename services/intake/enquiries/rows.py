"""How is it kept what happens to enquiries, and what is gone of who is forgotten?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from contracts.enquiries import (
    ConsentRecorded,
    ConsentWithdrawn,
    EnquirerTakenOn,
    EnquiryAnswered,
    EnquiryClosed,
    EnquiryErased,
    EnquiryReceived,
    EnquiryState,
    EnquiryWithdrawn,
)
from contracts.privacy import PrivacyTextSet
from services.intake.enquiries.rules import OfEnquiries
from services.intake.enquiries.tables import (
    enquiries,
    enquiry_entries,
    privacy_texts,
)
from shared.work import Fresh

_PERSONAL = ("name", "email", "phone", "organisation", "message")
_NOTHING = dict.fromkeys((*_PERSONAL, "call_when", "heard_from"), "") | {
    "call_back": 0,
    "news": 0,
}
"""What is left of somebody who is forgotten."""

_KINDS = {
    EnquiryReceived: "received",
    ConsentRecorded: "agreed",
    ConsentWithdrawn: "agrees_no_more",
    EnquiryAnswered: "answered",
    EnquirerTakenOn: "taken_on",
    EnquiryClosed: "closed",
    EnquiryWithdrawn: "withdrawn",
    EnquiryErased: "erased",
}


def keep_privacy_text(
    connection: Connection, fresh: Fresh, event: PrivacyTextSet
) -> None:
    """Keep a version of the privacy text beside those before it."""
    row = {
        "school": fresh.school,
        "text_version": event.text_version,
        "words": event.words,
        "news": event.news,
        "keep_days": event.keep_days,
        "version": fresh.stream_version,
    }
    connection.execute(insert(privacy_texts), row)


def keep_enquiry(connection: Connection, fresh: Fresh, event: OfEnquiries) -> None:
    """Keep an enquiry, or what became of it, with a line that tells so."""
    which = {"of_provider": fresh.school, "of_enquiry": event.enquiry_id}
    if isinstance(event, EnquiryReceived):
        connection.execute(_ADD, _row(fresh, event))
    else:
        told = {"version": fresh.stream_version} | _changes(event)
        connection.execute(_CHANGE.values(told), which)
    match event:
        case EnquiryAnswered():
            connection.execute(_ANSWERED, which)
        case EnquiryWithdrawn() | EnquiryErased():
            connection.execute(_SAY_NOTHING, which)
    connection.execute(_TELL, _line(fresh, event))


def _changes(event: OfEnquiries) -> dict[str, Any]:
    """What an event changes in the row of its enquiry."""
    match event:
        case ConsentRecorded() | ConsentWithdrawn():
            return {"news": int(isinstance(event, ConsentRecorded))}
        case EnquirerTakenOn():
            made = {"contract": event.contract, "of_school": event.of_school}
            return {"state": EnquiryState.TAKEN_ON.value} | made
        case EnquiryClosed():
            return {"state": EnquiryState.CLOSED.value}
        case EnquiryWithdrawn():
            return {"state": EnquiryState.WITHDRAWN.value} | _NOTHING
        case EnquiryErased():
            return {"state": EnquiryState.ERASED.value} | _NOTHING
        case _:
            return {}


def _row(fresh: Fresh, event: EnquiryReceived) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "enquiry_id": event.enquiry_id,
        "version": fresh.stream_version,
        "state": EnquiryState.RECEIVED.value,
        "channel": event.channel.value,
        "purpose": event.purpose.value,
        "basis": event.basis.value,
        "text_version": event.text_version,
        "received_at": fresh.happened_at,
        "keep_until": event.keep_until,
        **{name: getattr(event, name) for name in _PERSONAL},
        "call_back": int(event.call_back),
        "call_when": event.call_when,
        "heard_from": event.heard_from,
        "news": 0,
        "contract": "",
        "of_school": None,
    }


def _line(fresh: Fresh, event: OfEnquiries) -> dict[str, Any]:
    detail, words = _said(event)
    return {
        "school": fresh.school,
        "event_id": fresh.event_id,
        "enquiry_id": event.enquiry_id,
        "at": fresh.happened_at,
        "place": fresh.stream_version,
        "actor": fresh.actor,
        "kind": _KINDS[type(event)],
        "detail": detail,
        "words": words,
    }


def _said(event: OfEnquiries) -> tuple[str, str]:
    """What a line says besides what happened, and in whose own words."""
    match event:
        case EnquiryReceived():
            return event.channel.value, ""
        case ConsentRecorded():
            return str(event.text_version), ""
        case EnquiryAnswered():
            return event.by.value, event.words
        case EnquirerTakenOn():
            return event.contract, ""
        case EnquiryClosed():
            return "", event.reason
        case EnquiryErased():
            return event.because.value, ""
        case _:
            return "", ""


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(enquiries)
_TELL = insert(enquiry_entries)
_CHANGE = update(enquiries).where(
    enquiries.c.school == bindparam("of_provider"),
    enquiries.c.enquiry_id == bindparam("of_enquiry"),
)
_ANSWERED = _CHANGE.where(enquiries.c.state == EnquiryState.RECEIVED.value).values(
    state=EnquiryState.ANSWERED.value
)
_SAY_NOTHING = (
    update(enquiry_entries)
    .where(
        enquiry_entries.c.school == bindparam("of_provider"),
        enquiry_entries.c.enquiry_id == bindparam("of_enquiry"),
    )
    .values(words="")
)
