"""How does somebody who runs a school approve what waits for it, or decline it?"""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.access import Role
from contracts.intake import GetTicket
from contracts.values import ApprovalState
from services.gateway.screens import names
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA, Person

HOME = f"/portal/{ASHGROVE}"
HEAD = Person(
    person_id=UUID("9e950000-0000-4000-8000-00000000000a"),
    name="Mrs Head",
    email="head@ashgrove.example",
    caller=PRIYA.caller,
)


@pytest.fixture
def head(api: Api) -> Reader:
    return make_known(api, HEAD, Role.HEAD, ASHGROVE).signed_in()


@pytest.fixture
def ticket(api: Api, priya: Reader) -> str:
    return api.priya.opens(subject="New starter", approval="An account, by the head.")


def state(api: Api, ticket: str) -> ApprovalState:
    approval = api.town.ask(GetTicket(ticket_id=UUID(ticket))).approval
    found: ApprovalState = approval.state
    return found


def test_who_may_approve_is_shown_what_waits_and_approves_it(
    api: Api, head: Reader, priya: Reader, ticket: str
) -> None:
    assert "Waits for your approval" not in priya.reads(HOME)
    page = head.reads(HOME)
    assert "Waits for your approval" in page
    at = f"{HOME}/tickets/{ticket}"
    assert at in page
    page = head.reads(at)
    assert "It is not done before it is approved: An account, by the head." in page
    answer = head.sends(f"{at}/approve", version=2)
    assert answer.status_code == 303
    page = head.reads(answer.location)
    assert "Approved by Mrs Head: An account, by the head." in page
    assert "Have you changed your mind?" in page
    assert "Waits for your approval" not in head.reads(HOME)
    assert "Approved by Mrs Head" in priya.reads(at)
    assert state(api, ticket) is ApprovalState.GIVEN


def test_who_declines_says_why_and_nothing_typed_is_lost(
    api: Api, head: Reader, ticket: str
) -> None:
    at = f"{HOME}/tickets/{ticket}"
    answer = head.sends(f"{at}/decline", version=2, reason=" ")
    assert answer.status_code == 422
    assert "Why not: " in answer.text
    answer = head.sends(f"{at}/decline", version=1, reason="Not before May.")
    assert answer.status_code == 409
    assert ">Not before May.</textarea>" in answer.text
    head.sends(f"{at}/decline", version=2, reason="Not before May.")
    page = head.reads(at)
    assert "Declined by Mrs Head" in page
    assert "Not before May." in page
    assert state(api, ticket) is ApprovalState.DECLINED


def test_who_asked_is_told_that_somebody_else_approves_it(
    api: Api, head: Reader
) -> None:
    hers = {"name": HEAD.name, "email": HEAD.email.upper()}
    ticket = api.priya.opens(approval="A laptop for the head.", requester=hers)
    at = f"{HOME}/tickets/{ticket}"
    assert "Waits for your approval" not in head.reads(HOME)
    page = head.reads(at)
    assert "You asked for it yourself, so somebody else" in page
    assert f'action="{at}/approve"' not in page
    refused = head.sends(f"{at}/approve", version=2)
    assert refused.status_code == 422
    assert "You asked for this yourself." in refused.text
    assert state(api, ticket) is ApprovalState.ASKED
    head.sends(f"{at}/decline", version=2, reason="I have found another.")
    assert state(api, ticket) is ApprovalState.DECLINED


def test_nobody_approves_while_it_cannot_be_told_whether_they_asked(
    api: Api, head: Reader, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "person", lambda *_: None)
    answer = head.sends(f"{HOME}/tickets/{ticket}/approve", version=2)
    assert answer.status_code == 503
    assert state(api, ticket) is ApprovalState.ASKED


def test_staff_see_no_form_and_are_refused(priya: Reader, ticket: str) -> None:
    at = f"{HOME}/tickets/{ticket}"
    assert "Do you approve it?" not in priya.reads(at)
    assert priya.sends(f"{at}/approve", version=2).status_code == 403


def test_the_desk_asks_and_sees_that_it_waits(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    assert olu.sends(f"{at}/approval", version=1, what="A key").status_code == 303
    page = olu.reads(at)
    assert "It is not done before it is approved: A key." in page
    assert "Waits for approval" in page
    answer = olu.sends(f"{at}/resolve", version=2, note="Done.")
    assert answer.status_code == 422
    assert "This waits for approval." in answer.text
