"""What does a ticket cost over HTTP, with everything that it sets off?

A ticket is created when its clock is readable and its story told by audit: a round ends
when that is so of the last one. Beside it, a web application that keeps one row.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from infra.bench.broker import broker
from infra.bench.places import POSTGRESQL, SQLITE, Place
from infra.bench.results import Compared, Result, Waited, waited
from infra.bench.rounds import Plan
from infra.bench.site import site
from infra.bench.web import Client, NotThere, clients, offered, served, together

CLIENTS = (1, 4)
RATES = (2, 5, 10)
"""Tickets that are offered in a second, however long each takes."""

_PLENTY = 32
"""So many clients offer them."""

_TARGET = {SQLITE: 0.25, POSTGRESQL: 0.2}
_BENCHMARK = "tickets"
_A_MOMENT = 0.002
_SOURCES = {"intake", "sla"}
_REQUEST = {
    "subject": "Projector in Year 4 stays dark",
    "description": "It worked on Friday. The light on it is red.",
    "requester": {"name": "Priya", "email": "priya@ashgrove.example"},
    "channel": "phone",
    "impact": "medium",
    "urgency": "high",
}


def tickets(place: Place, plan: Plan) -> Iterator[Result]:
    """Create tickets, by one client and by four, then at rates that are fixed.

    On SQLite on the embedded platform; on PostgreSQL events travel over RabbitMQ.
    """
    at = site(place)
    bare_database = place.plain(place.fresh("one_insert"))
    with ExitStack() as stack:
        environment = dict(at.environment)
        if place.server is not None:
            url = stack.enter_context(broker(place))
            if url is None:
                return
            environment["CARETAKER_BROKER_URL"] = url
        ours = served(
            "infra.embedded",
            *("--empty", "--port=0", f"--data={at.data}"),
            environment=environment,
        )
        url = stack.enter_context(ours)
        bare_url = stack.enter_context(
            served("infra.bench.one_insert_app", bare_database)
        )
        token = (at.data / "operator.token").read_text()
        with clients(url, 1, token) as (olu,):
            desk = Desk(olu)
        for count in CLIENTS:
            with (
                clients(url, count, token) as each,
                clients(bare_url, count) as each_bare,
            ):
                yield _rates(place, plan, desk, each, each_bare)
        with clients(url, _PLENTY, token) as each:
            for rate in RATES:
                yield from _waits(place, plan, desk, each, rate)


class Desk:
    """One school at the desk of a platform, to create tickets for."""

    def __init__(self, client: Client) -> None:
        school = client.ask("POST", "/api/v1/schools", {"name": "Ashgrove Primary"})
        self._path = f"/api/v1/schools/{school['school_id']}/tickets"

    def create(self, client: Client) -> str:
        """Create a ticket; the path it is read at."""
        ticket = client.ask("POST", self._path, _REQUEST)
        return f"/api/v1/tickets/{ticket['ticket_id']}"

    def await_clock(self, client: Client, path: str) -> dict[str, Any]:
        """The ticket, once its clock is readable."""
        while not (ticket := client.ask("GET", path))["sla"]:
            time.sleep(_A_MOMENT)
        return ticket

    def await_story(self, client: Client, path: str) -> None:
        """Return once audit tells what a ticket set off in every service."""
        ticket = self.await_clock(client, path)
        story = f"/api/v1/stories/{ticket['correlation_id']}"
        while True:
            with suppress(NotThere):
                lines = client.ask("GET", story)["lines"]
                if {line["service"] for line in lines} >= _SOURCES:
                    return
            time.sleep(_A_MOMENT)


def _rates(
    place: Place,
    plan: Plan,
    desk: Desk,
    each: Sequence[Client],
    each_bare: Sequence[Client],
) -> Compared:
    def bare(seconds: float) -> float:
        begun = time.perf_counter()
        kept = together(
            each_bare, seconds, lambda one: one.ask("POST", "/tickets", _REQUEST)
        )
        return kept / (time.perf_counter() - begun)

    def ours(seconds: float) -> float:
        begun, last = time.perf_counter(), {}

        def create(client: Client) -> None:
            last[client] = desk.create(client)

        created = together(each, seconds, create)
        for client, path in last.items():
            desk.await_story(client, path)
        return created / (time.perf_counter() - begun)

    work = f"create tickets over HTTP, {_many(each)}"
    rates = plan.compare(work, bare, ours)
    return Compared(
        benchmark=_BENCHMARK,
        database=place.kind,
        work=work,
        unit="tickets/s",
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET[place.kind],
    )


def _waits(
    place: Place, plan: Plan, desk: Desk, each: Sequence[Client], rate: int
) -> Iterator[Waited]:
    def create(client: Client, due: float) -> tuple[float, float, float]:
        path = desk.create(client)
        answered = time.perf_counter() - due
        desk.await_clock(client, path)
        counted = time.perf_counter() - due
        desk.await_story(client, path)
        return answered, counted, time.perf_counter() - due

    work = f"{rate} tickets a second over HTTP"
    plan.told(f"{work}: waiting times")
    count = max(1, round(rate * plan.seconds * plan.rounds))
    found = offered(each, rate, count, create)
    whats = ("answered", "its clock readable", "its audit lines readable")
    for what, waits in zip(whats, zip(*found, strict=True), strict=True):
        yield waited(_BENCHMARK, place.kind, f"{work}: {what}", waits)


def _many(each: Sequence[Client]) -> str:
    return f"{len(each)} client{'s' if len(each) > 1 else ''}"
