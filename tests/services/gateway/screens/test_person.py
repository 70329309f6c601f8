"""What is somebody at a school and since when, and what may be changed of it?"""

from __future__ import annotations

from uuid import uuid4

from contracts.access import Role
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, PRIYA

AT = f"/console/schools/{ASHGROVE}/people/{PRIYA.person_id}"


def test_who_may_only_see_is_shown_no_way_to_change(api: Api) -> None:
    manager = make_known(api, PRIYA, Role.BUSINESS_MANAGER, ASHGROVE).signed_in()
    page = manager.reads(AT).partition("<main")[2]
    assert "Business manager, from" in page
    assert "<form" not in page
    for act in ("roles", "roles/end", "phone", "password", "sign-out"):
        assert manager.sends(f"{AT}/{act}", role="head").status_code == 403


def test_somebody_of_another_school_is_not_found_here(olu: Reader, ben: Reader) -> None:
    elsewhere = f"/console/schools/{ASHGROVE}/people/{BEN.person_id}"
    olu.reads(elsewhere, 404)
    for act in ("password", "sign-out"):
        assert olu.sends(f"{elsewhere}/{act}").status_code == 404
    assert olu.sends(f"{elsewhere}/roles", role="dsl", from_on="2026-09-01").status_code
    olu.reads(f"/console/schools/{BECKFIELD}/people/{BEN.person_id}")
    olu.reads(f"/console/schools/{ASHGROVE}/people/{uuid4()}", 404)


def test_the_number_somebody_calls_from_is_kept_shown_and_taken_away(
    olu: Reader, priya: Reader
) -> None:
    answer = olu.sends(f"{AT}/phone", phone="020 7946 0000")
    assert answer.location == AT
    assert 'value="+442079460000"' in olu.reads(AT)
    assert "+442079460000" in olu.reads(AT.rpartition("/")[0])
    answer = olu.sends(f"{AT}/phone", phone="204")
    assert answer.status_code == 422
    assert "Not a whole telephone number" in answer.text
    olu.sends(f"{AT}/phone", phone="")
    assert "+442079460000" not in olu.reads(AT)
