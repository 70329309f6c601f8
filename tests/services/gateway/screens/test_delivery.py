"""Does a page say who looks after what, and lose nothing that somebody set?"""

from __future__ import annotations

from contracts.teams import DeliveredBy, DeliveryView, GetDelivery
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.screens.team_pages import crew
from tests.services.gateway.team_routes import OWN_TEAM
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/delivery"
OURS = {"print-service.by": "school", "print-service.team": str(OWN_TEAM)}


def known(api: Api) -> DeliveryView:
    view: DeliveryView = api.town.ask(GetDelivery(school_id=ASHGROVE))
    return view


def test_it_is_read_by_the_school_and_set_by_the_desk(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    crew(api.town)
    assert "the MSP looks after all of it" in olu.reads(AT)
    assert "<select" not in priya.reads(AT)
    ben.reads(AT, 403)
    sent = olu.sends(AT, **OURS, **{"rest.by": "managed"}, version="0")
    assert sent.status_code == 303
    rest, printers = known(api).ways
    assert (rest.service, rest.by) == ("", DeliveredBy.MANAGED)
    assert (printers.service, printers.team_id) == ("print-service", OWN_TEAM)
    page = priya.reads(AT)
    assert "This is version 1." in page
    assert "IT support" in page
    assert priya.sends(AT, **OURS).status_code == 403


def test_what_could_not_be_so_is_told_at_its_row(api: Api, olu: Reader) -> None:
    wrong = olu.sends(AT, **{"print-service.by": "school"}, version="0")
    assert wrong.status_code == 422
    assert 'href="#print-service.team"' in wrong.text
    assert "Say which team of the school is first." in wrong.text
    assert known(api).delivery_version == 0


def test_of_two_who_set_it_at_once_the_later_is_told_and_may_go_on(
    api: Api, olu: Reader
) -> None:
    crew(api.town)
    olu.sends(AT, **OURS, version="0")
    late = olu.sends(AT, **{"rest.by": "co_managed"}, version="0")
    assert late.status_code == 409
    assert "Printers: The school" in late.text
    sent = olu.sends(AT, **{"rest.by": "co_managed"}, version="1")
    assert sent.status_code == 303
