"""Is what is foreseen of a ticket what its clock then says?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.calendar import SetClosures, SetNation
from contracts.directory import AddSchool
from contracts.intake import OpenTicket, Requester
from contracts.refusals import NotFound
from contracts.sla import ForeseenView, ForeseeTicket, GetClock
from contracts.values import (
    Channel,
    Closure,
    ClosureKind,
    Level,
    Nation,
    Priority,
    Target,
)
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

TUESDAY = date(2026, 6, 9)


@pytest.fixture
def ashgrove(town: Town) -> Town:
    town.clock.set(at("mon 16:00"))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.settle()
    return town


def foreseen(town: Town) -> dict[Priority, dict[Target, object]]:
    found: ForeseenView = town.ask(ForeseeTicket(school_id=ASHGROVE))
    assert found.at == town.clock()
    return {
        one.priority: {
            Target.RESPONSE: one.response_at,
            Target.NEXT_UPDATE: one.next_update_at,
            Target.RESOLUTION: one.resolution_at,
        }
        for one in found.promises
    }


def opened(town: Town) -> dict[Target, object]:
    """When the targets of a p1 are due that is opened now."""
    ticket = OpenTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        subject="No register opens",
        description="",
        requester=Requester(name=PRIYA.name, email=PRIYA.email),
        channel=Channel.PHONE,
        impact=Level.HIGH,
        urgency=Level.HIGH,
    )
    town.execute(ticket)
    town.settle()
    clock = town.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET))
    return {one.target: one.due_at for one in clock.targets}


def test_a_ticket_is_due_when_it_was_foreseen_to_be(ashgrove: Town) -> None:
    assert foreseen(ashgrove)[Priority.P1] == opened(ashgrove)


def test_a_closure_moves_what_is_foreseen(ashgrove: Town) -> None:
    assert foreseen(ashgrove)[Priority.P1][Target.RESOLUTION] == at("tue 11:00")
    snow = Closure(
        from_on=TUESDAY,
        until_on=TUESDAY,
        kind=ClosureKind.EMERGENCY,
        reason="Snow",
    )
    ashgrove.execute(SetClosures(school_id=ASHGROVE, closures=(snow,)))
    ashgrove.settle()
    moved = foreseen(ashgrove)[Priority.P1]
    assert moved[Target.RESOLUTION] == at("wed 11:00")
    assert moved == opened(ashgrove)


def test_nothing_is_foreseen_where_nothing_is_promised(ashgrove: Town) -> None:
    with pytest.raises(NotFound, match="nothing is promised"):
        ashgrove.ask(ForeseeTicket(school_id=BECKFIELD))


def test_a_ticket_keeps_the_bank_holidays_it_was_opened_under(ashgrove: Town) -> None:
    ashgrove.clock.set(datetime(2026, 7, 10, 15, 0, tzinfo=UTC))  # Friday, 16:00
    monday = datetime(2026, 7, 13, 10, 0, tzinfo=UTC)
    assert opened(ashgrove)[Target.RESOLUTION] == monday
    # There it is the Battle of the Boyne, 12 July being a Sunday.
    in_ireland = SetNation(school_id=ASHGROVE, nation=Nation.NORTHERN_IRELAND)
    ashgrove.execute(in_ireland)
    ashgrove.settle()
    later = foreseen(ashgrove)[Priority.P1][Target.RESOLUTION]
    assert later == monday + timedelta(days=1)
    clock = ashgrove.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET))
    [kept] = [one for one in clock.targets if one.target is Target.RESOLUTION]
    assert kept.due_at == monday


def test_safeguarding_is_foreseen_round_the_clock(ashgrove: Town) -> None:
    asked = ForeseeTicket(school_id=ASHGROVE, safeguarding=True)
    found: ForeseenView = ashgrove.ask(asked)
    assert found.promises[0].resolution_at == at("mon 20:00")
