"""Where was a reader of all the logs of one school?"""

from base64 import urlsafe_b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Invalid
from services.gateway.cursors import (
    LONGEST_CURSOR,
    read_cursor,
    read_position,
    write_cursor,
)
from tests.support.cast import ASHGROVE, BECKFIELD

SERVICES = ("audit", "directory", "intake", "sla")
POSITIONS = st.fixed_dictionaries(
    dict.fromkeys(SERVICES, st.integers(min_value=0, max_value=2**62))
)


@given(positions=POSITIONS)
def test_a_cursor_comes_back_as_the_positions_it_was_made_of(
    positions: dict[str, int],
) -> None:
    cursor = write_cursor(ASHGROVE, positions)
    assert read_cursor(ASHGROVE, SERVICES, cursor) == positions
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert len(cursor) <= LONGEST_CURSOR


def test_no_cursor_is_the_beginning() -> None:
    assert set(read_cursor(ASHGROVE, SERVICES, "").values()) == {0}


def test_a_service_that_came_later_is_read_from_its_beginning() -> None:
    cursor = write_cursor(ASHGROVE, {"intake": 4})
    assert read_cursor(ASHGROVE, SERVICES, cursor)["sla"] == 0


def test_a_cursor_of_another_school_is_refused() -> None:
    cursor = write_cursor(BECKFIELD, {"intake": 4})
    with pytest.raises(Invalid, match="after"):
        read_cursor(ASHGROVE, SERVICES, cursor)


@pytest.mark.parametrize(
    "vector",
    [
        "[]",
        "{}",
        "null",
        '{"school":"%s","weather":1}',
        '{"school":"%s","intake":-1}',
        '{"school":"%s","intake":1.5}',
        '{"school":"%s","intake":true}',
        '{"school":"%s","intake":"1"}',
        '{"school":"%s","intake":99999999999999999999}',
        '{"school":"%s"',
    ],
)
def test_a_cursor_that_we_did_not_write_is_refused(vector: str) -> None:
    packed = vector.replace("%s", ASHGROVE.hex).encode()
    with pytest.raises(Invalid, match="after"):
        read_cursor(ASHGROVE, SERVICES, urlsafe_b64encode(packed).decode())


@given(cursor=st.text(max_size=60))
def test_no_text_is_read_as_anything_but_a_cursor_or_a_mistake(cursor: str) -> None:
    with suppress(Invalid):
        read_cursor(ASHGROVE, SERVICES, cursor)
    with suppress(Invalid):
        assert read_position(cursor) >= 0


def test_a_position_is_a_whole_number() -> None:
    assert (read_position(""), read_position("0"), read_position("41")) == (0, 0, 41)
    assert read_position("9" * 19) == 2**62
    for after in ("-1", "1.5", "٣", "one", "9" * 20, write_cursor(ASHGROVE, {})):
        with pytest.raises(Invalid, match="after"):
            read_position(after)
