"""Who calls just now, and whose ticket will it be?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from contracts.people import AddPerson
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.hook_routes import CALL
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BECKFIELD_NAME,
    BEN,
    PRIYA,
    Person,
)

NEW = "/console/tickets/new"
TYPED: dict[str, Any] = {
    "school_id": str(ASHGROVE),
    "name": PRIYA.name,
    "email": PRIYA.email,
    "subject": "No sound in the hall",
    "description": "",
    "channel": "phone",
    "impact": "medium",
    "urgency": "high",
}


def rings(api: Api, call: str = "one", **told: str) -> str:
    """The page that the exchange shows for a call."""
    page: str = json_of(api.olu.post("/calls", CALL | {"call": call} | told))["form"]
    return page


def test_the_form_opens_with_who_called_from_there_before(
    api: Api, olu: Reader
) -> None:
    first = rings(api)
    page = olu.reads(first)
    assert "+442079460000" in page
    assert "No ticket was opened for this number before." in page
    call = first.partition("call=")[2]
    opened = olu.sends(NEW, **TYPED, call=call, key="1").location
    assert f'<a href="{opened}">' in olu.reads(first)
    page = olu.reads(rings(api, "two"))
    assert f"perhaps {PRIYA.name}, {ASHGROVE_NAME}" in page
    assert f'value="{PRIYA.email}"' in page
    assert f'name="school_id" value="{ASHGROVE}"' in page


def test_calls_that_have_no_ticket_yet_are_offered(api: Api, olu: Reader) -> None:
    first, second = rings(api), rings(api, "two", number="withheld")
    call = first.partition("call=")[2]
    olu.sends(NEW, **TYPED, call=call, key="1")
    page = olu.reads(NEW)
    assert f'href="{second}">A number that was withheld</a>' in page
    assert first not in page


def test_what_was_refused_keeps_its_call(api: Api, olu: Reader) -> None:
    call = rings(api).partition("call=")[2]
    answer = olu.sends(NEW, **TYPED | {"name": " "}, call=call, key="1")
    assert answer.status_code == 422
    assert f'name="call" value="{call}"' in answer.text
    assert "Who calls" in answer.text


def test_a_call_that_is_not_there_opens_the_form_all_the_same(olu: Reader) -> None:
    for wanted in ("nothing", uuid4()):
        assert "Who calls" not in olu.reads(f"{NEW}?call={wanted}")
    answer = olu.sends(NEW, **TYPED, call="nothing", key="1")
    assert answer.status_code == 303


def knows(api: Api, person: Person, school: UUID, phone: str) -> None:
    api.town.execute(
        AddPerson(
            school_id=school,
            person_id=person.person_id,
            name=person.name,
            email=person.email,
            phone=phone,
        )
    )


def test_a_call_opens_the_form_of_whoever_has_its_number(api: Api, olu: Reader) -> None:
    knows(api, PRIYA, ASHGROVE, "+44 20 7946 0000")
    page = olu.reads(rings(api))
    assert "This number is theirs. Check that it is them." in page
    assert f'value="{PRIYA.email}"' in page
    assert f'name="school_id" value="{ASHGROVE}"' in page


def test_a_number_that_is_typed_proposes_the_people_who_share_it(
    api: Api, olu: Reader
) -> None:
    knows(api, PRIYA, ASHGROVE, "020 7946 0000")
    knows(api, BEN, BECKFIELD, "020 7946 0000")
    typed = {"number": "+44 20 7946 0000", "subject": "No sound", "key": "k"}
    page = olu.sends(NEW, **typed, act="number").text
    assert f">{PRIYA.name}, {ASHGROVE_NAME}</button>" in page
    assert f">{BEN.name}, {BECKFIELD_NAME}</button>" in page
    assert PRIYA.email not in page
    page = olu.sends(NEW, **typed, pick=str(PRIYA.person_id)).text
    assert f'value="{PRIYA.email}"' in page
    assert f'name="school_id" value="{ASHGROVE}" checked' in page
    assert 'value="No sound"' in page


def test_who_alone_has_the_number_is_filled_in_over_nobody_who_was_named(
    api: Api, olu: Reader
) -> None:
    knows(api, PRIYA, ASHGROVE, "020 7946 0000")
    number = {"number": "020 7946 0000"}
    assert f'value="{PRIYA.email}"' in olu.sends(NEW, **number).text
    page = olu.sends(NEW, **number, name="Zoe", act="number").text
    assert 'value="Zoe"' in page
    assert PRIYA.email not in page
    assert "Nobody is known by this number." in olu.sends(NEW, number="204").text


def test_a_number_that_was_asked_for_keeps_nobody_from_opening_the_ticket(
    olu: Reader,
) -> None:
    asked = {"number": "204", "number_searched": "204"}
    assert olu.sends(NEW, **TYPED, **asked, key="1").status_code == 303
    answer = olu.sends(NEW, **TYPED | {"name": " "}, **asked, key="2")
    assert answer.status_code == 422
