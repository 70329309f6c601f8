"""Is everything heard once whatever becomes of RabbitMQ and of who reads from it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from infra.rabbitmq.node import Node
from shared.rabbitmq import connecting, sending
from shared.rabbitmq.broker import REPLACE_AFTER, RabbitMQ
from shared.rabbitmq.sending import Line
from shared.rabbitmq.topology import queue_of
from tests.support.carrier import Carrier
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases
from tests.support.faults import PlugPulled
from tests.support.listening import SCHOOLS, assert_heard, plant, sent, water, weather
from tests.support.rabbitmq import channel_to
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import BED, PlantBed, RecordFrost
from tests.support.town import Town


class DistantTown(Town):
    """A town whose messages travel over a RabbitMQ of its own."""

    def __init__(self, databases: Databases, node: Node) -> None:
        self.node = node
        self.carrier = Carrier(RabbitMQ(node.url))
        super().__init__((GARDEN, WEATHER), databases, self.carrier)

    def close(self) -> None:
        self.carrier.sender.close()
        self.carrier.close()
        super().close()


@pytest.fixture
def distant_town(
    rabbitmq: Node, sqlite: Databases, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DistantTown]:
    monkeypatch.setattr(sending, "CONFIRM_SECONDS", 1.0)
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 1.0)
    monkeypatch.setattr(connecting, "SILENCE_SECONDS", 1.0)
    town = DistantTown(sqlite, rabbitmq)
    yield town
    town.close()


def test_services_hear_each_other_over_rabbitmq(distant_town: DistantTown) -> None:
    plant(distant_town, waterings=2)
    distant_town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    distant_town.settle(beacon=False)
    assert_heard(distant_town, 4)
    assert told(distant_town.databases["garden"]) == [("weather", 1), ("weather", 2)]


def hear(town: DistantTown, brought: Sequence[Recorded]) -> None:
    weather(town).receive(brought)


def test_who_ends_before_it_acknowledges_has_it_again_and_counts_it_once(
    distant_town: DistantTown,
) -> None:
    def hear_and_end(brought: list[Recorded]) -> None:
        hear(distant_town, brought)
        raise PlugPulled

    plant(distant_town, waterings=2)
    distant_town.publish()
    distant_town.carrier.before_acknowledging = hear_and_end
    with pytest.raises(PlugPulled):
        distant_town.deliver()
    distant_town.carrier.before_acknowledging = lambda _: None
    distant_town.carrier.drop("weather")
    again = distant_town.carrier.take("weather")
    assert len(again) == 3
    hear(distant_town, again)
    assert_heard(distant_town, 3)


def test_without_waiting_for_the_commit_what_was_acknowledged_is_lost(
    distant_town: DistantTown,
) -> None:
    plant(distant_town, waterings=2)
    distant_town.publish()
    # Acknowledged as it comes, and then the process ends before it is committed.
    assert len(distant_town.carrier.take("weather")) == 3
    distant_town.open(WEATHER)
    distant_town.settle(beacon=False)
    assert told(distant_town.databases["weather"]) == []


def test_a_rabbitmq_that_loses_everything_loses_nothing_of_ours(
    distant_town: DistantTown,
) -> None:
    for school in SCHOOLS:
        plant(distant_town, school, waterings=3)
    distant_town.publish()
    distant_town.node.wipe()
    distant_town.settle()
    for school in SCHOOLS:
        assert_heard(distant_town, 4, school)
    water(distant_town)
    distant_town.settle(beacon=False)
    assert_heard(distant_town, 5)


def test_without_the_beacon_what_a_deleted_queue_held_stays_lost(
    distant_town: DistantTown,
) -> None:
    plant(distant_town, waterings=3)
    distant_town.publish()
    with channel_to(distant_town.node) as channel:
        channel.queue_delete(queue_of("weather"))
    distant_town.settle(beacon=False)
    assert told(distant_town.databases["weather"]) == []
    distant_town.settle()
    assert_heard(distant_town, 4)


def test_a_broker_that_is_killed_while_we_publish_has_what_counts_as_sent(
    distant_town: DistantTown,
) -> None:
    town, node = distant_town, distant_town.node
    node.remember()
    with ThreadPoolExecutor(1) as pool:
        killed = None
        for number in range(400):
            school = SCHOOLS[number % 2]
            town.execute(PlantBed(school_id=school, bed_id=uuid4(), crop="peas"))
            town.publish()
            if number == 50:
                killed = pool.submit(node.kill)
        assert killed is not None
        killed.result()
    taken = sum(sent(town, school) for school in SCHOOLS)
    assert 50 < taken < 400
    node.start()
    brought = kept(town)
    assert len(brought) >= taken
    hear(town, brought)
    town.settle()
    for school in SCHOOLS:
        assert_heard(town, 200, school)


def kept(town: DistantTown) -> list[Recorded]:
    """What the weather's queue holds after a restart, which takes it a moment."""
    town.carrier.drop("weather")
    for _ in range(20):
        try:
            return town.carrier._batch("weather")(5.0).events
        except Unavailable:
            town.carrier.drop("weather")
    raise AssertionError("the queue does not come back")


def freeze_and_kill(town: DistantTown) -> int:
    """A broker that takes bytes and dies before it has read them; what it kept."""
    plant(town)
    town.publish()
    town.node.remember()
    town.node.freeze()
    for _ in range(5):
        water(town)
    town.publish()
    town.node.kill()
    town.node.start()
    return len(kept(town))


def test_what_was_written_to_a_dying_broker_does_not_count_as_sent(
    distant_town: DistantTown,
) -> None:
    assert freeze_and_kill(distant_town) == 1
    assert sent(distant_town) == 1
    distant_town.settle(beacon=False)
    assert_heard(distant_town, 6)


def test_without_waiting_for_confirms_what_a_dying_broker_got_counts_as_sent(
    distant_town: DistantTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fire_and_forget(self: Line, events: Sequence[Recorded]) -> None:
        for event in events:
            self._send(event)

    monkeypatch.setattr(Line, "publish", fire_and_forget)
    freeze_and_kill(distant_town)
    assert sent(distant_town) == 6
    distant_town.settle(beacon=False)
    assert len(told(distant_town.databases["weather"])) < 6


def break_queue(town: DistantTown) -> None:
    """Leave nothing of a queue but its name, as a kill may do of a young one."""
    plant(town, waterings=2)
    town.publish()
    town.carrier.drop("weather")
    queue = f"{{'%2F_{queue_of('weather')}', node()}}"
    town.node.ask("eval", f"ok = ra:stop_server(quorum_queues, {queue}).")


def test_a_queue_that_the_broker_cannot_use_any_more_is_replaced(
    distant_town: DistantTown,
) -> None:
    break_queue(distant_town)
    for _ in range(REPLACE_AFTER):
        assert distant_town.carrier.take("weather") == []
    water(distant_town)
    distant_town.settle()
    assert_heard(distant_town, 4)
    assert sent(distant_town) == 4


def test_without_replacing_it_a_queue_that_is_broken_stays_so(
    distant_town: DistantTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.rabbitmq.broker.REPLACE_AFTER", 1_000)
    break_queue(distant_town)
    for _ in range(REPLACE_AFTER + 1):
        assert distant_town.carrier.take("weather") == []
    water(distant_town)
    distant_town.publish()
    assert sent(distant_town) == 3
