"""Was something done for a ticket by a moment of its own?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contracts.obligations import (
    DFE_UPDATE,
    LEAVER_ACCESS,
    CheckObligation,
    MeetObligation,
    ObligationMet,
    ObligationMissed,
    ObligationReopened,
    ObligationSet,
    ObligationWarned,
    ReopenObligation,
    SetObligation,
)
from contracts.refusals import Refused
from services.sla import obligation_clock
from services.sla.obligation_clock import OBLIGATION
from services.sla.obligations import LONDON, due_at
from services.sla.working_time import Hours
from shared.decider import Dated
from tests.services.sla.stories import NINE_TO_FIVE
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Scenario, at

HOURS = Hours(NINE_TO_FIVE, {date(2026, 6, 10)})
owed = Scenario(OBLIGATION, terms=HOURS)
FRIDAY, MIDNIGHT = at("fri 00:00"), at("sat 00:00")
NAME = LEAVER_ACCESS.name

set_it = SetObligation(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    obligation=LEAVER_ACCESS,
    since=FRIDAY,
    at=at("mon 09:00"),
)
was_set = ObligationSet(
    ticket_id=TICKET,
    obligation=LEAVER_ACCESS,
    since=FRIDAY,
    at=at("mon 09:00"),
    warn_at=FRIDAY,
    due_at=MIDNIGHT,
)
warned = ObligationWarned(
    ticket_id=TICKET, name=NAME, warned_at=FRIDAY, due_at=MIDNIGHT
)
missed = ObligationMissed(ticket_id=TICKET, name=NAME, missed_at=MIDNIGHT)


def check(when: str) -> CheckObligation:
    return CheckObligation(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def meet(when: str) -> MeetObligation:
    return MeetObligation(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def met(when: str, *, in_time: bool) -> ObligationMet:
    return ObligationMet(
        ticket_id=TICKET, name=NAME, at=at(when), due_at=MIDNIGHT, in_time=in_time
    )


def reopen(when: str) -> ReopenObligation:
    return ReopenObligation(school_id=ASHGROVE, ticket_id=TICKET, at=at(when))


def reopened(when: str) -> ObligationReopened:
    """It was not done after all, and the warning was given before."""
    return ObligationReopened(ticket_id=TICKET, name=NAME, at=at(when), due_at=MIDNIGHT)


def test_at_once_is_by_the_end_of_the_last_day_as_london_has_it() -> None:
    owed.given().when(set_it).then(was_set)
    owed.given(was_set).when(set_it).then_nothing()
    # The day on which clocks are put back has 25 hours, and ends with its last.
    sunday = datetime(2026, 10, 25, tzinfo=LONDON).astimezone(UTC)
    assert due_at(LEAVER_ACCESS, sunday, HOURS, ()) == datetime(
        2026, 10, 26, tzinfo=UTC
    )


def test_it_is_warned_of_and_missed_each_once_and_at_its_moment() -> None:
    owed.given(was_set).when(check("thu 23:59")).then_nothing()
    told = owed.given(was_set).when(check("fri 08:00")).then(Dated(warned, FRIDAY))
    told.when(check("fri 09:00")).then_nothing()
    late = told.when(check("sat 08:00")).then(Dated(missed, MIDNIGHT))
    late.when(check("sun 08:00")).then_nothing()


def test_a_sweep_that_was_away_gives_both_in_order() -> None:
    both = (Dated(warned, FRIDAY), Dated(missed, MIDNIGHT))
    owed.given(was_set).when(check("sun 08:00")).then(*both)


def test_what_is_told_on_the_day_is_warned_of_at_once() -> None:
    now = replace(set_it, at=at("fri 15:00"))
    late = replace(was_set, at=at("fri 15:00"), warn_at=at("fri 15:00"))
    told = owed.given().when(now).then(late)
    soon = replace(warned, warned_at=at("fri 15:00"))
    told.when(check("fri 15:01")).then(Dated(soon, at("fri 15:00")))


def test_what_is_told_after_the_day_is_missed_since_that_day() -> None:
    now = replace(set_it, at=at("next tue 09:00"))
    late = replace(was_set, at=at("next tue 09:00"), warn_at=MIDNIGHT)
    told = owed.given().when(now).then(late)
    told.when(check("next tue 09:01")).then(Dated(missed, MIDNIGHT))


def test_it_is_met_in_time_or_late() -> None:
    in_time = met("fri 16:00", in_time=True)
    told = owed.given(was_set, warned).when(meet("fri 16:00")).then(in_time)
    told.when(meet("fri 17:00")).then_nothing()
    told.when(check("sun 09:00")).then_nothing()
    late = met("sat 09:00", in_time=False)
    owed.given(was_set, warned, missed).when(meet("sat 09:00")).then(late)


def test_a_miss_that_was_told_before_we_heard_that_it_was_met_is_none() -> None:
    in_time = met("fri 23:59", in_time=True)
    heard = owed.given(was_set, missed).when(meet("fri 23:59")).then(in_time)
    unwarned = replace(reopened("sat 09:00"), warn_at=FRIDAY)
    again = heard.when(reopen("sat 09:00")).then(unwarned)
    again.when(check("sat 09:01")).then(Dated(warned, FRIDAY), Dated(missed, MIDNIGHT))


def test_what_was_not_done_after_all_is_due_when_it_was() -> None:
    done = (was_set, warned, met("fri 12:00", in_time=True))
    again = owed.given(*done).when(reopen("fri 13:00")).then(reopened("fri 13:00"))
    again.when(reopen("fri 14:00")).then_nothing()
    again.when(check("sat 08:00")).then(Dated(missed, MIDNIGHT))


def test_what_was_met_late_is_not_missed_twice() -> None:
    done = (was_set, warned, missed, met("sat 09:00", in_time=False))
    owed.given(*done, reopened("sat 10:00")).when(check("sun 08:00")).then_nothing()


def test_set_for_another_day_it_is_due_then_and_told_anew() -> None:
    monday = replace(set_it, since=at("next mon 00:00"), at=at("sat 09:00"))
    later = replace(
        was_set,
        since=at("next mon 00:00"),
        at=at("sat 09:00"),
        warn_at=at("next mon 00:00"),
        due_at=at("next tue 00:00"),
    )
    told = owed.given(was_set, warned, missed).when(monday).then(later)
    told.when(check("sun 09:00")).then_nothing()
    assert len(told.when(check("next tue 09:00")).events) == 2


def test_what_is_met_stays_met_on_another_day() -> None:
    monday = replace(set_it, since=at("next mon 00:00"), at=at("sat 09:00"))
    done = (was_set, missed, met("sat 08:00", in_time=False))
    [_, still] = owed.given(*done).when(monday).events
    assert still == replace(met("sat 08:00", in_time=True), due_at=at("next tue 00:00"))


def test_of_what_was_never_set_there_is_nothing_to_say() -> None:
    for command in (meet("fri 16:00"), reopen("fri 16:00"), check("sun 09:00")):
        owed.given().when(command).then_nothing()


def test_working_days_are_counted_in_the_hours_of_the_school() -> None:
    notice = replace(set_it, obligation=DFE_UPDATE, since=at("mon 09:00"))
    [it_is] = owed.given().when(notice).events
    assert isinstance(it_is, ObligationSet)
    assert it_is.due_at == at("next wed 00:00")
    with pytest.raises(Refused, match="when this school works"):
        OBLIGATION.decide(None, notice, notice.at, None)


def test_without_the_dates_a_miss_would_be_told_when_it_was_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin of that each is dated to its moment."""
    monkeypatch.setattr(obligation_clock, "Dated", lambda event, _at: event)
    outcome = owed.given(was_set, warned).when(check("sun 08:00"))
    assert outcome.decided == (missed,)
