"""Is each event heard once and in order, whatever the broker does to messages?"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.envelope import Recorded
from shared import subscription as module
from shared.following import Checkpoint, Verdict
from tests.support.cast import ASHGROVE
from tests.support.listening import SCHOOLS, assert_heard, messages, plant, weather
from tests.support.sample import GARDEN, WEATHER, told
from tests.support.sample_messages import BED, BedCovered, PlantBed, RecordFrost
from tests.support.town import Town


def test_messages_that_come_thrice_and_in_any_order_count_once(
    sample_town: Town,
) -> None:
    sample_town.unruly.copies = 3
    sample_town.unruly.shuffles = Random(4)
    for school in SCHOOLS:
        plant(sample_town, school, waterings=6)
    sample_town.settle()
    for school in SCHOOLS:
        assert_heard(sample_town, 7, school)


def test_messages_that_are_lost_are_pulled(sample_town: Town) -> None:
    chance = Random(5)
    sample_town.unruly.loses = lambda _: chance.random() < 0.4
    for _ in range(3):
        for school in SCHOOLS:
            sample_town.execute(PlantBed(school_id=school, bed_id=uuid4(), crop="peas"))
        sample_town.publish()
        sample_town.deliver()
    sample_town.settle()
    for school in SCHOOLS:
        assert_heard(sample_town, 3, school)


def test_with_the_broker_off_throughout_everything_is_heard(sample_town: Town) -> None:
    sample_town.unruly.off = True
    plant(sample_town, waterings=2)
    sample_town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    sample_town.settle()
    assert_heard(sample_town, 4)
    assert sample_town.events("garden", ASHGROVE)[-1] == BedCovered(bed_id=BED)


def test_a_wiped_broker_loses_nothing(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    sample_town.publish()
    sample_town.unruly.wipe()
    sample_town.settle()
    assert_heard(sample_town, 3)


def test_without_dropping_what_is_known_a_message_twice_counts_twice(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_all(
        _: Checkpoint, events: list[Recorded]
    ) -> tuple[list[Recorded], Verdict]:
        return events, Verdict.FOLLOWS

    monkeypatch.setattr(module, "follow", take_all)
    plant(small_town)
    brought = messages(small_town)
    weather(small_town).receive(brought)
    weather(small_town).receive(brought)
    assert told(small_town.databases["weather"]) == [("garden", 1)] * 2


PLACES = count()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.sampled_from(["plant", "frost", "carry", "lose", "restart"]), max_size=12
    ),
    chance=st.randoms(use_true_random=False),
    copies=st.integers(1, 3),
)
def test_whatever_happens_on_the_way_all_is_heard_once(
    tmp_path: Path, steps: list[str], chance: Random, copies: int
) -> None:
    place = tmp_path / str(next(PLACES))
    place.mkdir()
    town = Town((GARDEN, WEATHER), lambda name: f"sqlite:///{place / name}.db")
    town.unruly.copies, town.unruly.shuffles = copies, chance
    planted: list[tuple[UUID, UUID]] = []
    for step in steps:
        match step:
            case "plant":
                school, bed = chance.choice(SCHOOLS), uuid4()
                planted.append((school, bed))
                town.execute(PlantBed(school_id=school, bed_id=bed, crop="peas"))
            case "frost" if planted:
                school, bed = chance.choice(planted)
                town.execute(RecordFrost(school_id=school, bed_id=bed))
            case "carry":
                town.publish()
                town.deliver()
            case "lose":
                town.publish()
                town.unruly.wipe()
            case "restart":
                town.open(WEATHER)
    town.settle()
    for school in SCHOOLS:
        assert_heard(town, len(town.log("garden", school)), school)
        back = [("weather", event.position) for event in town.log("weather", school)]
        assert told(town.databases["garden"], school) == back
    town.close()
