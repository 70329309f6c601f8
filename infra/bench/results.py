"""What does a benchmark find out? Two rates of one run, and their ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Our rate beside that of a bare program, each the median of its rounds.

    `target` is the least ratio to reach, None where the line is there to be known.
    """

    benchmark: str
    database: str
    work: str
    unit: str
    bare: float
    ours: float
    target: float | None = None

    @property
    def ratio(self) -> float:
        """Our rate as a part of the bare one."""
        return self.ours / self.bare

    @property
    def reached(self) -> bool | None:
        """Whether the ratio is what it should be; None where nothing is asked."""
        return None if self.target is None else self.ratio >= self.target

    def as_json(self) -> dict[str, Any]:
        """JSON-ready, with what follows from the rates."""
        return {**self.__dict__, "ratio": self.ratio, "reached": self.reached}


@dataclass(frozen=True, kw_only=True)
class Waited:
    """How long clients waited for something, in seconds."""

    benchmark: str
    database: str
    work: str
    count: int
    p50: float
    p95: float
    p99: float

    def as_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return dict(self.__dict__)


@dataclass(frozen=True, kw_only=True)
class Held:
    """How much memory a process holds for many of something."""

    benchmark: str
    database: str
    work: str
    count: int
    kib: float

    @property
    def each(self) -> float:
        """KiB for one of them."""
        return self.kib / self.count

    def as_json(self) -> dict[str, Any]:
        """JSON-ready, with what follows from it."""
        return {**self.__dict__, "each": self.each}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What became of very many, by its kind."""

    benchmark: str
    database: str
    work: str
    counts: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """JSON-ready, with their sum."""
        return {**self.__dict__, "total": sum(self.counts.values())}


Result = Compared | Waited | Held | Counted


def waited(benchmark: str, database: str, work: str, waits: Sequence[float]) -> Waited:
    """The percentiles of what was waited."""
    cuts = percentiles(waits)
    return Waited(
        benchmark=benchmark,
        database=database,
        work=work,
        count=len(waits),
        p50=cuts[49],
        p95=cuts[94],
        p99=cuts[98],
    )


def percentiles(waits: Sequence[float]) -> list[float]:
    """What 1, 2 and so on to 99 of 100 waits were at most."""
    # Between two of the same lies the same: one wait has percentiles, too.
    return quantiles([*waits, *waits], n=100, method="inclusive")
