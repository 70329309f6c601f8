"""Does a person decide on letters at a page, and see in a ticket how they stand?"""

from __future__ import annotations

import pytest

from contracts.outgoing import Outcome
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.intake.stories import open_it, reply
from tests.support.cast import ASHGROVE, TICKET
from tests.support.letters import LETTER, OTHER_LETTER, REFUSED, refused_letter

AT = "/console/letters"
ONE = f"{AT}/{ASHGROVE}/{LETTER}"


@pytest.fixture
def opened(api: Api) -> Api:
    api.town.execute(open_it)
    return api


def test_without_letters_nobody_is_needed_and_it_is_said_what_hinders(
    olu: Reader,
) -> None:
    page = olu.reads(AT)
    assert "No letter needs you." in page
    assert "No mail server is set (CARETAKER_SMTP_URL), so letters wait." in page


def test_a_letter_is_shown_with_what_came_of_it(opened: Api, olu: Reader) -> None:
    refused_letter(opened.town)
    refused_letter(opened.town, OTHER_LETTER, outcome=Outcome.UNCERTAIN)
    page = olu.reads(AT)
    assert f"It could not be sent. {REFUSED}" in page
    assert "Nobody knows whether it was sent." in page
    assert open_it.subject in page


def test_a_letter_is_sent_again_or_let_be(opened: Api, olu: Reader) -> None:
    refused_letter(opened.town)
    assert olu.sends(f"{ONE}/resend").status_code == 303
    page = olu.reads(AT)
    assert "The letter waits to be sent once more." in page
    assert "1 letter waits to be sent." in page
    answer = olu.sends(f"{ONE}/drop")
    assert answer.status_code == 422
    assert "nothing is to be decided" in answer.text
    refused_letter(opened.town, OTHER_LETTER)
    olu.sends(f"{AT}/{ASHGROVE}/{OTHER_LETTER}/drop")
    assert "No letter needs you." in olu.reads(AT)


def test_the_timeline_tells_how_the_letter_of_a_reply_stands(
    opened: Api, olu: Reader
) -> None:
    opened.town.execute(reply)
    assert "letter waits" in olu.reads(f"/console/tickets/{TICKET}")
