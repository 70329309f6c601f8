"""Do events find those who listen in one process, and wait for them there?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from kombu.connection import Connection
from kombu.messaging import Producer
from kombu.transport import memory

from shared import transport
from shared.in_memory import EXCHANGE, URL, InMemory
from shared.relay import BATCH
from tests.support.carrier import Carrier
from tests.support.cast import ASHGROVE
from tests.support.chains import chain, positions
from tests.support.databases import Databases
from tests.support.listening import assert_heard, plant, water
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import BED, RecordFrost
from tests.support.town import Town


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    """The transport keeps its queues as long as the process lives."""
    yield
    memory.Channel.queues.clear()
    transport.Transport.global_state.clear()


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    """Where the weather listens to the garden: whoever listened once has a queue."""
    carrier = Carrier(InMemory(), patience=0)
    carrier.listen("weather", ["garden"])
    yield carrier
    carrier.close()


def test_services_hear_each_other_over_the_transport(
    sqlite: Databases, carrier: Carrier
) -> None:
    town = Town((GARDEN, WEATHER), sqlite, carrier)
    plant(town, waterings=2)
    town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    town.settle(beacon=False)
    assert_heard(town, 4)
    assert told(town.databases["garden"]) == [("weather", 1), ("weather", 2)]
    water(town)
    town.settle(beacon=False)
    assert_heard(town, 5)
    town.close()


def test_an_event_arrives_as_it_left(carrier: Carrier) -> None:
    carrier.publish(chain(3))
    assert carrier.take("weather") == chain(3)
    assert carrier.take("weather") == []


def test_each_service_has_its_own_copy_of_what_it_listens_for(
    carrier: Carrier,
) -> None:
    carrier.listen("shed", ["weather", "garden"])
    carrier.listen("garden", ["weather"])
    carrier.publish(chain(2))
    assert positions(carrier.take("weather")) == [1, 2]
    assert positions(carrier.take("shed")) == [1, 2]
    assert carrier.take("garden") == []


def test_what_is_published_while_nobody_is_there_waits(carrier: Carrier) -> None:
    carrier.drop("weather")
    carrier.publish(chain(2))
    assert positions(carrier.take("weather")) == [1, 2]


def test_who_overhears_gets_a_copy_and_misses_what_came_before(
    carrier: Carrier,
) -> None:
    first, second = chain(2)
    carrier.publish([first])
    with carrier.broker.overhearing(["garden"]) as batch:
        carrier.publish([second])
        brought = batch(1)
        brought.acknowledge()
        assert brought.events == [second]
    assert carrier.take("weather") == [first, second]


def test_a_batch_has_no_more_than_is_applied_in_one_transaction(
    carrier: Carrier,
) -> None:
    carrier.publish(chain(BATCH + 5))
    batch = carrier._batch("weather")
    sizes = []
    while (brought := batch(0)).events:
        sizes.append(len(brought.events))
        brought.acknowledge()
    assert sizes == [BATCH, 5]


def test_who_listens_is_woken_as_soon_as_something_is_put(carrier: Carrier) -> None:
    with ThreadPoolExecutor(1) as pool:
        brought = pool.submit(carrier._batch("weather"), 600.0)
        until_somebody_waits(brought)
        carrier.publish(chain(1))
        assert positions(brought.result(60).events) == [1]


def somebody_waits() -> bool:
    return bool(vars(transport._changed)["_waiters"])


def until_somebody_waits(brought: Future[Any]) -> None:
    while not somebody_waits():
        assert not brought.done(), brought.result()


def test_without_the_wake_who_listens_sleeps_on(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport.Channel, "_put", memory.Channel._put)
    with ThreadPoolExecutor(1) as pool:
        brought = pool.submit(carrier._batch("weather"), 600.0)
        until_somebody_waits(brought)
        carrier.publish(chain(1))
        assert somebody_waits()
        assert not brought.done()
        with transport._changed:
            transport._changed.notify_all()
        assert positions(brought.result(60).events) == [1]


def test_what_is_no_event_is_dropped_and_told(
    carrier: Carrier, caplog: pytest.LogCaptureFixture
) -> None:
    with Connection(URL) as connection:
        producer = Producer(connection.channel(), exchange=EXCHANGE)
        for body in ("no json", "[]", '{"service": "garden"}'):
            producer.publish(body, routing_key="garden.x", content_type="text/plain")
    carrier.publish(chain(1))
    assert positions(carrier.take("weather")) == [1]
    assert caplog.text.count("dropped a message that is no event") == 3
