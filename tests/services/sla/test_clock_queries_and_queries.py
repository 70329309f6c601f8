"""How do the targets of tickets stand, asked for one by one or a page at once?"""

from uuid import UUID, uuid5

import pytest

from contracts.intake import HoldTicket
from contracts.sla import ClockOf, ClocksView, FindClocks, GetClock
from contracts.values import Level, TargetState
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU
from tests.support.printers import about_a_printer
from tests.support.town import Town

HELD, OPEN, THEIRS, NONE = (uuid5(ASHGROVE, n) for n in ("held", "open", "b", "no"))


def opened(town: Town, ticket_id: UUID, school: UUID = ASHGROVE) -> None:
    town.execute(about_a_printer(ticket_id, school, level=Level.LOW))


@pytest.fixture
def busy(town: Town) -> Town:
    """Two tickets of Ashgrove, one of them on hold, and one of Beckfield."""
    opened(town, OPEN)
    opened(town, HELD)
    opened(town, THEIRS, BECKFIELD)
    hold = HoldTicket(
        school_id=ASHGROVE, ticket_id=HELD, version=1, reason="A part is on its way."
    )
    town.execute(hold)
    town.settle()
    return town


ALL = FindClocks(
    tickets=(
        ClockOf(school_id=ASHGROVE, ticket_id=OPEN),
        ClockOf(school_id=ASHGROVE, ticket_id=NONE),
        ClockOf(school_id=ASHGROVE, ticket_id=HELD),
        ClockOf(school_id=BECKFIELD, ticket_id=THEIRS),
    )
)


def test_the_clocks_of_a_page_are_those_of_each_ticket(busy: Town) -> None:
    found: ClocksView = busy.ask(ALL)
    each = {
        (one.school_id, one.ticket_id): busy.ask(
            GetClock(school_id=one.school_id, ticket_id=one.ticket_id)
        )
        for one in ALL.tickets
    }
    assert {clock.ticket_id for clock in found.clocks} == {OPEN, HELD, THEIRS}
    for clock in found.clocks:
        assert clock in each.values()
    [held] = [clock for clock in found.clocks if clock.ticket_id == HELD]
    assert {target.state for target in held.targets} == {TargetState.PAUSED}


def test_a_clock_that_has_not_started_is_not_found(busy: Town) -> None:
    clock = busy.ask(GetClock(school_id=ASHGROVE, ticket_id=NONE))
    assert clock.targets == ()


def test_beckfield_finds_no_clock_of_ashgrove(busy: Town) -> None:
    found: ClocksView = busy.ask(ALL, BEN.caller)
    assert [clock.ticket_id for clock in found.clocks] == [THEIRS]
    wrong = FindClocks(tickets=(ClockOf(school_id=BECKFIELD, ticket_id=OPEN),))
    assert busy.ask(wrong, OLU.caller).clocks == ()
