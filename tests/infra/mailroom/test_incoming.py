"""Is a message read as it was sent, in whatever pieces, and in no more memory?"""

from __future__ import annotations

import smtplib
import tracemalloc

import pytest
from aiosmtpd.smtp import SMTP

from contracts.mail import LARGEST_MESSAGE
from infra.mailroom import door
from infra.mailroom.incoming import Incoming
from tests.infra.mailroom.sessions import NO_PLATFORM, hand, open_door
from tests.support.cast import ASHGROVE_MAILBOX

EMPTY_LINES = b"\r\n" * (64 * 1024)
OF_EACH_BYTE = 6
"""Bytes of memory: twice while it is copied, and as often where it is sent from."""


def came(sent: bytes, most: int = 1_000) -> Incoming:
    """What was sent, up to each dot at the end of a line by itself."""
    message = Incoming(most)
    *pieces, rest = sent.split(b".\r\n")
    assert rest == b""
    ends = [message.take(piece + b".\r\n") for piece in pieces]
    assert not any(ends[:-1])
    assert ends[-1]
    return message


@pytest.mark.parametrize(
    ("sent", "content"),
    [
        (b".\r\n", b""),
        (b"\r\n.\r\n", b"\r\n"),
        (b"a\r\n.\r\n", b"a\r\n"),
        (b"a.\r\n.\r\n", b"a.\r\n"),
        (b"..\r\n.\r\n", b".\r\n"),
        (b"a\r\n..b\r\n...\r\n.\r\n", b"a\r\n.b\r\n..\r\n"),
        (b"a\n.\nb\r.\r\r\n.\r\n", b"a\n.\nb\r.\r\r\n"),
        (b"\r\n\r\n\r\n.\r\n", b"\r\n\r\n\r\n"),
    ],
)
def test_a_message_is_what_was_sent_without_the_dots_before_dots(
    sent: bytes, content: bytes
) -> None:
    assert came(sent).content() == content


@pytest.mark.parametrize("cut", range(1, 12))
def test_it_does_not_matter_where_it_is_cut(cut: int) -> None:
    message = Incoming(100)
    sent = b"one.\r\n..two"
    assert not message.take(sent[:cut])
    assert not message.take(sent[cut:])
    assert not message.take(b"\r\n")
    assert message.take(b".\r\n")
    assert message.content() == b"one.\r\n.two\r\n"


def test_what_is_too_large_is_known_by_its_last_byte() -> None:
    assert not came(b"x" * 8 + b"\r\n.\r\n", most=10).is_too_large
    assert came(b"x" * 9 + b"\r\n.\r\n", most=10).is_too_large


def test_of_what_is_too_large_nothing_is_kept() -> None:
    message = Incoming(1_000)
    tracemalloc.start()
    for _ in range(1_000):
        assert not message.take(b"x" * 1_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000
    assert message.take(b"\r\n.\r\n")


def most_memory(raw: bytes) -> int:
    """The most bytes that were held while a message was handed over, for each of it."""
    with (
        open_door(NO_PLATFORM) as it,
        smtplib.LMTP("127.0.0.1", it.port, timeout=120) as session,
    ):
        session.ehlo_or_helo_if_needed()
        tracemalloc.start()
        hand(session, raw, ASHGROVE_MAILBOX)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most // len(raw)


def test_empty_lines_take_no_more_memory_than_others() -> None:
    assert most_memory(EMPTY_LINES) <= OF_EACH_BYTE


def test_with_each_line_by_itself_they_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door._Counted, "smtp_DATA", SMTP.smtp_DATA)
    monkeypatch.setattr(door._Counted, "line_length_limit", LARGEST_MESSAGE)
    assert most_memory(EMPTY_LINES) > 4 * OF_EACH_BYTE
