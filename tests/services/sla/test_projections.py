"""Do the tables say what the clock's events said?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection, select

from contracts.directory import AddSchool, SetHours
from contracts.intake import (
    ClassifyTicket,
    HoldTicket,
    ReplyToTicket,
    TriageTicket,
)
from contracts.sla import GetAgreement, GetClock
from contracts.values import (
    DayHours,
    Interval,
    Level,
    Target,
    TargetState,
    TicketType,
    Weekday,
    WorkingHours,
)
from services.sla.queries import breach_counts, due_soon_counts
from services.sla.sweep import check_due_clocks
from services.sla.tables import targets
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town


class Kept(NamedTuple):
    """A target as it stands in its row: `next_at` is when the sweep has to look."""

    state: str
    left_seconds: int
    due_at: datetime | None
    next_at: datetime | None
    breached_at: datetime | None


@pytest.fixture
def clock(town: Town) -> Town:
    """A p3 that was opened on Monday at nine; four hours to the first reply."""
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer())
    town.settle()
    return town


def do(town: Town, when: str, command: Any) -> None:
    town.clock.set(at(when))
    town.execute(command)
    town.settle()


def sweep(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())


def kept(town: Town, target: Target) -> Kept:
    def read(connection: Connection) -> Kept:
        found = select(targets).where(targets.c.target == target.value)
        row = connection.execute(found).one()
        return Kept(*(getattr(row, name) for name in Kept._fields))

    found: Kept = town.applications["sla"].read(read, school=ASHGROVE)
    return found


def test_a_clock_that_starts_has_its_warning_ahead(clock: Town) -> None:
    response = kept(clock, Target.RESPONSE)
    four_hours = 4 * 3_600
    due, warning = at("mon 13:00"), at("mon 12:00")
    assert response == Kept("running", four_hours, due, warning, None)


def test_once_warned_the_sweep_looks_again_when_it_is_due(clock: Town) -> None:
    sweep(clock, "mon 12:30")
    response = kept(clock, Target.RESPONSE)
    assert (response.state, response.next_at) == ("running", at("mon 13:00"))


def test_what_is_breached_has_nothing_left_to_look_for(clock: Town) -> None:
    sweep(clock, "mon 14:00")
    response = kept(clock, Target.RESPONSE)
    assert response.state == TargetState.BREACHED.value
    assert response.next_at is None
    assert response.breached_at == at("mon 13:00")


def test_what_stands_still_keeps_the_time_that_is_left(clock: Town) -> None:
    hold = HoldTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="A part.")
    do(clock, "mon 10:00", hold)
    three_hours = 3 * 3_600
    assert kept(clock, Target.RESPONSE) == Kept("paused", three_hours, None, None, None)


def test_a_reply_is_shown_by_what_it_met_and_what_it_started(clock: Town) -> None:
    reply = ReplyToTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, message_id=TICKET, text="Soon."
    )
    do(clock, "mon 10:00", reply)
    assert kept(clock, Target.RESPONSE).state == TargetState.MET.value
    assert kept(clock, Target.NEXT_UPDATE).due_at == at("tue 10:00")


def test_breaches_are_counted_under_the_priority_they_have_now(clock: Town) -> None:
    sweep(clock, "mon 14:00")
    triage = TriageTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    do(clock, "mon 14:01", triage)
    counts = clock.applications["sla"].read(breach_counts)
    assert [(one.target, one.priority, one.number) for one in counts] == [
        ("response", "p4", 1)
    ]


def test_what_will_be_breached_soon_is_counted_and_no_longer_when_it_is(
    clock: Town,
) -> None:
    sla = clock.applications["sla"]
    due = kept(clock, Target.RESPONSE).due_at
    assert due is not None

    def counted(minutes: int) -> list[str]:
        until = due + timedelta(minutes=minutes)
        return [one.target for one in sla.read(due_soon_counts, until)]

    assert counted(-1) == []
    assert counted(0) == ["response"]
    sweep(clock, "mon 14:00")
    assert counted(0) == []


def test_a_clock_names_the_agreement_that_it_counts_by(clock: Town) -> None:
    shown = clock.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET))
    agreement = clock.ask(GetAgreement(school_id=ASHGROVE))
    assert shown.agreement_version == agreement.agreement_version == 1


def test_a_clock_keeps_the_agreement_it_started_under(clock: Town) -> None:
    """Other hours later are another agreement; what was promised before stands."""
    morning = (Interval(opens=time(8), closes=time(12)),)
    hours = WorkingHours(
        timezone="Europe/London",
        days=tuple(DayHours(day=day, intervals=morning) for day in Weekday),
    )
    do(clock, "mon 10:00", AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    do(clock, "mon 10:01", SetHours(school_id=ASHGROVE, hours=hours))
    assert clock.ask(GetAgreement(school_id=ASHGROVE)).agreement_version == 2
    shown = clock.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET))
    assert shown.agreement_version == 1
    assert kept(clock, Target.RESPONSE).due_at == at("mon 13:00")


def test_a_clock_is_counted_by_what_its_ticket_turns_out_to_be_about(
    clock: Town,
) -> None:
    safety = ClassifyTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        type=TicketType.INCIDENT,
        category="safety",
    )
    do(clock, "mon 16:00", safety)
    resolution = kept(clock, Target.RESOLUTION)
    assert resolution.due_at == at("tue 12:00"), "27 hours, of which 7 are used"
    shown = clock.ask(GetClock(school_id=ASHGROVE, ticket_id=TICKET)).targets[-1]
    assert shown.remaining == timedelta(hours=20)
    do(clock, "mon 18:00", replace(safety, version=2, category=""))
    assert kept(clock, Target.RESOLUTION).left_seconds == 18 * 3_600
