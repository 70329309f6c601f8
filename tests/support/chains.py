"""What does a stretch of a log look like? Events that are chained as they must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from contracts.envelope import Recorded
from shared.chain import GENESIS, digest, link, microseconds
from tests.support.cast import ASHGROVE
from tests.support.sample_messages import BED
from tests.support.scenario import at

_FIRST = at("mon 09:00")


def chain(
    length: int,
    *,
    after: Recorded | None = None,
    branch: str = "",
    epoch: int = 1,
    school: UUID = ASHGROVE,
) -> list[Recorded]:
    """Events of the garden that follow one another; branches differ in their bodies."""
    events: list[Recorded] = []
    for _ in range(length):
        after = _next(after, branch, epoch, school)
        events.append(after)
    return events


def linked(event: Recorded, previous: bytes) -> Recorded:
    """The event with the hashes that it has after another one."""
    hashed = link(
        previous,
        event.position,
        microseconds(event.recorded_at),
        event.epoch,
        digest(event.service, event.school, event),
    )
    return event._replace(hash=hashed, previous_hash=previous)


def positions(events: Sequence[Recorded]) -> list[int]:
    return [event.position for event in events]


def _next(after: Recorded | None, branch: str, epoch: int, school: UUID) -> Recorded:
    position = after.position + 1 if after else 1
    moment = _FIRST + timedelta(seconds=position)
    name = f"{branch}{position}"
    event = Recorded(
        service="garden",
        school=school,
        position=position,
        epoch=epoch,
        event_id=uuid5(school, name),
        type="garden.bed_watered",
        version=1,
        stream=f"bed-{BED}",
        stream_version=position,
        happened_at=moment,
        recorded_at=moment,
        actor="operator:1",
        on_behalf_of=None,
        correlation_id=uuid5(school, "correlation"),
        causation_id=None,
        body=f'{{"bed_id":"{BED}","branch":"{branch}","litres":{position}}}'.encode(),
        hash=b"",
        previous_hash=b"",
    )
    return linked(event, after.hash if after else GENESIS)
