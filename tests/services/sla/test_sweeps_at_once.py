"""Is what is due given once, by however many sweeps and whatever clocks they go by?"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import platform
from contracts.escalation import EscalationRaised
from contracts.intake import (
    GetTicket,
    ReplyToTicket,
    TicketView,
)
from contracts.sla import BreachWithdrawn, CheckClock, TargetBreached, TargetWarned
from contracts.values import Level, Target
from services.directory.rooms import ROOMS as DIRECTORY
from services.intake.rooms import ROOMS as INTAKE
from services.sla.domain import CLOCK
from services.sla.queries import due_clocks
from services.sla.rooms import ROOMS as SLA
from services.sla.sweep import check_due_clocks
from tests.support.cast import ASHGROVE, TICKET
from tests.support.databases import Databases
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

REPOSITORY = Path(__file__).parents[3]
MANY = 60
EVENTS = (TargetWarned, TargetBreached, EscalationRaised)
Given = Counter[tuple[str, int, UUID, Target]]


@pytest.fixture
def busy(postgresql: Databases) -> Iterator[Town]:
    """Sixty p4 of Monday at nine, on a server, to be answered within nine hours."""
    town = Town((DIRECTORY, INTAKE, SLA), postgresql)
    for number in range(MANY):
        opened(town, uuid5(TICKET, str(number)))
    town.settle()
    yield town
    town.close()


def opened(town: Town, ticket_id: UUID = TICKET) -> None:
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer(ticket_id, level=Level.LOW))


def swept(town: Town, when: str) -> list[Any]:
    """What a sweep gives whose clock says that it is then."""
    before = len(town.log("sla", ASHGROVE))
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    return town.events("sla", ASHGROVE)[before:]


def given(town: Town) -> Given:
    """How often each warning, breach and step of an escalation was given."""
    return Counter(
        (type(event).__name__, getattr(event, "step", 0), event.ticket_id, event.target)
        for event in town.events("sla", ASHGROVE)
        if isinstance(event, EVENTS)
    )


@pytest.mark.needs_postgresql
def test_two_processes_that_sweep_at_once_give_each_thing_once(busy: Town) -> None:
    urls = [
        busy.applications["sla"].database.engine.url,
        busy.keys.engine.url,
    ]
    told = [url.render_as_string(hide_password=False) for url in urls]
    with ExitStack() as ended:
        sweepers = [start(ended, *told, at("wed 09:00").isoformat()) for _ in range(2)]
        assert [says(one) for one in sweepers] == ["ready", "ready"]
        for one in sweepers:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        for one in sweepers:
            assert says(one).startswith("looked")
    counts = given(busy)
    assert set(counts.values()) == {1}
    kinds = Counter((kind, step, target) for kind, step, _, target in counts)
    assert kinds["TargetBreached", 0, Target.RESPONSE] == MANY
    assert kinds["TargetWarned", 0, Target.RESPONSE] == MANY
    assert kinds["EscalationRaised", 1, Target.RESPONSE] == MANY


def start(ended: ExitStack, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.sweeper", *arguments],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    ended.enter_context(process)
    ended.callback(process.kill)
    return process


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_who_read_what_is_due_before_another_gave_it_gives_nothing(town: Town) -> None:
    opened(town)
    town.settle()
    assert len(given_by_a_second_sweep(town)) == 0


def test_without_looking_again_what_is_due_is_given_by_each_sweep(town: Town) -> None:
    forgetful = replace(CLOCK, terms=_terms(), evolve=_forget_what_was_given)
    deciders = tuple(forgetful if d.category == "clock" else d for d in SLA.deciders)
    town.open(replace(SLA, deciders=deciders))
    opened(town)
    town.settle()
    assert len(given_by_a_second_sweep(town)) > 0


def given_by_a_second_sweep(town: Town) -> list[Any]:
    """What is given by who had read what is due, and then waited for the first."""
    sla, now = town.applications["sla"], at("tue 11:00")
    due = sla.read(due_clocks, now)
    assert swept(town, "tue 11:00")
    before = len(town.log("sla", ASHGROVE))
    for one in due:
        town.execute(
            CheckClock(school_id=one.school, ticket_id=one.ticket_id, at=now),
            by=platform("sla"),
        )
    return town.events("sla", ASHGROVE)[before:]


def _terms() -> Any:
    (clock,) = (one for one in SLA.deciders if one.category == "clock")
    return clock.terms


def _forget_what_was_given(state: Any, event: Any) -> Any:
    if isinstance(event, TargetWarned | TargetBreached):
        return state
    return CLOCK.evolve(state, event)


def test_a_clock_that_is_set_back_gives_nothing_again(town: Town) -> None:
    opened(town)
    town.settle()
    assert len(swept(town, "tue 11:00")) == 2
    assert swept(town, "tue 10:00") == []
    assert swept(town, "mon 16:00") == []
    assert swept(town, "tue 12:00") == []
    times = [event.recorded_at for event in town.log("sla", ASHGROVE)]
    assert times == sorted(times)


def test_what_a_clock_that_is_ahead_told_is_dated_right_and_may_be_withdrawn(
    town: Town,
) -> None:
    opened(town)
    town.settle()
    warned, breached = swept(town, "tue 09:30")
    assert isinstance(warned, TargetWarned)
    assert isinstance(breached, TargetBreached)
    assert breached.breached_at == at("tue 09:00")
    town.clock.set(at("tue 08:30"))
    ticket: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    town.execute(
        ReplyToTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=ticket.version,
            message_id=uuid5(TICKET, "reply"),
            text="Olu is on the way.",
        )
    )
    before = len(town.log("sla", ASHGROVE))
    town.settle()
    kinds = [type(event) for event in town.events("sla", ASHGROVE)[before:]]
    assert BreachWithdrawn in kinds
