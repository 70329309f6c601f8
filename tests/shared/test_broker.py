"""Do events find the queues of those who listen, and wait there?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from kombu.connection import Connection
from kombu.messaging import Producer
from kombu.transport import memory

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import transport
from shared.broker import (
    EXCHANGE,
    IN_MEMORY,
    Listener,
    Sender,
    events_of,
    overhearing,
)
from shared.relay import BATCH
from tests.support.cast import ASHGROVE
from tests.support.chains import chain, positions
from tests.support.databases import Databases
from tests.support.listening import assert_heard, plant, water
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import BED, RecordFrost
from tests.support.town import Town
from tests.support.unruly_broker import MemoryBroker


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    """The transport keeps its queues as long as the process lives."""
    yield
    memory.Channel.queues.clear()
    transport.Transport.global_state.clear()


@pytest.fixture
def broker() -> MemoryBroker:
    return MemoryBroker()


@pytest.fixture
def listener() -> Listener:
    """The weather's, whose queue is there: whoever listened once has one."""
    made = Listener(IN_MEMORY, "weather", ["garden"])
    with made.listening():
        pass
    return made


def take(listener: Listener) -> list[Recorded]:
    with listener.listening() as batch:
        messages = batch(0)
        for message in messages:
            message.ack()
        return events_of(messages)


def test_services_hear_each_other_over_the_transport(sqlite: Databases) -> None:
    town = Town((GARDEN, WEATHER), sqlite, MemoryBroker())
    plant(town, waterings=2)
    town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    town.settle(beacon=False)
    assert_heard(town, 4)
    assert told(town.databases["garden"]) == [("weather", 1), ("weather", 2)]
    water(town)
    town.settle(beacon=False)
    assert_heard(town, 5)
    town.close()


def test_an_event_arrives_as_it_left(broker: MemoryBroker) -> None:
    broker.listen("weather", ["garden"])
    broker.publish(chain(3))
    assert broker.take("weather") == chain(3)
    assert broker.take("weather") == []


def test_each_service_has_its_own_copy_of_what_it_listens_for(
    broker: MemoryBroker,
) -> None:
    broker.listen("weather", ["garden"])
    broker.listen("shed", ["weather", "garden"])
    broker.listen("garden", ["weather"])
    broker.publish(chain(2))
    assert positions(broker.take("weather")) == [1, 2]
    assert positions(broker.take("shed")) == [1, 2]
    assert broker.take("garden") == []


def test_what_is_published_while_nobody_is_there_waits(listener: Listener) -> None:
    Sender(IN_MEMORY).publish(chain(2))
    assert positions(take(listener)) == [1, 2]


def test_who_overhears_gets_a_copy_and_misses_what_came_before(
    broker: MemoryBroker, listener: Listener
) -> None:
    first, second = chain(2)
    broker.publish([first])
    with overhearing(IN_MEMORY, ["garden"]) as batch:
        broker.publish([second])
        messages = batch(1)
        for message in messages:
            message.ack()
        assert events_of(messages) == [second]
    assert take(listener) == [first, second]


def test_a_batch_has_no_more_than_is_applied_in_one_transaction(
    listener: Listener,
) -> None:
    Sender(IN_MEMORY).publish(chain(BATCH + 5))
    with listener.listening() as batch:
        sizes = []
        while messages := batch(0):
            sizes.append(len(messages))
            for message in messages:
                message.ack()
    assert sizes == [BATCH, 5]


def test_who_listens_is_woken_as_soon_as_something_is_put(listener: Listener) -> None:
    with ThreadPoolExecutor(1) as pool, listener.listening() as batch:
        brought = pool.submit(batch, 600.0)
        until_somebody_waits(brought)
        Sender(IN_MEMORY).publish(chain(1))
        assert positions(events_of(brought.result(60))) == [1]


def somebody_waits() -> bool:
    return bool(vars(transport._changed)["_waiters"])


def until_somebody_waits(brought: Future[Any]) -> None:
    while not somebody_waits():
        assert not brought.done(), brought.result()


def test_without_the_wake_who_listens_sleeps_on(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport.Channel, "_put", memory.Channel._put)
    with ThreadPoolExecutor(1) as pool, listener.listening() as batch:
        brought = pool.submit(batch, 600.0)
        until_somebody_waits(brought)
        Sender(IN_MEMORY).publish(chain(1))
        assert somebody_waits()
        assert not brought.done()
        with transport._changed:
            transport._changed.notify_all()
        assert positions(events_of(brought.result(60))) == [1]


def test_what_is_no_event_is_dropped_and_told(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    with Connection(IN_MEMORY) as connection:
        producer = Producer(connection.channel(), exchange=EXCHANGE)
        for body in ("no json", "[]", '{"service": "garden"}'):
            producer.publish(body, routing_key="garden.x", content_type="text/plain")
    Sender(IN_MEMORY).publish(chain(1))
    assert positions(take(listener)) == [1]
    assert caplog.text.count("dropped a message that is no event") == 3


def test_a_broker_that_is_not_there_is_unavailable() -> None:
    nobody = Sender("amqp://127.0.0.1:1")
    for _ in range(2):
        with pytest.raises(Unavailable, match="does not answer"):
            nobody.publish(chain(1))


def test_after_a_failure_a_new_connection_is_made(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object, **__: object) -> None:
        raise ConnectionResetError

    sender = Sender(IN_MEMORY)
    sender.publish(chain(1))
    before = sender._producer
    with monkeypatch.context() as broken:
        broken.setattr(Producer, "publish", break_off)
        with pytest.raises(Unavailable):
            sender.publish(chain(2))
    sender.publish(chain(2))
    assert sender._producer is not before
    assert positions(take(listener)) == [1, 1, 2]
