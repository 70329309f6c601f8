"""Is a ratio ours to the bare one, and does a target count from the ratio on?"""

from __future__ import annotations

import pytest

from infra.bench.results import Compared, Held, waited


def compared(bare: float, ours: float, target: float | None) -> Compared:
    return Compared(
        benchmark="append",
        database="SQLite",
        work="append one event",
        unit="events/s",
        bare=bare,
        ours=ours,
        target=target,
    )


def test_the_ratio_is_our_rate_as_a_part_of_the_bare_one() -> None:
    assert compared(bare=2_000, ours=1_200, target=None).ratio == 0.6


@pytest.mark.parametrize(
    ("ours", "reached"), [(599, False), (600, True), (1_500, True)]
)
def test_a_target_is_reached_from_its_ratio_on(ours: float, reached: bool) -> None:
    assert compared(bare=1_000, ours=ours, target=0.6).reached is reached


def test_where_nothing_is_asked_nothing_is_reached_or_missed() -> None:
    assert compared(bare=1_000, ours=1, target=None).reached is None


def test_json_holds_the_rates_and_what_follows_from_them() -> None:
    told = compared(bare=1_000, ours=500, target=0.6).as_json()
    assert (told["bare"], told["ours"], told["ratio"]) == (1_000, 500, 0.5)
    assert told["reached"] is False


def test_percentiles_are_those_of_the_waits() -> None:
    found = waited("tickets", "SQLite", "create", list(range(101)))
    assert (found.count, found.p50) == (101, 50)
    assert found.p50 < found.p95 < found.p99 <= 100


def test_a_single_wait_has_percentiles_too() -> None:
    found = waited("tickets", "SQLite", "create", [0.25])
    assert (found.count, found.p50, found.p99) == (1, 0.25, 0.25)


def test_memory_is_told_for_one_of_many() -> None:
    held = Held(benchmark="live", database="SQLite", work="live", count=500, kib=9_000)
    assert held.as_json()["each"] == held.each == 18
