"""Does everything of a command happen, once, or nothing of it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from psycopg2.errors import DivisionByZero
from sqlalchemy import Connection, delete, select

from contracts.access import platform
from contracts.log import Receipt
from contracts.refusals import Conflict, Refused, Reused
from shared import log_on_postgresql
from shared.decider import Heard
from shared.log_tables import commands
from shared.store import Log
from shared.work import Cause, Fresh, cause_of
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA
from tests.support.chains import chain, positions
from tests.support.databases import behind
from tests.support.sample import GARDEN, beds, project_garden
from tests.support.sample_messages import (
    BED,
    GARDENER,
    OTHER_BED,
    BedPlanted,
    BedWatered,
    CheckBed,
    GetBed,
    PlantBed,
    WaterAll,
    WaterBed,
)
from tests.support.scenario import at
from tests.support.town import Town

PLANT = PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans", note="in the shade")
WATER = WaterBed(school_id=ASHGROVE, bed_id=BED, litres=5)


def litres(town: Town, bed: UUID = BED) -> int:
    watered: int = town.ask(GetBed(bed_id=bed, school_id=ASHGROVE)).litres
    return watered


def test_a_command_leaves_its_events_and_a_receipt(sample_town: Town) -> None:
    command_id, correlation_id = uuid4(), uuid4()
    receipt = sample_town.execute(
        PLANT,
        command_id=command_id,
        correlation_id=correlation_id,
        on_behalf_of=PRIYA.caller.actor,
    )
    assert receipt == Receipt(
        school_id=ASHGROVE,
        service="garden",
        position=1,
        stream_version=1,
        repeated=False,
    )
    (event,) = sample_town.log("garden", ASHGROVE)
    assert event.event_id == uuid5(command_id, "0")
    assert (event.stream, event.type) == (f"bed-{BED}", "garden.bed_planted")
    assert (event.actor, event.on_behalf_of) == (OLU.caller.actor, PRIYA.caller.actor)
    assert (event.correlation_id, event.causation_id) == (correlation_id, None)
    assert event.happened_at == event.recorded_at == at("mon 09:00")


def test_a_command_sent_again_gets_its_first_answer(sample_town: Town) -> None:
    sample_town.execute(PLANT)
    command_id = uuid4()
    first = sample_town.execute(WATER, command_id=command_id)
    sample_town.execute(WATER)
    again = sample_town.execute(WATER, command_id=command_id)
    assert again == replace(first, repeated=True)
    assert litres(sample_town) == 10


def test_without_the_command_id_a_retry_gets_another_answer(
    sample_town: Town,
) -> None:
    command_id = uuid4()
    sample_town.execute(PLANT, command_id=command_id)
    with behind(sample_town.databases["garden"]) as connection:
        connection.execute(delete(commands))
    with pytest.raises(Refused, match="already"):
        sample_town.execute(PLANT, command_id=command_id)


def test_a_known_id_with_another_command_is_refused(sample_town: Town) -> None:
    sample_town.execute(PLANT)
    command_id = uuid4()
    sample_town.execute(WATER, command_id=command_id)
    with pytest.raises(Reused):
        sample_town.execute(replace(WATER, litres=6), command_id=command_id)
    assert litres(sample_town) == 5


def test_what_the_platform_sends_again_is_known_by_its_id_alone(
    sample_town: Town,
) -> None:
    sample_town.execute(PLANT)
    command_id = uuid4()
    check = CheckBed(school_id=ASHGROVE, bed_id=BED, watered_at=at("mon 08:00"))
    garden = platform("garden")
    sample_town.execute(check, by=garden, command_id=command_id)
    again = sample_town.execute(check, by=garden, command_id=command_id)
    assert again.repeated


def test_the_same_id_at_another_school_is_another_command(sample_town: Town) -> None:
    command_id = uuid4()
    sample_town.execute(PLANT, command_id=command_id)
    receipt = sample_town.execute(
        replace(PLANT, school_id=BECKFIELD), command_id=command_id
    )
    assert not receipt.repeated


def test_a_command_that_changes_nothing_is_answered_and_remembered(
    sample_town: Town,
) -> None:
    sample_town.execute(PLANT)
    command_id = uuid4()
    nothing = replace(WATER, litres=0)
    first = sample_town.execute(nothing, command_id=command_id)
    assert (first.position, first.stream_version, first.repeated) == (1, 1, False)
    sample_town.execute(WATER)
    assert sample_town.execute(nothing, command_id=command_id) == replace(
        first, repeated=True
    )


def test_who_decided_on_an_older_version_is_told_what_changed(
    sample_town: Town,
) -> None:
    sample_town.execute(PLANT)
    sample_town.execute(replace(WATER, version=1))
    sample_town.clock.advance(minutes=1)
    sample_town.execute(replace(WATER, version=2), by=platform("garden"))
    with pytest.raises(Conflict, match="at version 3, not 1") as refused:
        sample_town.execute(replace(WATER, version=1))
    assert refused.value.version == 3
    assert refused.value.changes == [
        {
            "version": 2,
            "type": "garden.bed_watered",
            "actor": OLU.caller.actor,
            "happened_at": "2026-06-08T08:00:00.000000Z",
        },
        {
            "version": 3,
            "type": "garden.bed_watered",
            "actor": "service:garden",
            "happened_at": "2026-06-08T08:01:00.000000Z",
        },
    ]


def test_a_refusal_leaves_nothing(sample_town: Town) -> None:
    with pytest.raises(Refused):
        sample_town.execute(WATER)
    assert sample_town.log("garden", ASHGROVE) == []


def test_what_happened_earlier_is_dated_so(sample_town: Town) -> None:
    sample_town.execute(PLANT, happened_at=at("mon 08:00"))
    check = CheckBed(school_id=ASHGROVE, bed_id=BED, watered_at=at("mon 08:00"))
    sample_town.clock.set(at("fri 08:00"))
    sample_town.execute(check, by=platform("garden"))
    planted, wilted = sample_town.log("garden", ASHGROVE)
    assert planted.happened_at == at("mon 08:00")
    assert wilted.happened_at == at("tue 08:00")
    assert wilted.recorded_at == at("fri 08:00")


BOTH_BEDS = WaterAll(school_id=ASHGROVE, bed_ids=(BED, OTHER_BED), litres=3)


def test_a_handler_changes_several_streams_at_once(sample_town: Town) -> None:
    sample_town.execute(PLANT)
    sample_town.execute(replace(PLANT, bed_id=OTHER_BED))
    receipt = sample_town.execute(BOTH_BEDS)
    assert receipt.position == 4
    assert (litres(sample_town), litres(sample_town, OTHER_BED)) == (3, 3)


def test_a_handler_that_is_refused_at_the_end_leaves_nothing(
    sample_town: Town,
) -> None:
    sample_town.execute(PLANT)
    with pytest.raises(Refused):
        sample_town.execute(BOTH_BEDS)
    assert litres(sample_town) == 0
    assert len(sample_town.log("garden", ASHGROVE)) == 1


FINISH = Log.finish


def fail(*_: object) -> int:
    raise RuntimeError("the plug is pulled")


def rows(town: Town) -> int:
    with town.databases["garden"].provider() as connection:
        return len(connection.execute(select(beds)).all())


def append_and_fail(log: Log, *arguments: Any) -> int:
    """The plug is pulled between the append and the commit."""
    if log.connection.dialect.name == "sqlite":
        FINISH(log, *arguments)
        return fail()
    assert "; commit" in log_on_postgresql._FINISH
    whole = log_on_postgresql._FINISH
    log_on_postgresql._FINISH = whole.replace("; commit", "; select 1/0; commit")
    try:
        return FINISH(log, *arguments)
    except DivisionByZero:
        return fail()
    finally:
        log_on_postgresql._FINISH = whole


@pytest.mark.parametrize("pulled", [fail, append_and_fail])
def test_rows_and_events_are_committed_together(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch, pulled: Callable[..., int]
) -> None:
    sample_town.execute(replace(PLANT, bed_id=OTHER_BED))
    with monkeypatch.context() as broken:
        broken.setattr(Log, "finish", pulled)
        with pytest.raises(RuntimeError):
            sample_town.execute(PLANT)
    assert (rows(sample_town), len(sample_town.log("garden", ASHGROVE))) == (1, 1)
    sample_town.execute(PLANT)
    assert rows(sample_town) == 2


def test_without_one_transaction_rows_stay_of_what_never_happened(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def project(connection: Connection, fresh: Fresh) -> None:
        project_garden(connection, fresh)
        connection.exec_driver_sql("commit")

    sample_town.open(replace(GARDEN, project=project))
    monkeypatch.setattr(Log, "finish", fail)
    with pytest.raises(RuntimeError):
        sample_town.execute(PLANT)
    assert (rows(sample_town), sample_town.log("garden", ASHGROVE)) == (1, [])


def test_a_projection_that_fails_leaves_no_event(sample_town: Town) -> None:
    def project(_connection: Connection, _fresh: Fresh) -> None:
        fail()

    sample_town.open(replace(GARDEN, project=project))
    with pytest.raises(RuntimeError):
        sample_town.execute(PLANT)
    assert sample_town.log("garden", ASHGROVE) == []


def test_terms_are_read_before_a_decision(sample_town: Town) -> None:
    def decide(
        bed: Any, asked: Any, now: Any, terms: Sequence[str]
    ) -> Sequence[object]:
        return [
            BedPlanted(
                bed_id=BED, crop=terms[0], gardener_id=GARDENER, note=None, label=None
            )
        ]

    (rules,) = GARDEN.deciders
    rules = replace(rules, decide=decide, terms=lambda work, *_: [str(work.school)])
    sample_town.open(replace(GARDEN, deciders=(rules,)))
    sample_town.execute(PLANT)
    assert sample_town.events("garden", ASHGROVE)[0].crop == str(ASHGROVE)


def test_a_reaction_has_its_cause_in_what_was_heard() -> None:
    (event,) = chain(1)
    cause = cause_of(Heard(None, event), "weather", 2)
    assert cause.caller == platform("weather")
    assert cause.command_id == uuid5(event.event_id, "weather/2")
    assert cause.correlation_id == event.correlation_id
    assert cause.causation_id == event.event_id
    assert cause.on_behalf_of == event.actor
    assert cause.happened_at == event.happened_at
    behalf = cause_of(Heard(None, event._replace(on_behalf_of="staff:1")), "weather", 0)
    assert behalf.on_behalf_of == "staff:1"


def test_a_cause_is_new_unless_it_says_otherwise() -> None:
    one, other = Cause(caller=OLU.caller), Cause(caller=OLU.caller)
    assert one.command_id != other.command_id
    assert one.correlation_id != other.correlation_id


def test_nothing_decided_leaves_the_head_where_it_is(sample_town: Town) -> None:
    garden = sample_town.applications["garden"]
    sample_town.execute(PLANT)
    with garden.work(ASHGROVE) as work:
        receipt = work.commit()
    assert (receipt.position, receipt.stream_version) == (1, 0)
    with garden.work(ASHGROVE) as work:
        for _ in range(2):
            work.execute(WATER, Cause(caller=OLU.caller))
        assert work.commit().stream_version == 3
    assert positions(sample_town.log("garden", ASHGROVE)) == [1, 2, 3]
    assert isinstance(sample_town.events("garden", ASHGROVE)[2], BedWatered)
