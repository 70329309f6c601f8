"""What does it cost to read a log and check it, beside fetching its rows?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from infra.bench import meter
from infra.bench.append import COLUMNS, EVENTS
from infra.bench.bare import Row, bare
from infra.bench.places import Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, repeated
from shared.application import Application
from shared.chain import GENESIS, first_break
from shared.reading import read_event
from shared.store import PAGE

_TARGET = 0.5
_BODY = COLUMNS.index("body")
_BATCH = 200


def page(place: Place, plan: Plan) -> Iterator[Compared]:
    """Read a page of a log, check its chain and make its events again."""
    with meter.opened(place) as (application, url):
        fill(application, PAGE)

        def decoded() -> int:
            events = application.feed(meter.SCHOOL, 0, PAGE)
            broken = first_break(events, GENESIS, 0)
            assert broken is None, broken
            return len([read_event(event) for event in events])

        with bare(place, url, COLUMNS, "events") as program:

            def fetched() -> int:
                rows = program.rows(EVENTS)
                return len([json.loads(bytes(row[_BODY])) for row in rows])

            work = f"read, check and decode a page of {PAGE:,}"
            rates = plan.compare(work, repeated(fetched), repeated(decoded))
    yield Compared(
        benchmark="page",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET,
    )


def verify(place: Place, plan: Plan) -> Iterator[Compared]:
    """Check every hash of a school's log from its stored bytes."""
    size = 10 * PAGE // plan.size
    with meter.opened(place) as (application, url):
        fill(application, size)

        def verified() -> int:
            position, previous = 0, GENESIS
            while events := application.feed(meter.SCHOOL, position, PAGE):
                broken = first_break(events, previous, position)
                assert broken is None, broken
                position, previous = events[-1].position, events[-1].hash
            return position

        with bare(place, url, COLUMNS, "events") as program:

            def hashed() -> int:
                return len([_hash(row) for row in program.rows(EVENTS)])

            work = f"verify a log of {size:,}"
            rates = plan.compare(work, repeated(hashed), repeated(verified))
    yield Compared(
        benchmark="verify",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET,
    )


def fill(application: Application, size: int) -> None:
    """Write a log of that size, in batches."""
    for _ in range(0, size, _BATCH):
        meter.read(application, litres=tuple(range(_BATCH)))


def _hash(row: Row) -> bytes:
    """SHA-256 over what stands in a row, as a program would that only hashes."""
    values = [bytes(v) if isinstance(v, memoryview) else v for v in row]
    parts = [v if isinstance(v, bytes) else str(v).encode() for v in values]
    return sha256(b"".join(parts)).digest()
