"""Do the two sides take turns, and do their medians count?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infra.bench.rounds import Plan, Rates, fed, repeated


def scripted(name: str, rates: list[float], calls: list[str]) -> Callable[..., float]:
    following: Iterator[float] = iter(rates)

    def side(_seconds: float) -> float:
        calls.append(name)
        return next(following)

    return side


def test_the_sides_take_turns_after_a_round_that_does_not_count() -> None:
    calls: list[str] = []
    bare = scripted("bare", [99, 10, 1_000, 12], calls)
    ours = scripted("ours", [1, 6, 5, 500], calls)
    found = Plan(rounds=3, seconds=0).compare("work", bare, ours)
    assert calls == ["bare", "ours"] * 4
    assert found == Rates(bare=12, ours=6)


def test_what_is_measured_is_told_round_by_round() -> None:
    told: list[str] = []
    plan = Plan(rounds=2, seconds=0, told=told.append)
    plan.compare("append", repeated(lambda: 1), repeated(lambda: 1))
    assert told == [
        "append: warming up",
        "append: round 1 of 2",
        "append: round 2 of 2",
    ]


def test_a_side_gives_each_step_what_was_prepared_for_it() -> None:
    prepared: list[int] = []
    stepped: list[int] = []

    def prepare() -> int:
        prepared.append(len(prepared))
        return prepared[-1]

    def step(number: int) -> int:
        stepped.append(number)
        return 7

    assert fed(prepare, step)(0.001) > 0
    assert stepped == prepared == list(range(len(stepped)))


def test_a_side_counts_what_its_steps_say_they_did() -> None:
    assert repeated(lambda: 10**9)(0.001) > repeated(lambda: 1)(0.001)
