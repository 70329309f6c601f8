"""How does the platform speak to RabbitMQ, or to the transport that stands for it?

One topic exchange, routed by event type; one durable queue for each service that
listens. Messages carry the envelope with its body.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeAlias
from uuid import uuid4

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

Batch: TypeAlias = Callable[[float], list[Message]]
"""Waits some seconds for messages, and gives those that came."""

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

    def listening(self) -> AbstractContextManager[Batch]:
        """A function that waits some seconds for a batch, empty if none came."""
        return _consuming(self._url, self._queue)


def overhearing(url: str, sources: Sequence[str]) -> AbstractContextManager[Batch]:
    """The same from a queue of this connection alone, which ends with it.

    For hints: what is published while nobody listens is not kept.
    """
    queue = Queue(
        f"caretaker.hints.{uuid4()}",
        exchange=EXCHANGE,
        bindings=[_binding(source) for source in sources],
        durable=False,
        exclusive=True,
        auto_delete=True,
    )
    return _consuming(url, queue)


def events_of(messages: Sequence[Message]) -> list[Recorded]:
    """The events in a batch; what is no envelope is logged, its log heals by pull."""
    events = []
    for message in messages:
        try:
            events.append(from_wire(json.loads(message.body)))
        except (Unreadable, ValueError) as error:
            _log.error("dropped a message that is no event: %s", error)
    return events


@contextmanager
def _consuming(url: str, queue: Queue) -> Iterator[Batch]:
    arrived: list[Message] = []
    with (
        Connection(url) as connection,
        connection.Consumer(
            [queue],
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


def _binding(source: str) -> Any:
    return binding(exchange=EXCHANGE, routing_key=f"{source}.#")
