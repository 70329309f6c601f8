"""Does a RabbitMQ of three nodes go on while one of them is away, under load?

One cluster for the whole run, and one test: it takes longer to form than to break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest

from infra.rabbitmq.cluster import url_of
from infra.rabbitmq.node import Node
from shared.rabbitmq import connecting
from shared.rabbitmq.broker import RabbitMQ
from tests.support.carrier import Carrier
from tests.support.databases import Databases
from tests.support.listening import SCHOOLS, assert_heard, sent
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import PlantBed
from tests.support.town import Town


class Load:
    """Beds that are planted and published one after another, until it is enough."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.enough = Event()
        self.planted = 0

    def run(self) -> None:
        while not self.enough.is_set():
            school = SCHOOLS[self.planted % 2]
            self.town.execute(PlantBed(school_id=school, bed_id=uuid4(), crop="peas"))
            self.planted += 1
            self.town.publish()

    def goes_on(self, running: Future[None]) -> None:
        """Return once the broker took something more; all that was planted by now."""
        wanted = self.planted
        while self.taken() < wanted:
            assert not running.done(), running.result()

    def taken(self) -> int:
        return sum(sent(self.town, school) for school in SCHOOLS)


@pytest.fixture
def load(rabbitmq_cluster: list[Node], sqlite: Databases) -> Iterator[Load]:
    carrier = Carrier(RabbitMQ(url_of(rabbitmq_cluster)))
    town = Town((GARDEN, WEATHER), sqlite, carrier)
    yield Load(town)
    carrier.sender.close()
    carrier.close()
    town.close()


def one_after_another(nodes: list[Node], then: Callable[[], None]) -> None:
    """Restart every node in order, the next when the one before is back."""
    for node in nodes:
        node.stop()
        then()
        node.start()


def test_a_rolling_restart_and_the_loss_of_a_node_lose_nothing(
    load: Load, rabbitmq_cluster: list[Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 2.0)
    town = load.town
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(load.run)
        try:
            one_after_another(rabbitmq_cluster, lambda: load.goes_on(running))
            rabbitmq_cluster[0].kill()
            load.goes_on(running)
        finally:
            load.enough.set()
        running.result()
    hear_all(town)
    for school in SCHOOLS:
        assert_heard(town, len(town.log("garden", school)), school)


def hear_all(town: Town) -> None:
    """Take what the cluster has, from whichever node has it; nothing is pulled."""
    for _ in range(60):
        town.publish()
        town.deliver()
        counts = [len(told(town.databases["weather"], school)) for school in SCHOOLS]
        if counts == [len(town.log("garden", school)) for school in SCHOOLS]:
            return
