"""What does a process do that appends with the `eventsourcing` package?

Run by `infra.bench.crew` as `python -m infra.bench.peer_writer '{...}'`, with the
environment that the package reads its settings from. As with ours, a transaction is a
new stream with so many events; it knows no schools.
"""

from __future__ import annotations

import json
import sys
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from infra.bench.crew import write_when_told
from infra.bench.meter import READER, remark


class Meter(Aggregate):
    """What a meter says, as the package keeps it."""

    @event("Read")
    def __init__(self, litres: int, reader_id: UUID, remark: str) -> None:
        self.litres, self.reader_id, self.remark = litres, reader_id, remark

    @event("ReadAgain")
    def read(self, litres: int, reader_id: UUID, remark: str) -> None:
        """It was read once more."""
        self.litres, self.reader_id, self.remark = litres, reader_id, remark


def main(asked: str) -> None:
    """Append whenever the input says so, until it ends."""
    application: Application[UUID] = Application(env=json.loads(asked))

    def append(_school: UUID, events: int) -> int:
        meter = Meter(0, READER, remark())
        for litres in range(1, events):
            meter.read(litres, READER, remark())
        application.save(meter)
        return events

    write_when_told(append)


if __name__ == "__main__":
    main(sys.argv[1])
