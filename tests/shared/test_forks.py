"""Is a source that contradicts itself found, stopped, and never merged?"""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import update

from contracts.log import Retried, RetryParked
from shared import checkpoints, following
from shared.log_tables import events, heads
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import behind
from tests.support.faults import set_back
from tests.support.listening import assert_heard, plant, water, weather
from tests.support.sample import WEATHER, told
from tests.support.sample_messages import BED, GetBed
from tests.support.town import Town


def state(town: Town, school: object = ASHGROVE) -> str:
    with town.databases["weather"].provider() as connection:
        heard = checkpoints.read_all(connection, "garden")
    return {str(key): one.state for key, one in heard.items()}[str(school)]


def alarms() -> float:
    labels = {"service": "weather", "source": "garden"}
    return REGISTRY.get_sample_value("caretaker_forked_logs", labels) or 0.0


def grown(town: Town) -> None:
    """Two schools with three events each, all of them heard."""
    for school in (ASHGROVE, BECKFIELD):
        plant(town, school, waterings=2)
    town.settle()


def later(town: Town) -> None:
    """Long enough for the next beacon to compare all heads."""
    town.clock.advance(minutes=2)


def test_a_source_that_was_set_back_and_goes_on_differently_is_stopped(
    sample_town: Town,
) -> None:
    grown(sample_town)
    set_back(sample_town, "garden", ASHGROVE, 2)
    for _ in range(3):
        water(sample_town)
        water(sample_town, BECKFIELD)
    sample_town.settle()
    assert (state(sample_town), state(sample_town, BECKFIELD)) == ("forked", "live")
    assert_heard(sample_town, 3, ASHGROVE)
    assert_heard(sample_town, 6, BECKFIELD)
    assert alarms() == 1
    sample_town.open(WEATHER)
    sample_town.listen_to_beacons()
    assert alarms() == 1


def test_without_the_previous_hash_a_source_that_was_set_back_is_merged(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "first_break", lambda *_: None)
    grown(sample_town)
    heard = sample_town.log("garden", ASHGROVE)[2]
    set_back(sample_town, "garden", ASHGROVE, 2)
    for _ in range(3):
        water(sample_town)
    sample_town.unruly.wipe()
    weather(sample_town).pull("garden", ASHGROVE)
    assert state(sample_town) == "live"
    assert len(told(sample_town.databases["weather"])) == 5
    assert heard not in sample_town.log("garden", ASHGROVE)


def test_a_source_that_was_set_back_and_is_quiet_is_stopped(sample_town: Town) -> None:
    grown(sample_town)
    set_back(sample_town, "garden", ASHGROVE, 2)
    later(sample_town)
    sample_town.listen_to_beacons()
    assert (state(sample_town), state(sample_town, BECKFIELD)) == ("forked", "live")


def test_another_event_at_the_same_position_is_found(sample_town: Town) -> None:
    grown(sample_town)
    set_back(sample_town, "garden", ASHGROVE, 2)
    water(sample_town)
    sample_town.unruly.off = True
    sample_town.settle()
    assert state(sample_town) == "forked"
    assert_heard(sample_town, 3)


def test_a_head_with_another_hash_is_found(sample_town: Town) -> None:
    grown(sample_town)
    with behind(sample_town.databases["garden"]) as connection:
        spoilt = update(heads).where(heads.c.school == ASHGROVE)
        connection.execute(spoilt.values(hash=bytes(32)))
    later(sample_town)
    sample_town.listen_to_beacons()
    assert (state(sample_town), state(sample_town, BECKFIELD)) == ("forked", "live")


def test_an_altered_byte_on_the_way_is_never_applied(sample_town: Town) -> None:
    grown(sample_town)
    water(sample_town)
    with behind(sample_town.databases["garden"]) as connection:
        here = events.c.school == ASHGROVE, events.c.position == 4
        body = bytes(connection.execute(events.select().where(*here)).one().body)
        altered = body.replace(b'"litres":1', b'"litres":9')
        connection.execute(update(events).where(*here).values(body=altered))
    sample_town.settle()
    assert state(sample_town) == "forked"
    assert_heard(sample_town, 3)


def test_a_source_with_an_older_epoch_is_stopped_from_the_start(
    sample_town: Town,
) -> None:
    plant(sample_town)
    with behind(sample_town.databases["garden"]) as connection:
        connection.execute(update(heads).values(epoch=0))
    sample_town.listen_to_beacons()
    assert state(sample_town) == "forked"
    sample_town.settle()
    assert_heard(sample_town, 0)


def test_a_forked_log_stays_stopped_and_the_service_goes_on(sample_town: Town) -> None:
    grown(sample_town)
    set_back(sample_town, "garden", ASHGROVE, 1)
    water(sample_town)
    sample_town.settle()
    later(sample_town)
    retry = RetryParked(service="weather", source="garden", school_id=ASHGROVE)
    assert sample_town.execute(retry) == Retried(parked=False)
    sample_town.settle()
    assert state(sample_town) == "forked"
    assert_heard(sample_town, 3)
    assert sample_town.ask(GetBed(bed_id=BED, school_id=ASHGROVE)).litres == 3
