"""Does a listener learn from the heads told what it lacks, and what to distrust?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from prometheus_client import REGISTRY

from contracts.log import Retried, RetryParked
from contracts.refusals import Unavailable
from shared import checkpoints
from shared.link import Hosted, LocalLink
from shared.store import Head
from tests.support.cast import ASHGROVE
from tests.support.faults import poisoned, set_back
from tests.support.listening import assert_heard, messages, plant, water, weather
from tests.support.sample import WEATHER
from tests.support.scenario import at
from tests.support.town import Town, TownClock


class Watched(LocalLink):
    """The services of this process; what is asked of their heads is noted."""

    def __init__(self, link: LocalLink) -> None:
        super().__init__()
        self.hosted = link.hosted
        self.asked: list[datetime | None] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self.tells: Callable[[list[Head]], list[Head]] = lambda heads: heads

    def heads(self, service: str, since: datetime | None) -> list[Head]:
        self.asked.append(since)
        heads = super().heads(service, since)
        self.meanwhile()
        return self.tells(heads)


@pytest.fixture
def link(small_town: Town) -> Watched:
    """The weather listens over this link."""
    watched = Watched(small_town.link)
    listener = Hosted(small_town.applications["weather"], watched)
    small_town.link.hosted["weather"] = listener
    return watched


def state(town: Town) -> str:
    with town.databases["weather"].provider() as connection:
        return checkpoints.read_all(connection, "garden")[ASHGROVE].state


def gauge(name: str) -> float | None:
    labels = {"service": "weather", "source": "garden"}
    return REGISTRY.get_sample_value(f"caretaker_{name}", labels)


def test_all_heads_are_asked_for_at_first_and_once_a_minute(
    small_town: Town, link: Watched
) -> None:
    for _ in range(5):
        weather(small_town).listen_to_beacon("garden")
        small_town.clock.advance(seconds=25)
    first, moment = at("mon 09:00") - timedelta(minutes=2), timedelta(seconds=25)
    assert link.asked == [None, first, first + moment, None, first + 3 * moment]


def test_how_far_it_lags_and_when_it_last_looked_are_told(small_town: Town) -> None:
    plant(small_town, waterings=2)
    weather(small_town).listen_to_beacon("garden")
    assert gauge("subscription_lag_events") == 3
    assert gauge("beacon_timestamp_seconds") == small_town.clock().timestamp()
    weather(small_town).catch_up()
    small_town.clock.advance(seconds=5)
    weather(small_town).listen_to_beacon("garden")
    assert gauge("subscription_lag_events") == 0


def test_a_quiet_log_that_stands_still_lags_at_every_look(small_town: Town) -> None:
    small_town.open(poisoned(WEATHER, position=2))
    plant(small_town, waterings=3)
    small_town.settle()
    lags = []
    for _ in range(12):
        small_town.clock.advance(seconds=25)
        weather(small_town).listen_to_beacon("garden")
        lags.append(gauge("subscription_lag_events"))
    assert lags == [3] * 12


def test_a_silent_source_shows_in_the_time_of_the_last_look(small_town: Town) -> None:
    weather(small_town).listen_to_beacon("garden")
    looked = gauge("beacon_timestamp_seconds")
    del small_town.link.hosted["garden"]
    small_town.clock.advance(minutes=10)
    with pytest.raises(Unavailable):
        weather(small_town).listen_to_beacon("garden")
    assert gauge("beacon_timestamp_seconds") == looked


def test_what_is_heard_while_the_source_is_asked_is_no_fork(
    small_town: Town, link: Watched
) -> None:
    plant(small_town)
    small_town.settle()

    def overtake() -> None:
        water(small_town)
        weather(small_town).receive(messages(small_town))

    link.meanwhile = overtake
    weather(small_town).listen_to_beacon("garden")
    assert_heard(small_town, 2)
    assert state(small_town) == "live"


def test_a_head_is_judged_only_by_the_checkpoint_it_was_compared_with(
    small_town: Town, link: Watched
) -> None:
    plant(small_town)
    small_town.settle()
    link.tells = lambda heads: [replace(head, hash=bytes(32)) for head in heads]
    small_town.clock.advance(minutes=2)

    def overtake() -> None:
        water(small_town)
        weather(small_town).receive(messages(small_town))

    link.meanwhile = overtake
    weather(small_town).listen_to_beacon("garden")
    assert state(small_town) == "live"
    link.meanwhile = lambda: None
    weather(small_town).listen_to_beacon("garden")
    assert state(small_town) == "forked"


def test_a_listener_whose_clock_is_ahead_misses_nothing_for_long(
    small_town: Town, link: Watched
) -> None:
    weather(small_town).listen_to_beacon("garden")
    ahead = TownClock(small_town.clock() + timedelta(hours=1))
    small_town.applications["weather"].clock = ahead
    plant(small_town)
    small_town.unruly.wipe()
    for _ in range(4):
        ahead.advance(seconds=25)
        weather(small_town).listen_to_beacon("garden")
        weather(small_town).catch_up()
    assert_heard(small_town, 1)


def test_what_waits_for_an_operator_is_not_pulled_at_every_beacon(
    small_town: Town,
) -> None:
    small_town.open(poisoned(WEATHER, position=1))
    plant(small_town, waterings=1)
    small_town.settle()
    weather(small_town).listen_to_beacon("garden")
    assert weather(small_town).behind == set()


def test_how_much_waits_for_an_operator_is_told_after_a_restart_too(
    small_town: Town,
) -> None:
    small_town.open(poisoned(WEATHER, position=1))
    plant(small_town, waterings=1)
    small_town.settle()
    assert gauge("parked_events") == 1
    small_town.open(WEATHER)
    small_town.listen_to_beacons()
    assert gauge("parked_events") == 1
    retry = RetryParked(service="weather", source="garden", school_id=ASHGROVE)
    assert small_town.execute(retry) == Retried(parked=False)
    small_town.listen_to_beacons()
    assert gauge("parked_events") == 0


def test_without_all_heads_now_and_then_a_quiet_source_that_was_set_back_is_missed(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town, waterings=2)
    small_town.settle()
    small_town.clock.advance(hours=1)
    small_town.settle()
    set_back(small_town, "garden", ASHGROVE, 2)
    monkeypatch.setattr("shared.subscription._ALL_HEADS_EVERY", timedelta(days=999))
    small_town.clock.advance(minutes=2)
    small_town.listen_to_beacons()
    assert state(small_town) == "live"
    monkeypatch.undo()
    small_town.listen_to_beacons()
    assert state(small_town) == "forked"
