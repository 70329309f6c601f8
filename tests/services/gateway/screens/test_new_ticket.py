"""How does the desk write down what somebody says on the telephone?"""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from contracts.directory import AddSchool
from services.gateway.screens.moments import as_typed
from services.gateway.screens.new_ticket import OFFERED
from services.gateway.screens.words import moment
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA

NEW = "/console/tickets/new"
CALL: dict[str, Any] = {
    "school_id": str(ASHGROVE),
    "name": PRIYA.name,
    "email": PRIYA.email,
    "subject": "No sound in the hall",
    "description": "",
    "channel": "phone",
    "impact": "medium",
    "urgency": "high",
    "key": "one-and-the-same",
}


def test_a_call_becomes_a_ticket_with_its_channel(api: Api, olu: Reader) -> None:
    answer = olu.sends(NEW, **CALL)
    assert answer.status_code == 303, answer.text
    page = olu.reads(answer.location)
    assert "No sound in the hall" in page
    assert "<dd>Phone</dd>" in page
    assert "Incident" in page
    assert "The ticket is open." in page


def test_a_call_is_written_down_as_what_it_is(olu: Reader) -> None:
    page = olu.reads(olu.sends(NEW, **CALL, type="service_request").location)
    assert " · Service request · " in page


def test_a_form_that_is_sent_twice_opens_one_ticket(olu: Reader) -> None:
    assert olu.sends(NEW, **CALL).location == olu.sends(NEW, **CALL).location


def test_every_field_that_is_wrong_is_named_and_nothing_is_lost(olu: Reader) -> None:
    typed = {**CALL, "school_id": "", "name": " ", "subject": " "}
    answer = olu.sends(NEW, **typed)
    assert answer.status_code == 422
    for field in ("school_id", "name", "subject"):
        assert f'href="#{field}"' in answer.text
    assert f'value="{PRIYA.email}"' in answer.text
    assert '<option value="high" selected>' in answer.text


def test_a_call_of_before_is_written_down_for_when_it_was(
    api: Api, olu: Reader
) -> None:
    earlier = api.town.clock() - timedelta(hours=1)
    answer = olu.sends(NEW, **CALL, happened_at=as_typed(earlier))
    assert answer.status_code == 303, answer.text
    page = olu.reads(answer.location)
    assert f"<dt>Opened</dt><dd>{moment(earlier)}</dd>" in page
    assert "entered <time" in page


@pytest.mark.parametrize("said", ["soon", "2030-01-01T09:00"])
def test_when_it_was_is_a_moment_that_has_passed(olu: Reader, said: str) -> None:
    answer = olu.sends(NEW, **CALL, happened_at=said)
    assert answer.status_code == 422
    assert 'href="#happened_at"' in answer.text
    assert f'value="{said}"' in answer.text


def test_a_ticket_for_nobody_is_refused(olu: Reader) -> None:
    answer = olu.sends(NEW, **{**CALL, "email": ""})
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text


def test_a_school_is_found_by_words_and_nothing_typed_is_lost(olu: Reader) -> None:
    typed = {**CALL, "school_id": "", "school_search": "beck", "act": "find"}
    answer = olu.sends(NEW, **typed)
    assert answer.status_code == 200
    assert offers(answer.text) == [(str(BECKFIELD), "checked")]
    assert 'value="No sound in the hall"' in answer.text
    assert "Fill this in." not in answer.text


def test_enter_after_the_words_looks_for_the_school_too(olu: Reader) -> None:
    typed = {**CALL, "school_id": "", "subject": "", "school_search": "a"}
    answer = olu.sends(NEW, **typed)
    assert answer.status_code == 200
    assert offers(answer.text) == [(str(ASHGROVE), ""), (str(BECKFIELD), "")]
    again = olu.sends(NEW, **typed, school_searched="a")
    assert again.status_code == 422
    assert "Pick the school that asks." in again.text


def test_of_hundreds_of_schools_a_few_are_offered_and_the_picked_one_stays(
    api: Api, olu: Reader
) -> None:
    for number in range(20):
        add = AddSchool(school_id=uuid4(), name=f"Carr School {number:02}")
        api.town.execute(add)
    assert len(offers(olu.reads(NEW))) == OFFERED
    assert "More schools fit" in olu.reads(NEW)
    page = olu.sends(NEW, **CALL, school_search="carr 19", act="find").text
    assert [checked for _, checked in offers(page)] == ["checked", ""]
    assert offers(page)[0][0] == str(ASHGROVE)
    answer = olu.sends(NEW, **CALL, school_search="nowhere", school_searched="nowhere")
    assert answer.status_code == 303


def test_a_form_can_begin_with_its_school(olu: Reader) -> None:
    assert offers(olu.reads(f"{NEW}?school={BECKFIELD}"))[0] == (
        str(BECKFIELD),
        "checked",
    )
    assert "checked" not in dict(offers(olu.reads(f"{NEW}?school=x"))).values()


def test_htmx_gets_the_schools_alone(olu: Reader) -> None:
    data = {"csrf": olu.token(), "school_search": "nowhere", "act": "find"}
    answer = olu.client.post(NEW, data=data, headers={"HX-Target": "schools"})
    assert "No school fits." in answer.text
    assert 'hx-swap-oob="innerHTML"' in answer.text
    assert "<html" not in answer.text


def offers(page: str) -> list[tuple[str, str]]:
    """The schools that can be picked, and which one is."""
    return re.findall(r'name="school_id" value="([^"]*)"(?: (checked))?', page)


def test_nobody_of_a_school_writes_down_calls(ben: Reader) -> None:
    assert "Ashgrove" not in ben.reads(NEW, 403)
    assert ben.sends(NEW, **CALL).status_code == 403
