"""Which benchmarks are there, and in which order does one run take them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from infra.bench import (
    append,
    catch_up,
    clocks,
    consume,
    crew,
    end_to_end,
    live,
    mail,
    pages,
    peer,
    places,
    publish,
    read,
    rebuild,
    report,
    what_if,
    writers,
)
from infra.bench.machine import machine
from infra.bench.meter import READING, SEED
from infra.bench.places import POSTGRESQL, SQLITE, Place
from infra.bench.results import Result
from infra.bench.rounds import Plan
from shared.store import PAGE
from shared.subscription import BATCH

BOTH = (SQLITE, POSTGRESQL)


class Benchmark(NamedTuple):
    """Something to measure, and the databases it can be measured on."""

    measure: Callable[[Place, Plan], Iterator[Result]]
    databases: tuple[str, ...] = BOTH


BENCHMARKS = {
    "append": Benchmark(append.one),
    "writers": Benchmark(writers.writers, (POSTGRESQL,)),
    "peers": Benchmark(writers.peers, (POSTGRESQL,)),
    "batches": Benchmark(append.batches),
    "page": Benchmark(read.page),
    "consume": Benchmark(consume.consume),
    "publish": Benchmark(publish.publish, (POSTGRESQL,)),
    "feed": Benchmark(catch_up.feed),
    "catch_up": Benchmark(catch_up.catch_up),
    "verify": Benchmark(read.verify),
    "rebuild": Benchmark(rebuild.rebuild),
    "clocks": Benchmark(clocks.sweep),
    "what_if": Benchmark(what_if.year),
    "tickets": Benchmark(end_to_end.tickets),
    "mail": Benchmark(mail.mail),
    "pages": Benchmark(pages.pages),
    "live": Benchmark(live.live, (SQLITE,)),
}


class Servers(NamedTuple):
    """The URLs of servers to measure instead of private ones."""

    database: str | None = None
    broker: str | None = None

    def places(self) -> dict[str, AbstractContextManager[Place | None]]:
        """Each kind of database, as it is opened."""
        return {
            SQLITE: places.sqlite(),
            POSTGRESQL: places.postgresql(self.database, self.broker),
        }


PRIVATE = Servers()

NO_SERVER = (
    "PostgreSQL was not measured: no server with pgbench was found "
    "(on Debian: apt-get install postgresql)."
)


def about(plan: Plan, place: Path = places.REPOSITORY) -> dict[str, str]:
    """What a reader has to know of a run besides its numbers."""
    return {
        **machine(place),
        "seed": str(SEED),
        "rounds": f"{plan.rounds} of {plan.seconds} s, by turns; the medians count",
        "sizes": (
            f"{READING} bytes a reading, {append.BATCH} a batch, {PAGE:,} a page, "
            f"{BATCH} heard at once, {writers.WRITERS} writers in {crew.processes()}"
            f" processes, {pages.CLIENTS} clients of pages, logs, clocks, tickets and"
            f" live connections divided by {plan.size}"
        ),
    }


def run(
    names: Sequence[str], plan: Plan, console: Console, servers: Servers = PRIVATE
) -> list[Result]:
    """Measure what was asked for on every database there is, and print it.

    Unusable where a server was named that cannot be measured.
    """
    found: list[Result] = []
    wanted = [BENCHMARKS[name] for name in names]
    for kind, opened in servers.places().items():
        chosen = [one for one in wanted if kind in one.databases]
        if not chosen:
            continue
        with opened as place:
            if place is None:
                console.print(NO_SERVER, style="yellow")
                continue
            if BENCHMARKS["peers"] in chosen and not peer.has_driver():
                console.print(peer.NO_DRIVER, style="yellow")
            results = [*_measure(place, chosen, plan, console)]
            report.show(console, f"{place.kind} {place.version}", results)
            found += results
    return found


def _measure(
    place: Place, chosen: Sequence[Benchmark], plan: Plan, console: Console
) -> Iterator[Result]:
    with console.status(place.kind) as status:
        telling = replace(
            plan, told=lambda what: status.update(f"{place.kind}: {what}")
        )
        for benchmark in chosen:
            yield from benchmark.measure(place, telling)
