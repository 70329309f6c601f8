"""Do people watch at a press, see who else does, and find what they watch again?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.intake import Requester
from contracts.watching import FindWatchers
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.watching_routes import SAM, SAMS_ADDRESS, colleague
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET

CONSOLE = f"/console/tickets/{TICKET}"
PORTAL = f"/portal/{ASHGROVE}/tickets/{TICKET}"


@pytest.fixture(autouse=True)
def asked(api: Api, olu: Reader, priya: Reader) -> None:
    """Priya asked for something."""
    colleague(api.town)
    api.town.execute(open_it)


def who(api: Api) -> set[Any]:
    found = api.town.ask(FindWatchers(ticket_id=TICKET)).watchers
    return {one.person_id for one in found}


def test_one_button_watches_and_stops(api: Api, olu: Reader) -> None:
    page = olu.reads(CONSOLE)
    assert f'action="{CONSOLE}/watch"' in page
    assert "Stop watching" not in page
    for _ in range(2):
        assert olu.sends(f"{CONSOLE}/watch", key="once").status_code == 303
    assert who(api) == {OLU.person_id}
    page = olu.reads(CONSOLE)
    assert "Olu (me)" in page
    assert "watches it from now on" in page
    assert "The projector in 4B" in olu.reads("/console?tab=watched")
    assert "The projector in 4B" in olu.reads("/console/search?state=watched&words=")
    sent = olu.sends(f"{CONSOLE}/unwatch", person_id=str(OLU.person_id))
    assert sent.status_code == 303
    assert who(api) == set()
    assert "The projector in 4B" not in olu.reads("/console?tab=watched")


def test_the_desk_has_somebody_told_and_stops_it(api: Api, olu: Reader) -> None:
    wrong = olu.sends(f"{CONSOLE}/watch", who="Somebody", key="one")
    assert wrong.status_code == 422
    assert 'href="#watch-who"' in wrong.text
    assert 'value="Somebody"' in wrong.text
    assert olu.sends(f"{CONSOLE}/watch", who=" ").status_code == 422
    assert olu.sends(f"{CONSOLE}/watch", who=SAMS_ADDRESS).status_code == 303
    page = olu.reads(CONSOLE)
    assert "Sam Adeyemi" in page
    assert "has somebody told of it:" in page
    assert olu.sends(f"{CONSOLE}/unwatch", person_id=str(SAM)).status_code == 303
    assert who(api) == set()


def test_a_requester_has_a_colleague_told_and_does_not_watch(
    api: Api, priya: Reader
) -> None:
    page = priya.reads(PORTAL)
    assert "Only Priya is told by mail" in page
    assert "Watch it" not in page
    assert priya.sends(f"{PORTAL}/watch").status_code == 422
    wrong = priya.sends(f"{PORTAL}/watch", who=OLU.email)
    assert wrong.status_code == 422
    assert 'href="#watch-who"' in wrong.text
    assert priya.sends(f"{PORTAL}/watch", who="Sam Adeyemi").status_code == 303
    assert "Sam Adeyemi" in priya.reads(PORTAL)
    assert who(api) == {SAM}


def test_a_colleague_watches_in_the_portal_and_stops(api: Api, priya: Reader) -> None:
    ada = Requester(name="Ada", email="ada@ashgrove.example")
    api.town.execute(replace(open_it, ticket_id=OTHER_TICKET, requester=ada))
    at = f"/portal/{ASHGROVE}/tickets/{OTHER_TICKET}"
    assert "Watch it" in priya.reads(at)
    assert priya.sends(f"{at}/watch").status_code == 303
    assert "Stop watching it" in priya.reads(at)
    listed = priya.reads(f"/portal/{ASHGROVE}?whose=watched")
    assert "Requests that you watch" in listed
    assert "asked by Ada" in listed
    assert priya.sends(f"{at}/unwatch").status_code == 303
    assert "You watch nothing" in priya.reads(f"/portal/{ASHGROVE}?whose=watched")


def test_ben_can_neither_watch_nor_see_who_does(api: Api, ben: Reader) -> None:
    for action in ("watch", "unwatch"):
        assert ben.sends(f"{PORTAL}/{action}").status_code in {403, 404}
        assert ben.sends(f"{CONSOLE}/{action}").status_code == 403
    assert who(api) == set()
    assert PRIYA.name not in ben.reads(f"/portal/{ASHGROVE}?whose=watched", 403)
