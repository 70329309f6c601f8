"""Do the faults that other products have had stay out of ours? Each by its name.

Where a tracker has the fault, its number stands with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from contracts.intake import TicketReplied
from contracts.sla import CountReply
from contracts.sla_explanation import Because
from contracts.values import DayHours, Interval
from services.sla.agreement import agreement_from
from services.sla.closed_days import closed
from services.sla.kinds import ANY
from services.sla.policies import react
from services.sla.working_time import Hours
from tests.services.sla.stories import (
    NINE_TO_FIVE,
    P1,
    P2,
    P3,
    RESOLUTION,
    RESPONSE,
    SIGNED,
    after,
    breaches,
    checked,
    held,
    hours,
    opened,
    reopened,
    resolved,
    standing,
    warnings,
)
from tests.services.sla.test_simulating import (
    BREACHED,
    HOLD,
    MET,
    OPENED,
    PAUSED,
    PRIORITY,
    REOPENED,
    RESOLVED,
    RESUME,
    fact,
    stretches,
    told,
)
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import at, heard

FRIDAY = fact(OPENED, "fri 10:00", P2)
OVER_THE_WEEKEND = (FRIDAY, fact(HOLD, "fri 16:00"), fact(RESUME, "next mon 09:30"))


def test_a_pause_across_a_weekend_is_counted_in_working_time() -> None:
    """AlgaPSA adds the wall clock of a pause to a deadline in business time: due on
    Thursday at 03:30, and 0 % used for ever."""
    resolution = told(*OVER_THE_WEEKEND, now="next mon 09:30")["resolution"]
    assert (resolution.due_at, resolution.used) == (at("next mon 11:30"), hours(6))
    assert told(*OVER_THE_WEEKEND, now="next mon 11:31")["resolution"].state is BREACHED


def test_a_pause_across_a_weekend_warns_when_three_quarters_are_used() -> None:
    """The same: no warning would have come."""
    past = after(opened("fri 10:00"), held("fri 17:00"), checked("next mon 09:00"))
    assert RESOLUTION in warnings(past)


def test_time_on_hold_is_kept_when_the_priority_changes() -> None:
    """glpi-project/glpi #6902, #15605: the time on hold was lost."""
    story = (
        fact(HOLD, "mon 10:00"),
        fact(PRIORITY, "mon 15:00", P3),
        fact(RESUME, "tue 09:00"),
    )
    resolution = told(*story, now="tue 09:00")["resolution"]
    assert (resolution.used, resolution.due_at) == (hours(1), at("wed 16:00"))


def test_the_clock_does_not_tick_on_hold() -> None:
    """frappe/helpdesk #1554, #1675; osTicket/osTicket #3034."""
    clocks = told(fact(HOLD, "mon 09:30"), now="next fri 17:00")
    assert {(one.state, one.used) for one in clocks.values()} == {(PAUSED, hours(0.5))}


def test_a_hold_is_not_added_to_the_moment_of_creation() -> None:
    """frappe/helpdesk PR #2449: a second hold moved the first one's deadline."""
    story = (
        fact(HOLD, "mon 10:00"),
        fact(RESUME, "mon 11:00"),
        fact(HOLD, "mon 12:00"),
        fact(RESUME, "mon 14:00"),
    )
    assert told(*story, now="mon 14:00")["resolution"].due_at == at("tue 12:00")


def test_what_was_created_closed_is_met_and_never_breaches() -> None:
    """AlgaPSA PR #3091."""
    story = (fact(OPENED, "mon 09:00", P1), fact(RESOLVED, "mon 09:00"))
    clocks = told(*story, now="next fri 17:00")
    assert {(one.state, one.used) for one in clocks.values()} == {(MET, hours(0))}


def test_what_was_created_on_hold_has_used_nothing() -> None:
    """AlgaPSA PR #3091."""
    story = (fact(OPENED, "mon 09:00", P2), fact(HOLD, "mon 09:00"))
    clocks = told(*story, now="next fri 17:00")
    assert {(one.state, one.used) for one in clocks.values()} == {(PAUSED, hours(0))}
    later = told(*story, fact(RESUME, "tue 09:00"), now="tue 09:00")
    assert later["response"].due_at == at("tue 11:00")


def test_lunch_does_not_repeat_the_day() -> None:
    """frappe/helpdesk #2212: a day with two intervals was an error."""
    halves = (
        Interval(opens=time(9), closes=time(12)),
        Interval(opens=time(13), closes=time(17)),
    )
    days = tuple(DayHours(day=one.day, intervals=halves) for one in NINE_TO_FIVE.days)
    week = replace(NINE_TO_FIVE, days=days)
    assert told(now="mon 09:00", hours=week)["resolution"].due_at == at("tue 10:00")


def test_an_escalation_is_not_moved_to_midnight_by_a_day_of_several_intervals() -> None:
    """GLPI PR #22678."""
    halves = (
        Interval(opens=time(9), closes=time(12)),
        Interval(opens=time(13), closes=time(17)),
    )
    days = tuple(DayHours(day=one.day, intervals=halves) for one in NINE_TO_FIVE.days)
    split = Hours(replace(NINE_TO_FIVE, days=days))
    assert split.add(at("mon 11:00"), hours(1)) == at("mon 12:00")
    assert split.add(at("mon 11:00"), hours(5)) == at("mon 17:00")


def test_a_breach_is_not_by_the_wall_clock() -> None:
    """chatwoot/chatwoot PR #13392."""
    friday = fact(OPENED, "fri 16:30", P2)
    assert told(friday, now="next mon 09:00")["response"].state is not BREACHED
    assert told(friday, now="next mon 10:31")["response"].breached_at == at(
        "next mon 10:30"
    )


def test_a_holiday_added_after_a_breach_leaves_the_breach() -> None:
    """zammad/zammad #534: what was worked out is neither stale nor rewritten."""
    past = after(opened("mon 09:00"), checked("mon 12:00"))
    monday = closed(SIGNED.closed[0].because, [date(2026, 6, 8)])
    later = agreement_from(replace(SIGNED, agreement_version=2, closed=(monday,)))
    assert breaches(past) == [RESPONSE]
    assert past.state.agreement_version == 1
    assert later.of(ANY).hours[P2].between(at("mon 09:00"), at("mon 17:00")) == hours(0)


def test_no_day_is_closed_that_the_agreement_does_not_name() -> None:
    """zammad/zammad #390: a feed of holidays closed days that nobody agreed to."""
    late_may = datetime(2026, 5, 25, 9, tzinfo=UTC)  # a bank holiday in England
    worked = Hours(NINE_TO_FIVE).between(late_may, late_may.replace(hour=16))
    assert worked == hours(7)


def test_summer_time_moves_no_promise() -> None:
    """Opened on the Friday before clocks change, due on Monday by the wall clock."""
    for opens, due in (
        ((2026, 3, 27, 16, 0), (2026, 3, 30, 9, 0)),
        ((2026, 10, 23, 15, 0), (2026, 10, 26, 10, 0)),
    ):
        opened_at, due_at = (datetime(*one, tzinfo=UTC) for one in (opens, due))
        assert Hours(NINE_TO_FIVE).add(opened_at, hours(2)) == due_at


def test_a_paused_target_does_not_hide_a_failed_one() -> None:
    """frappe/helpdesk PR #3277: 'Paused' hid 'Failed'."""
    clocks = told(fact(HOLD, "mon 12:00"), now="next fri 17:00")
    assert (clocks["response"].state, clocks["resolution"].state) == (BREACHED, PAUSED)


def test_nothing_counts_after_it_was_resolved() -> None:
    """chatwoot/chatwoot #10178; zammad/zammad #4353: notices went on for ever."""
    past = after(opened("mon 09:00"), resolved("mon 10:00"), checked("next fri 17:00"))
    assert breaches(past) == []
    assert standing(past, RESOLUTION).due_at is None
    clocks = told(fact(RESOLVED, "mon 10:00"), now="next fri 17:00")
    assert stretches(clocks["resolution"])[-1][2] is Because.RESOLVED


def test_a_reply_by_a_note_in_the_portal_stops_first_response() -> None:
    """zammad/zammad #1322, #3140: whatever way it goes to the requester, it counts."""
    replied = TicketReplied(
        ticket_id=TICKET,
        requester_id=PRIYA.person_id,
        message_id=UUID(int=1),
        text="I am on my way.",
    )
    counted = CountReply(school_id=ASHGROVE, ticket_id=TICKET, at=at("mon 10:00"))
    assert react(heard(replied, at("mon 10:00"))) == [counted]
    past = after(opened("mon 09:00"), counted)
    assert standing(past, RESPONSE).state is MET


def test_reopening_does_not_count_from_the_reopening_alone() -> None:
    """osTicket/osTicket: `class.ticket.php` restarts the due date at a reopening."""
    story = (fact(RESOLVED, "mon 16:00"), fact(REOPENED, "tue 09:00"))
    assert told(*story, now="tue 09:00")["resolution"].due_at == at("tue 10:00")
    past = after(opened("mon 09:00"), resolved("mon 16:00"), reopened("tue 09:00"))
    assert standing(past, RESOLUTION).due_at == at("tue 10:00")


def test_a_target_that_nobody_looked_at_is_failed_all_the_same() -> None:
    """frappe/helpdesk #3279: no job marked it; an hourly one does so late."""
    past = after(opened("mon 09:00"), checked("next fri 17:00"))
    assert standing(past, RESPONSE).breached_at == at("mon 11:00")


def test_which_agreement_is_active_is_on_the_clock() -> None:
    """frappe/helpdesk #3235: which one applied could not be told."""
    assert (
        after(opened("mon 09:00")).state.agreement_version == SIGNED.agreement_version
    )
