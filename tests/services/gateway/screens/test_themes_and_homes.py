"""What went wrong in a school year, on a page, and how is a near miss told there?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.look import SetLook
from services.gateway.screens import homes
from tests.services.gateway.api import Api
from tests.services.gateway.incident_routes import NEARLY
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BEN, OLU, PRIYA

AT = f"/themes/{ASHGROVE}"
FORM = f"{AT}/near-miss"
TYPED = {name: NEARLY[name] for name in ("subject", "nearly", "stopped", "kind")}


def governor(api: Api) -> Reader:
    return make_known(api, PRIYA, Role.GOVERNOR, ASHGROVE).signed_in()


def test_staff_tell_of_a_near_miss_and_it_is_a_request_of_theirs(
    api: Api, priya: Reader
) -> None:
    assert "Outage" in priya.reads(FORM)
    sent = priya.sends(FORM, key="a", **TYPED)
    assert priya.sends(FORM, key="a", **TYPED).location == sent.location
    assert sent.location is not None
    assert sent.location.startswith(f"/portal/{ASHGROVE}/tickets/")
    page = priya.reads(sent.location)
    assert "The caretaker smelt it." in page
    assert "near miss" in page
    assert "told that it was a near miss: Outage" in page


def test_the_desk_tells_of_one_and_is_led_to_the_ticket(api: Api, olu: Reader) -> None:
    sent = olu.sends(FORM, key="a", **TYPED)
    assert sent.location is not None
    page = olu.reads(sent.location)
    assert "told that it was a near miss" in page
    assert "Near miss: Outage" in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(priya: Reader) -> None:
    answer = priya.sends(FORM, key="a", **TYPED | {"stopped": " "})
    assert answer.status_code == 422
    assert "What stopped it: Fill this in." in answer.text
    assert "It was on all night." in answer.text


def test_whoever_types_personal_data_is_told_before(priya: Reader) -> None:
    typed = TYPED | {"stopped": "Her number is AB 12 34 56 C."}
    answer = priya.sends(FORM, key="a", **typed)
    assert answer.status_code == 422
    assert "This looks like a National Insurance number" in answer.text
    told = priya.sends(FORM, key="a", **typed, despite="national_insurance")
    assert told.status_code == 303


def test_a_governor_reads_the_year_beside_the_one_before(api: Api) -> None:
    api.olu.post(f"/schools/{ASHGROVE}/near-misses", NEARLY)
    ticket = api.olu.opens()
    api.olu.post(f"/tickets/{ticket}/incident-kind", {"kind": "phishing"})
    page = governor(api).reads(AT)
    assert "2025-26" in page
    assert 'aria-label="Phishing: 0 in 2024-25, 1 in 2025-26"' in page
    assert '<th scope="row">Phishing</th>' in page
    assert "School by school" not in page
    assert "Tell of a near miss" not in page
    assert "There was none in either year" in governor(api).reads(f"{AT}?year=2023-24")


def test_the_desk_reads_all_schools_and_goes_on_to_one(api: Api, olu: Reader) -> None:
    api.olu.opens()
    page = olu.reads("/themes")
    assert f'href="{AT}?year=2025-26"' in page
    assert "No kind given" in page


def test_a_year_that_is_none_is_said_and_this_one_shown(olu: Reader) -> None:
    page = olu.reads("/themes?year=soon", 422)
    assert "Not a school year such as 2025-26." in page
    assert "What went wrong in 2025-26" in page


def test_the_desk_gives_a_kind_where_the_incident_is(api: Api, olu: Reader) -> None:
    at = f"/console/tickets/{api.olu.opens()}/incident"
    assert "What kind it is" in olu.reads(at)
    sent = olu.sends(f"{at}/kind", key="a", kind="malware", version=0)
    assert sent.location == at
    page = olu.reads(at)
    assert '<option value="malware" selected>' in page
    late = olu.sends(f"{at}/kind", key="b", kind="outage", version=0)
    assert late.status_code == 409


def test_beckfield_reads_nothing_of_ashgrove(api: Api) -> None:
    head = make_known(api, BEN, Role.HEAD, BECKFIELD).signed_in()
    for at in (AT, FORM, "/themes"):
        assert ASHGROVE_NAME not in head.reads(at, 403)


def test_a_school_reads_in_its_colour_and_the_desk_in_the_consoles(
    api: Api, olu: Reader, priya: Reader
) -> None:
    look = SetLook(school_id=ASHGROVE, shown_name="Ashgrove", accent="#123456")
    api.town.execute(look, by=OLU.caller)
    for at in (FORM, f"/remote/{ASHGROVE}"):
        assert 'href="/shades/123456.' in priya.reads(at)
        assert "/shades/" not in olu.reads(at)


def test_without_asking_whose_it_is_the_desk_had_it_in_colour(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    look = SetLook(school_id=ASHGROVE, shown_name="Ashgrove", accent="#123456")
    api.town.execute(look, by=OLU.caller)
    monkeypatch.setattr(homes, "_is_own", lambda _visit: True)
    assert 'href="/shades/123456.' in olu.reads(FORM)
