"""Which brokers do these tests talk to? Directly, or by way of a proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.rabbitmq.node import Node
from infra.rabbitmq.proxy import Proxy, proxy_to
from shared.rabbitmq.broker import RabbitMQ
from tests.support.carrier import Carrier


@pytest.fixture
def proxy(rabbitmq: Node) -> Iterator[Proxy]:
    with proxy_to(rabbitmq.port) as proxy:
        yield proxy


@pytest.fixture
def carrier(rabbitmq: Node) -> Iterator[Carrier]:
    """Straight to the broker, where the weather listens to the garden."""
    carrier = Carrier(RabbitMQ(rabbitmq.url))
    carrier.listen("weather", ["garden"])
    yield carrier
    carrier.sender.close()
    carrier.close()
