"""What must an enquirer say, and is a form or a link one of ours?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid5

import pytest

from contracts.enquiries import EnquiryChannel, ReceiveEnquiry, SendEnquiry
from contracts.refusals import Invalid, NotFound, Refused
from contracts.values import PROVIDER
from services.intake.enquiries import proofs
from services.intake.enquiries.details import checked
from tests.services.intake.enquiries.asking import SAID
from tests.support.cast import TICKET
from tests.support.scenario import at

ID = uuid5(TICKET, "enquiry")
SHOWN = at("mon 09:00")

said = ReceiveEnquiry(
    school_id=PROVIDER,
    enquiry_id=ID,
    channel=EnquiryChannel.FORM,
    text_version=0,
    news=False,
    call_back=False,
    call_when="on Tuesday",
    heard_from=" A friend ",
    **SAID,
)


def sign(content: bytes) -> bytes:
    return sha256(b"ours:" + content).digest()


sent = SendEnquiry(
    school_id=PROVIDER,
    form_id=ID,
    shown_at=SHOWN,
    text_version=2,
    proof=proofs.of_form(sign, ID, SHOWN, 2),
    **SAID,
)


def wrong(**changed: Any) -> list[str]:
    with pytest.raises(Invalid) as found:
        checked(replace(said, **changed))
    return sorted(found.value.errors)


def test_what_is_said_is_tidied() -> None:
    details = checked(said)
    assert details["email"] == "head@cedarfield.example"
    assert details["phone"] == "+442079460018"
    assert (details["call_when"], details["heard_from"]) == ("", "A friend")
    assert checked(replace(said, call_back=True))["call_when"] == "on Tuesday"


def test_whoever_asks_says_who_what_and_how_they_are_reached() -> None:
    assert wrong(name=" ", message=" ") == ["message", "name"]
    assert wrong(email="head@cedarfield") == ["email"]
    assert wrong(email="", phone="") == ["email"]
    assert wrong(phone="1234") == ["phone"]
    assert wrong(phone="", call_back=True) == ["phone"]
    assert checked(replace(said, email=""))["phone"]
    assert checked(replace(said, phone=""))["email"]


def test_a_form_of_ours_counts_from_when_somebody_can_have_read_it() -> None:
    proofs.check_form(sign, sent, SHOWN + proofs.SOONEST)
    proofs.check_form(sign, sent, SHOWN + proofs.LATEST)
    with pytest.raises(Refused, match="quick"):
        proofs.check_form(sign, sent, SHOWN + timedelta(seconds=2))
    with pytest.raises(Refused, match="yesterday"):
        proofs.check_form(sign, sent, SHOWN + timedelta(hours=25))


@pytest.mark.parametrize(
    "changed",
    [
        {"form_id": TICKET},
        {"shown_at": SHOWN - timedelta(minutes=1)},
        {"text_version": 1},
        {"proof": ""},
        {"proof": "ü" * 20},
    ],
)
def test_nobody_makes_a_form_or_shows_it_earlier(changed: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="not one of ours"):
        proofs.check_form(sign, replace(sent, **changed), SHOWN + timedelta(minutes=1))


def test_without_its_proof_a_form_is_as_old_as_it_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(proofs, "_same", lambda *_: True)
    proofs.check_form(sign, replace(sent, shown_at=SHOWN - proofs.SOONEST), SHOWN)


def test_a_link_is_of_one_enquiry() -> None:
    proofs.check_link(sign, ID, proofs.of_link(sign, ID))
    for claimed in (proofs.of_link(sign, TICKET), sent.proof, ""):
        with pytest.raises(NotFound):
            proofs.check_link(sign, ID, claimed)
