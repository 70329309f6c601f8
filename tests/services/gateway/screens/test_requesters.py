"""Did whoever looks at a request ask for it, or for what goes on as it?"""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.access import Role
from contracts.intake import GetTicket
from contracts.ties import MergeTicket
from contracts.values import ApprovalState
from services.gateway.screens import requesters
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.test_approvals import HEAD, HOME, state
from tests.support.cast import ASHGROVE, OLU


@pytest.fixture
def head(api: Api) -> Reader:
    return make_known(api, HEAD, Role.HEAD, ASHGROVE).signed_in()


def merges(api: Api, ticket: str, into: str) -> None:
    which = UUID(ticket)
    merge = MergeTicket(
        school_id=ASHGROVE,
        ticket_id=which,
        into_id=UUID(into),
        version=api.town.ask(GetTicket(ticket_id=which)).version,
    )
    api.town.execute(merge, by=OLU.caller)
    api.town.settle()


@pytest.fixture
def ticket(api: Api) -> str:
    """A request of Priya's that waits for approval; one of the head's goes on as it."""
    waits = api.priya.opens(approval="Two laptops.")
    between = api.priya.opens()
    hers = {"name": HEAD.name, "email": HEAD.email.upper()}
    merges(api, api.priya.opens(requester=hers), between)
    merges(api, between, waits)
    return waits


def test_who_asked_for_what_goes_on_as_a_request_is_told_that_others_approve_it(
    api: Api, head: Reader, ticket: str
) -> None:
    at = f"{HOME}/tickets/{ticket}"
    page = head.reads(at)
    assert "You asked for it yourself, so somebody else" in page
    assert f'action="{at}/approve"' not in page
    version = api.town.ask(GetTicket(ticket_id=UUID(ticket))).version
    refused = head.sends(f"{at}/approve", version=version)
    assert refused.status_code == 422
    assert "You asked for this yourself." in refused.text
    assert state(api, ticket) is ApprovalState.ASKED


def test_without_what_is_merged_a_form_is_shown_that_is_refused(
    head: Reader, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(requesters, "_merged", lambda *_: iter(()))
    at = f"{HOME}/tickets/{ticket}"
    assert f'action="{at}/approve"' in head.reads(at)


def test_somebody_else_is_shown_the_form_whatever_is_merged(
    api: Api, head: Reader
) -> None:
    waits = api.priya.opens(approval="Two laptops.")
    merges(api, api.priya.opens(), waits)
    at = f"{HOME}/tickets/{waits}"
    assert f'action="{at}/approve"' in head.reads(at)
