"""How does the platform speak to RabbitMQ, or to the transport that stands for it?

One topic exchange, routed by event type; one durable queue for each service that
listens. Messages carry the envelope with its body.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kombu.connection import Connection
from kombu.entity import Exchange, Queue, binding
from kombu.exceptions import OperationalError
from kombu.message import Message
from kombu.messaging import Producer

from contracts.envelope import Recorded, from_wire
from contracts.refusals import Unavailable, Unreadable
from shared import transport
from shared.relay import BATCH

EXCHANGE = Exchange("caretaker.events", type="topic", durable=True)
IN_MEMORY = f"{transport.SCHEME}://"

_GONE = (OperationalError, OSError)
_log = logging.getLogger(__name__)


class Sender:
    """Takes a service's events to the exchange; keeps one connection while it works."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._producer: Producer | None = None

    def publish(self, events: Sequence[Recorded]) -> None:
        """Send events; Unavailable where the broker does not take them."""
        try:
            if self._producer is None:
                connection = Connection(self._url)
                self._producer = Producer(connection.channel(), exchange=EXCHANGE)
                self._producer.declare()
            for event in events:
                self._producer.publish(
                    json.dumps(event.to_wire()),
                    routing_key=event.type,
                    content_type="application/json",
                    content_encoding="utf-8",
                    delivery_mode="persistent",
                )
        except _GONE as error:
            # After any failure nobody knows what the connection still holds.
            self._producer = None
            raise Unavailable(f"the broker does not answer: {error}") from error


class Listener:
    """Brings a service the events of its sources, in batches, from its own queue."""

    def __init__(self, url: str, service: str, sources: Sequence[str]) -> None:
        self._url = url
        self._queue = Queue(
            f"caretaker.{service}",
            exchange=EXCHANGE,
            bindings=[_binding(source) for source in sources],
            durable=True,
        )

    @contextmanager
    def listening(self) -> Iterator[Callable[[float], list[Message]]]:
        """A function that waits some seconds for a batch, empty if none came."""
        arrived: list[Message] = []
        with (
            Connection(self._url) as connection,
            connection.Consumer(
                [self._queue],
                callbacks=[lambda _body, message: arrived.append(message)],
                prefetch_count=BATCH,
            ),
        ):

            def batch(patience: float) -> list[Message]:
                arrived.clear()
                try:
                    connection.drain_events(timeout=patience)
                    while len(arrived) < BATCH:
                        connection.drain_events(timeout=0.001)
                except TimeoutError:
                    pass
                return list(arrived)

            yield batch


def events_of(messages: Sequence[Message]) -> list[Recorded]:
    """The events in a batch; what is no envelope is logged, its log heals by pull."""
    events = []
    for message in messages:
        try:
            events.append(from_wire(json.loads(message.body)))
        except (Unreadable, ValueError) as error:
            _log.error("dropped a message that is no event: %s", error)
    return events


def _binding(source: str) -> Any:
    return binding(exchange=EXCHANGE, routing_key=f"{source}.#")
