"""What is a clock told of a ticket that is with the school's own team?"""

from __future__ import annotations

from dataclasses import replace

from contracts.intake import TicketReopened
from contracts.sla import ContinueClock, PauseClock, ResumeClock
from contracts.values import HoldReason
from services.sla.policies import react
from tests.services.intake.teams.test_seating_and_seats import handed_over
from tests.services.sla.test_policies import OPENED
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import at, heard

NOON = at("mon 12:00")
STANDS = PauseClock(
    school_id=ASHGROVE, ticket_id=TICKET, at=NOON, because=HoldReason.OTHER
)
GOES_ON = ResumeClock(school_id=ASHGROVE, ticket_id=TICKET, at=NOON)


def test_a_clock_stands_still_while_the_schools_own_team_has_the_ticket() -> None:
    there = handed_over()
    assert react(heard(there, NOON)) == [STANDS]
    back = replace(there, was_with_school=True, with_school=False)
    assert react(heard(back, NOON)) == [GOES_ON]


def test_a_clock_does_not_notice_who_of_the_msp_has_it() -> None:
    within = handed_over(with_school=False)
    assert react(heard(within, NOON)) == []


def test_a_ticket_that_begins_with_the_school_begins_with_a_clock_that_stands() -> None:
    *_, last = react(heard(replace(OPENED, with_school=True), NOON))
    assert last == STANDS
    assert STANDS not in react(heard(OPENED, NOON))


def test_what_is_reopened_at_the_schools_own_team_does_not_run_our_clock() -> None:
    reopened = TicketReopened(
        ticket_id=TICKET,
        requester_id=PRIYA.person_id,
        reason="It is dark.",
        with_school=True,
    )
    goes_on = ContinueClock(school_id=ASHGROVE, ticket_id=TICKET, at=NOON)
    assert react(heard(reopened, NOON)) == [goes_on, STANDS]
