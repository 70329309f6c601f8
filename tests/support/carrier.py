"""How does a town of the tests use a broker of the platform, step by step?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared.carried import Batch, Broker


class Carrier:
    """Publishes and takes through a broker; who reads keeps a connection.

    `before_acknowledging` may end a reader while it holds what it was brought.
    """

    def __init__(self, broker: Broker, patience: float = 0.2) -> None:
        self.broker = broker
        self.sender = broker.sender()
        self.before_acknowledging: Callable[[list[Recorded]], None] = lambda _: None
        self._patience = patience
        self._sources: dict[str, Sequence[str]] = {}
        self._batches: dict[str, Batch] = {}
        self._open: dict[str, ExitStack] = {}

    def listen(self, service: str, sources: Sequence[str]) -> None:
        self._sources[service] = sources
        self.take(service)

    def publish(self, events: Sequence[Recorded]) -> None:
        self.sender.publish(events)

    def take(self, service: str) -> list[Recorded]:
        """What waits for a service; nothing while there is no broker."""
        taken: list[Recorded] = []
        try:
            batch = self._batch(service)
            while (brought := batch(self._patience)).events or brought.again:
                self.before_acknowledging(brought.events + brought.again)
                brought.acknowledge()
                taken += brought.events + brought.again
        except Unavailable:
            self.drop(service)
        return taken

    def drop(self, service: str) -> None:
        """End a reader's connection; what it holds is brought again."""
        self._batches.pop(service, None)
        if service in self._open:
            try:
                self._open.pop(service).__exit__(Unavailable, Unavailable(), None)
            except Unavailable:
                return

    def close(self) -> None:
        for service in list(self._open):
            self.drop(service)

    def _batch(self, service: str) -> Batch:
        if service not in self._batches:
            stack = ExitStack()
            reading = self.broker.listening(service, self._sources[service])
            self._batches[service] = stack.enter_context(reading)
            self._open[service] = stack
        return self._batches[service]
