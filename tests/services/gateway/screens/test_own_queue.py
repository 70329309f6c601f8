"""Does a school's own technician see and do what is theirs, and nothing besides?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.intake import GetTicket, TicketView
from contracts.values import TicketState
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.team_pages import OWN_TICKET, crew
from tests.support.cast import ASHGROVE, PRIYA

QUEUE = f"/portal/{ASHGROVE}/own-queue"
AT = f"/portal/{ASHGROVE}/tickets/{OWN_TICKET}"


@pytest.fixture
def technician(api: Api) -> Reader:
    """Priya, as a technician of Ashgrove, which has a team of its own."""
    crew(api.town)
    return make_known(api, PRIYA, Role.TECHNICIAN, ASHGROVE).signed_in()


def ticket(api: Api) -> TicketView:
    view: TicketView = api.town.ask(GetTicket(ticket_id=OWN_TICKET))
    return view


def test_a_technician_finds_their_queue_and_works_from_it(
    api: Api, technician: Reader
) -> None:
    page = technician.reads(QUEUE)
    assert "The kiln will not light" in page
    assert "Nobody yet works on it." in page
    assert 'href="/portal' in page
    page = technician.reads(AT)
    assert "The gas is on." in page
    assert technician.sends(f"{AT}/own-work/take", version="2").status_code == 303
    assert "Take it on" not in technician.reads(AT)
    typed = {"version": "3", "said": "I come at noon."}
    assert technician.sends(f"{AT}/own-work/reply", **typed).status_code == 303
    typed = {"version": "4", "said": "The gas is off.", "next": "Ask the maker."}
    assert technician.sends(f"{AT}/own-work/hand_back", **typed).status_code == 303
    assert ticket(api).with_school is False
    page = technician.reads(AT)
    assert "Work on it for the school" not in page
    assert "Ask the maker." in page
    assert "Nothing waits here." in technician.reads(QUEUE)


def test_what_is_done_is_done(api: Api, technician: Reader) -> None:
    bare = technician.sends(f"{AT}/own-work/resolve", version="2", said=" ")
    assert bare.status_code == 422
    assert "What is still wrong" not in bare.text
    typed = {"version": "2", "said": "It is lit."}
    assert technician.sends(f"{AT}/own-work/resolve", **typed).status_code == 303
    assert ticket(api).state is TicketState.RESOLVED


def test_nobody_else_of_the_school_has_the_queue(
    api: Api, priya: Reader, ben: Reader
) -> None:
    crew(api.town)
    for reader in (priya, ben):
        reader.reads(QUEUE, 403)
        sent = reader.sends(f"{AT}/own-work/take", version="2")
        assert sent.status_code == 403
    assert "Work on it for the school" not in priya.reads(AT)
    assert "Our own queue" not in priya.reads(AT)
    assert ticket(api).assignee is None


def test_a_technician_is_nobody_at_the_desk(technician: Reader) -> None:
    technician.reads("/console", 403)
