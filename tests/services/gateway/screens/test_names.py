"""What are people and schools called?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import MSP_ROLES, Role, platform
from contracts.people import AddPerson, AssignRole, EndRole
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.names import Colleague
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA

TOKEN = UUID("70ce0000-0000-4000-8000-000000000001")


@pytest.fixture
def asked(api: Api, olu: Reader, priya: Reader) -> Iterator[Api]:
    """Somewhere where names can be asked for: within a request."""
    with api.app.test_request_context():
        yield api


def test_people_are_called_by_name_where_they_belong(asked: Api) -> None:
    priya = f"person:{PRIYA.person_id}"
    assert names.who(f"person:{OLU.person_id}", ASHGROVE) == "Olu"
    assert names.who(priya, ASHGROVE) == "Priya"
    assert names.who(priya, BECKFIELD) == "Somebody who left"


@pytest.mark.parametrize(
    ("actor", "called"),
    [
        ("service:sla", "Caretaker"),
        (f"operator:{TOKEN}", "A program (Operator)"),
        ("operator:olu", "Olu"),
        ("olu", "Olu"),
        (f"person:{TOKEN}", "Somebody who left"),
    ],
)
def test_whatever_acts_has_a_name(asked: Api, actor: str, called: str) -> None:
    assert names.who(actor, ASHGROVE) == called


def test_schools_are_called_by_name(asked: Api) -> None:
    assert names.school(ASHGROVE) == "Ashgrove Primary"
    assert names.school(PROVIDER) == "the MSP"
    assert names.school(uuid4()) == "A school"


def test_who_works_at_the_desk_today_is_a_colleague(asked: Api) -> None:
    me = Colleague(f"person:{OLU.person_id}", "Olu")
    assert names.colleagues() == [me]
    yesterday = date(2026, 6, 7)
    end = EndRole(
        school_id=PROVIDER,
        person_id=OLU.person_id,
        role=Role.OPERATOR,
        until_on=yesterday,
    )
    asked.town.execute(end, platform("directory"))
    assert names.colleagues() == [me], "names are remembered for a while"
    asked.town.clock.now += names.REMEMBERED + timedelta(seconds=1)
    assert names.colleagues() == []


@pytest.mark.parametrize("role", sorted(MSP_ROLES, key=str))
def test_a_ticket_is_given_to_who_may_work_on_it(asked: Api, role: Role) -> None:
    zoe = uuid4()
    told: dict[str, Any] = {"school_id": PROVIDER, "person_id": zoe}
    for command in (
        AddPerson(**told, name="Zoe", email="zoe@msp.example"),
        AssignRole(**told, role=role, from_on=date(2026, 6, 1)),
    ):
        asked.town.execute(command, platform("directory"))
    names.forget(PROVIDER)
    assert Colleague(f"person:{zoe}", "Zoe") in names.colleagues()
    may_be_given = Colleague(f"person:{zoe}", "Zoe") in names.desk()
    assert may_be_given is (role not in {Role.CONSULTANT, Role.PROJECT_MANAGER})
