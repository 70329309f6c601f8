"""Is the time asked for in UTC?"""

from __future__ import annotations

from datetime import UTC

from shared.clock import now


def test_the_time_is_told_in_utc_and_goes_on() -> None:
    first, second = now(), now()
    assert first.tzinfo is UTC
    assert first <= second
