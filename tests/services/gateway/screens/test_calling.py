"""Who calls just now, and whose ticket will it be?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.services.gateway.api import Api, json_of
from tests.services.gateway.hook_routes import CALL
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, PRIYA

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
