"""Is a file taken for clean only where a scanner has said so, and in time?"""

from __future__ import annotations

import io
import socket
import zipfile

import pytest

from contracts.refusals import Unavailable
from contracts.scanning import LONGEST_FINDING, Scanned
from services.intake.scanning import clamd as asking
from services.intake.scanning.clamd import (
    LONGEST_ANSWER,
    NO_ANSWER,
    URL,
    Verdict,
    ask,
    judged,
    scanner_of,
)
from tests.support.scanners import EICAR, FOUND, Clamd, Scripted

UNANSWERED = Verdict(Scanned.NOT_SCANNED, NO_ANSWER, answered=False)
SHORT = 0.4


def asked(url: str, content: bytes = b"a table", seconds: float = 20.0) -> Verdict:
    scanner = scanner_of({URL: url})
    assert scanner is not None
    return ask(scanner, content, seconds)


def test_the_real_scanner_finds_what_it_knows_at_a_port_and_at_a_socket(
    clamd: Clamd,
) -> None:
    for url in (clamd.url, clamd.socket_url):
        assert asked(url) == Verdict(Scanned.CLEAN)
        assert asked(url, EICAR.encode()) == Verdict(Scanned.INFECTED, FOUND)
        assert asked(url, b"") == Verdict(Scanned.CLEAN)


def test_what_is_in_many_pieces_reaches_the_real_scanner_whole(clamd: Clamd) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("long.bin", bytes(700_000))
        archive.writestr("last.com", EICAR)
    assert asked(clamd.url, packed.getvalue()) == Verdict(Scanned.INFECTED, FOUND)


def test_what_is_too_large_for_the_real_scanner_is_not_taken_for_clean(
    clamd: Clamd,
) -> None:
    assert asked(clamd.url, bytes(8_000_000)).outcome is Scanned.NOT_SCANNED


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict(Scanned.CLEAN)),
        (b"stream: A.B-1 FOUND\0", Verdict(Scanned.INFECTED, "A.B-1")),
        (b"stream: \x1b[31m FOUND\0", Verdict(Scanned.INFECTED, "?[31m")),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            Verdict(
                Scanned.NOT_SCANNED,
                "The scanner said: INSTREAM size limit exceeded. ERROR",
            ),
        ),
        (b"\0", Verdict(Scanned.NOT_SCANNED, "The scanner said: ")),
        (b"stream: OK", UNANSWERED),
        (b"stream: A FOU", UNANSWERED),
        (b"", UNANSWERED),
    ],
)
def test_only_a_whole_answer_counts(answer: bytes, verdict: Verdict) -> None:
    assert judged(answer) == verdict


def test_without_looking_for_its_end_half_an_answer_would_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(asking, "_END", b"")
    assert judged(b"stream: OK").outcome is Scanned.CLEAN


def test_an_endless_name_is_kept_in_short() -> None:
    answer = b"stream: " + b"x" * 3_000 + b" FOUND\0"
    assert len(judged(answer).said) == LONGEST_FINDING


@pytest.mark.parametrize("answer", [b"", b"stream: O", b"x" * (LONGEST_ANSWER + 9)])
def test_a_scanner_that_hangs_up_or_babbles_has_not_answered(
    scripted: Scripted, answer: bytes
) -> None:
    scripted.answer = answer
    assert asked(scripted.url) == UNANSWERED


def test_a_scanner_that_takes_nothing_has_not_answered(scripted: Scripted) -> None:
    scripted.takes, scripted.answer = 1, b""
    assert asked(scripted.url, bytes(30_000_000)) == UNANSWERED


def test_a_scanner_that_says_nothing_is_waited_for_no_longer_than_is_agreed(
    scripted: Scripted,
) -> None:
    scripted.answer = None
    assert asked(scripted.url, seconds=SHORT) == UNANSWERED


def test_whoever_answers_byte_by_byte_has_no_longer(scripted: Scripted) -> None:
    scripted.pause = SHORT / 2
    assert asked(scripted.url, seconds=SHORT) == UNANSWERED


def test_without_the_common_end_byte_by_byte_would_be_waited_for(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: each byte comes within the time that one answer has."""

    def have(connection: socket.socket, _: float) -> None:
        connection.settimeout(10 * SHORT)

    monkeypatch.setattr(asking, "_have_until", have)
    scripted.pause = SHORT / 8
    assert asked(scripted.url, seconds=SHORT) == Verdict(Scanned.CLEAN)


@pytest.mark.parametrize("url", ["clamd://127.0.0.1:1", "clamd:///no/such/place"])
def test_a_scanner_that_is_not_there_is_said_to_be_away(url: str) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        asked(url)


@pytest.mark.parametrize("url", ["", None])
def test_without_a_place_there_is_no_scanner(url: str | None) -> None:
    assert scanner_of({} if url is None else {URL: url}) is None


@pytest.mark.parametrize("url", ["here", "tcp://here:3310", "clamd://", "clamd://a/b"])
def test_a_place_that_cannot_be_meant_is_said(url: str) -> None:
    with pytest.raises(ValueError, match=URL):
        scanner_of({URL: url})
