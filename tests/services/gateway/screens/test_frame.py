"""How is a screen declared and guarded?"""

from typing import Any

import pytest

from contracts.access import Role
from services.gateway.screens.frame import safe_next
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA


def test_every_screen_keeps_browsers_to_what_is_ours(stranger: Reader) -> None:
    for address in ("/sign-in", "/account", "/help", "/sign-in?next=/help"):
        answer = stranger.client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


@pytest.mark.parametrize("sent", ["", "0" * 64, "0" * 128, "0" * 3, "é"])
def test_a_form_without_the_token_of_the_session_does_nothing(
    olu: Reader, sent: str
) -> None:
    answer = olu.client.post("/sign-out", data={"csrf": sent})
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert olu.client.get("/account").status_code == 200


def test_the_token_of_another_session_does_not_do(olu: Reader) -> None:
    former = olu.token()
    olu.signed_in()
    assert olu.token() != former
    assert olu.client.post("/sign-out", data={"csrf": former}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_no_other_site_signs_anybody_in_or_out(
    olu: Reader, headers: dict[str, str]
) -> None:
    answer = olu.client.post("/sign-out", data={"csrf": olu.token()}, headers=headers)
    assert answer.status_code == 403
    answer = olu.client.post("/sign-in", data={}, headers=headers)
    assert answer.status_code == 403


def test_our_own_pages_may_say_where_they_are(olu: Reader) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = olu.client.post("/sign-out", data={"csrf": olu.token()}, headers=headers)
    assert answer.status_code == 303


def test_a_fragment_without_a_session_sends_the_whole_page_to_sign_in(
    stranger: Reader,
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/account?a=1"}
    answer = stranger.client.get("/account", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/account%3Fa%3D1"


def test_what_was_done_is_said_once(olu: Reader) -> None:
    olu.sends("/account/preferences", theme="dark", shortcuts="on")
    assert "Kept for this browser." in olu.reads("/account")
    assert "Kept for this browser." not in olu.reads("/account")


def test_nothing_at_an_address_is_told_to_people_and_programs_each_their_way(
    olu: Reader,
) -> None:
    page = olu.client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 404
    assert "There is nothing at this address." in page.text
    assert "Olu" in page.text
    for address, accept in (("/nothing", "*/*"), ("/api/v1/nothing", "text/html")):
        answer = olu.client.get(address, headers={"Accept": accept})
        assert answer.mimetype == "application/problem+json"


def test_somebody_whose_role_has_ended_is_nobody_here(api: Api) -> None:
    reader = make_known(api, PRIYA, Role.STAFF, ASHGROVE).with_password()
    api.town.clock.advance(days=-3_650)
    assert reader.signs_in().status_code == 422


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("/console?tab=mine", "/console?tab=mine"),
        (None, None),
        ("", None),
        ("console", None),
        ("https://elsewhere.example", None),
        ("//elsewhere.example", None),
        ("/\\elsewhere.example", None),
        ("/a\r\nSet-Cookie: b", None),
    ],
)
def test_only_an_address_of_ours_is_gone_on_to(wanted: Any, taken: Any) -> None:
    assert safe_next(wanted) == taken
