"""Does every event come until it is acknowledged, and who reads notice who is gone?"""

from __future__ import annotations

import pytest

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from infra.rabbitmq.node import Node
from infra.rabbitmq.proxy import Proxy
from shared.carried import Brought
from shared.rabbitmq import receiving, topology
from shared.rabbitmq.broker import RabbitMQ
from shared.rabbitmq.topology import EXCHANGE, queue_of
from shared.relay import BATCH
from tests.support.carrier import Carrier
from tests.support.chains import chain, positions
from tests.support.faults import PlugPulled
from tests.support.rabbitmq import channel_to, waiting

PATIENCE = 5.0


def pull_the_plug(_: list[Recorded]) -> None:
    raise PlugPulled


def die_reading(carrier: Carrier) -> None:
    """Be brought what waits, and end before it is acknowledged."""
    carrier.before_acknowledging = pull_the_plug
    with pytest.raises(PlugPulled):
        carrier.take("weather")
    carrier.drop("weather")
    carrier.before_acknowledging = lambda _: None


def batch_of(carrier: Carrier) -> Brought:
    return carrier._batch("weather")(PATIENCE)


def test_a_batch_has_no_more_than_is_applied_in_one_transaction(
    carrier: Carrier,
) -> None:
    events = chain(BATCH + 5)
    carrier.publish(events[:BATCH])
    carrier.publish(events[BATCH:])
    brought: list[Recorded] = []
    while len(brought) < len(events):
        batch = batch_of(carrier)
        assert len(batch.events) <= BATCH
        batch.acknowledge()
        brought += batch.events
    assert brought == events


def test_what_was_not_acknowledged_is_brought_again(
    carrier: Carrier, rabbitmq: Node
) -> None:
    carrier.publish(chain(3))
    die_reading(carrier)
    assert positions(carrier.take("weather")) == [1, 2, 3]
    carrier.drop("weather")
    assert waiting(rabbitmq, "weather") == 0


def test_what_ends_its_readers_time_and_again_is_told_apart(carrier: Carrier) -> None:
    carrier.publish(chain(1))
    for _ in range(receiving.SUSPECT_AFTER):
        die_reading(carrier)
    carrier.publish(chain(2)[1:])
    batch = batch_of(carrier)
    assert positions(batch.again) == [1]
    batch.acknowledge()


def test_who_reads_a_queue_that_is_deleted_is_told(
    carrier: Carrier, rabbitmq: Node
) -> None:
    batch_of_weather = carrier._batch("weather")
    with channel_to(rabbitmq) as channel:
        channel.queue_delete(queue_of("weather"))
    with pytest.raises(Unavailable):
        batch_of_weather(PATIENCE)
    carrier.drop("weather")
    carrier.listen("weather", ["garden"])
    carrier.publish(chain(1))
    assert positions(carrier.take("weather")) == [1]


def test_a_connection_that_is_cut_is_noticed_and_the_rest_comes_again(
    proxy: Proxy, carrier: Carrier
) -> None:
    carrier.drop("weather")
    with RabbitMQ(proxy.url()).listening("weather", ["garden"]) as batch:
        carrier.publish(chain(2))
        assert positions(batch(PATIENCE).events) == [1, 2]
        proxy.cut()
        with pytest.raises(Unavailable):
            batch(PATIENCE)
    assert positions(carrier.take("weather")) == [1, 2]


def read_for_ever(proxy: Proxy) -> None:
    with RabbitMQ(proxy.url()).listening("weather", ["garden"]) as batch:
        proxy.half_open()
        while True:
            batch(0.1)


def test_a_reader_that_is_half_cut_off_notices_by_the_heartbeat(
    proxy: Proxy, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.rabbitmq.connecting.HEARTBEAT_SECONDS", 1)
    with pytest.raises(Unavailable):
        read_for_ever(proxy)


def test_what_is_no_event_is_dropped_and_told(
    carrier: Carrier, rabbitmq: Node, caplog: pytest.LogCaptureFixture
) -> None:
    with channel_to(rabbitmq) as channel:
        message = channel.prepare_message("no json", content_encoding="utf-8")
        channel.basic_publish(message, EXCHANGE, "garden.x")
    carrier.publish(chain(1))
    assert positions(carrier.take("weather")) == [1]
    assert "dropped a message that is no event" in caplog.text


def test_beyond_the_delivery_limit_the_broker_drops_what_waits(
    carrier: Carrier, rabbitmq: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(topology._QUORUM, "x-delivery-limit", 2)
    carrier.drop("weather")
    with channel_to(rabbitmq) as channel:
        channel.queue_delete(queue_of("weather"))
    carrier.listen("weather", ["garden"])
    carrier.publish(chain(3))
    for _ in range(3):
        die_reading(carrier)
    assert carrier.take("weather") == []
