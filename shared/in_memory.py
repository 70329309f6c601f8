"""How do events travel between services of one process, without a server?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import uuid4

from kombu.connection import Connection
from kombu.entity import Exchange, Queue, binding
from kombu.message import Message
from kombu.messaging import Producer

from contracts.envelope import Recorded
from shared import transport
from shared.carried import Batch, Brought, read, write
from shared.relay import BATCH

URL = f"{transport.SCHEME}://"
EXCHANGE = Exchange("caretaker.events", type="topic", durable=True)


class InMemory:
    """A broker that lives and ends with the process."""

    def sender(self) -> Sender:
        return Sender()

    def listening(
        self, service: str, sources: Sequence[str]
    ) -> AbstractContextManager[Batch]:
        return _consuming(_queue(f"caretaker.{service}", sources))

    def overhearing(self, sources: Sequence[str]) -> AbstractContextManager[Batch]:
        own = _queue(
            f"caretaker.hints.{uuid4()}", sources, exclusive=True, auto_delete=True
        )
        return _consuming(own)


class Sender:
    """Puts events where the others find them."""

    def __init__(self) -> None:
        self._producer: Producer | None = None

    def publish(self, events: Sequence[Recorded]) -> None:
        if self._producer is None:
            self._producer = Producer(Connection(URL).channel(), exchange=EXCHANGE)
            self._producer.declare()
        for event in events:
            self._producer.publish(
                write(event),
                routing_key=event.topic,
                content_type="application/json",
                content_encoding="utf-8",
            )

    def beat(self) -> None:
        """Whoever is in the same process lives."""

    def close(self) -> None:
        """There is no connection to end."""


def _queue(name: str, sources: Sequence[str], **how: Any) -> Queue:
    bindings = [binding(exchange=EXCHANGE, routing_key=f"{s}.#") for s in sources]
    return Queue(name, exchange=EXCHANGE, bindings=bindings, **how)


@contextmanager
def _consuming(queue: Queue) -> Iterator[Batch]:
    arrived: list[Message] = []

    def acknowledge() -> None:
        for message in arrived:
            message.ack()

    with (
        Connection(URL) as connection,
        connection.Consumer(
            [queue],
            callbacks=[lambda _body, message: arrived.append(message)],
            prefetch_count=BATCH,
        ),
    ):

        def batch(patience: float) -> Brought:
            arrived.clear()
            try:
                connection.drain_events(timeout=patience)
                while len(arrived) < BATCH:
                    connection.drain_events(timeout=0.001)
            except TimeoutError:
                pass
            return Brought(read(m.body for m in arrived), [], acknowledge)

        yield batch
