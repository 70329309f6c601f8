"""What becomes of an enquiry, and on which basis and for how long is it kept?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid5

import pytest

from contracts.enquiries import (
    AnswerEnquiry,
    CloseEnquiry,
    ConsentPurpose,
    ConsentRecorded,
    ConsentWithdrawn,
    EnquirerTakenOn,
    EnquiryAnswered,
    EnquiryChannel,
    EnquiryClosed,
    EnquiryErased,
    EnquiryPurpose,
    EnquiryReceived,
    EnquiryWithdrawn,
    ErasedBecause,
    LawfulBasis,
    ReceiveEnquiry,
    RecordEnquiryErased,
    TakeOnEnquirer,
    WithdrawEnquiry,
)
from contracts.privacy import PrivacyTextSet, SetPrivacyText
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER, ReplyBy
from services.intake.enquiries import rules
from services.intake.enquiries.privacy import PRIVACY, STANDARD
from services.intake.enquiries.rules import ENQUIRY, is_over
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Scenario, at

ID = uuid5(TICKET, "enquiry")
WHICH: dict[str, Any] = {"school_id": PROVIDER, "enquiry_id": ID}
DETAILS: dict[str, Any] = {
    "name": "Cedric",
    "email": "head@cedarfield.example",
    "phone": "",
    "organisation": "Cedarfield",
    "message": "What would it cost?",
    "call_back": False,
    "call_when": "",
    "heard_from": "",
}
LAST = date(2026, 7, 8)

enquiries = Scenario(ENQUIRY, terms=30)
texts = Scenario(PRIVACY)

receive = ReceiveEnquiry(
    **WHICH,
    **DETAILS,
    channel=EnquiryChannel.FORM,
    purpose=EnquiryPurpose.OFFER,
    text_version=3,
    news=False,
)
received = EnquiryReceived(
    enquiry_id=ID,
    **DETAILS,
    channel=EnquiryChannel.FORM,
    purpose=EnquiryPurpose.OFFER,
    basis=LawfulBasis.CONTRACT,
    text_version=3,
    keep_until=LAST,
)
agreed = ConsentRecorded(enquiry_id=ID, purpose=ConsentPurpose.NEWS, text_version=3)
agrees_no_more = ConsentWithdrawn(enquiry_id=ID, purpose=ConsentPurpose.NEWS)
answer = AnswerEnquiry(**WHICH, by=ReplyBy.PHONE, words="We come and look. ")
answered = EnquiryAnswered(enquiry_id=ID, by=ReplyBy.PHONE, words="We come and look.")
take_on = TakeOnEnquirer(**WHICH, contract="C-2026-014", of_school=ASHGROVE)
taken_on = EnquirerTakenOn(enquiry_id=ID, contract="C-2026-014", of_school=ASHGROVE)
close = CloseEnquiry(**WHICH, reason="They chose another")
closed = EnquiryClosed(enquiry_id=ID, reason="They chose another")
withdraw = WithdrawEnquiry(**WHICH)
withdrawn = EnquiryWithdrawn(enquiry_id=ID)
record_erased = RecordEnquiryErased(**WHICH)
erased = EnquiryErased(enquiry_id=ID, because=ErasedBecause.WITHDRAWN)
erased_when_due = replace(erased, because=ErasedBecause.DUE)
set_text = SetPrivacyText(school_id=PROVIDER, words=" We. ", news="News?", keep_days=90)
text_set = PrivacyTextSet(text_version=1, words="We.", news="News?", keep_days=90)


def test_an_enquiry_says_why_it_is_kept_on_which_basis_and_until_when() -> None:
    enquiries.given().when(receive).then(received)
    enquiries.given(received).when(receive).then_nothing()
    asks = replace(receive, purpose=EnquiryPurpose.QUESTION)
    [told] = enquiries.given().when(asks).events
    assert isinstance(told, EnquiryReceived)
    assert told.basis is LawfulBasis.LEGITIMATE_INTERESTS


def test_consent_is_recorded_only_for_what_needs_it_with_the_text_that_was_read() -> (
    None
):
    enquiries.given().when(replace(receive, news=True)).then(received, agreed)
    by_phone = replace(receive, news=True, text_version=None)
    enquiries.given().when(by_phone).then(replace(received, text_version=None))
    unreachable = replace(receive, news=True, email="", phone="020 7946 0018")
    with pytest.raises(Invalid) as wrong:
        enquiries.given().when(unreachable)
    assert [*wrong.value.errors] == ["email"]


def test_consent_is_taken_back_as_easily_and_the_enquiry_stays() -> None:
    no_news = replace(withdraw, only_news=True)
    enquiries.given(received, agreed).when(no_news).then(agrees_no_more)
    enquiries.given(received).when(no_news).then_nothing()
    enquiries.given(received, agreed, agrees_no_more).when(no_news).then_nothing()
    enquiries.given(received, agreed, withdrawn).when(no_news).then_nothing()


def test_what_an_enquirer_was_told_is_kept_as_often_as_they_are() -> None:
    enquiries.given(received).when(answer).then(answered)
    enquiries.given(received, answered).when(answer).then(answered)
    enquiries.given(received, taken_on).when(answer).then(answered)
    with pytest.raises(Invalid):
        enquiries.given(received).when(replace(answer, words=" "))
    with pytest.raises(NotFound):
        enquiries.given().when(answer)


def test_an_enquirer_is_taken_on_by_a_contract_and_only_once() -> None:
    enquiries.given(received, answered).when(take_on).then(taken_on)
    enquiries.given(received, taken_on).when(take_on).then_nothing()
    elsewhere = replace(take_on, of_school=TICKET)
    enquiries.given(received, taken_on).when(elsewhere).then_refused("already")
    with pytest.raises(Invalid) as wrong:
        enquiries.given(received).when(replace(take_on, contract="  "))
    assert [*wrong.value.errors] == ["contract"]


def test_without_asking_for_one_an_enquirer_is_taken_on_without_a_contract(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(rules, "_said", lambda contract: contract)
    bare = replace(take_on, contract="")
    enquiries.given(received).when(bare).then(replace(taken_on, contract=""))


def test_nothing_comes_of_an_enquiry_that_is_closed() -> None:
    enquiries.given(received).when(close).then(closed)
    enquiries.given(received, closed).when(close).then_nothing()
    for act in (answer, take_on):
        enquiries.given(received, closed).when(act).then_refused("closed")
    enquiries.given(received, taken_on).when(close).then_refused("nothing to close")
    with pytest.raises(Invalid):
        enquiries.given(received).when(replace(close, reason=" "))


def test_whoever_is_forgotten_has_nothing_recorded_of_them_any_more() -> None:
    enquiries.given(received, closed).when(withdraw).then(withdrawn)
    for past in ((received, withdrawn), (received, withdrawn, erased)):
        enquiries.given(*past).when(withdraw).then_nothing()
        for act in (answer, take_on, close):
            enquiries.given(*past).when(act).then_refused("forgotten")


def test_without_that_guard_a_forgotten_enquirer_is_written_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(rules, "_FORGOTTEN", set())
    enquiries.given(received, withdrawn).when(answer).then(answered)


def test_it_is_erased_after_its_last_day_or_once_it_is_withdrawn() -> None:
    erasing = enquiries.given(received)
    morning_after = at("mon 00:30").replace(month=7, day=9)
    erasing.when(record_erased, now=morning_after).then(erased_when_due)
    last_day = at("mon 22:30").replace(month=7, day=8)
    erasing.when(record_erased, now=last_day).then_refused("long enough")
    enquiries.given(received, withdrawn).when(record_erased).then(erased)
    enquiries.given(received, withdrawn, erased).when(record_erased).then_nothing()
    assert not is_over(LAST, LAST)


def test_an_enquiry_is_never_of_a_school() -> None:
    for command in (receive, answer, take_on, close, withdraw, record_erased):
        theirs = replace(command, school_id=ASHGROVE)
        enquiries.given(received).when(theirs).then_refused("provider's")
    of_a_school = replace(set_text, school_id=ASHGROVE)
    texts.given().when(of_a_school).then_refused("provider's")


def test_each_privacy_text_is_the_next_version() -> None:
    texts.given().when(set_text).then(text_set)
    texts.given(text_set).when(set_text).then_nothing()
    longer = replace(set_text, keep_days=365)
    following = replace(text_set, text_version=2, keep_days=365)
    texts.given(text_set).when(longer).then(following)
    for blank in (replace(set_text, words=" "), replace(set_text, news=" ")):
        with pytest.raises(Invalid):
            texts.given().when(blank)
    assert STANDARD.text_version == 0
