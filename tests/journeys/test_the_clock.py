"""A ticket's clock, from the request to the verdict, over all services."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from contracts.directory import AddSchool, SetHours
from contracts.intake import (
    FindTickets,
    GetTicket,
    HoldTicket,
    OpenTicket,
    ReopenTicket,
    ReplyToTicket,
    Requester,
    ResolveTicket,
    ResumeTicket,
    TicketView,
    TriageTicket,
)
from contracts.sla import (
    BreachWithdrawn,
    ClockView,
    GetClock,
    TargetBreached,
    TargetView,
    TargetWarned,
)
from contracts.values import (
    Channel,
    DayHours,
    Interval,
    Level,
    Target,
    TargetState,
    TicketState,
    Weekday,
    WorkingHours,
)
from services.sla.sweep import check_due_clocks
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town


def open_ticket(town: Town, when: str, impact: Level, urgency: Level) -> None:
    """Priya asks for something."""
    town.clock.set(at(when))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            subject="Projector stays dark",
            description="It worked on Friday.",
            requester=Requester(name=PRIYA.name, email=PRIYA.email),
            channel=Channel.PHONE,
            impact=impact,
            urgency=urgency,
        )
    )
    town.settle()


def sweep(town: Town, when: str) -> None:
    """Let time pass, and the sweep look."""
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    town.settle()


def ticket(town: Town) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    return view


def target(town: Town, which: Target) -> TargetView:
    requires = {"intake": ticket(town).head}
    query = GetClock(school_id=ASHGROVE, ticket_id=TICKET)
    clock: ClockView = town.ask(query, requires=requires)
    return next(one for one in clock.targets if one.target is which)


def alarms(town: Town) -> list[object]:
    kinds = TargetWarned | TargetBreached | BreachWithdrawn
    events = town.events("sla", ASHGROVE)
    return [event for event in events if isinstance(event, kinds)]


def test_a_clock_runs_in_working_time_over_the_weekend(town: Town) -> None:
    open_ticket(town, "fri 16:00", Level.MEDIUM, Level.HIGH)

    resolution = target(town, Target.RESOLUTION)

    assert resolution.due_at == at("next mon 15:00")
    assert resolution.remaining == timedelta(hours=8)


def test_a_clock_is_readable_at_once_though_nothing_was_delivered(town: Town) -> None:
    town.unruly.off = True
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)

    assert target(town, Target.RESPONSE).due_at == at("mon 09:30")


def test_a_school_keeps_its_own_hours(town: Town) -> None:
    town.clock.set(at("mon 07:00"))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    days = tuple(
        DayHours(
            day=day,
            intervals=(
                Interval(opens=at("mon 10:00").time(), closes=at("mon 12:00").time()),
            ),
        )
        for day in Weekday
    )
    hours = WorkingHours(timezone="UTC", days=days)
    town.execute(SetHours(school_id=ASHGROVE, hours=hours))
    town.settle()

    open_ticket(town, "tue 08:00", Level.HIGH, Level.HIGH)

    # London's 10:00 is 09:00 UTC in June: 4 hours are all of Tuesday and Wednesday.
    assert target(town, Target.RESOLUTION).due_at == at("wed 12:00")


def test_a_warning_and_a_breach_are_dated_to_when_they_were_due(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)
    town.execute(reply(version=1))
    town.settle()

    sweep(town, "mon 16:45")

    first, *_ = [
        event
        for event in town.log("sla", ASHGROVE)
        if event.type == "sla.target_breached"
    ]
    assert first.happened_at == at("mon 10:00")
    assert [type(alarm).__name__ for alarm in alarms(town)] == [
        "TargetWarned",
        "TargetBreached",
        "TargetWarned",
        "TargetBreached",
    ]
    assert target(town, Target.RESOLUTION).state is TargetState.BREACHED
    kinds = [entry.kind for entry in ticket(town).timeline]
    assert kinds == [
        "opened",
        "reply",
        "warned",
        "breached",
        "warned",
        "breached",
    ]


def test_a_second_sweep_and_a_restart_give_nothing_again(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)
    sweep(town, "mon 16:45")
    before = alarms(town)

    town.open(town.applications["sla"].rooms)
    sweep(town, "mon 16:46")

    assert alarms(town) == before


def test_a_clock_stands_still_on_hold(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)
    town.clock.set(at("mon 10:00"))
    town.execute(reply(version=1))
    hold = HoldTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=2, reason="The part is ordered."
    )
    town.execute(hold)
    town.settle()
    assert target(town, Target.RESOLUTION).state is TargetState.PAUSED
    assert target(town, Target.RESOLUTION).remaining == timedelta(hours=3)

    town.clock.set(at("wed 09:00"))
    town.execute(ResumeTicket(school_id=ASHGROVE, ticket_id=TICKET, version=3))
    town.settle()

    assert target(town, Target.RESOLUTION).due_at == at("wed 12:00")


def test_a_resolution_heard_late_takes_the_breach_back(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)
    town.clock.set(at("mon 09:20"))
    town.unruly.off = True
    town.execute(reply(version=1))
    resolve = ResolveTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=2, note="A new lamp is in."
    )
    town.execute(resolve)

    check_due_clocks(town.applications["sla"], at("mon 14:00"))
    town.settle()

    assert target(town, Target.RESOLUTION).state is TargetState.MET
    assert any(isinstance(alarm, BreachWithdrawn) for alarm in alarms(town))


def test_a_new_priority_applies_to_the_time_already_used(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.LOW, Level.LOW)
    town.clock.set(at("mon 11:00"))
    town.execute(
        TriageTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=1,
            impact=Level.HIGH,
            urgency=Level.HIGH,
        )
    )
    town.settle()

    assert target(town, Target.RESOLUTION).due_at == at("mon 13:00")
    assert target(town, Target.RESPONSE).state is TargetState.BREACHED


def test_a_reopened_ticket_goes_on_from_the_time_it_had_used(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.HIGH, Level.HIGH)
    town.clock.set(at("mon 10:00"))
    resolve = ResolveTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, note="It is bright again."
    )
    town.execute(resolve)
    town.clock.set(at("tue 10:00"))
    reopen = ReopenTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=2, reason="Dark again."
    )
    town.execute(reopen)
    town.settle()

    assert ticket(town).state is TicketState.OPEN
    assert target(town, Target.RESOLUTION).due_at == at("tue 13:00")


def test_the_queue_shows_the_next_deadline_first(town: Town) -> None:
    open_ticket(town, "mon 09:00", Level.LOW, Level.LOW)
    urgent = uuid4()
    town.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=urgent,
            subject="No register can be taken",
            description="",
            requester=Requester(name=PRIYA.name, email=PRIYA.email),
            channel=Channel.EMAIL,
            impact=Level.HIGH,
            urgency=Level.HIGH,
        )
    )
    town.settle()

    first, second = town.ask(FindTickets()).tickets

    assert (first.ticket_id, second.ticket_id) == (urgent, TICKET)
    assert (first.due_target, first.due_at) == (Target.RESPONSE, at("mon 09:30"))


def reply(version: int) -> ReplyToTicket:
    return ReplyToTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=version,
        message_id=uuid4(),
        text="We are on our way.",
    )
