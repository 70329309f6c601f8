"""What may a request hold?"""

import pytest

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of, request_of
from tests.support.cast import ASHGROVE

TICKETS = f"/schools/{ASHGROVE}/tickets"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{", id="cut short"),
        pytest.param(b"{'subject': 'x'}", id="single quotes"),
        pytest.param(b'{"subject": NaN}', id="not a number"),
        pytest.param(b'{"subject": Infinity}', id="endless"),
        pytest.param(b'{"subject": "\xff"}', id="not UTF-8"),
        pytest.param(b'{"subject": ' + b"9" * 5_000 + b"}", id="5,000 digits"),
        pytest.param(b"[" * 100_000, id="100,000 deep"),
    ],
)
def test_what_is_not_json_is_malformed(shared_api: Api, data: bytes) -> None:
    answer = shared_api.olu.call(
        "POST", TICKETS, data=data, content_type="application/json"
    )
    problem_of(answer, 400, "malformed")


@pytest.mark.parametrize("data", [b"[]", b"null", b'"subject"', b"7"])
def test_json_that_is_no_object_is_told_so(shared_api: Api, data: bytes) -> None:
    answer = shared_api.olu.call(
        "POST", TICKETS, data=data, content_type="application/json"
    )
    assert bad_fields(answer) == {"body": ["Invalid input type."]}


def test_a_request_without_a_body_is_told_every_field_it_lacks(shared_api: Api) -> None:
    answer = shared_api.olu.call("POST", TICKETS)
    assert bad_fields(answer).keys() == request_of().keys()


def test_a_body_of_another_kind_is_told_what_is_taken(shared_api: Api) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = shared_api.olu.call(
            "POST", TICKETS, data=b"subject=x", content_type=kind
        )
        told = problem_of(answer, 415, "unsupported_media_type")
        assert "application/json" in told["detail"]


def test_json_by_another_name_is_taken(shared_api: Api) -> None:
    for kind in ("application/json; charset=utf-8", "application/merge-patch+json"):
        answer = shared_api.olu.call("POST", TICKETS, data=b"{}", content_type=kind)
        assert "subject" in bad_fields(answer)


def test_numbers_and_words_are_not_taken_for_each_other(shared_api: Api) -> None:
    ticket = shared_api.olu.opens()
    for version in ("1", 1.0, True, None, [1]):
        body = {"version": version, "text": "I am on my way."}
        assert "version" in bad_fields(
            shared_api.olu.post(f"/tickets/{ticket}/reply", body)
        )


def test_text_that_no_database_could_keep_is_refused(shared_api: Api) -> None:
    for text in ("a\0b", "a\ud800b"):
        answer = shared_api.olu.post(TICKETS, request_of(subject=text))
        assert set(bad_fields(answer)) == {"subject"}
    assert set(bad_fields(shared_api.olu.get("/tickets", search="a\0b"))) == {"search"}


def test_a_name_that_nobody_knows_comes_back_as_it_was_sent(shared_api: Api) -> None:
    answer = shared_api.olu.post(TICKETS, request_of() | {"\ud800<b>": 1})
    assert bad_fields(answer) == {"\ud800<b>": ["Unknown field."]}


def test_a_parameter_that_is_given_twice_is_named(shared_api: Api) -> None:
    answer = shared_api.olu.call("GET", "/tickets?state=open&state=resolved&limit=1")
    assert bad_fields(answer) == {"state": ["Given more than once."]}


def test_a_parameter_that_nobody_knows_is_named(shared_api: Api) -> None:
    assert bad_fields(shared_api.olu.get("/tickets", colour="blue")) == {
        "colour": ["Unknown field."]
    }


def test_a_parameter_that_is_left_empty_is_not_given(shared_api: Api) -> None:
    ticket = shared_api.olu.opens()
    page = json_of(
        shared_api.olu.call(
            "GET", "/tickets?school=&state=&assignee=&search=&sort=&cursor="
        )
    )
    assert ticket in {found["ticket_id"] for found in page["tickets"]}


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "ten", "٣", "9" * 5_000])
def test_a_limit_is_a_whole_number_within_bounds(shared_api: Api, limit: str) -> None:
    assert set(bad_fields(shared_api.olu.get("/tickets", limit=limit))) == {"limit"}
