"""Is each event heard once though the process ends anywhere between?"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import Connection

from contracts.envelope import Recorded
from shared import checkpoints
from shared.application import Application
from shared.decider import Heard
from shared.following import Checkpoint
from shared.work import Work
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases
from tests.support.faults import PlugPulled, committing_early, pull_the_plug
from tests.support.listening import SCHOOLS, assert_heard, messages, plant, weather
from tests.support.sample import GARDEN, WEATHER, fold, told
from tests.support.town import Town
from tests.support.waiting import until_it_waits

PLUGS = {
    "as it is received": (checkpoints, "lock"),
    "before the reaction": (Work, "react"),
    "before the append": (Work, "commit"),
    "before the checkpoint": (checkpoints, "move"),
    "after the commit": (Application, "announce"),
}


def crash(
    town: Town, plug: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> list[Recorded]:
    """End the weather while it hears; the messages that nobody acknowledged."""
    brought = messages(town)
    with monkeypatch.context() as broken:
        broken.setattr(*plug, pull_the_plug)
        with pytest.raises(PlugPulled):
            weather(town).receive(brought)
    town.open(WEATHER)
    return brought


@pytest.mark.parametrize("plug", PLUGS.values(), ids=PLUGS.keys())
def test_what_was_not_acknowledged_comes_again_and_counts_once(
    sample_town: Town, plug: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for school in SCHOOLS:
        plant(sample_town, school, waterings=2)
    brought = crash(sample_town, plug, monkeypatch)
    weather(sample_town).receive(brought)
    for school in SCHOOLS:
        assert_heard(sample_town, 3, school)
        assert len(sample_town.events("weather", school)) == 1


@pytest.mark.parametrize("plug", PLUGS.values(), ids=PLUGS.keys())
def test_what_never_comes_again_is_pulled_and_counts_once(
    small_town: Town, plug: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town, waterings=2)
    crash(small_town, plug, monkeypatch)
    small_town.settle()
    assert_heard(small_town, 3)


def test_without_the_checkpoint_in_the_transaction_a_crash_counts_twice(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_town.open(replace(WEATHER, fold=committing_early(fold)))
    plant(sample_town)
    brought = crash(sample_town, (checkpoints, "move"), monkeypatch)
    weather(sample_town).receive(brought)
    assert told(sample_town.databases["weather"]) == [("garden", 1)] * 2


def test_without_the_beacon_what_was_lost_at_the_end_stays_lost(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town, waterings=2)
    crash(small_town, (checkpoints, "lock"), monkeypatch)
    small_town.settle(beacon=False)
    assert_heard(small_town, 0)
    small_town.settle()
    assert_heard(small_town, 3)


class TwoWorkers:
    """Two workers that are brought the same message; the first one dawdles."""

    def __init__(self, databases: Databases) -> None:
        self.inside, self.go_on = Event(), Event()
        self.town = Town((GARDEN, replace(WEATHER, fold=self.dawdle)), databases)

    def dawdle(self, connection: Connection, heard: Sequence[Heard]) -> None:
        fold(connection, heard)
        if not self.inside.is_set():
            self.inside.set()
            assert self.go_on.wait(60)

    def hear(self, locked: bool) -> list[tuple[str, int]]:
        """What both together have heard."""
        plant(self.town)
        brought, listener = messages(self.town), weather(self.town)
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(listener.hear, "garden", ASHGROVE, brought)
            assert self.inside.wait(60)
            second = pool.submit(listener.hear, "garden", ASHGROVE, brought)
            if locked:
                until_it_waits(self.town.databases["weather"], second)
            else:
                second.result()
            self.go_on.set()
            first.result()
        heard = told(self.town.databases["weather"])
        self.town.close()
        return heard


def test_two_workers_that_are_brought_one_message_count_it_once(
    postgresql: Databases,
) -> None:
    assert TwoWorkers(postgresql).hear(locked=True) == [("garden", 1)]


def test_without_the_lock_two_workers_count_one_message_twice(
    postgresql: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(connection: Connection, source: str, school: object) -> Checkpoint:
        return checkpoints.NOTHING_HEARD

    monkeypatch.setattr(checkpoints, "lock", look)
    monkeypatch.setattr(Work, "react", lambda *_: None)
    heard = TwoWorkers(postgresql).hear(locked=False)
    assert heard == [("garden", 1)] * 2
