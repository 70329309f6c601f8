"""Is what the broker is asked to keep said by us, and the same for every version?"""

from __future__ import annotations

import pytest

from infra.rabbitmq.node import Node
from shared.carried import Broker
from shared.rabbitmq import topology
from shared.rabbitmq.broker import RabbitMQ
from tests.support.carrier import Carrier
from tests.support.chains import chain, positions
from tests.support.rabbitmq import channel_to, waiting


@pytest.fixture
def broker(rabbitmq: Node) -> Broker:
    return RabbitMQ(rabbitmq.url)


def test_a_services_queue_is_a_quorum_queue_with_its_limits(
    rabbitmq: Node, carrier: Carrier
) -> None:
    told = rabbitmq.ask("list_queues", "name", "durable", "arguments")
    (line,) = [line for line in told.splitlines() if "caretaker.weather" in line]
    assert line.split("\t")[1] == "true"
    for argument in ('"quorum"', '"x-delivery-limit",20', '"x-max-length",100000'):
        assert argument in line.replace(" ", "")


def test_what_is_declared_again_is_the_same(rabbitmq: Node, carrier: Carrier) -> None:
    carrier.publish(chain(1))
    carrier.drop("weather")
    with channel_to(rabbitmq) as channel:
        for _ in range(2):
            topology.declare_queue(channel, "weather", ["garden"])
    assert positions(carrier.take("weather")) == [1]


def test_a_queue_that_nobody_reads_keeps_the_newest(
    rabbitmq: Node, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(topology._QUORUM, "x-max-length", 2)
    with channel_to(rabbitmq) as channel:
        topology.declare_queue(channel, "sla", ["garden"])
    carrier.publish(chain(5))
    assert waiting(rabbitmq, "sla") == 2


def test_hints_end_with_whoever_overhears(broker: Broker, rabbitmq: Node) -> None:
    with broker.overhearing(["garden"]) as batch:
        batch(0.01).acknowledge()
        assert "caretaker.hints" in rabbitmq.ask("list_queues", "name")
    assert "caretaker.hints" not in rabbitmq.ask("list_queues", "name")


def test_what_is_overheard_does_not_count_as_taken_by_nobody(
    broker: Broker, carrier: Carrier
) -> None:
    first, second = chain(2)
    carrier.publish([first])
    with broker.overhearing(["garden"]) as batch:
        carrier.publish([second])
        assert batch(1.0).events == [second]
    assert positions(carrier.take("weather")) == [1, 2]
