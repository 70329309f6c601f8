"""Does an event that cannot be applied stop its own log only, until it is retried?"""

from __future__ import annotations

import json
import logging
from uuid import UUID

import pytest

from contracts.access import Caller, Role
from contracts.envelope import Recorded
from contracts.log import FindParked, ParkedEvent, Retried, RetryParked
from contracts.refusals import Forbidden, NotFound, Unavailable
from shared import checkpoints
from shared.logs import JsonLines
from shared.subscription import Subscription
from tests.support.cast import ASHGROVE, BECKFIELD, OLU
from tests.support.faults import append_unknown, poisoned, set_back
from tests.support.listening import assert_heard, messages, plant, water, weather
from tests.support.sample import WEATHER, told
from tests.support.sample_messages import BED, RecordFrost
from tests.support.town import Town

RETRY = RetryParked(service="weather", source="garden", school_id=ASHGROVE)


def parked(town: Town) -> list[ParkedEvent]:
    return list(town.ask(FindParked(service="weather")).parked)


def test_a_poison_parks_its_own_log_and_leaves_its_neighbours(
    sample_town: Town,
) -> None:
    sample_town.open(poisoned(WEATHER, position=2))
    for school in (ASHGROVE, BECKFIELD):
        plant(sample_town, school, waterings=3)
    weather(sample_town).receive(messages(sample_town))
    sample_town.settle()
    assert_heard(sample_town, 1, ASHGROVE)
    assert_heard(sample_town, 4, BECKFIELD)
    (one,) = parked(sample_town)
    poison = sample_town.log("garden", ASHGROVE)[1]
    assert (one.service, one.source, one.school_id) == ("weather", "garden", ASHGROVE)
    assert (one.position, one.event_id, one.type) == (2, poison.event_id, poison.type)
    assert one.error.startswith("ArithmeticError at tests/support/faults.py:")
    assert (one.attempts, one.parked_at) == (1, sample_town.clock())


def test_the_log_of_the_process_names_a_parked_event_and_its_story(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonLines())
    monkeypatch.setattr(handler, "emit", lambda one: lines.append(handler.format(one)))
    logging.getLogger("shared.checkpoints").addHandler(handler)
    small_town.open(poisoned(WEATHER, position=1))
    plant(small_town)
    small_town.settle()
    logging.getLogger("shared.checkpoints").removeHandler(handler)
    poison = small_town.log("garden", ASHGROVE)[0]
    (line,) = map(json.loads, lines)
    assert str(poison.event_id) in line["message"]
    assert line["correlation_id"] == str(poison.correlation_id)


def test_without_parking_a_poison_is_skipped_and_leaves_a_hole(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def skip(listener: Subscription, event: Recorded, _: Exception) -> None:
        with listener.application.database.school(event.school) as connection:
            checkpoints.move(connection, event)

    monkeypatch.setattr(Subscription, "_park", skip)
    small_town.open(poisoned(WEATHER, position=2))
    plant(small_town, waterings=3)
    small_town.settle()
    heard = told(small_town.databases["weather"])
    assert heard == [("garden", 1), ("garden", 3), ("garden", 4)]


def test_what_follows_a_parked_event_waits(sample_town: Town) -> None:
    sample_town.open(poisoned(WEATHER, position=1))
    plant(sample_town)
    sample_town.settle()
    water(sample_town)
    sample_town.settle()
    assert_heard(sample_town, 0)
    assert [one.attempts for one in parked(sample_town)] == [1]


def test_a_retry_without_a_fix_parks_it_again_and_counts(sample_town: Town) -> None:
    sample_town.open(poisoned(WEATHER, position=2))
    plant(sample_town, waterings=1)
    sample_town.settle()
    sample_town.clock.advance(minutes=5)
    assert sample_town.execute(RETRY) == Retried(parked=True)
    (one,) = parked(sample_town)
    assert (one.attempts, one.parked_at) == (2, sample_town.clock())
    assert_heard(sample_town, 1)


def test_a_retry_after_the_fix_applies_it_and_what_waits(sample_town: Town) -> None:
    sample_town.open(poisoned(WEATHER, position=2))
    plant(sample_town, waterings=3)
    sample_town.settle()
    sample_town.open(WEATHER)
    sample_town.settle()
    assert_heard(sample_town, 1)
    assert sample_town.execute(RETRY) == Retried(parked=False)
    assert_heard(sample_town, 4)
    assert parked(sample_town) == []
    water(sample_town)
    sample_town.settle()
    assert_heard(sample_town, 5)


def test_a_retry_while_its_source_is_down_leaves_it_parked(small_town: Town) -> None:
    small_town.open(poisoned(WEATHER, position=1))
    plant(small_town)
    small_town.settle()
    small_town.open(WEATHER)
    garden = small_town.link.hosted.pop("garden")
    with pytest.raises(Unavailable):
        small_town.execute(RETRY)
    small_town.settle()
    assert len(parked(small_town)) == 1
    small_town.link.hosted["garden"] = garden
    assert small_town.execute(RETRY) == Retried(parked=False)
    assert_heard(small_town, 1)


def test_what_its_source_has_lost_is_not_waited_for(sample_town: Town) -> None:
    sample_town.open(poisoned(WEATHER, position=2))
    plant(sample_town, waterings=1)
    sample_town.settle()
    set_back(sample_town, "garden", ASHGROVE, 1)
    assert sample_town.execute(RETRY) == Retried(parked=False)
    assert parked(sample_town) == []
    sample_town.open(WEATHER)
    water(sample_town)
    sample_town.settle()
    assert_heard(sample_town, 2)


def test_a_second_poison_further_on_is_parked_in_its_turn(small_town: Town) -> None:
    small_town.open(poisoned(WEATHER, position=1))
    plant(small_town, waterings=2)
    small_town.settle()
    small_town.open(poisoned(WEATHER, position=3))
    assert small_town.execute(RETRY) == Retried(parked=True)
    assert_heard(small_town, 2)
    assert [one.position for one in parked(small_town)] == [3]


def test_an_unknown_type_is_parked_and_not_skipped(sample_town: Town) -> None:
    plant(sample_town)
    append_unknown(sample_town)
    water(sample_town)
    sample_town.settle()
    assert_heard(sample_town, 1)
    (one,) = parked(sample_town)
    assert one.type == "garden.bed_sung_to"
    assert one.error == "Unreadable: unknown event 'garden.bed_sung_to'"


def test_a_reaction_that_the_rules_refuse_is_parked(sample_town: Town) -> None:
    sample_town.execute(RecordFrost(school_id=ASHGROVE, bed_id=BED))
    sample_town.settle()
    (one,) = sample_town.ask(FindParked(service="garden")).parked
    assert one.error == "Refused: nothing grows there"
    assert sample_town.log("garden", ASHGROVE) == []
    assert told(sample_town.databases["garden"]) == []


def test_only_who_operates_may_retry(small_town: Town) -> None:
    staff = Caller(actor="staff:1", role=Role.STAFF, school=ASHGROVE)
    with pytest.raises(Forbidden):
        small_town.execute(RETRY, by=staff)
    assert small_town.execute(RETRY, by=OLU.caller) == Retried(parked=False)


def test_what_is_not_heard_is_not_retried(small_town: Town) -> None:
    cellar = RetryParked(service="weather", source="cellar", school_id=ASHGROVE)
    with pytest.raises(NotFound, match="does not hear cellar"):
        small_town.execute(cellar)
    with small_town.databases["weather"].provider() as connection:
        assert checkpoints.read_all(connection, "cellar") == {}


def attempts(town: Town, school: UUID) -> list[int]:
    return [one.attempts for one in parked(town) if one.school_id == school]


def test_each_school_has_its_own_parked_event(sample_town: Town) -> None:
    sample_town.open(poisoned(WEATHER, position=1, school=ASHGROVE))
    append_unknown(sample_town, BECKFIELD)
    plant(sample_town, ASHGROVE)
    sample_town.settle()
    sample_town.execute(RETRY)
    assert attempts(sample_town, ASHGROVE) == [2]
    assert attempts(sample_town, BECKFIELD) == [1]
