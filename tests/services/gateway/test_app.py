"""What is the web application of the gateway?"""

from io import BytesIO

import pytest

from services.gateway.parsing import LARGEST_BODY
from tests.services.gateway.api import Api, json_of, problem_of, request_of
from tests.support.cast import ASHGROVE

CHUNKED = {"Transfer-Encoding": "chunked"}
EVERYWHERE = [
    "/api/v1/tickets",
    "/api/openapi.json",
    "/api/docs",
    "/static/page.css",
    "/healthz",
    "/nothing",
    "/",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_tells_browsers_what_they_may_do_with_it(
    shared_api: Api, path: str
) -> None:
    answer = shared_api.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    # Neither tells another site where somebody came from.
    assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "Set-Cookie" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers
    answer.close()


def test_only_over_tls_is_a_browser_told_to_stay_there(shared_api: Api) -> None:
    answer = shared_api.client.get("/healthz", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"]


def test_nothing_of_a_school_is_kept_by_a_cache(shared_api: Api) -> None:
    for answer in (
        shared_api.olu.get("/tickets"),
        shared_api.client.get("/api/v1/tickets"),
        shared_api.client.get("/nothing"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
    page = shared_api.client.get("/static/page.css")
    assert page.headers["Cache-Control"] != "no-store"
    page.close()


def test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_not(
    shared_api: Api,
) -> None:
    path = f"/schools/{ASHGROVE}/tickets"
    for size, kind, status in (
        (LARGEST_BODY, "invalid", 422),
        (LARGEST_BODY + 1, "too_large", 413),
    ):
        body = b'{"subject": ""}'.ljust(size)
        for sent in (
            {"data": body},
            {"input_stream": BytesIO(body), "headers": CHUNKED},
        ):
            answer = shared_api.olu.call(
                "POST", path, content_type="application/json", **sent
            )
            problem_of(answer, status, kind)


def test_fields_come_in_the_order_they_are_told_in(shared_api: Api) -> None:
    answer = shared_api.olu.post(f"/schools/{ASHGROVE}/tickets", request_of())
    assert list(json_of(answer, 201)) == ["ticket_id", "reference"]
    shown = shared_api.olu.sees(answer.json["ticket_id"])  # type: ignore[index]
    assert list(shown)[:4] == ["ticket_id", "school_id", "reference", "subject"]
