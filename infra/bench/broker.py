"""Which broker carries what is measured? The one that was named, or a private one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from infra.bench.places import Place
from infra.rabbitmq.keeper import kept_place
from infra.rabbitmq.node import Node
from infra.rabbitmq.programs import find_programs


@contextmanager
def broker(place: Place) -> Iterator[str | None]:
    """The URL of a broker; None where no RabbitMQ was named and none is installed."""
    if place.broker or find_programs() is None:
        yield place.broker
        return
    with kept_place() as home:
        node = Node(home)
        node.start()
        yield node.url
