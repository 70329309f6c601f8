"""What becomes of a request about a ticket that is sent again?"""

from tests.services.gateway.api import Api, json_of, problem_of, request_of
from tests.support.cast import ASHGROVE, BECKFIELD


def test_a_retry_with_its_key_gets_the_first_answer_again(api: Api) -> None:
    path, body = f"/schools/{ASHGROVE}/tickets", request_of()
    first = api.olu.post(path, body, key="a1")
    again = api.olu.post(path, body, key="a1")
    assert json_of(again, 201) == json_of(first, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(api.town.events("intake", ASHGROVE)) == 1


def test_a_key_that_comes_back_with_another_body_is_refused(api: Api) -> None:
    path = f"/schools/{ASHGROVE}/tickets"
    json_of(api.olu.post(path, request_of(), key="a1"), 201)
    other = request_of(subject="The projector is dark")
    problem_of(api.olu.post(path, other, key="a1"), 422, "reused")


def test_a_key_counts_for_its_holder_and_its_school_only(api: Api) -> None:
    tickets = {
        json_of(
            program.post(f"/schools/{school}/tickets", request_of(), key="a1"), 201
        )["ticket_id"]
        for program, school in (
            (api.olu, ASHGROVE),
            (api.olu, BECKFIELD),
            (api.priya, ASHGROVE),
        )
    }
    assert len(tickets) == 3


def test_a_retried_reply_is_written_once_although_its_version_is_past(
    api: Api,
) -> None:
    ticket = api.olu.opens()
    body = {"version": 1, "text": "I am on my way."}
    first = api.olu.post(f"/tickets/{ticket}/reply", body, key="r1")
    again = api.olu.post(f"/tickets/{ticket}/reply", body, key="r1")
    assert json_of(again) == json_of(first)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = {"version": 2, "text": "I am still on my way."}
    problem_of(api.olu.post(f"/tickets/{ticket}/reply", other, key="r1"), 422, "reused")


def test_without_a_key_every_request_is_a_new_wish(api: Api) -> None:
    assert api.olu.opens() != api.olu.opens()
