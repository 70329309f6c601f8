"""What does it cost to hear others, beside a program that keeps the same rows?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from contracts.envelope import Recorded
from infra.bench import meter
from infra.bench.bare import Row, bare
from infra.bench.places import Place
from infra.bench.read import fill
from infra.bench.results import Compared
from infra.bench.rounds import Plan, fed
from services.audit.rooms import ROOMS
from services.audit.tables import story
from shared.chain import digest, link, microseconds
from shared.checkpoints import read
from shared.link import LocalLink
from shared.subscription import BATCH, Subscription

AUDIT = replace(ROOMS, hears=(meter.ROOMS.name,))
_TARGET = 0.5
KEPT = tuple(column.name for column in story.columns)


class EndlessLog:
    """A log that goes on for ever, made of the events of a real one."""

    def __init__(self, events: list[Recorded]) -> None:
        self._events = events
        self.last = events[-1]

    def more(self) -> list[Recorded]:
        """As many events again, chained to those before them."""
        return [self._next(event) for event in self._events]

    def _next(self, like: Recorded) -> Recorded:
        event = like._replace(
            position=self.last.position + 1,
            event_id=uuid4(),
            previous_hash=self.last.hash,
        )
        hashed = link(
            event.previous_hash,
            event.position,
            microseconds(event.recorded_at),
            event.epoch,
            digest(event.service, event.school, event),
        )
        self.last = event._replace(hash=hashed)
        return self.last


class EndlessRows:
    """Rows like those of another table, with a key that was not there before."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._position = len(rows)

    def more(self) -> list[Row]:
        """As many rows again."""
        begun = self._position
        self._position += len(self._rows)
        return [
            (*row[:2], begun + place, *row[3:])
            for place, row in enumerate(self._rows, start=1)
        ]


def consume(place: Place, plan: Plan) -> Iterator[Compared]:
    """Hear a log in batches, as audit does: each event once, in order, checked."""
    with (
        meter.opened(place) as (source, _),
        meter.opened(place, AUDIT) as (audit, url),
        bare(place, url, KEPT, story.name) as program,
    ):
        fill(source, BATCH)
        events = source.feed(meter.SCHOOL, 0, BATCH)
        subscription = Subscription(audit, LocalLink())

        def receive(batch: list[Recorded]) -> int:
            subscription.receive(batch)
            return len(batch)

        receive(events)
        rows = EndlessRows(program.rows(f"select {', '.join(KEPT)} from story"))
        work = f"hear and keep, {BATCH} events at once"
        log = EndlessLog(events)
        rates = plan.compare(
            work, fed(rows.more, program.upsert), fed(log.more, receive)
        )
        heard = audit.read(read, source.name, meter.SCHOOL, school=meter.SCHOOL)
        assert heard.position == log.last.position, "every event counts"
    yield Compared(
        benchmark="consume",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET,
    )
