"""Is a message answered for once it is recorded, and not handed back for our fault?"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.command_line import client
from infra.mailroom import door
from infra.mailroom.receiving import Handler
from tests.infra.command_line.answering import answering, problem
from tests.infra.mailroom.boxes import Writer, a_broken_one, answers_late
from tests.infra.mailroom.sessions import NO_PLATFORM, SENDER, hand, open_door
from tests.support.cast import ASHGROVE_MAILBOX, BECKFIELD_MAILBOX
from tests.support.waiting import until

NOBODY = "nobody@ashgrove.example"


@pytest.fixture
def lmtp(writer: Writer) -> Iterator[smtplib.LMTP]:
    """A mail server that hands over by LMTP."""
    with (
        open_door(writer.platform) as it,
        smtplib.LMTP("127.0.0.1", it.port) as session,
    ):
        yield session


def test_a_message_is_answered_for_with_its_reference(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    [(code, said)] = hand(lmtp, writer.writes("the projector"), ASHGROVE_MAILBOX)
    [ticket] = writer.platform.get("tickets", search=said.split()[1])["tickets"]
    assert (code, ticket["subject"]) == (250, "the projector")


def test_each_recipient_has_an_answer_of_its_own(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    raw = writer.writes("the projector")
    answers = hand(lmtp, raw, ASHGROVE_MAILBOX, NOBODY, BECKFIELD_MAILBOX)
    assert [code for code, _ in answers] == [250, 550, 250]
    assert writer.subjects() == ["the projector"] * 2


def test_a_message_that_comes_again_has_the_same_answer(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    raw = writer.writes("the projector")
    assert hand(lmtp, raw, ASHGROVE_MAILBOX) == hand(lmtp, raw, ASHGROVE_MAILBOX)
    assert writer.subjects() == ["the projector"]


def test_what_nobody_can_read_is_taken_and_held(
    writer: Writer, lmtp: smtplib.LMTP
) -> None:
    [answer] = hand(lmtp, a_broken_one(1), ASHGROVE_MAILBOX)
    assert answer == (250, "2.0.0 held for review: unreadable")
    assert writer.fates() == {"review": 1}


def test_lines_may_be_of_any_length(writer: Writer, lmtp: smtplib.LMTP) -> None:
    long = writer.writes("the film") + b"x" * 200_000
    assert hand(lmtp, long, ASHGROVE_MAILBOX)[0][0] == 250


def test_what_is_too_large_is_told_so_for_each_recipient(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LARGEST_MESSAGE", 100_000)
    with (
        open_door(writer.platform) as it,
        smtplib.LMTP("127.0.0.1", it.port) as session,
    ):
        session.ehlo_or_helo_if_needed()
        assert session.esmtp_features["size"] == "100000"
        raw = writer.writes("the film") + b"x\r\n" * 50_000
        answers = hand(session, raw, ASHGROVE_MAILBOX, BECKFIELD_MAILBOX)
        assert [code for code, _ in answers] == [552, 552]
        # The session is in step: what comes next is answered for itself.
        [(code, _)] = hand(session, writer.writes("the projector"), ASHGROVE_MAILBOX)
        assert code == 250


@pytest.mark.parametrize("status", [400, 401, 403, 409, 429, 500, 503])
def test_while_the_platform_takes_nothing_a_message_comes_again(status: int) -> None:
    with answering(problem(status)) as answer:
        assert code_of_all(client.Client(answer.url, "ct_x")) == [451]


def test_without_a_platform_a_message_comes_again() -> None:
    assert code_of_all(NO_PLATFORM) == [451]


def test_a_fault_of_ours_hands_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "deliver", lambda *_: 1 / 0)
    two = (ASHGROVE_MAILBOX, BECKFIELD_MAILBOX)
    assert code_of_all(NO_PLATFORM, *two) == [451, 451]


def test_without_that_answer_the_fault_would_hand_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Handler, "deliver", lambda *_: 1 / 0)
    monkeypatch.delattr(Handler, "handle_exception")
    assert code_of_all(NO_PLATFORM) == [500]


def test_with_one_answer_for_all_the_session_would_be_out_of_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Handler, "deliver", lambda *_: 1 / 0)
    monkeypatch.setattr(door._Lmtp, "_for_all", door._Counted._for_all)
    with (
        open_door(NO_PLATFORM) as it,
        smtplib.LMTP("127.0.0.1", it.port, timeout=0.5) as session,
        pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"),
    ):
        hand(session, b"x", ASHGROVE_MAILBOX, BECKFIELD_MAILBOX)


def code_of_all(platform: client.Client, *to: str) -> list[int]:
    with open_door(platform) as it, smtplib.LMTP("127.0.0.1", it.port) as session:
        answers = hand(session, b"x", *(to or (ASHGROVE_MAILBOX,)))
        return [code for code, _ in answers]


def test_by_smtp_a_message_is_taken_for_one_recipient_at_a_time(
    writer: Writer,
) -> None:
    with (
        open_door(writer.platform, "smtp") as it,
        smtplib.SMTP("127.0.0.1", it.port) as session,
    ):
        raw = writer.writes("the projector")
        to = [ASHGROVE_MAILBOX, BECKFIELD_MAILBOX]
        refused = session.sendmail(SENDER, to, raw)
        assert [code for code, _ in refused.values()] == [452]
        session.sendmail(SENDER, list(refused), raw)
    assert writer.subjects() == ["the projector"] * 2


def test_whoever_is_one_too_many_comes_again(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MOST_CONNECTIONS", 1)
    with open_door(writer.platform) as it:
        with (
            smtplib.LMTP("127.0.0.1", it.port),
            pytest.raises(smtplib.SMTPConnectError, match="421"),
        ):
            smtplib.LMTP("127.0.0.1", it.port)
        until(lambda: is_let_in(it.port))


def test_what_is_in_hand_is_answered_for_before_the_end(writer: Writer) -> None:
    raw = writer.writes("the projector")
    with (
        answers_late(writer.desk) as (recorded, gone),
        open_door(writer.platform) as it,
        smtplib.LMTP("127.0.0.1", it.port) as session,
        ThreadPoolExecutor() as meanwhile,
    ):
        answers = meanwhile.submit(hand, session, raw, ASHGROVE_MAILBOX)
        assert recorded.wait(60)
        ended = meanwhile.submit(it.stop, 30)
        until(lambda: not is_let_in(it.port))
        gone.set()
        assert ended.result()
        assert [code for code, _ in answers.result()] == [250]


def is_let_in(port: int) -> bool:
    try:
        with smtplib.LMTP("127.0.0.1", port):
            return True
    except (OSError, smtplib.SMTPException):
        return False
