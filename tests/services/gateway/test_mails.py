"""Are messages that were held read and decided on by API?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX

ONE = f"/schools/{ASHGROVE}/mails"


@pytest.fixture
def held(api: Api) -> dict[str, Any]:
    """A message of nobody's, as the list shows it."""
    addresses = {"addresses": [ASHGROVE_MAILBOX]}
    json_of(api.olu.put(f"/schools/{ASHGROVE}/mailboxes", addresses))
    json_of(api.olu.delivers(b"Subject: Lamp\r\n\r\nDark", ASHGROVE_MAILBOX), 201)
    [row] = json_of(api.olu.get("/mails"))["mails"]
    assert isinstance(row, dict)
    return row


def test_what_is_held_is_listed_and_read(api: Api, held: dict[str, Any]) -> None:
    assert (held["fate"], held["why"]) == ("review", "no_sender")
    read = json_of(api.olu.get(f"{ONE}/{held['mail_id']}"))
    assert read["text"] == "The message names no sender."
    assert read["files"] == []


def test_it_is_decided_on_once_and_a_retry_is_told_the_same(
    api: Api, held: dict[str, Any]
) -> None:
    at = f"{ONE}/{held['mail_id']}/ruling"
    body = {"ruling": "refuse", "reason": "Noise"}
    first = json_of(api.olu.post(at, body, "k"))
    assert first["fate"] == "refused"
    again = json_of(api.olu.post(at, body, "k"))
    assert again == first
    problem_of(api.olu.post(at, body), 409, "conflict")


def test_what_is_missing_of_a_decision_is_named(api: Api, held: dict[str, Any]) -> None:
    at = f"{ONE}/{held['mail_id']}/ruling"
    assert set(bad_fields(api.olu.post(at, {"ruling": "refuse"}))) == {"reason"}
    assert set(bad_fields(api.olu.post(at, {"ruling": "burn"}))) == {"ruling"}
    assert set(bad_fields(api.olu.post(at, {"ruling": "open"}))) == {"ticket_id"}


def test_a_message_that_did_not_come_is_not_found(api: Api) -> None:
    problem_of(api.olu.get(f"{ONE}/{uuid4()}"), 404, "not_found")


def test_a_file_in_a_place_that_no_message_has_is_not_found(api: Api) -> None:
    files = f"/tickets/{api.olu.opens()}/files"
    for place in (0, 10**30):
        problem_of(api.olu.get(f"{files}/{uuid4()}/{place}"), 404, "not_found")


def test_a_school_reads_no_list_of_messages(api: Api, held: dict[str, Any]) -> None:
    problem_of(api.priya.get("/mails"), 403, "forbidden")
    problem_of(api.priya.get(f"{ONE}/{held['mail_id']}/raw"), 403, "forbidden")
