"""What may a broker do to messages? Lose, repeat, shuffle and keep them, or be off."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol

from contracts.envelope import Recorded, from_wire
from contracts.refusals import Unavailable


class Broker(Protocol):
    """Whatever takes events from relays, and brings each service those it hears."""

    def listen(self, service: str, sources: Sequence[str]) -> None: ...

    def publish(self, events: Sequence[Recorded]) -> None: ...

    def take(self, service: str) -> list[Recorded]: ...


class UnrulyBroker:
    """A queue for each listening service, and switches for all that can go wrong.

    `off`: it takes nothing. `loses`: which messages it takes and forgets. `copies`: how
    often it brings each one. `shuffles`: in what order. `holds`: it brings nothing yet.
    """

    def __init__(self) -> None:
        self.off = False
        self.loses: Callable[[Recorded], bool] = lambda _: False
        self.copies = 1
        self.shuffles: Random | None = None
        self.holds = False
        self.taken: list[Recorded] = []
        self._sources: dict[str, Sequence[str]] = {}
        self._queues: dict[str, list[str]] = {}

    def listen(self, service: str, sources: Sequence[str]) -> None:
        self._sources[service] = sources
        self._queues.setdefault(service, [])

    def publish(self, events: Sequence[Recorded]) -> None:
        if self.off:
            raise Unavailable("the broker is off")
        self.taken.extend(events)
        for event in events:
            for service, sources in self._sources.items():
                if event.service in sources and not self.loses(event):
                    message = json.dumps(event.to_wire())
                    self._queues[service].extend([message] * self.copies)

    def take(self, service: str) -> list[Recorded]:
        """What waits for a service, as it would come over the wire."""
        if self.off or self.holds:
            return []
        queue, self._queues[service] = self._queues[service], []
        if self.shuffles:
            self.shuffles.shuffle(queue)
        return [from_wire(json.loads(message)) for message in queue]

    def wipe(self) -> None:
        """Lose every message that waits, as a broker that is replaced does."""
        for queue in self._queues.values():
            queue.clear()
