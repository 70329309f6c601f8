"""How is it said what an enquiry is about, how it stands, and what became of it?"""

from __future__ import annotations

from contracts.enquiries import (
    EnquiryChannel,
    EnquiryEntry,
    EnquiryPurpose,
    EnquiryState,
    LawfulBasis,
)
from contracts.values import ReplyBy

PURPOSES = {
    EnquiryPurpose.QUESTION: "A question",
    EnquiryPurpose.OFFER: "An offer, or a first talk about our looking after a school",
}
CHANNELS = {
    EnquiryChannel.PHONE: "By phone",
    EnquiryChannel.EMAIL: "By e-mail",
    EnquiryChannel.IN_PERSON: "In person",
}
"""How an enquiry came that the desk writes down."""

EVERY_CHANNEL = {EnquiryChannel.FORM: "By the form", **CHANNELS}

STATES = {
    EnquiryState.RECEIVED: "Not answered yet",
    EnquiryState.ANSWERED: "Answered",
    EnquiryState.TAKEN_ON: "Taken on",
    EnquiryState.CLOSED: "Closed",
    EnquiryState.WITHDRAWN: "Withdrawn, to be erased",
    EnquiryState.ERASED: "Erased",
}
BASES = {
    LawfulBasis.CONTRACT: "Steps before a contract: UK GDPR, article 6(1)(b)",
    LawfulBasis.LEGITIMATE_INTERESTS: "Legitimate interests: UK GDPR, article 6(1)(f)",
}
ANSWERED_BY = {
    ReplyBy.WRITTEN: "In writing",
    ReplyBy.PHONE: "By phone",
    ReplyBy.IN_PERSON: "In person",
}
_HAPPENED = {
    "received": "It came",
    "agreed": "Agreed to hear of news",
    "agrees_no_more": "Agrees to hear of news no longer",
    "answered": "Answered",
    "taken_on": "Taken on",
    "closed": "Closed",
    "withdrawn": "Wishes to be forgotten",
    "erased": "Erased: nobody can read any more who asked, or what",
}
_ERASED = {"due": "its time was over", "withdrawn": "its enquirer wished so"}


def told(entry: EnquiryEntry) -> str:
    """What happened, in a few words."""
    said, detail = _HAPPENED[entry.kind], entry.detail
    match entry.kind:
        case "received":
            how = EVERY_CHANNEL[EnquiryChannel(detail)].lower()
            return f"{said} {how}"
        case "agreed":
            return f"{said}, in version {detail} of the privacy text"
        case "answered":
            return f"{said} {ANSWERED_BY[ReplyBy(detail)].lower()}"
        case "taken_on":
            return f"{said} by contract {detail}"
        case "erased":
            return f"{said}, since {_ERASED[detail]}"
        case _:
            return said
