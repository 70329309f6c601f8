"""Is what would be promised of a ticket shown before it is sent?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.catalogue import SetCatalogue
from infra.demo_catalogue import OFFERINGS
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

NEW = "/console/tickets/new"
PROMISED = "What is promised of it"
TONIGHT, TOMORROW = "08/06/2026 22:00", "09/06/2026 12:00"
"""When a P1 is due that is opened at 18:00: round the clock, or in hours from 8."""


@pytest.fixture
def evening(api: Api) -> None:
    api.town.clock.set(at("mon 18:00"))


@pytest.mark.usefixtures("evening")
def test_a_school_sees_it_beside_the_form_for_help(priya: Reader) -> None:
    page = priya.reads(f"/portal/{ASHGROVE}/new")
    assert PROMISED in page
    assert TOMORROW in page


@pytest.mark.usefixtures("evening")
def test_a_form_of_the_catalogue_has_what_is_promised_of_its_service(
    api: Api, priya: Reader
) -> None:
    safe = replace(OFFERINGS[0], category="safety")
    wanted = SetCatalogue(school_id=ASHGROVE, offerings=(safe, *OFFERINGS[1:]))
    api.town.execute(wanted)
    assert TONIGHT in priya.reads(f"/portal/{ASHGROVE}/ask/{safe.name}")
    other = priya.reads(f"/portal/{ASHGROVE}/ask/{OFFERINGS[1].name}")
    assert TOMORROW in other
    assert TONIGHT not in other


@pytest.mark.usefixtures("evening")
def test_the_desk_sees_it_once_it_is_known_whose_ticket_it_is(olu: Reader) -> None:
    assert PROMISED not in olu.reads(NEW)
    assert TOMORROW in olu.reads(f"{NEW}?school={ASHGROVE}")
    about = olu.reads(f"{NEW}?school={ASHGROVE}&service=monitoring")
    assert TONIGHT in about


@pytest.mark.usefixtures("evening")
def test_ben_is_not_shown_what_is_promised_to_ashgrove(ben: Reader) -> None:
    ben.reads(f"/portal/{ASHGROVE}/new", 403)
