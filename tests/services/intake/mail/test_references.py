"""Does an answer find its ticket, and does a forged one find none?"""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.reference import reference
from services.intake.mail import references
from services.intake.mail.references import (
    LONGEST_LOCAL,
    mailbox_of,
    message_id,
    number_in_address,
    number_in_ids,
    number_in_subject,
    numbers_quoted,
    reply_address,
    subject_mark,
    without_marks,
)
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, BECKFIELD

MESSAGE = UUID("3e55a9e0-0000-4000-8000-000000000001")
NUMBERS = st.integers(min_value=1, max_value=999_999_999)


def ashgrove(content: bytes) -> bytes:
    return hmac.digest(b"Ashgrove's key", content, sha256)


def beckfield(content: bytes) -> bytes:
    return hmac.digest(b"Beckfield's key", content, sha256)


@given(number=NUMBERS)
def test_every_mark_leads_back_to_its_ticket(number: int) -> None:
    sent = message_id(ashgrove, number, MESSAGE, "ashgrove.example")
    address = reply_address(ashgrove, number, ASHGROVE_MAILBOX)
    mark = subject_mark(ashgrove, number, reference(ASHGROVE, number))
    assert number_in_ids(ashgrove, ["<x@elsewhere.example>", sent]) == number
    assert number_in_address(ashgrove, address) == number
    assert number_in_subject(ashgrove, f"AW: Re: The projector {mark}") == number


def test_a_mail_program_may_change_capitals_and_lose_brackets() -> None:
    sent = message_id(ashgrove, 7, MESSAGE, "ashgrove.example")
    mark = subject_mark(ashgrove, 7, "MPJT-7")
    address = reply_address(ashgrove, 7, ASHGROVE_MAILBOX)
    assert number_in_ids(ashgrove, [sent.strip("<>").upper()]) == 7
    assert number_in_address(ashgrove, address.upper()) == 7
    assert number_in_subject(ashgrove, mark.lower()) == 7


def test_a_mark_of_one_school_proves_nothing_at_another() -> None:
    sent = message_id(ashgrove, 7, MESSAGE, "ashgrove.example")
    mark = subject_mark(ashgrove, 7, "MPJT-7")
    address = reply_address(ashgrove, 7, ASHGROVE_MAILBOX)
    assert number_in_ids(beckfield, [sent]) is None
    assert number_in_address(beckfield, address) is None
    assert number_in_subject(beckfield, mark) is None


def test_a_proof_is_for_its_own_ticket_and_its_own_place() -> None:
    address = reply_address(ashgrove, 7, ASHGROVE_MAILBOX)
    assert number_in_address(ashgrove, address.replace("+7-", "+8-")) is None
    proof = address.split("-")[1].split("@")[0]
    forged = f"<7.{MESSAGE.hex}.{proof}@ashgrove.example>"
    assert number_in_ids(ashgrove, [forged]) is None


def test_were_proofs_not_compared_a_forged_mark_would_lead_into_a_ticket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forged = "The projector [MPJT-7:aaaaaaaaaaaa]"
    assert number_in_subject(ashgrove, forged) is None
    monkeypatch.setattr(references, "compare_digest", lambda *_: True)
    assert number_in_subject(ashgrove, forged) == 7


def test_a_mailbox_is_known_without_its_mark() -> None:
    marked = reply_address(ashgrove, 7, ASHGROVE_MAILBOX)
    assert marked != ASHGROVE_MAILBOX
    assert mailbox_of(marked.upper()) == ASHGROVE_MAILBOX
    assert mailbox_of("help+maths@ashgrove.example") == "help+maths@ashgrove.example"


def test_an_address_without_room_for_a_mark_stays_as_it_is() -> None:
    long = f"{'h' * (LONGEST_LOCAL - 14)}@ashgrove.example"
    assert reply_address(ashgrove, 7, long) == long
    fits = f"{'h' * (LONGEST_LOCAL - 15)}@ashgrove.example"
    assert number_in_address(ashgrove, reply_address(ashgrove, 7, fits)) == 7


def test_a_reference_that_is_quoted_is_of_its_own_school() -> None:
    said = f"About {reference(ASHGROVE, 12)}, not {reference(BECKFIELD, 3)}"
    assert list(numbers_quoted(ASHGROVE, said)) == [12]


def test_people_read_subjects_without_marks() -> None:
    mark = subject_mark(ashgrove, 7, "MPJT-7")
    assert without_marks(f"Re: The projector {mark} again") == "Re: The projector again"


@pytest.mark.parametrize(
    "written", ["", "help@", "+1-aaaaaaaaaaaa@x", "<>", "[AAAA-0:aaaaaaaaaaaa]"]
)
def test_what_bears_no_mark_leads_nowhere(written: str) -> None:
    assert number_in_ids(ashgrove, [written]) is None
    assert number_in_address(ashgrove, written) is None
    assert number_in_subject(ashgrove, written) is None
