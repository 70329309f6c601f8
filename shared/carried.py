"""What does a broker bring, and what does it want of whoever gets it?"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, TypeAlias

from contracts.envelope import Recorded, from_wire
from contracts.refusals import Unreadable
from shared.relay import Publisher

_log = logging.getLogger(__name__)


class Brought(NamedTuple):
    """A batch of events; `again`: those whose readers did not come to an end before.

    `acknowledge` when all is committed, parked or noted: what is not acknowledged
    comes again. Unavailable where that is no longer known to the broker.
    """

    events: list[Recorded]
    again: list[Recorded]
    acknowledge: Callable[[], None]


Batch: TypeAlias = Callable[[float], Brought]
"""Waits some seconds for events, and gives those that came; Unavailable: nobody is
there any more to bring any."""


class Sender(Publisher, Protocol):
    """Takes a service's events to the exchange, over a connection of its own."""

    def beat(self) -> None:
        """Show that we live, and see whether the broker does; Unavailable if not."""

    def close(self) -> None:
        """End the connection."""


class Broker(Protocol):
    """Whatever carries events between services. Unavailable where it is not there."""

    def sender(self) -> Sender: ...

    def listening(
        self, service: str, sources: Sequence[str]
    ) -> AbstractContextManager[Batch]:
        """Bring a service the events of its sources, from the queue it owns."""

    def overhearing(self, sources: Sequence[str]) -> AbstractContextManager[Batch]:
        """The same from a queue of this connection alone, which ends with it.

        For hints: what is published while nobody listens is not kept.
        """


def write(event: Recorded) -> str:
    """An event as it is sent."""
    return json.dumps(event.to_wire())


def read(bodies: Iterable[str | bytes]) -> list[Recorded]:
    """The events that were sent; what is none is logged, its log heals by pull."""
    events = []
    for body in bodies:
        try:
            events.append(from_wire(json.loads(body)))
        except (Unreadable, ValueError) as error:
            _log.error("dropped a message that is no event: %s", error)
    return events
