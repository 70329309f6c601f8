"""Which month is it in London, and when does one begin and end there?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.refusals import Invalid
from services.intake.months import month_of, span_of


def test_a_month_begins_at_midnight_in_london() -> None:
    assert month_of(datetime(2026, 6, 30, 22, 59, tzinfo=UTC)) == "2026-06"
    assert month_of(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == "2026-07"
    begins, ends = span_of("2026-06")
    assert begins == datetime(2026, 5, 31, 23, tzinfo=UTC)
    assert ends == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert span_of("2026-12")[1] == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "June", "2026-13", "2026-6", "0000-01"])
def test_what_is_no_month_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Invalid, match="Not a month"):
        span_of(typed)
