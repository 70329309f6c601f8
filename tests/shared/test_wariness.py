"""Does an event that ends the process do so once more, and then no longer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Connection

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import checkpoints
from shared.application import RACES
from shared.decider import Heard
from shared.store import Log
from shared.wariness import SUSPECTED, receive_warily
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.faults import PlugPulled, poisoned
from tests.support.listening import (
    SCHOOLS,
    assert_heard,
    losing,
    messages,
    plant,
    water,
    weather,
)
from tests.support.sample import WEATHER, fold, told
from tests.support.town import Town

POISON = 2


def open_fragile(town: Town) -> None:
    """A weather whose process ends at one event of Ashgrove's garden."""

    def end(connection: Connection, heard: Sequence[Heard]) -> None:
        fold(connection, heard)
        ends = {(one.school, one.envelope.position) for one in heard}
        if (ASHGROVE, POISON) in ends:
            raise PlugPulled

    town.open(replace(WEATHER, fold=end))


@pytest.fixture
def brought(sample_town: Town) -> list[Recorded]:
    """What ended the weather three times, with its innocent neighbours."""
    plant(sample_town, waterings=3)
    plant(sample_town, BECKFIELD, waterings=3)
    brought = messages(sample_town)
    for _ in range(3):
        open_fragile(sample_town)
        with pytest.raises(PlugPulled):
            weather(sample_town).receive(brought)
    open_fragile(sample_town)
    return brought


def waiting(town: Town) -> list[tuple[int, str]]:
    with town.databases["weather"].provider() as connection:
        found = checkpoints.all_parked(connection, "weather")
    return [(one.position, one.error) for one in found]


def test_what_ends_the_process_is_parked_before_it_is_tried_again(
    sample_town: Town, brought: list[Recorded]
) -> None:
    with pytest.raises(PlugPulled):
        receive_warily(weather(sample_town), brought)
    assert waiting(sample_town) == [(POISON, SUSPECTED)]
    open_fragile(sample_town)
    receive_warily(weather(sample_town), brought)
    sample_town.settle()
    assert_heard(sample_town, POISON - 1)
    assert_heard(sample_town, 4, BECKFIELD)


def test_without_parking_it_first_it_ends_every_process(
    sample_town: Town, brought: list[Recorded]
) -> None:
    for _ in range(3):
        open_fragile(sample_town)
        with pytest.raises(PlugPulled):
            weather(sample_town).receive(brought)
    assert waiting(sample_town) == []


def test_what_was_suspected_wrongly_is_applied_and_nothing_waits(
    sample_town: Town, brought: list[Recorded]
) -> None:
    sample_town.open(WEATHER)
    receive_warily(weather(sample_town), brought)
    assert waiting(sample_town) == []
    sample_town.settle()
    for school in (ASHGROVE, BECKFIELD):
        assert_heard(sample_town, 4, school)


def test_after_the_fix_a_retry_applies_it_and_what_waits(
    sample_town: Town, brought: list[Recorded]
) -> None:
    with pytest.raises(PlugPulled):
        receive_warily(weather(sample_town), brought)
    sample_town.open(WEATHER)
    assert not weather(sample_town).retry("garden", ASHGROVE).parked
    assert_heard(sample_town, 4)


def test_a_suspect_that_cannot_be_applied_is_parked_with_its_own_reason(
    small_town: Town,
) -> None:
    plant(small_town)
    small_town.open(poisoned(WEATHER, 1))
    receive_warily(weather(small_town), messages(small_town))
    ((position, why),) = waiting(small_town)
    assert position == 1
    assert why.startswith("ArithmeticError")


def test_a_suspect_out_of_turn_is_pulled_in_its_turn(small_town: Town) -> None:
    plant(small_town, waterings=2)
    receive_warily(weather(small_town), messages(small_town)[1:])
    assert told(small_town.databases["weather"]) == []
    weather(small_town).catch_up()
    assert_heard(small_town, 3)


def test_a_suspect_of_a_source_that_is_not_heard_is_left_alone(
    small_town: Town,
) -> None:
    plant(small_town)
    brought = [one._replace(service="shed") for one in messages(small_town)]
    receive_warily(weather(small_town), brought)
    assert weather(small_town).behind == set()


def busy_at(town: Town, school: UUID, times: int = 1) -> None:
    """A weather whose database cannot be had at one school, just as it applies."""
    left = iter(range(times))

    def lose_it(connection: Connection, heard: Sequence[Heard]) -> None:
        if heard[0].school == school and next(left, None) is not None:
            raise Unavailable("the database is busy")
        fold(connection, heard)

    town.open(replace(WEATHER, fold=lose_it))


def hear_while_busy(town: Town) -> None:
    """Bring a suspect of each school while Ashgrove's cannot be applied."""
    for school in SCHOOLS:
        plant(town, school)
    brought = messages(town)
    busy_at(town, ASHGROVE)
    with pytest.raises(Unavailable):
        receive_warily(weather(town), brought)


def test_a_database_that_cannot_be_had_is_no_reason_to_leave_it_parked(
    sample_town: Town,
) -> None:
    hear_while_busy(sample_town)
    assert waiting(sample_town) == []
    assert_heard(sample_town, 0)
    sample_town.settle()
    assert_heard(sample_town, 1)


def test_without_letting_it_go_an_innocent_event_stays_parked(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.wariness._let_go", lambda *_: None)
    hear_while_busy(small_town)
    small_town.settle()
    assert waiting(small_town) == [(1, SUSPECTED)]


def test_one_busy_school_keeps_no_other_suspect_waiting(sample_town: Town) -> None:
    assert min(SCHOOLS) == ASHGROVE
    hear_while_busy(sample_town)
    assert_heard(sample_town, 1, BECKFIELD)


def test_a_lost_race_is_no_reason_to_leave_it_parked(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(sample_town)
    brought = messages(sample_town)
    monkeypatch.setattr(Log, "append", losing(RACES - 1))
    receive_warily(weather(sample_town), brought)
    assert waiting(sample_town) == []
    assert_heard(sample_town, 1)


def test_a_busy_file_is_waited_for_before_anything_is_parked(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town)
    brought = messages(small_town)
    monkeypatch.setattr("shared.database._PATIENCE", -1.0)
    with (
        small_town.databases["weather"].school(ASHGROVE),
        pytest.raises(Unavailable),
    ):
        receive_warily(weather(small_town), brought)
    water(small_town)
    small_town.settle()
    assert_heard(small_town, 2)


def test_what_another_has_applied_meanwhile_is_not_let_go(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another replica retried it, and what follows it is parked by now."""
    plant(small_town, waterings=1)
    first = messages(small_town)[:1]

    def meanwhile(*_: object, **__: object) -> None:
        small_town.open(poisoned(WEATHER, 2))
        assert weather(small_town).retry("garden", ASHGROVE).parked
        raise Unavailable("the database is busy")

    listener = weather(small_town)
    monkeypatch.setattr(listener, "hear", meanwhile)
    with pytest.raises(Unavailable):
        receive_warily(listener, first)
    ((position, why),) = waiting(small_town)
    assert position == POISON
    assert why.startswith("ArithmeticError")
