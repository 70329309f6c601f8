"""How is a hook told, so that it can tell who does, and what came of it?"""

from __future__ import annotations

import socket
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest

from services.intake.outgoing import webhook
from services.intake.outgoing.webhook import (
    Reach,
    headers_of,
    look_up,
    post,
    secret_of,
    signature,
)
from tests.support.cast import TICKET
from tests.support.receiver import Receiver
from tests.support.scenario import at

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TOLD_AS, TIMESTAMP = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330
BODY = b'{"test": 2432232314}'
LINES = [
    *(b"Priya is not here.\0\r\n", b"HTTP/1.1 Priya\r\n\r\n", b"HTTP/1.1 999999 Priya"),
    *(b"HTTP/Priya 200 Well\r\n\r\n", b"HTTP/1.1 200 " + b"Priya" * 20_000),
]


def two_places(receiver: Receiver, seconds: float = 10.0) -> Reach:
    """A way to a receiver that has an address at which nobody is, too."""
    places = ["127.0.0.2", "127.0.0.1"]
    return replace(receiver.reach(seconds), look_up=lambda *_: places)


@contextmanager
def nobody_takes_up(port: int) -> Iterator[None]:
    """Where nobody was is somebody who has no place left for who comes."""
    place = ("127.0.0.2", port)
    with socket.create_server(place, backlog=0), socket.create_connection(place):
        yield


def reached_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock runs out just before there is anything to cut off."""
    reached = webhook._Bounded._reached

    def late(bounded: webhook._Bounded) -> socket.socket:
        plain = reached(bounded)
        bounded._clock.join()
        return plain

    monkeypatch.setattr(webhook._Bounded, "_reached", late)


def test_a_signature_is_what_the_specification_has() -> None:
    """The example that the libraries of Standard Webhooks are tested with."""
    assert signature(SECRET, TOLD_AS, TIMESTAMP, BODY) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


@pytest.mark.parametrize(
    ("secret", "told_as", "timestamp", "body"),
    [
        (SECRET.replace("M", "N"), TOLD_AS, TIMESTAMP, BODY),
        (SECRET, TOLD_AS + "k", TIMESTAMP, BODY),
        (SECRET, TOLD_AS, TIMESTAMP + 1, BODY),
        (SECRET, TOLD_AS, TIMESTAMP, BODY + b" "),
    ],
)
def test_a_signature_holds_for_nothing_else(
    secret: str, told_as: str, timestamp: int, body: bytes
) -> None:
    other = signature(secret, told_as, timestamp, body)
    assert other != signature(SECRET, TOLD_AS, TIMESTAMP, BODY)


def test_a_secret_has_as_many_bytes_as_the_specification_wants() -> None:
    secret = secret_of(lambda said: said.ljust(32, b"."), TICKET)
    assert 24 <= len(b64decode(secret.removeprefix("whsec_"))) <= 64


def test_what_is_told_comes_with_its_headers(receiver: Receiver) -> None:
    headers = headers_of(SECRET, TOLD_AS, at("mon 09:00"), BODY)
    assert post(receiver.reach(), receiver.address, headers, BODY).taken
    [(came, body)] = receiver.came
    assert body == BODY
    assert (
        came.items() >= {name.lower(): said for name, said in headers.items()}.items()
    )
    assert came["host"].startswith("receiver.example:")


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    receiver: Receiver,
) -> None:
    doubting = replace(receiver.reach(), context=Reach().context)
    answered = post(doubting, receiver.address, {}, BODY)
    assert answered.status is None
    assert "certificate verify failed" in answered.said
    assert receiver.came == []


def test_a_name_that_leads_into_our_own_network_is_not_followed(
    receiver: Receiver,
) -> None:
    guarded = replace(receiver.reach(), may_reach=Reach().may_reach)
    answered = post(guarded, receiver.address, {}, BODY)
    assert answered.status is None
    assert "network" in answered.said
    assert receiver.came == []


def test_without_that_guard_whoever_is_there_would_be_told(receiver: Receiver) -> None:
    """The twin: the same name, followed wherever it leads."""
    unguarded = replace(receiver.reach(), may_reach=lambda _: True)
    assert post(unguarded, receiver.address, {}, BODY).taken
    assert len(receiver.came) == 1


def test_one_address_of_our_own_among_others_is_enough(receiver: Receiver) -> None:
    def both(*_: object) -> list[str]:
        return ["127.0.0.1", "10.0.0.1"]

    answered = post(replace(receiver.reach(), look_up=both), receiver.address, {}, BODY)
    assert answered.status is None
    assert receiver.came == []


def test_who_is_not_reached_at_one_address_is_told_at_the_next(
    receiver: Receiver,
) -> None:
    assert post(two_places(receiver), receiver.address, {}, BODY).taken
    assert len(receiver.came) == 1


def test_an_address_that_never_answers_leaves_time_for_the_next(
    receiver: Receiver,
) -> None:
    with nobody_takes_up(receiver.port):
        assert post(two_places(receiver, 2.0), receiver.address, {}, BODY).taken
    assert len(receiver.came) == 1


def test_without_its_share_an_address_would_leave_the_next_no_time(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: each is waited for as long as all of it may take."""
    patient = partial(socket.create_connection, timeout=0.5)
    with nobody_takes_up(receiver.port):
        monkeypatch.setattr(socket, "create_connection", lambda at, _: patient(at))
        answered = post(two_places(receiver, 0.3), receiver.address, {}, BODY)
    assert answered == (None, "timed out")
    assert receiver.came == []


def test_who_is_reached_when_the_time_is_up_is_told_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached_late(monkeypatch)
    answered = post(receiver.reach(seconds=0.1), receiver.address, {}, BODY)
    assert answered == (None, "timed out")
    assert receiver.came == []


def test_without_another_look_at_the_clock_there_would_be_no_end_to_it(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what was to be cut off was not there yet, and is told."""
    reached_late(monkeypatch)
    monkeypatch.setattr(webhook._Bounded, "_end_if_over", lambda _: None)
    assert post(receiver.reach(seconds=0.1), receiver.address, {}, BODY).taken


def test_who_is_reached_nowhere_is_told_as_such(receiver: Receiver) -> None:
    nowhere = replace(receiver.reach(), look_up=lambda *_: ["127.0.0.2", "127.0.0.3"])
    answered = post(nowhere, receiver.address, {}, BODY)
    assert answered.status is None
    assert "refused" in answered.said


def test_a_name_is_looked_up_once_so_that_it_cannot_lead_elsewhere(
    receiver: Receiver,
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = replace(receiver.reach(), look_up=lambda *_: next(answers))
    assert post(rebinding, receiver.address, {}, BODY).taken
    assert next(answers) == ["10.0.0.1"]


def test_a_name_that_nobody_knows_is_told_as_such() -> None:
    def unknown(*_: object) -> list[str]:
        raise socket.gaierror("Name or service not known")

    answered = post(Reach(look_up=unknown), "https://nowhere.example/", {}, BODY)
    assert answered == (None, "Name or service not known")
    assert look_up("127.0.0.1", 443) == ["127.0.0.1"]


def test_who_answers_byte_by_byte_is_cut_off(receiver: Receiver) -> None:
    receiver.drips = True
    answered = post(receiver.reach(seconds=0.3), receiver.address, {}, BODY)
    assert answered.status is None


def test_without_the_clock_each_byte_would_win_more_time(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: each of them comes in time, so all of them are waited for."""
    receiver.drips = True
    monkeypatch.setattr(webhook._Bounded, "_cut", lambda _: None)
    answered = post(receiver.reach(seconds=0.3), receiver.address, {}, BODY)
    assert answered.status == 204


def test_who_never_begins_to_be_trusted_is_cut_off(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"https://receiver.example:{silent.getsockname()[1]}/"
        answered = post(receiver.reach(seconds=0.3), address, {}, BODY)
    assert answered.status is None


@pytest.mark.parametrize("line", LINES)
def test_of_what_is_no_answer_no_word_is_kept(receiver: Receiver, line: bytes) -> None:
    receiver.line = line
    answered = post(receiver.reach(), receiver.address, {}, BODY)
    assert answered.status is None
    assert answered.said.startswith("It did not answer as HTTP has it: ")
    assert "Priya" not in answered.said
    assert answered.said.isprintable()
