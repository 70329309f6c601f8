"""What would a clock come to, under an agreement that is only tried?

An example is a P2 ticket opened on Monday at 09:00, in hours from 9 to 5 on weekdays,
with two hours promised to the first response and eight to the resolution.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from contracts.sla_explanation import (
    Because,
    ExplainedTarget,
    FactType,
    Simulate,
    SimulatedFact,
    Stretch,
)
from contracts.sla_promises import Promise, Promised, Reopening
from contracts.values import (
    DayHours,
    Interval,
    Priority,
    Target,
    TargetState,
    Weekday,
    WorkingHours,
)
from services.sla.simulating import simulate
from tests.services.sla.stories import NINE_TO_FIVE, P1, P2, P3, hours
from tests.support.scenario import at

OPENED, PRIORITY, HOLD, RESUME, REPLY, RESOLVED, REOPENED = FactType
RUNNING, PAUSED, MET, BREACHED = TargetState


def promised(
    priority: Priority, response: float | None, resolution: float | None
) -> Promise:
    return Promise(
        priority=priority,
        response=None if response is None else hours(response),
        resolution=None if resolution is None else hours(resolution),
    )


PROMISED = Promised(
    promises=(
        replace(promised(P1, 0.5, 4), round_the_clock=True),
        promised(P2, 2, 8),
        promised(P3, 4, 16),
    ),
    warn_at_percents=(100,),
)
SHORTER = replace(
    PROMISED, promises=(promised(P1, 1, 1), promised(P2, 2, 8), promised(P3, 2, 4))
)
RESTARTING = replace(PROMISED, reopening=Reopening.RESTART)


def fact(type_: FactType, when: str, priority: Priority | None = None) -> SimulatedFact:
    return SimulatedFact(type=type_, at=at(when), priority=priority)


def told(*facts: SimulatedFact, now: str, **changes: Any) -> dict[str, ExplainedTarget]:
    """What becomes of a P2 ticket opened on Monday at 09:00, unless said otherwise."""
    given = facts
    if not facts or facts[0].type is not OPENED:
        given = (fact(OPENED, "mon 09:00", P2), *facts)
    query = Simulate(
        hours=NINE_TO_FIVE, closed=(), promised=PROMISED, facts=given, now=at(now)
    )
    clocks = simulate(replace(query, **changes)).clocks
    return {one.target.value: one for one in clocks}


def stretches(one: ExplainedTarget) -> list[tuple[datetime, datetime, Because]]:
    return [(s.from_at, s.until_at, s.because) for s in one.intervals]


def test_a_target_is_breached_when_its_due_moment_passes_while_it_runs() -> None:
    at_the_moment = told(now="mon 11:00")["response"]
    assert (at_the_moment.state, at_the_moment.breached_at) == (RUNNING, None)
    a_minute_later = told(now="mon 11:01")["response"]
    assert a_minute_later.state is BREACHED
    assert a_minute_later.breached_at == at("mon 11:00")


def test_met_exactly_at_the_due_moment_is_met() -> None:
    assert told(fact(REPLY, "mon 11:00"), now="tue 09:00")["response"].state is MET
    late = told(fact(REPLY, "mon 11:01"), now="tue 09:00")["response"]
    assert (late.state, late.breached_at) == (BREACHED, at("mon 11:00"))


def test_a_breach_stands_through_everything_that_comes_later() -> None:
    later = (
        fact(REPLY, "mon 12:00"),
        fact(PRIORITY, "mon 13:00", P3),
        fact(RESOLVED, "mon 14:00"),
    )
    response = told(*later, now="tue 09:00")["response"]
    assert (response.state, response.breached_at) == (BREACHED, at("mon 11:00"))


def test_a_new_priority_applies_its_target_to_the_time_already_used() -> None:
    resolution = told(fact(PRIORITY, "mon 12:00", P3), now="mon 12:00")["resolution"]
    assert (resolution.used, resolution.allowed) == (hours(3), hours(16))
    assert resolution.due_at == at("wed 09:00") - hours(16)  # Tuesday at 17:00


def test_a_human_reply_stops_first_response_for_good() -> None:
    story = (
        fact(REPLY, "mon 10:00"),
        fact(RESOLVED, "mon 12:00"),
        fact(REOPENED, "tue 09:00"),
    )
    response = told(*story, now="fri 17:00")["response"]
    assert (response.state, response.used) == (MET, hours(1))
    assert response.due_at is None


def test_resolved_stops_both() -> None:
    clocks = told(fact(RESOLVED, "mon 10:30"), now="fri 17:00")
    assert {one.state for one in clocks.values()} == {MET}
    assert {one.used for one in clocks.values()} == {hours(1.5)}
    assert {one.due_at for one in clocks.values()} == {None}


def test_hold_stops_the_counting_of_both() -> None:
    clocks = told(fact(HOLD, "mon 10:00"), now="fri 17:00")
    assert {one.state for one in clocks.values()} == {PAUSED}
    assert {one.used for one in clocks.values()} == {hours(1)}
    assert {one.due_at for one in clocks.values()} == {None}


def test_reopened_lifts_a_hold() -> None:
    resolved = (
        fact(HOLD, "mon 10:00"),
        fact(RESOLVED, "mon 12:00"),
        fact(REOPENED, "tue 09:00"),
    )
    of_one_resolved = told(*resolved, now="tue 10:00")["resolution"]
    assert (of_one_resolved.state, of_one_resolved.used) == (RUNNING, hours(2))
    held = (fact(HOLD, "mon 10:00"), fact(REOPENED, "tue 09:00"))
    of_one_held = told(*held, now="tue 10:00")
    assert {one.state for one in of_one_held.values()} == {RUNNING}
    assert of_one_held["resolution"].used == hours(2)


def test_reopened_continues_resolution_or_restarts_it_as_the_agreement_says() -> None:
    story = (fact(RESOLVED, "mon 12:00"), fact(REOPENED, "tue 09:00"))
    continued = told(*story, now="tue 10:00")["resolution"]
    assert (continued.used, continued.due_at) == (hours(4), at("tue 14:00"))
    restarted = told(*story, now="tue 10:00", promised=RESTARTING)["resolution"]
    assert (restarted.used, restarted.due_at) == (hours(1), at("tue 17:00"))


def test_a_target_is_breached_if_any_of_its_cycles_was() -> None:
    story = (fact(RESOLVED, "tue 10:00"), fact(REOPENED, "wed 09:00"))
    resolution = told(*story, now="wed 10:00", promised=RESTARTING)["resolution"]
    assert (resolution.state, resolution.breached_at) == (BREACHED, at("mon 17:00"))
    later = (fact(RESOLVED, "mon 12:00"), fact(REOPENED, "tue 09:00"))
    second = told(*later, now="wed 10:00", promised=RESTARTING)["resolution"]
    assert (second.state, second.breached_at) == (BREACHED, at("tue 17:00"))


def test_used_is_the_current_cycles() -> None:
    story = (fact(RESOLVED, "tue 10:00"), fact(REOPENED, "wed 09:00"))
    resolution = told(*story, now="wed 10:00", promised=RESTARTING)["resolution"]
    assert (resolution.used, resolution.due_at) == (hours(1), at("wed 17:00"))


def test_a_new_priority_that_leaves_too_little_breaches_at_that_moment() -> None:
    clocks = told(fact(PRIORITY, "mon 10:30", P1), now="mon 10:30", promised=SHORTER)
    for one in clocks.values():
        assert (one.state, one.breached_at) == (BREACHED, at("mon 10:30"))


def test_a_new_priority_that_leaves_nothing_does_not_breach_yet() -> None:
    story = (fact(PRIORITY, "mon 10:00", P1), fact(RESOLVED, "mon 10:00"))
    clocks = told(*story, now="mon 10:00", promised=SHORTER)
    assert {one.state for one in clocks.values()} == {MET}


def test_a_new_priority_breaches_on_hold_too() -> None:
    story = (fact(HOLD, "mon 10:30"), fact(PRIORITY, "mon 12:00", P1))
    resolution = told(*story, now="mon 13:00", promised=SHORTER)["resolution"]
    assert (resolution.state, resolution.breached_at) == (BREACHED, at("mon 12:00"))
    assert (resolution.used, resolution.due_at) == (hours(1.5), None)


def test_a_new_priority_never_breaches_after_a_stop() -> None:
    story = (fact(RESOLVED, "mon 10:30"), fact(PRIORITY, "mon 12:00", P1))
    clocks = told(*story, now="fri 17:00", promised=SHORTER)
    assert {one.state for one in clocks.values()} == {MET}
    answered = (fact(REPLY, "mon 10:30"), fact(PRIORITY, "mon 12:00", P1))
    assert told(*answered, now="mon 12:00", promised=SHORTER)["response"].state is MET


def test_round_the_clock_ignores_hours_and_closed_days() -> None:
    saturday = fact(OPENED, "sat 22:00", P1)
    closed = (date(2026, 6, 13), date(2026, 6, 14))
    resolution = told(saturday, now="sun 01:00", closed=closed)["resolution"]
    assert (resolution.used, resolution.due_at) == (hours(3), at("sun 02:00"))
    assert stretches(resolution) == [
        (at("sat 22:00"), at("sun 01:00"), Because.ROUND_THE_CLOCK)
    ]


def test_round_the_clock_is_by_elapsed_time_when_clocks_change() -> None:
    spring = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    opened = SimulatedFact(type=OPENED, at=spring, priority=P1)
    query = Simulate(
        hours=NINE_TO_FIVE, closed=(), promised=PROMISED, facts=(opened,), now=spring
    )
    resolution = simulate(query).clocks[1]
    assert resolution.due_at == spring + timedelta(hours=4)


def test_time_used_before_a_change_of_hours_was_used_by_the_hours_of_then() -> None:
    """The evening of Monday does not count for P2, though it would have for P1."""
    resolution = told(
        fact(PRIORITY, "tue 00:00", P1), now="tue 00:00", promised=SHORTER
    )
    assert resolution["resolution"].used == hours(8)
    story = (fact(PRIORITY, "mon 10:00", P1), fact(PRIORITY, "mon 10:15", P2))
    again = told(*story, now="mon 18:00")["resolution"]
    assert again.used == hours(8)


def test_due_at_is_the_earliest_moment_the_time_is_used_up() -> None:
    assert told(now="mon 09:00")["resolution"].due_at == at("mon 17:00")
    friday = fact(OPENED, "fri 10:00", P2)
    story = (friday, fact(HOLD, "fri 16:00"), fact(RESUME, "next mon 09:30"))
    assert told(*story, now="next mon 09:30")["resolution"].due_at == at(
        "next mon 11:30"
    )


def test_due_at_stays_when_it_has_passed_and_goes_when_it_stops() -> None:
    assert told(now="tue 12:00")["resolution"].due_at == at("mon 17:00")
    assert told(fact(HOLD, "tue 12:00"), now="tue 12:00")["resolution"].due_at is None
    back = (fact(HOLD, "tue 12:00"), fact(RESUME, "wed 12:00"))
    assert told(*back, now="wed 13:00")["resolution"].due_at == at("mon 17:00")
    assert (
        told(fact(RESOLVED, "tue 12:00"), now="wed 12:00")["resolution"].due_at is None
    )


def test_every_stretch_of_time_says_whether_it_counted_and_why() -> None:
    friday = fact(OPENED, "fri 16:00", P2)
    story = (
        friday,
        fact(REPLY, "next mon 09:30"),
        fact(HOLD, "next tue 10:00"),
        fact(RESOLVED, "next tue 11:00"),
    )
    monday = date(2026, 6, 15)
    clocks = told(*story, now="next tue 12:00", closed=(monday,))
    assert stretches(clocks["resolution"]) == [
        (at("fri 16:00"), at("fri 17:00"), Because.WORKING_TIME),
        (at("fri 17:00"), at("next mon 09:00"), Because.OUTSIDE_HOURS),
        (at("next mon 09:00"), at("next mon 17:00"), Because.CLOSURE),
        (at("next mon 17:00"), at("next tue 09:00"), Because.OUTSIDE_HOURS),
        (at("next tue 09:00"), at("next tue 10:00"), Because.WORKING_TIME),
        (at("next tue 10:00"), at("next tue 11:00"), Because.ON_HOLD),
        (at("next tue 11:00"), at("next tue 12:00"), Because.RESOLVED),
    ]
    answered = clocks["response"].intervals[-2]
    assert (answered.counted, answered.because) == (False, Because.ANSWERED)


def test_lunch_is_a_gap_in_which_nothing_counts() -> None:
    halves = (
        Interval(opens=time(8), closes=time(12)),
        Interval(opens=time(13), closes=time(17)),
    )
    days = (DayHours(day=Weekday.MONDAY, intervals=halves),)
    week = WorkingHours(timezone="Europe/London", days=days)
    response = told(fact(OPENED, "mon 11:30", P2), now="mon 14:00", hours=week)[
        "response"
    ]
    assert (response.used, response.due_at) == (hours(1.5), at("mon 14:30"))


def test_a_target_without_a_time_is_not_promised() -> None:
    only = replace(PROMISED, promises=(promised(P2, None, 8), promised(P3, 4, None)))
    assert set(told(now="mon 10:00", promised=only)) == {"resolution"}
    story = told(fact(PRIORITY, "mon 12:00", P3), now="mon 12:00", promised=only)
    assert set(story) == {"response"}
    assert story["response"].used == hours(3)


def test_a_breach_stands_though_the_new_priority_promises_nothing() -> None:
    only = replace(PROMISED, promises=(promised(P2, 2, 8), promised(P3, None, 16)))
    response = told(fact(PRIORITY, "mon 12:00", P3), now="mon 13:00", promised=only)
    assert response["response"].breached_at == at("mon 11:00")


def test_no_hours_are_needed_where_all_is_round_the_clock() -> None:
    always = replace(PROMISED, promises=PROMISED.promises[:1])
    none = WorkingHours(timezone="Europe/London", days=())
    clocks = told(
        fact(OPENED, "sun 09:00", P1), now="sun 09:20", promised=always, hours=none
    )
    assert clocks["response"].used == timedelta(minutes=20)


def test_each_stretch_begins_where_the_last_one_ended() -> None:
    def ends(one: Stretch) -> tuple[datetime, datetime]:
        return one.from_at, one.until_at

    intervals = told(fact(HOLD, "tue 10:00"), now="next fri 12:00")[
        "resolution"
    ].intervals
    moments = [moment for one in intervals for moment in ends(one)]
    assert moments[0] == at("mon 09:00")
    assert moments[-1] == at("next fri 12:00")
    assert moments[1:-1:2] == moments[2::2]


def test_targets_come_in_their_order() -> None:
    assert [*told(now="mon 10:00")] == [
        Target.RESPONSE.value,
        Target.RESOLUTION.value,
    ]
