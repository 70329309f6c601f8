"""How does the desk keep its answers, and see what one does before it does it?"""

from __future__ import annotations

import re

import pytest

from tests.services.gateway.api import Api, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import OLU, PRIYA

AT = "/console/macros"
TYPED = {
    "name": "Restart",
    "text": "Dear {requester}, about {reference} at {school}: restart it. {me}",
    "ending": "hold",
    "assign_to_me": "on",
    "type": "service_request",
}


@pytest.fixture
def restart(olu: Reader) -> str:
    """The address of a macro beside a ticket, without the ticket."""
    assert olu.sends(AT, **TYPED, key="one").status_code == 303
    assert olu.sends(AT, **TYPED, key="one").status_code == 303
    [found] = re.findall(r'href="/console/macros\?macro=([^"]+)"', olu.reads(AT))
    return f"macros/{found}"


def test_a_macro_shows_what_it_will_do_and_does_nothing_yet(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    assert f'href="{at}/{restart}">Restart</a>' in olu.reads(at)
    page = olu.reads(f"{at}/{restart}")
    reference = api.olu.sees(ticket)["reference"]
    filled = f"Dear {PRIYA.name}, about {reference} at Ashgrove Primary: restart it."
    assert f"{filled} {OLU.name}</textarea>" in page
    assert "It puts it on hold for the requester; its clock stands still." in page
    assert f"It gives the ticket to {OLU.name}." in page
    assert "It makes it a ticket of the type: service request." in page
    assert api.olu.sees(ticket)["version"] == 1


def test_all_that_was_shown_is_done_with_the_words_as_they_stand(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    answer = olu.sends(f"{at}/{restart}", version=1, text="Restart it, please.")
    assert (answer.status_code, answer.location) == (303, at)
    after = api.olu.sees(ticket)
    assert (after["state"], after["type"]) == ("on_hold", "service_request")
    assert after["assignee"] == f"person:{OLU.person_id}"
    assert "Restart it, please." in olu.reads(at)


def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.acts(ticket, "hold", reason="A part is ordered."))
    at = f"/console/tickets/{ticket}/{restart}"
    answer = olu.sends(at, version=2, text="Restart it.")
    assert answer.status_code == 422
    assert "on hold already" in answer.text
    assert ">Restart it.</textarea>" in answer.text
    assert api.olu.sees(ticket)["version"] == 2


def test_a_macro_is_changed_and_removed(olu: Reader, restart: str) -> None:
    macro = restart.partition("/")[2]
    page = olu.reads(f"{AT}?macro={macro}")
    assert "Change Restart" in page
    assert '<option value="hold" selected>' in page
    known = {"macro": macro, "version": "1"}
    olu.sends(AT, **TYPED | known | {"name": "Again"})
    assert ">Again</a>" in olu.reads(AT)
    late = olu.sends(AT, **TYPED | known)
    assert late.status_code == 409
    assert olu.sends(f"{AT}/{macro}/remove").status_code == 303
    assert ">Again</a>" not in olu.reads(AT)
    assert olu.sends(AT, **TYPED | {"macro": "none"}).status_code == 303


def test_what_nobody_could_fill_in_is_said_beside_its_field(olu: Reader) -> None:
    answer = olu.sends(AT, **TYPED | {"text": "Dear {you}"})
    assert answer.status_code == 422
    assert "Nobody could fill in {you}." in answer.text
