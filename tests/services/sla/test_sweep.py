"""Is a clock told when its time has come, once, and does one not stop the others?"""

from __future__ import annotations

import logging
from uuid import UUID, uuid5

import pytest

from contracts.refusals import Refused
from contracts.sla import TargetBreached, TargetWarned
from contracts.values import Level
from services.sla.sweep import check_due_clocks
from shared.decider import Decider
from tests.support.cast import ASHGROVE, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

OTHER = uuid5(TICKET, "another")


def opened(town: Town, ticket_id: UUID) -> None:
    """Somebody asks on Monday at nine: a p4, to be answered within nine hours."""
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer(ticket_id, level=Level.LOW))
    town.settle()


def sweep(town: Town, when: str) -> list[object]:
    """What a sweep at this moment gives."""
    before = len(town.log("sla", ASHGROVE))
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    return town.events("sla", ASHGROVE)[before:]


def test_nothing_is_given_before_it_is_due(town: Town) -> None:
    opened(town, TICKET)
    assert sweep(town, "mon 10:00") == []


def test_a_warning_and_a_breach_are_given_at_their_own_moments(town: Town) -> None:
    opened(town, TICKET)
    [warned] = sweep(town, "mon 16:50")
    assert isinstance(warned, TargetWarned)
    assert warned.warned_at == at("mon 15:45")
    [breached] = sweep(town, "tue 11:00")
    assert isinstance(breached, TargetBreached)
    assert breached.breached_at == at("tue 09:00")


def test_a_sweep_that_comes_again_gives_nothing_again(town: Town) -> None:
    opened(town, TICKET)
    assert len(sweep(town, "tue 11:00")) == 2
    assert sweep(town, "tue 11:00") == []


def test_what_a_sweep_gives_belongs_to_the_story_of_the_ticket(town: Town) -> None:
    opened(town, TICKET)
    sweep(town, "tue 11:00")
    log = town.log("sla", ASHGROVE)
    assert len({event.correlation_id for event in log[1:]}) == 1
    assert log[-1].actor == "service:sla"


@pytest.mark.parametrize("why", [Refused("no such clock"), KeyError("no such rule")])
def test_a_clock_that_cannot_be_checked_keeps_no_other_waiting(
    town: Town, caplog: pytest.LogCaptureFixture, why: Exception
) -> None:
    opened(town, TICKET)
    opened(town, OTHER)
    damage(town, why)
    with caplog.at_level(logging.ERROR):
        given = sweep(town, "tue 11:00")
    assert {getattr(event, "ticket_id", None) for event in given} == {OTHER}
    assert str(TICKET) in caplog.text


def damage(town: Town, why: Exception) -> None:
    """Have the rules fail at everything that is asked of the first clock."""
    sla = town.applications["sla"]
    [clock] = [d for d in sla.rooms.deciders if d.category == "clock"]

    def decide(state: object, command: object, *rest: object) -> object:
        if getattr(command, "ticket_id", None) == TICKET:
            raise why
        return clock.decide(state, command, *rest)

    broken = Decider(**{**vars(clock), "decide": decide})
    for command in clock.commands:
        sla._deciders[command] = broken
