"""Is RabbitMQ used where a URL says so, and nothing where none does?"""

from __future__ import annotations

import pytest

from shared.broker import broker_at
from shared.in_memory import InMemory
from shared.rabbitmq.broker import RabbitMQ


@pytest.mark.parametrize("nothing", [None, ""])
def test_where_no_url_is_given_nothing_leaves_the_process(nothing: str | None) -> None:
    assert isinstance(broker_at(nothing), InMemory)


@pytest.mark.parametrize("url", ["amqp://one", "amqps://one", "amqp://one;amqp://two"])
def test_at_a_url_there_is_rabbitmq(url: str) -> None:
    assert isinstance(broker_at(url), RabbitMQ)


@pytest.mark.parametrize("url", ["redis://one", "one:5672", "amqp://one;http://two"])
def test_a_url_of_something_else_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="begins with amqp://"):
        broker_at(url)
