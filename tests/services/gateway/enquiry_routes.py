"""What is sent to the routes about enquiries, which are the MSP's own?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.enquiries import EnquiryChannel, EnquiryPurpose, EnterEnquiry
from contracts.values import PROVIDER
from tests.support.town import Town

ENQUIRY = UUID("e9c1e000-0000-4000-8000-000000000001")
OTHER_ENQUIRY = UUID("e9c1e000-0000-4000-8000-000000000002")
ENQUIRER = "Cedric Marlow"
ENTERED: dict[str, Any] = {
    "channel": "phone",
    "purpose": "offer",
    "name": ENQUIRER,
    "email": "head@cedarfield.example",
    "message": "Would you look after our network?",
}
ANSWERED = {"by": "phone", "words": "We come and look on Tuesday."}
PRIVACY = {"words": "We keep it.", "news": "Tell me more.", "keep_days": 90}
TAKEN_ON = {"contract": "C-2026-014", "name": "Cedarfield School"}

_ONE, _OTHER = f"/enquiries/{ENQUIRY}", f"/enquiries/{OTHER_ENQUIRY}"

ENQUIRIES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "enquiries.find_enquiries": (("GET", "/enquiries"), {}),
    "enquiries.enter_enquiry": (("POST", "/enquiries"), {"json": ENTERED}),
    "enquiries.get_enquiry": (("GET", _ONE), {}),
    "enquiries.answer_enquiry": (("POST", f"{_ONE}/answer"), {"json": ANSWERED}),
    "enquiries.close_enquiry": (
        ("POST", f"{_ONE}/close"),
        {"json": {"reason": "They chose another"}},
    ),
    "enquiries.take_on_enquirer": (("POST", f"{_OTHER}/take-on"), {"json": TAKEN_ON}),
    "enquiries.withdraw_enquiry": (("POST", f"{_OTHER}/withdraw"), {"json": {}}),
    "enquiries.get_privacy_text": (("GET", "/enquiries/privacy-text"), {}),
    "enquiries.set_privacy_text": (
        ("PUT", "/enquiries/privacy-text"),
        {"json": PRIVACY},
    ),
}
"""Method and address of each route, and what is sent to it."""


def asked(town: Town) -> None:
    """Two enquiries of the same person are there."""
    for enquiry_id in (ENQUIRY, OTHER_ENQUIRY):
        enter = EnterEnquiry(
            school_id=PROVIDER,
            enquiry_id=enquiry_id,
            channel=EnquiryChannel.PHONE,
            purpose=EnquiryPurpose.OFFER,
            name=ENQUIRER,
            email=ENTERED["email"],
            message=ENTERED["message"],
        )
        town.execute(enter)
