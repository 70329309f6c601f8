"""Which broker is at a URL? RabbitMQ; without one, the process carries for itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from shared.carried import Broker
from shared.in_memory import InMemory
from shared.rabbitmq.broker import RabbitMQ


def broker_at(url: str | None) -> Broker:
    """The broker to use; ValueError where a URL means none that we know."""
    if not url:
        return InMemory()
    schemes = {urlsplit(place).scheme for place in url.split(";")}
    if not schemes <= {"amqp", "amqps"}:
        raise ValueError("the URL of a broker begins with amqp:// or amqps://")
    return RabbitMQ(url)
