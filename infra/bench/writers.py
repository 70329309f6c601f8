"""What do many writers append together, to schools of their own or shared ones?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from typing import NamedTuple
from uuid import UUID, uuid4

from infra.bench import meter, peer, pgbench
from infra.bench.append import COLUMNS, EVENTS
from infra.bench.bare import Row, bare
from infra.bench.crew import Crew, crew
from infra.bench.places import Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, Rates, Side

WRITERS = 16
_TARGET = 0.3

SCHOOLS, BATCHES, CREWS = (1, 8), (1, 10, 100), (1, 4, WRITERS)
_ROUNDS = 3


class Cell(NamedTuple):
    """How many schools, events in a transaction, and writers."""

    schools: int
    events: int
    writers: int

    def __str__(self) -> str:
        named = zip(
            (self.writers, self.schools, self.events),
            ("writer", "school", "event"),
            strict=True,
        )
        words = [f"{many} {one}{'s' if many > 1 else ''}" for many, one in named]
        return f"{', '.join(words)} at once"


CELLS = tuple(Cell(*one) for one in product(SCHOOLS, BATCHES, CREWS))


def writers(place: Place, plan: Plan) -> Iterator[Compared]:
    """One event in each transaction, by many writers at once."""
    with _opened(place, most=1) as (ours, url, rows):
        work = f"append one event, {WRITERS} writers over {WRITERS} schools"
        inserts = pgbench.inserts(place, url, rows, clients=WRITERS)
        rates = plan.compare(work, inserts, ours.side(_schools(WRITERS), WRITERS, 1))
    yield _compared("writers", place, work, rates, _TARGET)


def peers(place: Place, plan: Plan) -> Iterator[Compared]:
    """One to a hundred events in each transaction, beside others who keep events.

    A plan of smaller sizes takes fewer of the cells.
    """
    few = replace(plan, rounds=min(plan.rounds, _ROUNDS))
    with (
        _opened(place, most=max(BATCHES)) as (ours, url, rows),
        peer.crews(place) as others,
    ):
        for cell in CELLS[:: plan.size]:
            schools = _schools(cell.schools)

            def side(one: Crew, cell: Cell = cell, of: list[UUID] = schools) -> Side:
                return one.side(of, cell.writers, cell.events)

            sides = {
                "pgbench": pgbench.inserts(
                    place, url, rows[: cell.events], clients=cell.writers
                ),
                **{name: side(one) for name, one in others.items()},
            }
            *found, rate = few.turns(str(cell), *sides.values(), side(ours))
            for name, bare_rate in zip(sides, found, strict=True):
                target = peer.TARGETS.get(name) if cell.writers in _ASKED else None
                work = f"{cell}, beside {name}"
                yield _compared("peers", place, work, Rates(bare_rate, rate), target)


_ASKED = {1, WRITERS}
"""How many writers there is a target for."""


class Opened(NamedTuple):
    """Our crew, the URL of its database, and rows like those that it writes."""

    ours: Crew
    url: str
    rows: list[Row]


@contextmanager
def _opened(place: Place, most: int) -> Iterator[Opened]:
    url, keys_url = meter.made(place)
    with meter.at(url, keys_url) as application:
        meter.read(application, litres=tuple(range(most)))
        with bare(place, url, COLUMNS, "events") as program:
            rows = program.rows(EVENTS)
    with crew("infra.bench.writer", url=url, keys_url=keys_url) as ours:
        yield Opened(ours, url, rows)


def _schools(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]


def _compared(
    benchmark: str, place: Place, work: str, rates: Rates, target: float | None
) -> Compared:
    return Compared(
        benchmark=benchmark,
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
        target=target,
    )
