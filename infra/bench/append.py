"""What does it cost to append, beside a program that only inserts the same rows?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from infra.bench import meter, pgbench
from infra.bench.bare import bare
from infra.bench.places import POSTGRESQL, SQLITE, Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, Rates, Side, repeated
from shared.application import Application
from shared.log_tables import events

COLUMNS = tuple(column.name for column in events.columns)
EVENTS = f"select {', '.join(COLUMNS)} from events order by position"
BATCH = 100

_ONE_TARGET = {SQLITE: 0.6, POSTGRESQL: 0.5}
_BATCH_TARGET = 0.5


def one(place: Place, plan: Plan) -> Iterator[Compared]:
    """One event in each transaction, by one writer."""
    with (
        meter.opened(place) as (application, url),
        _bare_inserts(place, url, application) as inserts,
    ):
        kinds: dict[str, Callable[[], int]] = {
            "": lambda: meter.read(application),
            ", sealed": lambda: meter.read(application, sealed=True),
            ", sealed under a new key": (
                lambda: meter.read(application, sealed=True, reader_id=uuid4())
            ),
        }
        for kind, append in kinds.items():
            work = f"append one event{kind}"
            rates = plan.compare(work, inserts, repeated(append))
            target = _ONE_TARGET[place.kind]
            yield _compared("append", place, work, rates, target)


def batches(place: Place, plan: Plan) -> Iterator[Compared]:
    """A hundred events in each transaction, by one writer."""
    litres = tuple(range(BATCH))
    work = f"append in batches of {BATCH}"
    with meter.opened(place) as (application, url):
        meter.read(application, litres=litres)
        with bare(place, url, COLUMNS, "events") as program:
            rows = program.rows(EVENTS)
            rates = plan.compare(
                work,
                repeated(lambda: program.insert_many(rows)),
                repeated(lambda: meter.read(application, litres=litres)),
            )
    yield _compared("batches", place, work, rates, _BATCH_TARGET)


@contextmanager
def _bare_inserts(place: Place, url: str, application: Application) -> Iterator[Side]:
    """One row in each transaction; on PostgreSQL by its own benchmark program."""
    meter.read(application)
    with bare(place, url, COLUMNS, "events") as program:
        row = program.rows(EVENTS)[0]
        if place.kind == POSTGRESQL:
            yield pgbench.inserts(place, url, [row], clients=1)
        else:
            yield repeated(lambda: program.insert(row))


def _compared(
    benchmark: str, place: Place, work: str, rates: Rates, target: float
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
