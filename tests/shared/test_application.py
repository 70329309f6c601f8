"""Does a service do what it is asked, for those who may ask it, whoever else asks?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from prometheus_client import REGISTRY

from contracts.access import Caller, Role, platform
from contracts.log import FindParked, ParkedView, Receipt
from contracts.refusals import Conflict, Forbidden, NotFound, Refused
from shared.application import Application
from shared.store import Log
from shared.work import Cause
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA
from tests.support.databases import Databases
from tests.support.sample import GARDEN, WEATHER
from tests.support.sample_messages import (
    BED,
    BedsView,
    CheckBed,
    CountBeds,
    GetBed,
    PlantBed,
    WaterBed,
)
from tests.support.scenario import at
from tests.support.town import Town
from tests.support.waiting import until_it_waits

PLANT = PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans")
WATER = WaterBed(school_id=ASHGROVE, bed_id=BED, litres=5)


@pytest.fixture
def large(postgresql: Databases) -> Iterator[Town]:
    town = Town((GARDEN, WEATHER), postgresql)
    yield town
    town.close()


def test_who_may_not_is_told_so_and_nothing_happens(small_town: Town) -> None:
    with pytest.raises(Forbidden):
        small_town.execute(PLANT, by=BEN.caller)
    with pytest.raises(Forbidden):
        small_town.execute(WATER, by=PRIYA.caller)
    check = CheckBed(school_id=ASHGROVE, bed_id=BED, watered_at=at("mon 08:00"))
    with pytest.raises(Forbidden):
        small_town.execute(check, by=OLU.caller)
    assert small_town.log("garden", ASHGROVE) == []


def test_a_question_is_answered_for_the_school_of_whoever_asks(
    small_town: Town,
) -> None:
    small_town.execute(PLANT, by=PRIYA.caller)
    assert small_town.ask(GetBed(bed_id=BED), by=PRIYA.caller).crop == "beans"
    with pytest.raises(NotFound):
        small_town.ask(GetBed(bed_id=BED), by=BEN.caller)
    with pytest.raises(Forbidden):
        small_town.ask(GetBed(bed_id=BED, school_id=ASHGROVE), by=BEN.caller)
    assert small_town.ask(GetBed(bed_id=BED), by=OLU.caller).crop == "beans"


def test_a_question_over_all_schools_is_not_for_somebody_of_one(
    small_town: Town,
) -> None:
    small_town.execute(PLANT)
    small_town.execute(replace(PLANT, school_id=BECKFIELD))
    assert small_town.ask(CountBeds(), by=OLU.caller) == BedsView(beds=2)
    with pytest.raises(Forbidden):
        small_town.ask(CountBeds(), by=PRIYA.caller)
    bound = Caller(actor="engineer:1", role=Role.ENGINEER, school=ASHGROVE)
    with pytest.raises(Forbidden):
        small_town.ask(CountBeds(), by=bound)


def test_what_is_parked_is_for_operators(small_town: Town) -> None:
    found = small_town.ask(FindParked(service="garden"), by=OLU.caller)
    assert found == ParkedView(parked=())
    with pytest.raises(Forbidden):
        small_town.ask(FindParked(service="garden"), by=PRIYA.caller)


def test_a_procedure_opens_its_own_work(small_town: Town) -> None:
    def plant_twice(garden: Application, asked: PlantBed, cause: Cause) -> int:
        for _ in range(2):
            with garden.work(asked.school_id) as work:
                work.execute(
                    replace(asked, bed_id=uuid4()),
                    replace(cause, command_id=uuid4()),
                )
                receipt = work.commit()
        return receipt.position

    def tell(garden: Application, asked: CountBeds, cause: Cause) -> str:
        return cause.caller.actor

    procedures: dict[type, Callable[[Application, Any, Cause], Any]] = {
        PlantBed: plant_twice,
        CountBeds: tell,
    }
    small_town.open(replace(GARDEN, procedures=procedures))
    assert small_town.execute(PLANT) == 2
    assert small_town.ask(CountBeds()) == OLU.caller.actor
    with pytest.raises(Forbidden):
        small_town.execute(PLANT, by=BEN.caller)


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, {"service": "garden"} | labels) or 0.0


def test_commands_and_refusals_are_counted(small_town: Town) -> None:
    command = {"command": "garden.plant_bed"}

    def counts() -> list[float]:
        return [
            counted("caretaker_commands_total", **command),
            counted("caretaker_command_seconds_count", **command),
            counted("caretaker_refusals_total", kind="refused"),
        ]

    before = counts()
    small_town.execute(PLANT)
    with pytest.raises(Refused):
        small_town.execute(PLANT)
    assert [now - then for now, then in zip(counts(), before, strict=True)] == [2, 2, 1]


def test_whoever_publishes_is_told_what_was_appended(small_town: Town) -> None:
    told: list[UUID] = []
    small_town.applications["garden"].appended.append(told.append)
    small_town.execute(PLANT)
    assert told == [ASHGROVE]


def losing(times: int) -> Callable[..., int]:
    """An end of a transaction that loses some races before it wins one."""
    races = iter(range(times))
    finish = Log.finish

    def lose(*arguments: Any) -> int:
        if next(races, None) is not None:
            raise Conflict("somebody else was first")
        return finish(*arguments)

    return lose


def test_a_command_that_loses_a_race_is_decided_again(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Log, "finish", losing(7))
    assert small_town.execute(PLANT).position == 1


def test_a_command_that_loses_every_race_is_told_so(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Log, "finish", losing(8))
    with pytest.raises(Conflict) as refused:
        small_town.execute(PLANT)
    assert refused.value.version is None
    assert small_town.log("garden", ASHGROVE) == []


def second(town: Town, first: Any, then: Any, command_id: UUID) -> Future[Receipt]:
    """The outcome of a command that began while another was not yet committed."""
    garden = town.applications["garden"]
    with ThreadPoolExecutor(1) as pool, garden.work(ASHGROVE) as work:
        work.execute(first, Cause(caller=OLU.caller, command_id=command_id))
        # Its rows are written and locked as soon as somebody looks.
        assert not work.connection.closed
        id_ = command_id if first == then else uuid4()
        other = pool.submit(town.execute, then, command_id=id_)
        until_it_waits(town.databases["garden"], other)
        work.commit()
    return other


def test_the_same_command_sent_twice_at_once_gets_one_answer(large: Town) -> None:
    receipt = second(large, PLANT, PLANT, uuid4()).result()
    assert (receipt.position, receipt.repeated) == (1, True)
    assert len(large.log("garden", ASHGROVE)) == 1


def test_two_commands_on_one_stream_at_once_both_happen(large: Town) -> None:
    large.execute(PLANT)
    receipt = second(large, WATER, replace(WATER, litres=6), uuid4()).result()
    assert (receipt.position, receipt.stream_version) == (3, 3)
    assert large.ask(GetBed(bed_id=BED, school_id=ASHGROVE)).litres == 11


def test_two_who_decided_on_one_version_at_once_do_not_both_happen(
    large: Town,
) -> None:
    large.execute(PLANT)
    on_the_same = replace(WATER, litres=6, version=1)
    outcome = second(large, replace(WATER, version=1), on_the_same, uuid4())
    with pytest.raises(Conflict) as refused:
        outcome.result()
    assert refused.value.version == 2
    assert [change["version"] for change in refused.value.changes] == [2]


def test_the_platform_asks_for_any_school(small_town: Town) -> None:
    small_town.execute(PLANT)
    assert small_town.ask(GetBed(bed_id=BED), by=platform("weather")).crop == "beans"
