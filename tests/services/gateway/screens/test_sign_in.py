"""How does somebody come in and go out?"""

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import PASSWORD, Reader, make_known
from tests.support.cast import ZOE


def test_somebody_without_a_session_is_asked_who_they_are(stranger: Reader) -> None:
    for address in ("/account", "/"):
        answer = stranger.client.get(address)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in")
    assert (
        stranger.client.get("/account?a=1").location == "/sign-in?next=/account%3Fa%3D1"
    )


def test_who_signs_in_goes_on_to_where_they_wanted_to_be(stranger: Reader) -> None:
    assert 'value="/account?a=1"' in stranger.reads("/sign-in?next=/account%3Fa%3D1")
    answer = stranger.signs_in(wanted="/account?a=1")
    assert answer.status_code == 303
    assert answer.location == "/account?a=1"
    assert "Olu" in stranger.reads("/account")


def test_nobody_is_sent_on_to_another_site(stranger: Reader) -> None:
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"):
        stranger.client.delete_cookie("caretaker")
        assert stranger.signs_in(wanted=wanted).location == "/"


def test_a_wrong_password_is_refused_and_the_address_kept(stranger: Reader) -> None:
    answer = stranger.signs_in("not the password")
    assert answer.status_code == 422
    assert "is not right" in answer.text
    assert f'value="{stranger.person.email}"' in answer.text
    assert "not the password" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_too_many_guesses_have_to_wait_even_for_the_right_one(stranger: Reader) -> None:
    for _ in range(10):
        stranger.signs_in("not the password")
    answer = stranger.signs_in(PASSWORD)
    assert answer.status_code == 429
    assert "minutes" in answer.text


def test_no_script_reads_the_cookie_and_over_tls_no_other_host_sets_it(
    stranger: Reader,
) -> None:
    cookie = stranger.signs_in().headers["Set-Cookie"]
    assert cookie.startswith("caretaker=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    typed = {"email": stranger.person.email, "password": PASSWORD}
    answer = stranger.client.post("/sign-in", data=typed, base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-caretaker=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_who_signs_out_is_out_and_the_session_counts_no_longer(olu: Reader) -> None:
    kept = olu.client.get_cookie("caretaker")
    assert kept is not None
    assert olu.sends("/sign-out").location == "/sign-in"
    assert "You are signed out." in olu.reads("/sign-in")
    olu.client.set_cookie("caretaker", kept.value)
    assert olu.client.get("/account").status_code == 303


def test_a_cookie_opens_no_door_of_the_api(olu: Reader) -> None:
    assert olu.client.get("/api/v1/tickets").status_code == 401


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.ENGINEER, "/console"),
        (Role.CONSULTANT, "/console/projects"),
        (Role.PROJECT_MANAGER, "/console/projects"),
        (Role.AUDITOR, "/audit"),
    ],
)
def test_everybody_of_the_msp_begins_where_their_work_is(
    api: Api, role: Role, where: str
) -> None:
    somebody = make_known(api, ZOE, role, PROVIDER).signed_in()
    assert somebody.client.get("/").location == where
