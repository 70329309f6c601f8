"""Does one log's trouble, or two long backlogs, keep everybody else from going on?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import create_engine

from contracts.envelope import Recorded
from contracts.log import FindParked
from contracts.refusals import Unavailable
from shared import checkpoints
from shared.application import Application
from shared.subscription import Subscription
from shared.work import Cause
from tests.support.cast import ASHGROVE, OLU
from tests.support.databases import Databases
from tests.support.faults import poisoned
from tests.support.listening import assert_heard, messages, plant, weather
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import BED, RecordFrost, WaterBed
from tests.support.town import Town

HUNDRED = [uuid5(ASHGROVE, str(number)) for number in range(99)] + [ASHGROVE]
POISONED = min(HUNDRED)
PAGE = 40
BACKLOG = 2 * PAGE + 3


def transactions(town: Town, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many transactions the weather needs from now on."""
    counted = []
    work = Application.work

    def count(application: Application, school: UUID) -> Any:
        if application.name == "weather":
            counted.append(school)
        return work(application, school)

    monkeypatch.setattr(Application, "work", count)
    return lambda: len(counted)


def hundred(town: Town) -> list[Recorded]:
    for school in HUNDRED:
        plant(town, school, waterings=2)
    return messages(town)


def test_one_poisoned_school_of_a_hundred_costs_the_others_nothing(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = hundred(small_town)
    small_town.open(poisoned(WEATHER, position=2, school=POISONED))
    needed = transactions(small_town, monkeypatch)
    weather(small_town).receive(brought)
    # One for each school, and one for each event of the school that is parted.
    assert needed() == len(HUNDRED) + 3
    for school in HUNDRED:
        assert_heard(small_town, 1 if school == POISONED else 3, school)
    for _ in range(3):
        small_town.listen_to_beacons()
        small_town.catch_up()
    assert needed() == len(HUNDRED) + 3
    [parked] = small_town.ask(FindParked(service="weather")).parked
    assert (parked.school_id, parked.attempts) == (POISONED, 1)


def test_without_parking_one_poisoned_school_keeps_the_others_waiting(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_it(_: Subscription, __: Recorded, error: Exception) -> None:
        raise error

    monkeypatch.setattr(Subscription, "_park", raise_it)
    brought = hundred(small_town)
    small_town.open(poisoned(WEATHER, position=2, school=POISONED))
    with pytest.raises(ArithmeticError):
        weather(small_town).receive(brought)
    for school in HUNDRED:
        assert_heard(small_town, 1 if school == POISONED else 0, school)


@pytest.fixture
def backlogs(postgresql: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """Two services that have not heard each other for long, one connection each."""
    one = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 2}
    monkeypatch.setattr("shared.database.create_engine", partial(create_engine, **one))
    monkeypatch.setattr("shared.subscription.PAGE", PAGE)
    monkeypatch.setattr("shared.subscription.BATCH", PAGE // 4)
    town = Town((GARDEN, WEATHER), postgresql)
    plant(town)
    water = WaterBed(school_id=ASHGROVE, bed_id=BED, litres=1)
    frost = RecordFrost(school_id=ASHGROVE, bed_id=BED)
    for service, command in (("garden", water), ("weather", frost)):
        with town.applications[service].work(ASHGROVE) as work:
            for _ in range(BACKLOG):
                work.execute(command, Cause(caller=OLU.caller))
            work.commit()
    yield town
    town.close()


def hear_each_other(town: Town) -> None:
    """Both compare heads and catch up, at the same time."""

    def catch_up(service: str) -> None:
        subscription = town.link.hosted[service].subscription
        with suppress(Unavailable):
            for source in subscription.sources:
                subscription.listen_to_beacon(source)
            subscription.catch_up()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(catch_up, ("garden", "weather")))


def heard(town: Town) -> list[int]:
    """How many events each has heard of the other."""
    return [len(told(town.databases[name])) for name in ("garden", "weather")]


def test_two_services_with_long_backlogs_of_each_other_both_catch_up(
    backlogs: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[int] = []
    feed = Application.feed

    def measured(*arguments: Any) -> list[Recorded]:
        page = feed(*arguments)
        pages.append(len(page))
        return page

    monkeypatch.setattr(Application, "feed", measured)
    for _ in range(5):
        hear_each_other(backlogs)
    assert max(pages) <= PAGE
    ends = [len(backlogs.log(name, ASHGROVE)) for name in ("weather", "garden")]
    assert heard(backlogs) == ends
    assert min(ends) >= BACKLOG
    assert [
        backlogs.applications[name].read(checkpoints.read_all, source)[ASHGROVE].state
        for name, source in (("garden", "weather"), ("weather", "garden"))
    ] == ["live", "live"]


def test_without_asking_outside_the_transaction_both_wait_for_each_other(
    backlogs: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2, timeout=20)
    pull = Subscription.pull

    def inside(listener: Subscription, source: str, school: UUID) -> None:
        with listener.application.database.school(school):
            with suppress(BrokenBarrierError):
                both.wait()
            pull(listener, source, school)

    monkeypatch.setattr(Subscription, "pull", inside)
    hear_each_other(backlogs)
    assert heard(backlogs) == [0, 0]
