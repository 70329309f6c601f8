"""How does the desk read enquiries, write them down, and say what became of them?"""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.enquiries import (
    EnquiryPurpose,
    EnquiryState,
    FindEnquiries,
    GetEnquiry,
    LawfulBasis,
)
from contracts.values import PROVIDER
from services.gateway.screens import enquiries as screen
from services.gateway.screens import enquiry_words
from services.intake.enquiries.erasing import erase_enquiries
from tests.services.gateway.api import Api
from tests.services.gateway.enquiry_routes import (
    ANSWERED,
    ENQUIRER,
    ENTERED,
    PRIVACY,
    TAKEN_ON,
)
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA, ZOE

AT = "/console/enquiries"


@pytest.fixture
def one(olu: Reader) -> str:
    """Where an enquiry is read that Olu wrote down."""
    answer = olu.sends(f"{AT}/new", key="a", **ENTERED)
    assert answer.status_code == 303, answer.text
    location: str = answer.location
    return location


def test_what_came_by_phone_is_written_down_and_listed(olu: Reader, one: str) -> None:
    assert olu.sends(f"{AT}/new", key="a", **ENTERED).location == one
    page = olu.reads(AT)
    assert page.count(ENQUIRER) == 1
    assert "Not answered yet" in page
    assert ENQUIRER in olu.reads(f"{AT}?search=cedarfield&state=received")
    for nothing in ("search=nobody", "state=closed"):
        assert "Nothing fits" in olu.reads(f"{AT}?{nothing}")
    assert ENQUIRER in olu.reads(f"{AT}?state=nonsense")
    shown = olu.reads(one)
    assert "By whoever wrote it down" in shown
    assert "article 6(1)(b)" in shown


def test_where_more_have_asked_it_is_said_how_many(
    olu: Reader, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    olu.sends(f"{AT}/new", key="b", **ENTERED)
    assert "The newest" not in olu.reads(AT)
    monkeypatch.setattr(screen, "FindEnquiries", partial(FindEnquiries, limit=1))
    assert "The newest 1 of 2." in olu.reads(AT)


def test_what_is_missing_is_said_and_nothing_typed_is_lost(olu: Reader) -> None:
    answer = olu.sends(f"{AT}/new", key="b", **ENTERED | {"name": " "})
    assert answer.status_code == 422
    assert ENTERED["message"] in answer.text
    card = ENTERED | {"message": "My card is 4111 1111 1111 1111"}
    told = olu.sends(f"{AT}/new", key="c", **card)
    assert "the number of a payment card" in told.text
    assert "Nobody has asked yet" in olu.reads(AT)


def test_an_answer_is_recorded_with_how_it_was_given(olu: Reader, one: str) -> None:
    assert olu.sends(f"{one}/answer", key="d", **ANSWERED).location == one
    page = olu.reads(one)
    assert f"Answered by phone: {ANSWERED['words']}" in page
    blank = olu.sends(f"{one}/answer", key="e", **ANSWERED | {"words": " "})
    assert blank.status_code == 422
    assert olu.sends(f"{one}/close", key="f", reason="They chose another").location
    closed = olu.reads(one)
    assert "Closed: They chose another" in closed
    assert "Record the answer" not in closed


def test_a_school_is_taken_on_only_by_a_contract(olu: Reader, one: str) -> None:
    answer = olu.sends(f"{one}/take-on", key="g", **TAKEN_ON | {"contract": " "})
    assert answer.status_code == 422
    assert "by a contract only" in answer.text
    long = olu.sends(f"{one}/take-on", key="g", **TAKEN_ON | {"contract": "C" * 101})
    assert "At most 100 characters" in long.text
    taken = olu.sends(f"{one}/take-on", key="h", **TAKEN_ON)
    assert taken.location.startswith("/console/schools/")
    assert TAKEN_ON["name"] in olu.reads("/console/schools")
    page = olu.reads(one)
    assert "Taken on by contract C-2026-014" in page
    assert "Take the school on" not in page


def test_an_engineer_is_offered_no_taking_on_and_may_not(api: Api, one: str) -> None:
    engineer = make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    assert "Take the school on" not in engineer.reads(one)
    assert engineer.sends(f"{one}/take-on", **TAKEN_ON).status_code == 403
    text = engineer.reads(f"{AT}/privacy-text")
    assert "<textarea" not in text


def test_as_its_enquirer_wishes_it_is_erased_and_says_so(
    api: Api, olu: Reader, one: str
) -> None:
    olu.sends(f"{one}/forget", key="i")
    page = olu.reads(one)
    assert "Somebody who is forgotten" in page
    assert ENQUIRER not in page + olu.reads(AT)
    erase_enquiries(api.town.applications["intake"])
    assert "Erased: nobody can read any more who asked, or what" in olu.reads(one)
    assert olu.sends(f"{one}/answer", key="j", **ANSWERED).status_code == 422
    found = api.town.ask(GetEnquiry(enquiry_id=UUID(one.rpartition("/")[2])))
    assert found.state is EnquiryState.ERASED


def test_the_privacy_text_is_set_and_every_version_is_read(olu: Reader) -> None:
    at = f"{AT}/privacy-text"
    assert "stands while nothing was set" in olu.reads(at)
    assert olu.sends(at, version="0", **PRIVACY).location == at
    assert "Version 1" in olu.reads(at)
    assert "We keep it." in olu.reads("/enquiries")
    stale = olu.sends(at, version="0", **PRIVACY | {"words": "Not at all."})
    assert stale.status_code == 409
    assert "Somebody changed this text since you looked" in stale.text
    assert "Not at all." in stale.text
    old = olu.reads(f"{at}?version=0")
    assert "You may see what we keep" in old
    assert "<textarea" not in old
    assert olu.client.get(f"{at}?version=7").status_code == 404
    assert olu.sends(at, version="1", **PRIVACY | {"keep_days": "5"}).status_code == 422


def test_nobody_of_a_school_sees_any_of_it(api: Api, priya: Reader, one: str) -> None:
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    for reader in (priya, head):
        for page in (AT, one, f"{AT}/new", f"{AT}/privacy-text"):
            answer = reader.client.get(page)
            assert answer.status_code == 403
            assert ENQUIRER not in answer.text
        assert f'href="{AT}"' not in reader.reads("/help")


def test_every_state_purpose_and_basis_has_its_words() -> None:
    assert enquiry_words.STATES.keys() == {*EnquiryState}
    assert enquiry_words.PURPOSES.keys() == {*EnquiryPurpose}
    assert enquiry_words.BASES.keys() == {*LawfulBasis}
