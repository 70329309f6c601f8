"""What would have come of a ticket under other terms, and how far from what did?

An example is a P2 ticket opened on Monday at 09:00, in hours from 9 to 5, with 2, 4
and 8 hours promised.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings

from contracts.refusals import Invalid
from contracts.sla_promises import Promise, Reopening, ServicePromised
from contracts.sla_what_if import Judged, OtherTerms, Tally, Tried, Verdict
from contracts.values import DayHours, Interval, Priority, Target, Weekday, WorkingHours
from services.sla.agreement import agreement_from
from services.sla.domain import Command
from services.sla.trying import Terms, other, tallies, tried
from tests.services.sla.histories import History, histories
from tests.services.sla.stories import (
    AGREEMENT,
    NEXT_UPDATE,
    P1,
    P2,
    P5,
    RESOLUTION,
    RESPONSE,
    SIGNED,
    held,
    hours,
    opened,
    promise,
    reopened,
    replied,
    resolved,
    resumed,
    triaged,
)
from tests.services.sla.test_clock import live, sweeps, swept
from tests.services.sla.test_replaying import events
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

KEPT, MISSED, OPEN, NOT_PROMISED = Verdict
NOTHING_ELSE = OtherTerms()
DONE = (opened("mon 09:00"), replied("mon 10:00"), resolved("mon 15:00"))


def under(
    terms: OtherTerms, *commands: Command, now: str = "fri 09:00"
) -> dict[Target, Tried]:
    """What came of each target, and would have."""
    both = Terms(AGREEMENT, other(SIGNED, terms))
    found = tried(ASHGROVE, events(*commands), both, at(now))
    return {one.target: one for one in found}


def promising(*times: float, **more: Any) -> OtherTerms:
    """Other times for a P2, in hours."""
    return OtherTerms(promises=(replace(promise(P2, *times), **more),))


@given(histories(), sweeps(0, 900))
@settings(deadline=None, max_examples=100)
def test_under_the_very_terms_that_were_recorded_nothing_changes(
    history: History, ahead: list[int | None]
) -> None:
    _, told = live(history, swept(history, iter(ahead)))
    both = Terms(history.agreement, other(history.signed, NOTHING_ELSE))
    for one in tried(ASHGROVE, told, both, history.until):
        assert one.before == one.after
        late = (one.before.over_minutes or 0) > 0
        assert not late or one.before.verdict is MISSED


def test_what_was_kept_is_missed_where_less_was_promised() -> None:
    one = under(promising(0.5, 4, 4), *DONE)
    assert one[RESPONSE].before == Judged(verdict=KEPT, over_minutes=-60)
    assert one[RESPONSE].after == Judged(verdict=MISSED, over_minutes=30)
    assert one[RESOLUTION].after == Judged(verdict=MISSED, over_minutes=120)
    assert one[NEXT_UPDATE].before == one[NEXT_UPDATE].after


def test_what_was_missed_is_kept_where_more_was_promised() -> None:
    one = under(promising(4, 4, 8), opened("mon 09:00"), replied("mon 12:00"))
    assert one[RESPONSE].before == Judged(verdict=MISSED, over_minutes=60)
    assert one[RESPONSE].after == Judged(verdict=KEPT, over_minutes=-60)


def test_met_exactly_at_the_due_moment_is_kept_by_nothing() -> None:
    one = under(promising(1, 4, 8), *DONE)
    assert one[RESPONSE].after == Judged(verdict=KEPT, over_minutes=0)


def test_other_hours_count_another_time() -> None:
    mornings = WorkingHours(
        timezone="Europe/London",
        days=tuple(
            DayHours(day=day, intervals=(Interval(opens=time(9), closes=time(11)),))
            for day in Weekday
        ),
    )
    late = (opened("mon 09:00"), replied("mon 13:00"), resolved("mon 16:00"))
    one = under(OtherTerms(hours=mornings), *late)
    assert one[RESPONSE].before == Judged(verdict=MISSED, over_minutes=120)
    # Used up at eleven, when its two hours end: later is too late, by no worked hour.
    assert one[RESPONSE].after == Judged(verdict=MISSED, over_minutes=0)
    assert one[RESOLUTION].after == Judged(verdict=KEPT, over_minutes=-360)


def test_other_closed_days_take_the_place_of_those_that_were() -> None:
    closed = OtherTerms(closed=(date(2026, 6, 8),))
    one = under(closed, opened("mon 09:00"), replied("tue 10:00"), now="tue 10:30")
    assert one[RESPONSE].before.verdict is MISSED
    assert one[RESPONSE].after == Judged(verdict=KEPT, over_minutes=-60)


def test_round_the_clock_nights_count() -> None:
    round_the_clock = promising(2, 4, 8, round_the_clock=True)
    one = under(round_the_clock, opened("mon 16:30"), replied("tue 09:30"))
    assert one[RESPONSE].before.verdict is KEPT
    assert one[RESPONSE].after == Judged(verdict=MISSED, over_minutes=900)


def test_another_way_to_reopen_counts_another_time() -> None:
    again = (*DONE, reopened("tue 09:00"), resolved("tue 13:00"))
    one = under(OtherTerms(reopening=Reopening.RESTART), *again)
    assert one[RESOLUTION].before == Judged(verdict=MISSED, over_minutes=120)
    assert one[RESOLUTION].after == Judged(verdict=KEPT, over_minutes=-120)


def test_a_priority_that_is_not_given_keeps_its_promise() -> None:
    sooner = OtherTerms(promises=(promise(P1, 0.5, 1, 2),))
    one = under(sooner, opened("mon 09:00"), triaged("mon 09:45", P1))
    assert one[RESPONSE].priority is P1
    assert one[RESPONSE].after.verdict is MISSED
    assert (
        under(sooner, *DONE)[RESPONSE].after
        == under(NOTHING_ELSE, *DONE)[RESPONSE].after
    )


def test_what_is_not_promised_is_neither_kept_nor_missed() -> None:
    nothing = OtherTerms(promises=(Promise(priority=P2, response=hours(2)),))
    one = under(nothing, *DONE)
    assert one[RESOLUTION].after == Judged(verdict=NOT_PROMISED, over_minutes=None)


def test_what_runs_or_waits_is_open_as_far_as_it_is_used() -> None:
    waits = (opened("mon 09:00"), held("mon 10:00"))
    assert under(NOTHING_ELSE, *waits)[RESPONSE].after == Judged(
        verdict=OPEN, over_minutes=-60
    )
    goes_on = (*waits, resumed("tue 09:00"))
    one = under(NOTHING_ELSE, *goes_on, now="tue 09:30")[RESPONSE]
    assert one.after == Judged(verdict=OPEN, over_minutes=-30)


def test_of_several_cycles_it_is_the_one_that_used_the_most() -> None:
    replies = (opened("mon 09:00"), replied("mon 12:00"), resolved("mon 13:00"))
    one = under(NOTHING_ELSE, *replies)[NEXT_UPDATE]
    assert one.before == Judged(verdict=KEPT, over_minutes=-60)


def test_what_nobody_can_keep_is_refused_in_its_part() -> None:
    with pytest.raises(Invalid) as refused:
        other(SIGNED, promising(0, 4, 8))
    assert [*refused.value.errors] == ["p2.response"]
    closed = WorkingHours(timezone="Europe/London", days=())
    with pytest.raises(Invalid) as refused:
        other(SIGNED, OtherTerms(hours=closed))
    assert [*refused.value.errors] == ["hours"]


def test_targets_are_counted_by_priority_and_target_the_gravest_first() -> None:
    found = [
        *under(promising(0.5, 4, 8), *DONE).values(),
        *under(NOTHING_ELSE, opened("mon 09:00", P1)).values(),
    ]
    kinds = [(one.priority, one.target) for one in tallies(found)]
    assert kinds == [(priority, t) for priority in (P1, P2) for t in Target]
    assert [*tallies(found)][3] == Tally(
        priority=Priority.P2,
        target=RESPONSE,
        kept_before=1,
        missed_before=0,
        kept_after=0,
        missed_after=1,
    )


def test_the_terms_that_stand_are_what_they_were() -> None:
    assert other(SIGNED, NOTHING_ELSE) == agreement_from(SIGNED)


def test_a_priority_that_was_not_promised_is_tried_besides() -> None:
    terms = OtherTerms(promises=(promise(P5, 1, 2, 4),))
    told = under(terms, opened("mon 09:00", P5), replied("mon 09:30"))
    assert told[RESPONSE].before == Judged(verdict=NOT_PROMISED, over_minutes=None)
    assert told[RESPONSE].after == Judged(verdict=KEPT, over_minutes=-30)


def test_what_counts_for_some_tickets_only_is_tried_as_well() -> None:
    own = ServicePromised(service="wireless", promises=(promise(P2, 0.5, 1, 2),))
    about = (opened("mon 09:00", about="wireless"), *DONE[1:])
    assert under(OtherTerms(of_services=(own,)), *about)[RESPONSE].after == Judged(
        verdict=MISSED, over_minutes=30
    )
    assert under(OtherTerms(of_services=(own,)), *DONE)[RESPONSE].after.verdict is KEPT
    none = under(OtherTerms(uncovered=("wireless",)), *about)
    assert {one.after.verdict for one in none.values()} == {NOT_PROMISED}
    waits = (DONE[0], held("mon 09:30"), replied("mon 12:00"), resolved("mon 15:00"))
    counted = under(OtherTerms(pausing=()), *waits)[RESPONSE]
    assert (counted.before.verdict, counted.after.verdict) == (KEPT, MISSED)
    alarm = (opened("fri 16:00", safeguarding=True), replied("next mon 09:30"))
    always = under(OtherTerms(safeguarding_always=True), *alarm, now="next tue 09:00")
    assert (always[RESPONSE].before.verdict, always[RESPONSE].after.verdict) == (
        KEPT,
        MISSED,
    )
