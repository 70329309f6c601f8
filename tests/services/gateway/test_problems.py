"""How is a no told to a program?"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from werkzeug.exceptions import NotAcceptable
from werkzeug.test import TestResponse

from contracts.refusals import REFUSALS, Throttled
from services.gateway.app import create_app
from services.gateway.parsing import LARGEST_BODY
from services.gateway.problems import KINDS, rejected
from tests.services.gateway.api import Api, json_of, problem_of, request_of
from tests.support.cast import ASHGROVE
from tests.support.databases import behind

TICKETS = f"/schools/{ASHGROVE}/tickets"


def _malformed(api: Api) -> TestResponse:
    return api.olu.call("POST", TICKETS, data=b"{", content_type="application/json")


def _unauthenticated(api: Api) -> TestResponse:
    return api.client.get("/api/v1/tickets")


def _forbidden(api: Api) -> TestResponse:
    return api.priya.post("/schools", {"name": "Ashgrove Primary"})


def _not_found(api: Api) -> TestResponse:
    return api.olu.get(f"/tickets/{uuid4()}")


def _method_not_allowed(api: Api) -> TestResponse:
    return api.olu.call("PATCH", TICKETS)


def _conflict(api: Api) -> TestResponse:
    body = {"version": 7, "text": "I am on my way."}
    return api.olu.post(f"/tickets/{api.olu.opens()}/reply", body)


def _too_large(api: Api) -> TestResponse:
    return api.olu.post(TICKETS, request_of(description="a" * LARGEST_BODY))


def _unsupported(api: Api) -> TestResponse:
    return api.olu.call("POST", TICKETS, data=b"<a/>", content_type="text/xml")


def _invalid(api: Api) -> TestResponse:
    return api.olu.post(TICKETS, request_of(channel="pigeon"))


def _refused(api: Api) -> TestResponse:
    levels = {"impact": "low", "urgency": "low", "priority": "p1"}
    return api.olu.acts(api.olu.opens(), "triage", **levels)


def _reused(api: Api) -> TestResponse:
    api.olu.post(TICKETS, request_of(), key="a1")
    return api.olu.post(TICKETS, request_of(subject="The projector"), key="a1")


def _fault(api: Api) -> TestResponse:
    with behind(api.town.databases["intake"]) as connection:
        connection.execute(text("drop table tickets"))
    return api.olu.get("/tickets")


def _throttled(api: Api) -> TestResponse:
    """No route of the API gives it; whoever signs in by a form can get it."""

    def too_often() -> str:
        raise Throttled("wait a little", seconds=30)

    app = create_app(api.town.link, api.town.clock)
    app.add_url_rule("/too-often", view_func=too_often)
    return app.test_client().get("/too-often")


def _unavailable(api: Api) -> TestResponse:
    api.town.link.hosted.pop("intake")
    return api.olu.get("/tickets")


EXAMPLES: dict[str, Callable[[Api], TestResponse]] = {
    "malformed": _malformed,
    "unauthenticated": _unauthenticated,
    "forbidden": _forbidden,
    "not_found": _not_found,
    "method_not_allowed": _method_not_allowed,
    "conflict": _conflict,
    "too_large": _too_large,
    "unsupported_media_type": _unsupported,
    "invalid": _invalid,
    "refused": _refused,
    "reused": _reused,
    "throttled": _throttled,
    "fault": _fault,
    "unavailable": _unavailable,
}

MORE = {
    "conflict": {"version", "changes"},
    "invalid": {"errors"},
    "throttled": {"seconds"},
    "fault": {"instance"},
}
"""What a problem tells besides what every problem tells."""


def test_every_kind_of_problem_is_told_of_here() -> None:
    assert EXAMPLES.keys() == KINDS.keys()
    assert REFUSALS.keys() <= KINDS.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_problem_says_what_it_is_and_no_more(api: Api, kind: str) -> None:
    told = problem_of(EXAMPLES[kind](api), KINDS[kind].status, kind)
    usual = {"type", "title", "status", "detail"}
    assert told.keys() == usual | MORE.get(kind, set())
    assert told["title"] == KINDS[kind].title


def test_an_address_that_nobody_answers_is_a_problem(api: Api) -> None:
    for path in ("/nothing", "/api/v1/nothing", "/api/v1/tickets/1", "/api/v2/tickets"):
        problem_of(api.client.get(path), 404, "not_found")


def test_a_method_that_is_not_answered_is_told_which_are(api: Api) -> None:
    answer = _method_not_allowed(api)
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_whoever_should_try_again_is_told_when(api: Api) -> None:
    assert _throttled(api).headers["Retry-After"] == "30"
    assert int(_unavailable(api).headers["Retry-After"]) > 0


def test_a_fault_is_logged_under_an_id_and_tells_nothing_of_the_inside(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        told = problem_of(_fault(api), 500, "fault")
    fault_id = str(UUID(told["instance"]))
    (logged,) = caplog.records
    assert fault_id in logged.getMessage()
    assert logged.exc_info
    assert "no such table" in str(logged.exc_info[1])
    assert "table" not in json.dumps(told)


def test_what_http_alone_has_a_word_for_is_told_in_its_words() -> None:
    answer = rejected(NotAcceptable())
    told: dict[str, Any] = json.loads(answer.get_data())
    assert told["type"] == "about:blank"
    assert (told["status"], told["title"]) == (406, "Not Acceptable")


def test_a_refusal_leaves_nothing_half_done(api: Api) -> None:
    for kind in ("invalid", "malformed", "too_large", "unsupported_media_type"):
        EXAMPLES[kind](api)
    assert api.town.log("intake", ASHGROVE) == []
    assert json_of(api.olu.get("/tickets"))["tickets"] == []
