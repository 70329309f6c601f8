"""How does a mail server hand over a message?"""

from functools import partial
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from contracts.access import Role
from contracts.mail import LARGEST_MESSAGE
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    BECKFIELD,
    BECKFIELD_MAILBOX,
    PRIYA,
)

MESSAGE = (
    b"From: Priya <priya@ashgrove.example>\r\n"
    b"To: help@ashgrove.example\r\n"
    b"Subject: The projector is dark\r\n"
    b"\r\n"
    b"It was bright on Friday.\r\n"
)


@pytest.fixture
def post(api: Api) -> Api:
    """A town in which mail for both schools is known to come."""
    for school, address in (
        (ASHGROVE, ASHGROVE_MAILBOX),
        (BECKFIELD, BECKFIELD_MAILBOX),
    ):
        json_of(api.olu.put(f"/schools/{school}/mailboxes", {"addresses": [address]}))
    return api


def test_a_message_becomes_a_ticket_of_the_school_it_was_sent_to(post: Api) -> None:
    answer = post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX)
    delivered = json_of(answer, 201)
    assert delivered["fate"] == "ticket"
    assert delivered["why"] is None
    assert delivered["school_id"] == str(ASHGROVE)
    assert answer.headers["Location"] == f"/api/v1/tickets/{delivered['ticket_id']}"
    ticket = post.priya.sees(delivered["ticket_id"])
    assert ticket["subject"] == "The projector is dark"
    assert ticket["channel"] == "email"
    assert ticket["requester"] == {"name": "Priya", "email": PRIYA.email}


def test_a_message_that_is_piped_twice_is_one_ticket(post: Api) -> None:
    first = json_of(post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX), 201)
    recorded = post.town.log("intake", ASHGROVE)
    again = json_of(post.olu.delivers(MESSAGE, "Help@Ashgrove.example"), 201)
    assert again == first
    assert post.town.log("intake", ASHGROVE) == recorded


def test_the_same_message_to_two_schools_is_a_ticket_of_each(post: Api) -> None:
    one = json_of(post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX), 201)
    other = json_of(post.olu.delivers(MESSAGE, BECKFIELD_MAILBOX), 201)
    assert one["ticket_id"] != other["ticket_id"]


def test_an_address_that_is_nobodys_is_not_found(post: Api) -> None:
    answer = post.olu.delivers(MESSAGE, "help@elsewhere.example")
    assert "help@elsewhere.example" in problem_of(answer, 404, "not_found")["detail"]


@pytest.mark.parametrize(
    "message", [b"", b"\r\n", b"no message at all", bytes(range(256))]
)
def test_what_is_no_message_is_held_for_a_person(post: Api, message: bytes) -> None:
    answer = post.olu.delivers(message, ASHGROVE_MAILBOX)
    told = json_of(answer, 201)
    assert (told["fate"], told["why"]) == ("review", "unreadable")
    assert "Location" not in answer.headers


def test_a_message_of_the_largest_size_is_taken_and_one_byte_more_is_not(
    post: Api,
) -> None:
    largest = MESSAGE.ljust(LARGEST_MESSAGE, b"a")
    problem_of(post.olu.delivers(largest + b"a", ASHGROVE_MAILBOX), 413, "too_large")
    json_of(post.olu.delivers(largest, ASHGROVE_MAILBOX), 201)


def test_a_message_that_comes_in_chunks_is_read_to_its_end(post: Api) -> None:
    for message, status in (
        (MESSAGE.ljust(LARGEST_MESSAGE, b"a"), 201),
        (MESSAGE.ljust(LARGEST_MESSAGE + 1, b"a"), 413),
    ):
        assert _in_chunks(post, message).status_code == status


def test_werkzeug_alone_would_take_a_message_in_chunks_for_an_empty_one(
    post: Api,
) -> None:
    post.client = Client(partial(Flask.wsgi_app, post.app))
    assert json_of(_in_chunks(post, MESSAGE), 201)["why"] == "unreadable"


def test_a_message_is_sent_as_one(post: Api) -> None:
    answer = post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX, content_type="text/plain")
    told = problem_of(answer, 415, "unsupported_media_type")
    assert "message/rfc822" in told["detail"]


def test_a_message_says_whom_it_is_for(post: Api) -> None:
    assert set(bad_fields(post.olu.delivers(MESSAGE, ""))) == {"to"}
    assert set(bad_fields(post.olu.delivers(MESSAGE, "a" * 255))) == {"to"}


def test_only_the_desk_hands_over_mail(post: Api) -> None:
    for program in (post.priya, post.program(Role.HEAD, ASHGROVE)):
        problem_of(program.delivers(MESSAGE, ASHGROVE_MAILBOX), 403, "forbidden")


def test_nothing_is_lost_while_intake_is_away(post: Api) -> None:
    away = post.town.link.hosted.pop("intake")
    answer = post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX)
    problem_of(answer, 503, "unavailable")
    assert answer.headers["Retry-After"]
    post.town.link.hosted["intake"] = away
    json_of(post.olu.delivers(MESSAGE, ASHGROVE_MAILBOX), 201)


def _in_chunks(post: Api, message: bytes) -> TestResponse:
    return post.olu.call(
        "POST",
        "/mail",
        input_stream=BytesIO(message),
        query_string={"to": ASHGROVE_MAILBOX},
        content_type="message/rfc822",
        headers={"Transfer-Encoding": "chunked"},
    )
