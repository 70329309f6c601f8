"""What may somebody see and change of their own account?"""

import re

from tests.services.gateway.screens.pages import PASSWORD, Reader

BETTER = "marble window teapot"


def other(reader: Reader) -> Reader:
    """The same person at another browser."""
    return Reader(reader.api, reader.person).signed_in()


def test_sessions_are_listed_and_another_one_can_be_ended(olu: Reader) -> None:
    elsewhere = other(olu)
    page = olu.reads("/account")
    [ended] = re.findall(r'action="(/account/sessions/[^"]+/end)"', page)
    assert "This one" in page
    assert olu.sends(ended).location == "/account"
    assert elsewhere.client.get("/account").status_code == 303
    assert "Sign out there" not in olu.reads("/account")


def test_nobody_ends_the_session_of_somebody_else(olu: Reader, ben: Reader) -> None:
    other(olu)
    [ended] = re.findall(
        r'action="(/account/sessions/[^"]+/end)"', olu.reads("/account")
    )
    ben.sends(ended)
    assert "Sign out there" in olu.reads("/account")


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(olu: Reader) -> None:
    olu.with_password().signed_in()
    elsewhere = other(olu)
    answer = olu.sends("/account/password", current="wrong", password=BETTER)
    assert answer.status_code == 422
    answer = olu.sends("/account/password", current=PASSWORD, password=BETTER)
    assert answer.status_code == 303
    assert "Your password is changed." in olu.reads("/account")
    assert elsewhere.client.get("/account").status_code == 303
    assert Reader(olu.api, olu.person).signs_in(BETTER).status_code == 303


def test_a_short_password_is_refused_at_its_field(olu: Reader) -> None:
    olu.with_password().signed_in()
    answer = olu.sends("/account/password", current=PASSWORD, password="short")
    assert answer.status_code == 422
    assert 'href="#password"' in answer.text
    assert "at least 12 characters" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_new_password_has_to_be_typed(olu: Reader) -> None:
    answer = olu.sends("/account/password", current="", password="")
    assert answer.status_code == 422
    assert "Fill this in." in answer.text
