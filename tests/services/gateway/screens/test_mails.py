"""Does the desk see what is held, and decide on it?"""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.intake import GetTicket
from contracts.mail import Fate, FindMails
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.incoming import RAW, deliver, written


@pytest.fixture
def held(api: Api) -> str:
    """The address of the page of a message that names a ticket."""
    first = deliver(api.town)
    raw = written(
        f"Subject: Re: {first.reference}",
        "Content-Type: text/html",
        "",
        '<p>Me <b>too</b></p><img src="https://tracker.example/1.gif">',
        sender="eve@b.example",
    )
    return f"/console/mail/{ASHGROVE}/{deliver(api.town, raw).mail_id}"


def test_what_is_held_is_listed_with_its_reason(olu: Reader, held: str) -> None:
    page = olu.reads("/console/mail")
    assert f'href="{held}"' in page
    assert "It is about a ticket that its sender is not on." in page
    assert "It may belong to MPJT-1." in page


def test_every_fate_has_its_list(olu: Reader, held: str) -> None:
    assert held not in olu.reads("/console/mail?fate=ticket")
    assert "The projector" in olu.reads("/console/mail?fate=ticket")
    assert "There is nothing here." in olu.reads("/console/mail?fate=refused")
    assert held in olu.reads("/console/mail?fate=burnt&after=nowhere")


def test_a_message_is_shown_and_nothing_of_it_is_fetched(
    olu: Reader, held: str
) -> None:
    page = olu.reads(held)
    assert "Me too" in page
    assert '<iframe class="mail-page" sandbox ' in page
    assert "tracker" not in page


def test_it_is_put_on_the_ticket_whose_reference_is_typed(
    api: Api, olu: Reader, held: str
) -> None:
    answer = olu.sends(f"{held}/attach", reference="mpjt 1", key="k")
    assert answer.status_code == 303, answer.text
    assert "It is on the ticket MPJT-1 now." in olu.reads("/console/mail")
    [row] = api.town.ask(FindMails(fate=Fate.REPLY)).mails
    [said] = [
        one
        for one in api.town.ask(GetTicket(ticket_id=row.ticket_id)).timeline
        if one.kind == "requester_replied"
    ]
    assert said.text == "Me too"


def test_it_opens_a_ticket_and_its_sender_is_trusted(
    api: Api, olu: Reader, held: str
) -> None:
    olu.sends(f"{held}/open", trust="yes", key="k")
    assert "It is the ticket MPJT-2 now." in olu.reads("/console/mail")
    assert "Nothing waits." in olu.reads("/console/mail")
    again = written("Subject: Re: MPJT-1", "", "x", sender="eve@b.example")
    assert deliver(api.town, again).fate is Fate.REVIEW


def test_it_is_refused_with_a_reason(olu: Reader, held: str) -> None:
    answer = olu.sends(f"{held}/refuse", reason=" ", key="k")
    assert answer.status_code == 422
    assert "Say why it is refused." in answer.text or "Fill this in." in answer.text
    olu.sends(f"{held}/refuse", reason="Advertising", key="k2")
    assert "Advertising" in olu.reads("/console/mail?fate=refused")


@pytest.mark.parametrize("typed", ["", "nothing", "MPJT-99", "QV6F-1"])
def test_a_ticket_that_is_not_there_is_told_beside_the_field(
    olu: Reader, held: str, typed: str
) -> None:
    answer = olu.sends(f"{held}/attach", reference=typed, key="k")
    assert answer.status_code == 422
    assert "This school has no such ticket." in answer.text


def test_a_message_is_had_as_it_was_received(api: Api, olu: Reader) -> None:
    mail_id: UUID = deliver(api.town).mail_id
    answer = olu.client.get(f"/console/mail/{ASHGROVE}/{mail_id}/raw")
    assert answer.data == RAW
    said = answer.headers["Content-Disposition"]
    assert said == "attachment; filename*=UTF-8''The%20projector.eml"
