"""How are two programs compared on a machine that does other things too?

In short rounds by turns, so that a noisy neighbour hits both; the medians count.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple, TypeVar

T = TypeVar("T")

Side = Callable[[float], float]
"""One of the two: works for some seconds, and says how much it did in each."""


class Rates(NamedTuple):
    """The medians of the two sides."""

    bare: float
    ours: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is measured; `size` divides the sizes of what is measured on.

    `messages` is how many are counted by their outcomes, whatever the size.
    """

    rounds: int
    seconds: float
    size: int = 1
    messages: int | None = None
    told: Callable[[str], None] = lambda _: None

    def compare(self, what: str, bare: Side, ours: Side) -> Rates:
        """The rates of two sides that take turns, after one round that warms up."""
        return Rates(*self.turns(what, bare, ours))

    def turns(self, what: str, *sides: Side) -> list[float]:
        """The same for any number of sides, in their order."""
        self.told(f"{what}: warming up")
        for side in sides:
            side(self.seconds / 2)
        rates: list[list[float]] = []
        for number in range(1, self.rounds + 1):
            self.told(f"{what}: round {number} of {self.rounds}")
            rates.append([side(self.seconds) for side in sides])
        return [median(of_side) for of_side in zip(*rates, strict=True)]


FULL = Plan(rounds=9, seconds=1.0)
QUICK = Plan(rounds=3, seconds=0.3, size=5)


def repeated(step: Callable[[], int]) -> Side:
    """A side that does one step after another; a step says how much it did."""
    return fed(lambda: None, lambda _: step())


def fed(prepare: Callable[[], T], step: Callable[[T], int]) -> Side:
    """A side whose steps need something new each time, which is made off the clock."""

    def side(seconds: float) -> float:
        done, took = 0, 0.0
        while took <= seconds:
            given = prepare()
            begun = time.perf_counter()
            done += step(given)
            took += time.perf_counter() - begun
        return done / took

    return side
