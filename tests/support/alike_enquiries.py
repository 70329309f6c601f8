"""What was the MSP asked that two schools, alike in every id, must never see?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts import enquiries, privacy
from contracts.values import PROVIDER, ReplyBy
from tests.support.scenario import at

COMMANDS = {
    *("SetPrivacyText", "SendEnquiry", "EnterEnquiry", "ReceiveEnquiry"),
    *("AnswerEnquiry", "TakeOnEnquirer", "CloseEnquiry", "WithdrawEnquiry"),
    *("WithdrawByLink", "RecordEnquiryErased"),
}
"""What no school may send."""

_DETAILS: dict[str, Any] = {
    "purpose": enquiries.EnquiryPurpose.OFFER,
    "email": "head@cedarfield.example",
    "phone": "",
    "organisation": "",
    "call_back": False,
    "call_when": "",
    "heard_from": "",
}


def enquiry_of(school: UUID) -> UUID:
    """An enquiry that names one school: all are the MSP's, so no two share an id."""
    return uuid5(school, "enquiry")


def enquiries_of(school: UUID, word: str, kept_at: UUID = PROVIDER) -> Iterator[Any]:
    """An enquiry that was answered; kept at a school, each of these is refused."""
    which: dict[str, Any] = {"school_id": kept_at, "enquiry_id": enquiry_of(school)}
    said = _DETAILS | {"name": f"{word} Person", "message": f"Near {word}"}
    yield enquiries.EnterEnquiry(
        **which, **said, channel=enquiries.EnquiryChannel.PHONE
    )
    yield enquiries.AnswerEnquiry(**which, by=ReplyBy.PHONE, words=word)
    yield privacy.SetPrivacyText(
        school_id=kept_at, words=f"{word} keeps it.", news=word, keep_days=90
    )


def refused_of(school: UUID, word: str) -> Iterator[Any]:
    """One of every command about enquiries, as a school would send it."""
    yield from enquiries_of(school, word, kept_at=school)
    mine: dict[str, Any] = {"school_id": school}
    which = mine | {"enquiry_id": enquiry_of(school)}
    said = _DETAILS | {"name": word, "message": word, "text_version": 0, "news": False}
    yield enquiries.ReceiveEnquiry(
        **which, **said, channel=enquiries.EnquiryChannel.FORM
    )
    yield enquiries.SendEnquiry(
        **mine, **said, form_id=school, shown_at=at("mon 09:00"), proof=""
    )
    yield enquiries.TakeOnEnquirer(**which, contract=word, of_school=school)
    yield enquiries.CloseEnquiry(**which, reason=word)
    yield enquiries.WithdrawEnquiry(**which)
    yield enquiries.WithdrawByLink(**which, proof="")
    yield enquiries.RecordEnquiryErased(**which)


OF_THE_DESK: dict[type, Any] = {
    enquiries.FindEnquiries: enquiries.FindEnquiries(),
    enquiries.GetEnquiry: enquiries.GetEnquiry(enquiry_id=UUID(int=1)),
    privacy.GetPrivacyText: privacy.GetPrivacyText(),
    enquiries.ShowEnquiryForm: enquiries.ShowEnquiryForm(),
    enquiries.GetOwnEnquiry: enquiries.GetOwnEnquiry(enquiry_id=UUID(int=1), proof=""),
    enquiries.FindEnquiryLink: enquiries.FindEnquiryLink(enquiry_id=UUID(int=1)),
}
"""What only the desk asks, or the gateway for an enquirer."""

_IN = "intake.enquiries.queries"

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    f"{_IN}.find_enquiries": lambda _: (enquiries.FindEnquiries(),),
    f"{_IN}.get_enquiry": lambda s: (enquiries.GetEnquiry(enquiry_id=enquiry_of(s)),),
    f"{_IN}.get_own_enquiry": lambda s: (
        enquiries.GetOwnEnquiry(enquiry_id=enquiry_of(s), proof=""),
    ),
    f"{_IN}.find_enquiry_link": lambda s: (
        enquiries.FindEnquiryLink(enquiry_id=enquiry_of(s)),
    ),
    f"{_IN}.show_enquiry_form": lambda _: (enquiries.ShowEnquiryForm(),),
    f"{_IN}.get_privacy_text": lambda _: (privacy.GetPrivacyText(),),
    f"{_IN}.privacy_text_of": lambda _: (None,),
}
"""What each function that reads is given."""

BY_LINK = {f"{_IN}.get_own_enquiry"}
"""Without the proof of its link, it says nothing to anybody."""
