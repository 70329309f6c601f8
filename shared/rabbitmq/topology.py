"""Which exchange and queues are there at RabbitMQ? Legal from 3.10 to 4.3 alike.

Everything is said by whoever uses it, and nothing by policies: a broker that was wiped
or replaced has it again as soon as somebody connects.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from kombu.transport.pyamqp import Channel

EXCHANGE = "caretaker.events"

DELIVERY_LIMIT = 20
"""How often a message is brought to readers that do not come to an end with it.

The default of 4.x, said because 3.x has none. Nothing is lost by it: the log has it.
"""

LONGEST_QUEUE = 100_000
"""Events that wait for a service that is down; beyond, pulling is the quicker way."""

LONGEST_HINTS = 1_000

_QUORUM = {
    "x-queue-type": "quorum",
    "x-delivery-limit": DELIVERY_LIMIT,
    "x-max-length": LONGEST_QUEUE,
    "x-overflow": "drop-head",
}
_HINTS = {"x-queue-type": "classic", "x-max-length": LONGEST_HINTS}


def declare_exchange(channel: Channel) -> None:
    """Have the exchange that all events go through."""
    channel.exchange_declare(EXCHANGE, "topic", durable=True, auto_delete=False)


def declare_queue(channel: Channel, service: str, sources: Sequence[str]) -> str:
    """Have the queue of a service: on the disks of a majority; its name."""
    name = queue_of(service)
    channel.queue_declare(name, durable=True, auto_delete=False, arguments=_QUORUM)
    _bind(channel, name, sources)
    return name


def declare_hints(channel: Channel, sources: Sequence[str]) -> str:
    """Have a queue that ends with this connection; its name."""
    name = f"caretaker.hints.{uuid4()}"
    channel.queue_declare(name, exclusive=True, auto_delete=True, arguments=_HINTS)
    _bind(channel, name, sources)
    return name


def queue_of(service: str) -> str:
    """The name of the queue that a service reads."""
    return f"caretaker.{service}"


def _bind(channel: Channel, queue: str, sources: Sequence[str]) -> None:
    declare_exchange(channel)
    for source in sources:
        channel.queue_bind(queue, EXCHANGE, f"{source}.#")
