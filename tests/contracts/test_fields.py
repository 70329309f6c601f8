"""Do moments, lengths of time and text have one form each?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts.codec import Part
from contracts.fields import (
    MOST_MARKS,
    Duration,
    Moment,
    Text,
    field_of,
    format_duration,
    format_moment,
    parse_duration,
)
from tests.contracts.examples import Corner
from tests.support.messages import MOMENT

NOON = datetime(2026, 6, 8, 12, tzinfo=UTC)


def test_a_moment_is_utc_to_the_microsecond() -> None:
    assert format_moment(NOON) == "2026-06-08T12:00:00.000000Z"
    summer = NOON.astimezone(timezone(timedelta(hours=1)))
    assert format_moment(summer) == "2026-06-08T12:00:00.000000Z"


def test_a_moment_of_a_year_with_three_digits_is_written_with_four() -> None:
    assert format_moment(datetime(999, 1, 1, tzinfo=UTC)).startswith("0999-01-01T")


def test_a_moment_without_a_time_zone_has_no_form() -> None:
    with pytest.raises(ValueError, match="time zone"):
        format_moment(NOON.replace(tzinfo=None))


@given(MOMENT)
def test_every_moment_comes_back(moment: datetime) -> None:
    assert datetime.fromisoformat(format_moment(moment)) == moment


@given(MOMENT, MOMENT)
def test_moments_are_in_the_order_of_their_text(one: datetime, other: datetime) -> None:
    assert (format_moment(one) < format_moment(other)) == (one < other)


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(hours=4), "PT4H"),
        (timedelta(minutes=90), "PT1H30M"),
        (timedelta(days=2), "PT48H"),
        (timedelta(seconds=61), "PT1M1S"),
        (timedelta(hours=1, microseconds=5), "PT1H0.000005S"),
        (timedelta(seconds=1.5), "PT1.500000S"),
    ],
)
def test_a_length_is_written_in_hours_and_smaller(
    length: timedelta, written: str
) -> None:
    assert format_duration(length) == written
    assert parse_duration(written) == length


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("P1D", timedelta(days=1)),
        ("P1DT30M", timedelta(days=1, minutes=30)),
        ("PT0.5S", timedelta(milliseconds=500)),
        ("PT36H", timedelta(hours=36)),
    ],
)
def test_a_length_may_come_in_days_and_fractions(
    written: str, length: timedelta
) -> None:
    assert parse_duration(written) == length


@given(st.timedeltas(timedelta(0), timedelta(days=99_999)))
def test_every_length_comes_back(length: timedelta) -> None:
    assert parse_duration(format_duration(length)) == length


@pytest.mark.parametrize(
    "written",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "4H",
        "PT4",
        "P1Y",
        "P1M",
        "P1W",
        "-PT4H",
        "PT1.5H",
        "pt4h",
    ],
)
def test_what_is_no_length_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        parse_duration(written)


def test_a_length_is_not_negative() -> None:
    with pytest.raises(ValueError, match="not negative"):
        format_duration(timedelta(seconds=-1))


@given(st.text(st.sampled_from("ae\u0301\u0315\u0344"), max_size=40))
def test_text_that_was_read_is_read_again_unchanged(written: str) -> None:
    try:
        read = Text().deserialize(written)
    except ValidationError:
        return
    assert Text().deserialize(read) == read == normalize("NFC", written)


@pytest.mark.parametrize("mark", ["\u0301", "\u0344"])
def test_marks_are_not_piled_on_one_letter(mark: str) -> None:
    fitting = MOST_MARKS // len(normalize("NFC", mark))
    assert Text().deserialize("x" + mark * fitting + "e") == normalize(
        "NFC", "x" + mark * fitting + "e"
    )
    with pytest.raises(ValidationError, match="too many marks"):
        Text().deserialize("x" + mark * (fitting + 1))


def test_nothing_stays_nothing() -> None:
    assert Moment()._serialize(None, None, None) is None
    assert Duration()._serialize(None, None, None) is None
    assert Part(Corner)._serialize(None, None, None) is None


@pytest.mark.parametrize("hint", [int | str, int | str | None, tuple[int, int]])
def test_a_type_that_messages_do_not_carry_is_an_error(hint: Any) -> None:
    with pytest.raises(TypeError, match="cannot be"):
        field_of(hint, Part)
