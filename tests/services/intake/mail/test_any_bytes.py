"""Does every string of bytes either open a ticket or say why it is no message?"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from datetime import UTC
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.codec import load
from contracts.intake import OpenTicket
from contracts.refusals import Invalid
from services.intake.domain import TICKET as DECIDER
from services.intake.mail import Mail, NotAMessage, read_message
from services.intake.opening import Opening
from tests.services.intake.mail.samples import NAMES, message, sample
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at

OPENING = Opening(number=1, reference="MPJT-1", requester_id=UUID(int=1))

# What headers, encodings and pages are made of, to be put where it does not belong.
PIECES = some.sampled_from(
    [
        *(
            b"\r\n",
            b"\n",
            b"\r",
            b"\n\n",
            b"\r\n\r\n",
            b" ",
            b"\t",
            b"\0",
            b"\xff",
            b";",
        ),
        *(
            b":",
            b",",
            b"<",
            b">",
            b"(",
            b")",
            b'"',
            b"'",
            b"\\",
            b"@",
            b"=",
            b"--",
            b"?=",
        ),
        *(b"From: ", b"Sender: ", b"Subject: ", b"Date: ", b"Message-ID: ", b"From "),
        *(
            b"Content-Type: ",
            b"text/plain",
            b"text/html",
            b"multipart/mixed; boundary=",
        ),
        *(
            b"multipart/alternative",
            b"message/rfc822",
            b"; charset=",
            b"charset*0*=x'y'",
        ),
        *(b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"x-unknown"),
        *(
            b"Content-Disposition: attachment",
            b"; filename*1*=a",
            b"--x",
            b"--x--",
            b"x",
        ),
        *(
            b"=?utf-8?b?",
            b"=?utf-7?q?",
            b"=?gb18030?Q?",
            b"4oKs",
            b"=E2=82=AC",
            b"+AGE-",
        ),
        *(
            b"us-ascii",
            b"utf-8",
            b"utf-16",
            b"iso-2022-jp",
            b"hz",
            b"idna",
            b"zlib",
            b"\x1b$",
        ),
        *(
            b"<p",
            b"<br>",
            b"</",
            b"<!--",
            b"-->",
            b"<pre>",
            b"<style>",
            b"&#xd800;",
            b"&#",
        ),
        *(
            b"ben@beckfield.example",
            b"Mon, 8 Jun 2026",
            b" 09:00:00 +0100",
            b"99999999999",
        ),
        *(
            "é".encode(),
            "\u0301".encode() * 40,
            "\u0344".encode() * 20,
            "\u202e".encode(),
            b"\xed\xa0\x80",
        ),
    ]
)
LINES = some.lists(some.lists(PIECES, max_size=5).map(b"".join), max_size=12)
CUTS = some.tuples(
    some.floats(0, 1),
    some.integers(0, 40),
    some.one_of(PIECES, some.binary(max_size=6)),
)


def check(raw: bytes) -> None:
    with suppress(NotAMessage):
        check_that_it_fits(read_message(raw))


def check_that_it_fits(mail: Mail) -> None:
    """It passes for a request that came over the wire, unchanged."""
    payload = {
        "school_id": str(ASHGROVE),
        "ticket_id": str(TICKET),
        "subject": mail.subject,
        "description": mail.text,
        "requester": {"name": mail.sender_name, "email": mail.sender_email},
        "channel": "email",
        "impact": "medium",
        "urgency": "medium",
    }
    command = load(OpenTicket, payload)
    assert command.subject == mail.subject
    assert command.description == mail.text
    assert command.requester.name == mail.sender_name
    assert command.requester.email == mail.sender_email
    assert DECIDER.decide(DECIDER.initial, command, at("mon 09:00"), OPENING)
    assert mail.message_id is None or 0 < len(mail.message_id) <= 998
    assert mail.sent_at is None or mail.sent_at.tzinfo is UTC


@given(some.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    check(raw)


@given(LINES, some.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_any_lines_of_pieces(lines: list[bytes], line_end: bytes) -> None:
    check(line_end.join([b"From: ben@beckfield.example", *lines]))


@given(some.sampled_from(NAMES), some.lists(CUTS, max_size=5))
def test_any_sample_that_was_tampered_with(
    name: str, cuts: list[tuple[float, int, bytes]]
) -> None:
    raw = sample(name)
    for place, length, piece in cuts:
        start = int(place * len(raw))
        raw = raw[:start] + piece + raw[start + length :]
    check(raw)


@pytest.mark.parametrize(
    ("guard", "sabotage", "raw"),
    [
        ("text.tidy", str, message("", "\0")),
        ("text.LONGEST_TEXT", 2**30, message("", "x" * 100_001)),
        ("message.LONGEST_SUBJECT", 2**30, message("Subject: " + "x" * 201, "", "")),
        ("message.LONGEST_ID", 2**30, message("Message-ID: " + "x" * 999, "", "")),
        ("message.one_line", str, message("Subject: \0", "", "")),
        ("sender.LONGEST_NAME", 2**30, message(sender=f"{'x' * 201} <a@b>")),
        ("sender.is_address", bool, message(sender="<Ben>")),
        ("sender.suppress", nullcontext, message(sender="(" * 3_000)),
    ],
)
def test_without_its_guard_a_message_would_not_fit(
    monkeypatch: pytest.MonkeyPatch, guard: str, sabotage: object, raw: bytes
) -> None:
    check(raw)
    monkeypatch.setattr(f"services.intake.mail.{guard}", sabotage)
    with pytest.raises((AssertionError, Invalid, RecursionError)):
        check(raw)
