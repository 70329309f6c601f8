"""Does the town come to rest with everything heard, and misbehave where it is told?"""

from __future__ import annotations

from random import Random

import pytest

from contracts.refusals import Unavailable
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.sample import GARDEN, told
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


def test_the_broker_brings_what_its_switches_leave(small_town: Town) -> None:
    plant(small_town)
    small_town.unruly.off = True
    small_town.publish()
    small_town.unruly.off = False
    small_town.unruly.copies = 3
    small_town.unruly.shuffles = Random(1)
    small_town.publish()
    small_town.unruly.holds = True
    assert small_town.unruly.take("weather") == []
    small_town.unruly.holds = False
    assert [event.position for event in small_town.unruly.take("weather")] == [1, 1, 1]
    assert len(small_town.unruly.taken) == 1


def test_what_the_broker_loses_waits_for_the_beacon(small_town: Town) -> None:
    small_town.unruly.loses = lambda event: event.service == "garden"
    plant(small_town)
    small_town.settle(beacon=False)
    assert told(small_town.databases["weather"]) == []
    small_town.settle()
    assert told(small_town.databases["weather"]) == [("garden", 1)]


def test_a_wiped_broker_brings_nothing(small_town: Town) -> None:
    plant(small_town)
    small_town.publish()
    small_town.unruly.wipe()
    small_town.deliver()
    assert told(small_town.databases["weather"]) == []


def test_a_broker_that_is_off_says_so(small_town: Town) -> None:
    small_town.unruly.off = True
    with pytest.raises(Unavailable):
        small_town.unruly.publish([])


def test_a_service_that_starts_again_knows_only_its_database(small_town: Town) -> None:
    plant(small_town)
    small_town.open(GARDEN)
    small_town.settle()
    assert told(small_town.databases["weather"]) == [("garden", 1)]


def test_time_passes_only_when_it_is_told_to(small_town: Town) -> None:
    small_town.clock.advance(minutes=5)
    assert small_town.clock() == at("mon 09:05")
    small_town.clock.set(at("tue 09:00"))
    plant(small_town)
    assert small_town.log("garden", ASHGROVE)[0].recorded_at == at("tue 09:00")


def test_a_town_that_never_rests_fails(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(1_000))
    monkeypatch.setattr(small_town, "_marks", lambda: [next(ticks)])
    with pytest.raises(AssertionError, match="come to rest"):
        small_town.settle()
