"""Which remote sessions were there, and how does the desk say that it has one?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api
from tests.services.gateway.remote_routes import AGREES, SESSION
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA

AT = f"/remote/{ASHGROVE}"


def opens(api: Api, olu: Reader) -> str:
    """Have Olu open a session; where it is read."""
    ticket = api.olu.opens()
    at = f"{AT}/tickets/{ticket}"
    assert olu.sends(at, key="a", **SESSION).location == at
    return at


def test_the_desk_opens_a_session_and_the_school_sees_it(
    api: Api, olu: Reader, priya: Reader
) -> None:
    at = opens(api, olu)
    for page in (olu.reads(at), priya.reads(at), priya.reads(AT)):
        assert "Laptop of 4B" in page
        assert "Priya agreed by phone" in page
        assert "Still open" in page
    page = priya.reads(at)
    assert "Open a session" not in page
    assert 'class="flash"' not in page


def test_what_is_done_and_that_it_is_over_is_told(api: Api, olu: Reader) -> None:
    opens(api, olu)
    page = olu.reads(AT)
    one = page.partition(f'action="{AT}/sessions/')[2].partition("/act")[0]
    at = f"{AT}/sessions/{one}"
    olu.sends(f"{at}/act", key="b", what="A new driver.")
    assert "A new driver." in olu.reads(AT)
    assert olu.sends(f"{at}/act", key="c", what=" ").status_code == 422
    olu.sends(f"{at}/close", key="d")
    assert "Still open" not in olu.reads(AT)


def test_a_session_without_consent_is_kept_in_its_form(api: Api, olu: Reader) -> None:
    at = f"{AT}/tickets/{api.olu.opens()}"
    answer = olu.sends(at, key="a", **SESSION | {"agreed_by": ""})
    assert answer.status_code == 422
    assert "needs the consent" in answer.text
    assert "Laptop of 4B" in answer.text
    alone = olu.sends(at, key="b", **SESSION, unattended="yes")
    assert "does not agree to sessions" in alone.text


def test_a_session_that_was_forgotten_is_pointed_out(api: Api, olu: Reader) -> None:
    at = opens(api, olu)
    api.town.clock.advance(hours=5)
    assert "Open for more than four hours" in olu.reads(at)


def test_who_runs_the_school_agrees_and_agrees_no_longer(api: Api, olu: Reader) -> None:
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    assert head.sends(f"{AT}/consent", **AGREES).location == AT
    assert "The school agrees until" in olu.reads(AT)
    assert olu.sends(f"{AT}/consent", **AGREES).status_code == 403
    late = AGREES | {"until_on": "2030-01-01"}
    assert head.sends(f"{AT}/consent", **late).status_code == 422
    head.sends(f"{AT}/consent/end")
    assert "does not agree" in olu.reads(AT)


def test_a_session_that_was_forgotten_is_named_above_the_queue(
    api: Api, olu: Reader
) -> None:
    at = opens(api, olu)
    assert "more than four hours" not in olu.reads("/console")
    api.town.clock.advance(hours=5)
    for address in ("/console", at.replace(f"{AT}/tickets", "/console/tickets")):
        page = olu.reads(address)
        assert "A remote session is open for more than four hours" in page
        assert f'<a href="{at}">Laptop of 4B</a>' in page
