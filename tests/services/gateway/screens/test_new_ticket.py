"""How does the desk write down what somebody says on the telephone?"""

from typing import Any

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, PRIYA

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
    assert "The ticket is open." in page


def test_a_form_that_is_sent_twice_opens_one_ticket(olu: Reader) -> None:
    assert olu.sends(NEW, **CALL).location == olu.sends(NEW, **CALL).location


def test_every_field_that_is_wrong_is_named_and_nothing_is_lost(olu: Reader) -> None:
    typed = {**CALL, "school_id": "", "name": "", "subject": " "}
    answer = olu.sends(NEW, **typed)
    assert answer.status_code == 422
    for field in ("school_id", "name", "subject"):
        assert f'href="#{field}"' in answer.text
    assert f'value="{PRIYA.email}"' in answer.text
    assert '<option value="high" selected>' in answer.text


def test_a_ticket_for_nobody_is_refused(olu: Reader) -> None:
    answer = olu.sends(NEW, **{**CALL, "email": ""})
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text


def test_every_school_can_be_picked(olu: Reader) -> None:
    page = olu.reads(NEW)
    assert "Ashgrove Primary" in page
    assert "Beckfield Academy" in page


def test_nobody_of_a_school_writes_down_calls(ben: Reader) -> None:
    assert "Ashgrove" not in ben.reads(NEW, 403)
    assert ben.sends(NEW, **CALL).status_code == 403
