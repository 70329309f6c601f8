"""Does the town come to rest with everything heard, and misbehave where it is told?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from contracts.refusals import Unavailable
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import (
    BED,
    BedCovered,
    BedPlanted,
    BedWatched,
    FrostRecorded,
    GetBed,
    PlantBed,
    RecordFrost,
)
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def small(sqlite: Databases) -> Iterator[Town]:
    town = Town((GARDEN, WEATHER), sqlite)
    yield town
    town.close()


def plant(town: Town) -> None:
    town.execute(PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans"))


def test_services_hear_each_other_until_nothing_follows(sample_town: Town) -> None:
    plant(sample_town)
    sample_town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    sample_town.settle()
    garden = [type(event) for event in sample_town.events("garden", ASHGROVE)]
    weather = [type(event) for event in sample_town.events("weather", ASHGROVE)]
    assert garden == [BedPlanted, BedCovered]
    assert weather == [FrostRecorded, BedWatched]
    assert told(sample_town.databases["weather"]) == [("garden", 1), ("garden", 2)]
    assert sample_town.ask(GetBed(bed_id=BED, school_id=ASHGROVE)).covered
    assert sample_town.log("garden", BECKFIELD) == []


def test_the_broker_brings_what_its_switches_leave(small: Town) -> None:
    plant(small)
    small.unruly.off = True
    small.publish()
    small.unruly.off = False
    small.unruly.copies = 3
    small.unruly.shuffles = Random(1)
    small.publish()
    small.unruly.holds = True
    assert small.unruly.take("weather") == []
    small.unruly.holds = False
    assert [event.position for event in small.unruly.take("weather")] == [1, 1, 1]
    assert len(small.unruly.taken) == 1


def test_what_the_broker_loses_waits_for_the_beacon(small: Town) -> None:
    small.unruly.loses = lambda event: event.service == "garden"
    plant(small)
    small.settle(beacon=False)
    assert told(small.databases["weather"]) == []
    small.settle()
    assert told(small.databases["weather"]) == [("garden", 1)]


def test_a_wiped_broker_brings_nothing(small: Town) -> None:
    plant(small)
    small.publish()
    small.unruly.wipe()
    small.deliver()
    assert told(small.databases["weather"]) == []


def test_a_broker_that_is_off_says_so(small: Town) -> None:
    small.unruly.off = True
    with pytest.raises(Unavailable):
        small.unruly.publish([])


def test_a_service_that_starts_again_knows_only_its_database(small: Town) -> None:
    plant(small)
    small.open(GARDEN)
    small.settle()
    assert told(small.databases["weather"]) == [("garden", 1)]


def test_time_passes_only_when_it_is_told_to(small: Town) -> None:
    small.clock.advance(minutes=5)
    assert small.clock() == at("mon 09:05")
    small.clock.set(at("tue 09:00"))
    plant(small)
    assert small.log("garden", ASHGROVE)[0].recorded_at == at("tue 09:00")


def test_a_town_that_never_rests_fails(
    small: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(1_000))
    monkeypatch.setattr(small, "_marks", lambda: [next(ticks)])
    with pytest.raises(AssertionError, match="come to rest"):
        small.settle()
