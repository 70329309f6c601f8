"""How does RabbitMQ bring events? In batches, acknowledged when all is committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from kombu.transport.pyamqp import Channel, Connection

from shared.carried import Batch, Brought, read
from shared.rabbitmq.connecting import GONE, answering, connect
from shared.relay import BATCH

SUSPECT_AFTER = 3
"""So many readers that came to no end with a message are no accident any more."""


@contextmanager
def consuming(url: str, declare: Callable[[Channel], str]) -> Iterator[Batch]:
    """A connection of its own that reads one queue, until the block ends.

    It ends without a word: what is not acknowledged is brought to somebody else.
    """
    connection = connect(url)
    try:
        with answering():
            reader = Reader(connection, declare)
        yield reader.batch
        with suppress(*GONE):
            connection.close()
    finally:
        connection.collect()


class Reader:
    """Reads one queue, a batch at a time."""

    def __init__(
        self, connection: Connection, declare: Callable[[Channel], str]
    ) -> None:
        self._connection = connection
        self._channel: Channel = connection.channel()
        self._arrived: list[Any] = []
        queue = declare(self._channel)
        self._channel.basic_qos(0, BATCH, a_global=False)
        self._channel.basic_consume(queue, callback=self._arrived.append)

    def batch(self, patience: float) -> Brought:
        """What comes within so many seconds, and all that is there by then."""
        self._arrived.clear()
        with answering():
            with suppress(TimeoutError):
                self._connection.drain_events(timeout=patience)
                while len(self._arrived) < BATCH:
                    self._connection.drain_events(timeout=0.001)
            self._connection.heartbeat_tick()
        again = [m for m in self._arrived if deliveries(m) >= SUSPECT_AFTER]
        first = [m for m in self._arrived if deliveries(m) < SUSPECT_AFTER]
        return Brought(
            read(m.body for m in first),
            read(m.body for m in again),
            self._acknowledge,
        )

    def _acknowledge(self) -> None:
        if self._arrived:
            with answering():
                tag = self._arrived[-1].delivery_tag
                # All that was brought before it is in this batch or acknowledged.
                self._channel.basic_ack(tag, multiple=True)


def deliveries(message: Any) -> int:
    """How often a message was brought before to somebody who did not acknowledge."""
    headers = message.properties.get("application_headers") or {}
    return int(headers.get("x-delivery-count", 0))
