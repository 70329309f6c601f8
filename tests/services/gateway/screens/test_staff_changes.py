"""How does who runs a school tell that somebody joins, moves or leaves?"""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.access import Role
from contracts.intake import GetTicket, TicketView
from contracts.staff_changes import ActionState
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.typed import STAFF
from tests.support.cast import ASHGROVE, PRIYA, Person
from tests.support.scenario import at

HOME = f"/portal/{ASHGROVE}"
OFFICE = Person(
    person_id=UUID("9e950000-0000-4000-8000-00000000000b"),
    name="Mr Office",
    email="office@ashgrove.example",
    caller=PRIYA.caller,
)


@pytest.fixture
def office(api: Api) -> Reader:
    return make_known(api, OFFICE, Role.BUSINESS_MANAGER, ASHGROVE).signed_in()


@pytest.fixture
def ticket(api: Api, office: Reader) -> UUID:
    """The business manager tells that Sam leaves."""
    answer = office.sends(f"{HOME}/staff", **STAFF)
    assert answer.status_code == 303
    api.town.settle()
    return UUID(answer.location.rpartition("/")[2])


def seen(api: Api, ticket: UUID) -> TicketView:
    view: TicketView = api.town.ask(GetTicket(ticket_id=ticket))
    return view


def test_a_leaver_is_told_on_a_page_and_followed_there(
    api: Api, office: Reader, ticket: UUID
) -> None:
    assert f"{HOME}/staff" in office.reads(HOME)
    page = office.reads(f"{HOME}/tickets/{ticket}")
    assert "Leaver: Sam Okafor" in page
    assert "To do</strong>: Free their licences" in page
    assert "it will be done by Saturday 13/06/2026 at 00:00" in page
    view = seen(api, ticket)
    assert "Sam" not in view.subject + view.description
    assert view.requester.name == "Mr Office"


def test_staff_neither_tell_it_nor_see_who_it_is(priya: Reader, ticket: UUID) -> None:
    assert f"{HOME}/staff" not in priya.reads(HOME)
    assert priya.client.get(f"{HOME}/staff").status_code == 403
    page = priya.reads(f"{HOME}/tickets/{ticket}")
    assert "Leaver: somebody of the school" in page
    assert "Sam Okafor" not in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(office: Reader) -> None:
    typed = STAFF | {"person": " ", "email": "sam", "kit": "Laptop 17"}
    answer = office.sends(f"{HOME}/staff", **typed)
    assert answer.status_code == 422
    assert 'href="#person"' in answer.text
    assert ">Laptop 17</textarea>" in answer.text
    nothing = office.sends(f"{HOME}/staff", kind="", person="", role="", on="")
    for name in ("kind", "person", "role", "on"):
        assert f'href="#{name}"' in nothing.text


def test_the_desk_marks_each_action_and_says_why_one_is_not_needed(
    api: Api, olu: Reader, ticket: UUID
) -> None:
    here = f"/console/tickets/{ticket}"
    assert "Leaver: Sam Okafor" in olu.reads(here)
    marks = {"version": 2, "action": "groups"}
    answer = olu.sends(f"{here}/action", **marks, state="not_needed", note=" ")
    assert answer.status_code == 422
    assert "Say why it is not needed." in answer.text
    assert 'id="action-note"' in answer.text
    answer = olu.sends(f"{here}/action", **marks, state="not_needed", note="In none")
    assert answer.status_code == 303
    page = olu.reads(here)
    assert "Not needed</strong>: Take them out of groups" in page
    assert "In none" in page
    change = seen(api, ticket).change
    assert change is not None
    found = {one.name: one.state for one in change.actions}
    assert found["groups"] is ActionState.NOT_NEEDED
    answer = olu.sends(f"{here}/resolve", version=3, note="Done.")
    assert "Still to be done" in answer.text


def test_the_queue_tells_by_when_access_is_ended(
    api: Api, olu: Reader, ticket: UUID
) -> None:
    assert "End a leaver's access: until 13/06/2026 00:00" in olu.reads("/console")
    here = f"/console/tickets/{ticket}"
    answer = olu.sends(f"{here}/day", version=2, on="2026-06-01")
    assert answer.status_code == 303
    api.town.settle()
    api.town.clock.set(at("mon 10:00"))
    assert "First reply" in olu.reads(here)
    assert "End a leaver's access" in olu.reads(here)
