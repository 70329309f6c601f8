"""What is done with texts that hold personal data: restricted, read, left, redacted?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE

CARD = "4111 1111 1111 1111"


@pytest.fixture
def at(api: Api) -> str:
    """Where the text of a ticket is looked after that has the number of a card."""
    ticket = api.olu.opens(description=CARD)
    entry_id = api.olu.sees(ticket)["timeline"][0]["entry_id"]
    return f"/schools/{ASHGROVE}/texts/{entry_id}"


def of(api: Api, at: str) -> Any:
    return json_of(api.olu.get(at))


def test_a_text_is_restricted_and_read_and_redacted(api: Api, at: str) -> None:
    assert of(api, at)["kinds"] == ["payment_card"]
    restricted = json_of(api.olu.post(f"{at}/restrict", {}))
    assert (restricted["state"], restricted["text"]) == ("restricted", "")
    dpo = api.program(Role.DPO, ASHGROVE)
    assert json_of(dpo.post(f"{at}/read", {}))["text"] == CARD
    redacted = json_of(dpo.post(f"{at}/redact", {"reason": "Nobody needs it."}))
    assert (redacted["state"], redacted["erased"]) == ("redacted", False)
    problem_of(dpo.post(f"{at}/read", {}), 422, "refused")


def test_a_text_is_left_as_it_stands(api: Api, at: str) -> None:
    assert json_of(api.olu.post(f"{at}/leave", {}))["state"] == "left"
    [count] = json_of(api.olu.get("/personal-data"))["counts"]
    assert (count["kind"], count["found"], count["left"]) == ("payment_card", 0, 1)


def test_nobody_redacts_without_a_reason_or_the_right(api: Api, at: str) -> None:
    assert set(bad_fields(api.olu.post(f"{at}/redact", {}))) == {"reason"}
    engineer = api.program(Role.ENGINEER)
    problem_of(engineer.post(f"{at}/redact", {"reason": "No."}), 403, "forbidden")
    problem_of(api.priya.get(at), 403, "forbidden")


def test_a_program_that_warned_says_so(api: Api) -> None:
    ticket = api.olu.opens(description=CARD, despite_warning=True)
    assert api.olu.sees(ticket)["marked"][0]["despite_warning"] is True
