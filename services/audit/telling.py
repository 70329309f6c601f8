"""In which order is a story told? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID


class Told(Protocol):
    """What the order of a story depends on."""

    @property
    def service(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def event_id(self) -> UUID: ...
    @property
    def causation_id(self) -> UUID | None: ...
    @property
    def recorded_at(self) -> datetime: ...


class Place(NamedTuple):
    """Where an event stands in a story: sorts as the story is told."""

    at: datetime
    depth: int
    service: str
    position: int


def places(events: Iterable[Told]) -> dict[UUID, Place]:
    """The place of every event: by time, but never before what caused it.

    Clocks of two machines may differ, so that an effect seems older than its cause.
    """
    by_id = {event.event_id: event for event in events}
    found: dict[UUID, Place] = {}
    for event in by_id.values():
        chain = [event]
        while (cause := chain[-1].causation_id) in by_id and cause not in found:
            chain.append(by_id[cause])
        for link in reversed(chain):
            before = found.get(link.causation_id) if link.causation_id else None
            found[link.event_id] = Place(
                max(link.recorded_at, before.at) if before else link.recorded_at,
                before.depth + 1 if before else 0,
                link.service,
                link.position,
            )
    return found
