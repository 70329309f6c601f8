"""Does a reference name one ticket, however it is written down?"""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.reference import Reference, parse, reference, school_code
from tests.support.cast import ASHGROVE, BECKFIELD


def test_a_school_is_known_by_the_first_twenty_bits_of_its_id() -> None:
    assert school_code(ASHGROVE) == "MPJT"
    assert school_code(BECKFIELD) == "QTZB"
    assert school_code(UUID(int=0)) == "0000"
    assert school_code(UUID(int=2**128 - 1)) == "ZZZZ"


def test_a_ticket_is_called_by_its_school_and_its_number_there() -> None:
    assert reference(ASHGROVE, 123) == "MPJT-123"


@pytest.mark.parametrize(
    "text",
    ["MPJ0-101", "mpj0-101", " mpjo-1O1\n", "MPJ0 – lol", "MPJ0101", "mpj0 - I0L"],
)
def test_a_reference_is_read_however_it_is_written(text: str) -> None:
    assert parse(text) == Reference("MPJ0", 101)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MPJT",
        "MPJT-",
        "MPJT-0",
        "MPJT-12a",
        "MPJT--x",
        "MPU0-1",
        "MPJ-T1x",
        "MPJT-1234567890",
        "MPJT-١٢",
        "the MPJT-1",
        "MPJT-1 and more",
        "MPJ\u017f-1",
    ],
)
def test_what_is_not_a_reference_is_none(text: str) -> None:
    assert parse(text) is None


@given(some.uuids(), some.integers(min_value=1, max_value=999_999_999))
def test_every_reference_is_read_back(school_id: UUID, number: int) -> None:
    written = reference(school_id, number)
    assert parse(written) == parse(written.lower()) == (school_code(school_id), number)
