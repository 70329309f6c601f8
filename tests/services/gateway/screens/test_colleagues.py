"""Who works at the MSP, as what, and how are they let in and signed out?"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from contracts.access import Role
from contracts.people import FindPeople
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import OLU, PRIYA, Person

AT = "/console/colleagues"
LEAD = Person(
    person_id=uuid4(), name="Amara", email="amara@msp.example", caller=OLU.caller
)


@pytest.fixture
def administrator(api: Api) -> Reader:
    """Amara, who administers the MSP."""
    return make_known(api, LEAD, Role.MSP_ADMINISTRATOR, PROVIDER).signed_in()


def test_colleagues_are_listed_and_none_of_a_school(
    administrator: Reader, olu: Reader, priya: Reader
) -> None:
    page = administrator.reads(AT)
    assert "Operator, from 01/01/2020" in page
    assert "MSP administrator, from 01/01/2020" in page
    assert PRIYA.email not in page
    assert f'<a href="{AT}" aria-current="page">Colleagues</a>' in page


def test_a_colleague_is_made_known_given_a_role_and_let_in(
    api: Api, administrator: Reader
) -> None:
    typed = {"name": "Sam Reed", "email": "sam@msp.example", "key": "k"}
    answer = administrator.sends(AT, **typed)
    assert administrator.sends(AT, **typed).location == answer.location
    page = administrator.reads(answer.location)
    assert "Sam Reed is known now." in page
    assert '<option value="engineer"' in page
    assert '<option value="head"' not in page
    given = administrator.sends(
        f"{answer.location}/roles", role="engineer", from_on="2026-06-08"
    )
    assert given.location == answer.location
    made = administrator.sends(f"{answer.location}/password").text
    [password] = re.findall(r"<code>([a-z0-9-]{19})</code>", made)
    sam = Reader(
        api,
        Person(
            person_id=uuid4(),
            name="Sam Reed",
            email="sam@msp.example",
            caller=OLU.caller,
        ),
    )
    assert sam.signs_in(password).status_code == 303
    assert AT not in sam.reads("/console")
    sam.reads(AT, 403)
    administrator.sends(f"{answer.location}/sign-out")
    assert sam.client.get("/console").status_code == 303


def test_a_role_of_a_colleague_ends_on_a_day(
    administrator: Reader, olu: Reader
) -> None:
    at = f"{AT}/{OLU.person_id}"
    typed = {"role": "operator", "until_on": "2026-06-08"}
    assert administrator.sends(f"{at}/roles/end", **typed).location == at
    assert "Operator ends on 08/06/2026." in administrator.reads(at)


def test_what_is_wrong_is_told_at_its_field(administrator: Reader) -> None:
    answer = administrator.sends(AT, name=" ", email="sam")
    assert answer.status_code == 422
    assert "Name: Fill this in." in answer.text


def test_nobody_but_an_administrator_sees_or_makes_colleagues(
    api: Api, olu: Reader
) -> None:
    before = api.town.ask(FindPeople(school_id=PROVIDER))
    olu.reads(AT, 403)
    assert AT not in olu.reads("/help")
    assert olu.sends(AT, name="Sam", email="sam@msp.example").status_code == 403
    assert api.town.ask(FindPeople(school_id=PROVIDER)) == before


def test_somebody_of_a_school_is_no_colleague(
    administrator: Reader, priya: Reader
) -> None:
    at = f"{AT}/{PRIYA.person_id}"
    administrator.reads(at, 404)
    for act in ("password", "sign-out"):
        assert administrator.sends(f"{at}/{act}").status_code == 404
