"""Is a moment read as it is typed, by the clocks in London?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.refusals import Invalid
from services.gateway.screens.forms import empty
from services.gateway.screens.moments import as_typed, moment_in

SUMMER = datetime(2026, 6, 1, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "said", ["2026-06-01T09:05", "2026-06-01T09:05:00", " 01/06/2026 09:05 "]
)
def test_a_moment_is_one_in_london_however_it_is_typed(said: str) -> None:
    assert moment_in(empty(when=said), "when") == SUMMER


def test_what_is_left_empty_is_none() -> None:
    assert moment_in(empty(when=" "), "when") is None
    assert moment_in(empty(), "when") is None


@pytest.mark.parametrize("said", ["soon", "2026-13-01T09:05", "0001-01-01T00:00x"])
def test_what_is_no_moment_is_named(said: str) -> None:
    with pytest.raises(Invalid) as refused:
        moment_in(empty(when=said), "when")
    assert list(refused.value.errors) == ["when"]


def test_a_moment_is_shown_as_it_would_be_typed() -> None:
    assert as_typed(SUMMER) == "2026-06-01T09:05"
    assert moment_in(empty(when=as_typed(SUMMER)), "when") == SUMMER
