"""Does the platform learn who sent what, and somebody that it takes nothing?"""

from __future__ import annotations

import logging
import os
import smtplib
from collections.abc import Iterator

import pytest
from prometheus_client import REGISTRY

from infra.command_line import client
from infra.mailroom import receiving
from infra.mailroom.receiving import LONGEST_ADDRESS, Handler
from tests.infra.command_line.answering import answering, problem
from tests.infra.mailroom.boxes import Writer, a_broken_one
from tests.infra.mailroom.sessions import hand, open_door
from tests.support.cast import ASHGROVE_MAILBOX


@pytest.fixture
def lmtp(writer: Writer) -> Iterator[smtplib.LMTP]:
    """A mail server that hands over by LMTP."""
    with (
        open_door(writer.platform) as it,
        smtplib.LMTP("127.0.0.1", it.port) as session,
    ):
        yield session


def nature(writer: Writer, subject: str) -> str:
    rows = writer.platform.get("mails", fate="ticket", limit=200)["mails"]
    return next(str(row["nature"]) for row in rows if row["subject"] == subject)


def test_what_comes_from_nobody_is_of_a_program_and_not_answered_by_one(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    raw = writer.writes("out of the office")
    [(code, _)] = hand(lmtp, raw, ASHGROVE_MAILBOX, sender="")
    assert (code, nature(writer, "out of the office")) == (250, "generated")


def test_without_its_sender_it_would_pass_for_a_person(
    writer: Writer, lmtp: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_returned_to", lambda _, raw: raw)
    hand(lmtp, writer.writes("out of the house"), ASHGROVE_MAILBOX, sender="")
    assert nature(writer, "out of the house") == "person"


@pytest.mark.parametrize(
    ("sender", "path"),
    [
        ("mta@msp.example", b"<mta@msp.example>"),
        ("", b"<>"),
        ("<>", b"<>"),
        ("jörg@msp.example", "<jörg@msp.example>".encode()),
        ("\udcff@x", b"<\xff@x>"),
    ],
)
def test_a_message_says_whom_it_is_returned_to(sender: str, path: bytes) -> None:
    for raw in (b"Subject: a\r\n\r\nb", b"From mta Mon Jun\r\nSubject : a\r\n\r\nb"):
        said = receiving._returned_to(sender, raw)
        assert said == b"Return-Path: " + path + b"\r\n" + raw


def test_what_no_header_begins_stays_as_it_came() -> None:
    for raw in (b"", b"\r\nSubject: a", a_broken_one(1), b"Dear Olu\r\n"):
        assert receiving._returned_to("mta@msp.example", raw) == raw


def test_an_address_that_is_too_long_is_nobodys_before_the_message_comes(
    lmtp: smtplib.LMTP,
) -> None:
    lmtp.ehlo_or_helo_if_needed()
    lmtp.mail("mta@msp.example")
    of_most = "@ashgrove.example".rjust(LONGEST_ADDRESS, "x")
    assert lmtp.rcpt(of_most)[0] == 250
    assert lmtp.rcpt(f"x{of_most}")[0] == 550


def test_commands_may_come_without_waiting_for_answers(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    lmtp.ehlo_or_helo_if_needed()
    assert "pipelining" in lmtp.esmtp_features
    first, second = writer.writes("the projector"), writer.writes("the printer")
    envelope = b"MAIL FROM:<mta@msp.example>\r\nRCPT TO:<%s>\r\nDATA\r\n"
    begins = envelope % ASHGROVE_MAILBOX.encode()
    lmtp.send(begins + first + b".\r\n" + begins + second + b".\r\nNOOP\r\n")
    codes = [lmtp.getreply()[0] for _ in range(9)]
    assert codes == [250, 250, 354, 250, 250, 250, 354, 250, 250]
    assert writer.subjects() == ["the printer", "the projector"]


def failing() -> float | None:
    return REGISTRY.get_sample_value("caretaker_receiver_failing")


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "infra.mailroom")
    return caplog


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_that_the_platform_takes_nothing_is_told_once_and_counted(
    writer: Writer, told: pytest.LogCaptureFixture, status: int
) -> None:
    raw = writer.writes("the projector")
    with answering(problem(status)) as answer:
        platform = client.Client(answer.url, "ct_x")
        handler = Handler(platform, "", one_by_one=False)
        for _ in range(3):
            assert handler.deliver(ASHGROVE_MAILBOX, raw).startswith("451")
    assert told.text.count("mail is not taken: No: not this time") == 1
    assert failing() == 1
    vars(handler)["_platform"] = writer.platform
    for _ in range(2):
        assert handler.deliver(ASHGROVE_MAILBOX, raw).startswith("250")
    assert told.text.count("mail is taken again") == 1
    assert failing() == 0


def test_another_reason_is_told_as_well(told: pytest.LogCaptureFixture) -> None:
    handler = Handler(client.Client("http://127.0.0.1:9", "x"), "", one_by_one=False)
    handler.deliver(ASHGROVE_MAILBOX, b"x")
    with answering(problem(401, detail="no token")) as answer:
        vars(handler)["_platform"] = client.Client(answer.url, "ct_x")
        handler.deliver(ASHGROVE_MAILBOX, b"x")
    assert told.text.count("mail is not taken") == 2
    assert ASHGROVE_MAILBOX not in told.text


def test_what_the_platform_chokes_on_is_no_trouble_of_all(
    writer: Writer, told: pytest.LogCaptureFixture
) -> None:
    handler = Handler(writer.platform, "", one_by_one=False)
    handler.deliver(ASHGROVE_MAILBOX, writer.writes("the projector"))
    with answering(problem(500)) as answer:
        vars(handler)["_platform"] = client.Client(answer.url, "ct_x")
        assert handler.deliver(ASHGROVE_MAILBOX, b"x").startswith("451")
    assert failing() == 0
    assert told.text.count("a message was not taken: No") == 1


def test_a_bad_name_of_a_checking_server_hands_no_message_back(writer: Writer) -> None:
    handler = Handler(writer.platform, "x" * 201, one_by_one=False)
    answer = handler.deliver(ASHGROVE_MAILBOX, writer.writes("the projector"))
    assert answer.startswith("451")


def test_taken_for_a_fault_of_the_message_it_would(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "code_of", lambda _: os.EX_DATAERR)
    handler = Handler(writer.platform, "x" * 201, one_by_one=False)
    answer = handler.deliver(ASHGROVE_MAILBOX, writer.writes("the projector"))
    assert answer.startswith("554")


def test_without_a_bound_an_address_would_be_taken_up_to_the_end_of_its_line(
    lmtp: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LONGEST_ADDRESS", 1_000)
    lmtp.ehlo_or_helo_if_needed()
    lmtp.mail("mta@msp.example")
    assert lmtp.rcpt("@ashgrove.example".rjust(LONGEST_ADDRESS + 1, "x"))[0] == 250
