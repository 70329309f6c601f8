"""What does a ticket cost over HTTP, with everything that it sets off?

A ticket is created when its clock is readable and its story told by audit: a round ends
when that is so of the last one. Beside it, a web application that keeps one row.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.bench.places import Place
from infra.bench.results import Compared, Result, Waited, waited
from infra.bench.rounds import Plan
from infra.bench.web import Client, NotThere, clients, served, together

CLIENTS = (1, 4)
_TARGET = 0.25
_BENCHMARK = "tickets"
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
    """Create tickets on the embedded platform, by one client and by four."""
    data = Path(place.fresh("platform").removeprefix("sqlite:///")).with_suffix("")
    file = place.fresh("one_insert").removeprefix("sqlite:///")
    ours = served("infra.embedded", "--empty", "--port=0", f"--data={data}")
    with ours as url, served("infra.bench.one_insert_app", file) as bare_url:
        token = (data / "operator.token").read_text()
        with clients(url, 1, token) as (olu,):
            desk = Desk(olu)
        for count in CLIENTS:
            with (
                clients(url, count, token) as each,
                clients(bare_url, count) as each_bare,
            ):
                yield _rates(place, plan, desk, each, each_bare)
                yield from _waits(place, plan, desk, each)


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
            pass
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
            time.sleep(0.002)


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
        target=_TARGET,
    )


def _waits(
    place: Place, plan: Plan, desk: Desk, each: Sequence[Client]
) -> Iterator[Waited]:
    answered: list[float] = []
    readable: list[float] = []

    def create(client: Client) -> None:
        begun = time.perf_counter()
        path = desk.create(client)
        answered.append(time.perf_counter() - begun)
        desk.await_clock(client, path)
        readable.append(time.perf_counter() - begun)

    work = f"create a ticket over HTTP, {_many(each)}"
    plan.told(f"{work}: waiting times")
    together(each, plan.seconds * plan.rounds, create)
    for what, waits in (("answered", answered), ("its clock readable", readable)):
        yield waited(_BENCHMARK, place.kind, f"{work}: {what}", waits)


def _many(each: Sequence[Client]) -> str:
    return f"{len(each)} client{'s' if len(each) > 1 else ''}"
