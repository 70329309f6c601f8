"""Is all there once and in order that was acknowledged? Counted in the databases."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from infra.survey import services

HEARS = {name: rooms.hears for name, rooms in services().items() if rooms.hears}
SOURCES = sorted({source for sources in HEARS.values() for source in sources})
_PATIENCE = 120.0
Rows = list[tuple[Any, ...]]


class Verdict(NamedTuple):
    """How much is wrong; all of it has to be nothing."""

    lost: int
    duplicated: int
    out_of_order: int
    diverged: int

    def __bool__(self) -> bool:
        return any(self)


class Oracle:
    """Looks into the databases as somebody whom no policy binds."""

    def __init__(self, home: Path, prefix: str = "caretaker") -> None:
        self._home, self._prefix = home, prefix

    def wait_for_rest(self) -> None:
        """Return once everything was heard, or once it has had time enough."""
        deadline = time.monotonic() + _PATIENCE
        while self._unheard() and time.monotonic() < deadline:
            time.sleep(0.5)

    def judge(self, acknowledged: Iterable[str], differing: int = 0) -> Verdict:
        """What became of the tickets that somebody was told there are.

        `differing` is how much of what is shown does not follow from the logs.
        """
        opened = self._tickets("intake", "intake.ticket_opened")
        clocks = self._tickets("sla", "sla.clock_started")
        lost = sum(not opened[ticket] for ticket in acknowledged)
        lost += sum(not clocks[ticket] for ticket in opened)
        twice = sum(n - 1 for each in (opened, clocks) for n in each.values())
        return Verdict(
            lost=lost + self._unheard(),
            duplicated=twice + self._copied_twice(),
            out_of_order=self._gaps(),
            diverged=len(self.diverging()) + differing,
        )

    def _tickets(self, service: str, type_: str) -> Counter[str]:
        """The ends of the streams' names, which are the tickets' ids."""
        streams = self._ask(
            service, "select right(stream, 36) from events where type = %s", type_
        )
        return Counter(stream for (stream,) in streams)

    def _unheard(self) -> int:
        """Events that somebody who should have heard them has not."""
        missing = 0
        for service, sources in HEARS.items():
            heard = self._checkpoints(service)
            for source in sources:
                for school, (position, _) in self._heads(source).items():
                    known = heard.get((source, school), (0, b"", ""))
                    missing += max(position - known[0], 0)
        return missing

    def _copied_twice(self) -> int:
        told = "select count(*) - count(distinct event_id) from story"
        return int(self._ask("audit", told)[0][0])

    def _gaps(self) -> int:
        """Logs, and audit's copies of them, whose positions are not 1, 2, 3."""
        broken = " from {} group by {} having max(position) <> count(*)"
        own = [
            self._ask(service, "select school" + broken.format("events", "school"))
            for service in SOURCES
        ]
        copies = "school, service"
        told = self._ask("audit", f"select {copies}" + broken.format("story", copies))
        return sum(map(len, own)) + len(told)

    def diverging(self) -> list[str]:
        """A line for each log of which somebody heard another story, or hears none."""
        wrong = []
        for service, sources in HEARS.items():
            parked = self._ask(service, "select source, school, error from parked")
            why = {(source, school): error for source, school, error in parked}
            for (source, school), heard in self._checkpoints(service).items():
                head = self._heads(source).get(school) if source in sources else None
                if head != heard[:2] or heard[2] != "live":
                    told = f"{service} is {heard[2]} at {heard[0]} of {source} {school}"
                    end = head[0] if head else 0
                    said = why.get((source, school), "")
                    wrong.append(f"{told}, which ends at {end} {said}".rstrip())
        return wrong

    def _heads(self, service: str) -> dict[str, tuple[int, bytes]]:
        rows = self._ask(service, "select school, position, hash from heads")
        return {school: (position, bytes(hash_)) for school, position, hash_ in rows}

    def _checkpoints(self, service: str) -> dict[tuple[str, str], tuple[Any, ...]]:
        rows = self._ask(
            service, "select source, school, position, hash, state from checkpoints"
        )
        return {(s, of): (position, bytes(h), st) for s, of, position, h, st in rows}

    def _ask(self, service: str, question: str, *values: str) -> Rows:
        name = f"{self._prefix}_{service}"
        with (
            closing(
                psycopg2.connect(host=str(self._home), user="postgres", dbname=name)
            ) as there,
            there.cursor() as cursor,
        ):
            cursor.execute(question, values or None)
            return list(cursor.fetchall())
