"""Does each alarm come on time and once, and is it shown what became of it?"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from contracts.escalation import (
    AcknowledgeEscalation,
    AlarmKind,
    CarryEscalations,
    Escalation,
    EscalationMissed,
    EscalationRaised,
    FindEscalations,
    WarningRepeated,
)
from contracts.intake import (
    GetTicket,
    HoldTicket,
    ResolveTicket,
    ResumeTicket,
    TicketView,
    TriageTicket,
)
from contracts.values import HoldReason, Level, Priority, Target
from services.sla import alarms_due, escalation, ladder, projections, sweep
from services.sla.escalation_rows import unacknowledged_counts
from services.sla.ladder import STANDARD, Rung
from services.sla.rooms import ROOMS
from services.sla.sweep import check_due_clocks, give_due_alarms
from tests.support.cast import ASHGROVE, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

HALF = Rung(target=Target.RESPONSE, kind=AlarmKind.WARNING, number=50, at_percent=50)
WARNED = tuple(replace(HALF, number=n, at_percent=n) for n in (25, 50, 90))
MANY = 2
"""As many as one second needs; `./caretaker bench --only clocks` has 10,000."""


def opened(town: Town, ticket_id: UUID = TICKET) -> None:
    """On Monday at nine somebody asks: a p3, to be answered within four hours."""
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer(ticket_id))


def swept(town: Town, when: str) -> list[object]:
    """What a sweep at this moment gives."""
    before = len(town.log("sla", ASHGROVE))
    town.clock.set(at(when))
    sla, now = town.applications["sla"], town.clock()
    while check_due_clocks(sla, now) + give_due_alarms(sla, now):
        pass
    return town.events("sla", ASHGROVE)[before:]


def given(town: Town, when: str) -> list[tuple[str, str]]:
    """The warnings, steps and misses among it, each with its moment."""
    moments = {
        WarningRepeated: "warned_at",
        EscalationRaised: "raised_at",
        EscalationMissed: "missed_at",
    }
    return [
        (type(event).__name__, f"{getattr(event, moments[type(event)]):%H:%M}")
        for event in swept(town, when)
        if type(event) in moments
    ]


def escalations(town: Town, ticket_id: UUID | None = None) -> tuple[Escalation, ...]:
    asked = FindEscalations(school_id=ASHGROVE, ticket_id=ticket_id)
    found: tuple[Escalation, ...] = town.ask(asked).escalations
    return found


def version(town: Town) -> int:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    return view.version


@pytest.fixture
def warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """An agreement that warns at several parts of the time."""
    rungs = (*STANDARD, *WARNED)
    monkeypatch.setattr(ladder, "of", lambda _promised: rungs)


def test_a_breach_is_escalated_missed_and_told_to_the_lead_each_on_time(
    town: Town,
) -> None:
    opened(town)
    town.settle()
    assert given(town, "mon 12:59") == []
    # In London's summer the log is an hour behind the wall clock.
    assert given(town, "mon 13:01") == [("EscalationRaised", "12:00")]
    assert given(town, "mon 13:10") == []
    assert given(town, "mon 15:00") == [
        ("EscalationMissed", "12:15"),
        ("EscalationRaised", "13:00"),
        ("EscalationMissed", "13:15"),
    ]


def test_after_an_outage_all_is_given_dated_to_when_it_was_due(town: Town) -> None:
    opened(town)
    town.settle()
    assert sorted(given(town, "mon 16:00"), key=lambda one: one[1]) == [
        ("EscalationRaised", "12:00"),
        ("EscalationMissed", "12:15"),
        ("EscalationRaised", "13:00"),
        ("EscalationMissed", "13:15"),
    ]


def test_a_clock_that_goes_back_gives_nothing_again(town: Town) -> None:
    opened(town)
    town.settle()
    assert given(town, "mon 13:01")
    for when in ("mon 12:00", "mon 13:01", "mon 13:02"):
        assert given(town, when) == []


def test_warnings_come_at_each_part_of_the_time(town: Town, warning: None) -> None:
    opened(town)
    town.settle()
    assert given(town, "mon 10:30") == [("WarningRepeated", "09:00")]
    assert given(town, "mon 12:50") == [
        ("WarningRepeated", "10:00"),
        ("WarningRepeated", "11:36"),
    ]


def test_a_hold_moves_the_warnings_that_are_ahead_and_repeats_none(
    town: Town, warning: None
) -> None:
    opened(town)
    town.settle()
    assert given(town, "mon 10:30") == [("WarningRepeated", "09:00")]
    hold = HoldTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="A part.")
    town.execute(hold)
    town.settle()
    assert given(town, "mon 11:30") == []
    town.execute(ResumeTicket(school_id=ASHGROVE, ticket_id=TICKET, version=2))
    town.settle()
    assert given(town, "mon 11:59") == []
    assert given(town, "mon 12:01") == [("WarningRepeated", "11:00")]


def test_a_new_priority_that_puts_a_warning_behind_us_gives_it_at_once(
    town: Town, warning: None
) -> None:
    opened(town)
    town.settle()
    town.clock.set(at("mon 09:45"))
    triage = TriageTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        impact=Level.HIGH,
        urgency=Level.MEDIUM,
    )
    town.execute(triage)
    town.settle()
    # Of one hour three quarters are used.
    assert given(town, "mon 09:46") == [
        ("WarningRepeated", "08:45"),
        ("WarningRepeated", "08:45"),
    ]


def test_a_ticket_that_is_resolved_has_no_alarm_left(town: Town) -> None:
    opened(town)
    town.settle()
    assert given(town, "mon 13:01")
    assert len(escalations(town)) == 1
    done = ResolveTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, note="Mended."
    )
    town.execute(done)
    town.settle()
    assert given(town, "mon 16:00") == []
    assert escalations(town) == ()
    [over] = escalations(town, TICKET)
    assert over.ended_at == at("mon 13:01")


def test_who_knows_stops_the_miss_and_is_named(town: Town) -> None:
    opened(town)
    town.settle()
    swept(town, "mon 13:01")
    assert town.applications["sla"].read(unacknowledged_counts)
    town.execute(AcknowledgeEscalation(school_id=ASHGROVE, ticket_id=TICKET))
    assert not town.applications["sla"].read(unacknowledged_counts)
    assert given(town, "mon 13:30") == []
    [known] = escalations(town)
    assert known.acknowledged_at == at("mon 13:01")
    assert known.acknowledged_by is not None
    assert known.missed_at is None


def test_what_alertmanager_told_is_recorded_of_each_ticket_of_the_priority(
    town: Town,
) -> None:
    opened(town)
    town.settle()
    swept(town, "mon 13:20")
    for priority, tickets in ((Priority.P1, ()), (Priority.P3, (TICKET,))):
        carry = CarryEscalations(school_id=ASHGROVE, priority=priority)
        assert town.execute(carry).tickets == tickets
    [known] = escalations(town)
    assert (known.carried_at, known.missed_at) == (at("mon 13:20"), at("mon 13:15"))
    assert town.execute(carry).tickets == ()


def test_the_story_of_a_ticket_tells_who_was_told_of_it(town: Town) -> None:
    opened(town)
    town.settle()
    swept(town, "mon 13:20")
    town.settle()
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    told = {entry.kind: entry.detail for entry in view.timeline}
    assert told["escalated"] == "response, to the first on call"
    assert "escalation_missed" in told


@pytest.mark.parametrize("guarded", [True, False])
def test_breaches_of_one_second_are_each_told_once_whatever_happens(
    town: Town, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        # The memory of a ticket, the id of the command, and the key of the row.
        monkeypatch.setattr(escalation, "_gave", lambda known, *_: known)
        monkeypatch.setattr(sweep, "uuid5", lambda *_: uuid4())
        monkeypatch.setattr(projections, "keep_escalation", lambda *_: None)
    tickets = [uuid5(TICKET, str(number)) for number in range(MANY)]
    for ticket_id in tickets:
        opened(town, ticket_id)
    town.settle()
    town.clock.set(at("mon 13:01"))
    sla, now = town.applications["sla"], town.clock()
    check_due_clocks(sla, now)
    stale = sla.read(alarms_due.due_alarms, now)
    assert len(stale) == MANY
    give_due_alarms(sla, now)
    # A replica that had read the same, and one that is started anew.
    for due in stale:
        sweep._give(sla, due)
    town.open(ROOMS)
    give_due_alarms(town.applications["sla"], now)
    told = [
        event.ticket_id
        for event in town.events("sla", ASHGROVE)
        if isinstance(event, EscalationRaised)
    ]
    assert set(told) == set(tickets)
    assert (len(told) == MANY) is guarded


def test_without_its_memory_an_alarm_that_is_told_twice_is_given_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(town)
    town.settle()
    town.clock.set(at("mon 13:01"))
    sla, now = town.applications["sla"], town.clock()
    check_due_clocks(sla, now)
    [due] = sla.read(alarms_due.due_alarms, now)
    sweep._give(sla, due)
    monkeypatch.setattr(escalation, "_gave", lambda known, *_: known)
    monkeypatch.setattr(sweep, "uuid5", lambda *_: uuid4())
    sweep._give(sla, due._replace(due_at=due.due_at + timedelta(microseconds=1)))
    raised = [
        event
        for event in town.events("sla", ASHGROVE)
        if isinstance(event, EscalationRaised)
    ]
    assert len(raised) == 2


def test_an_alarm_that_cannot_be_given_keeps_no_other_waiting(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(town)
    opened(town, uuid5(TICKET, "another"))
    town.settle()
    town.clock.set(at("mon 13:01"))
    sla, now = town.applications["sla"], town.clock()
    check_due_clocks(sla, now)
    execute = sla.execute

    def broken(command: object, *rest: object) -> object:
        if getattr(command, "ticket_id", None) == TICKET:
            raise RuntimeError("no such rule")
        return execute(command, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sla, "execute", broken)
    with caplog.at_level(logging.ERROR):
        give_due_alarms(sla, now)
    assert [one.ticket_id for one in escalations(town)] == [uuid5(TICKET, "another")]
    assert str(TICKET) in caplog.text


def test_what_was_held_for_is_told_to_the_clock(town: Town) -> None:
    opened(town)
    hold = HoldTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        reason="The part.",
        because=HoldReason.PART,
    )
    town.execute(hold)
    town.settle()
    assert town.events("sla", ASHGROVE)[-1].because is HoldReason.PART
