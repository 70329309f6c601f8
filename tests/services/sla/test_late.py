"""Does a reply that is entered late come to the same as one entered in time?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.sla import CheckClock, CountReply, StartClock, TargetWarned
from contracts.sla_late import LateReplyCounted
from contracts.values import TargetState
from services.sla import domain
from services.sla.domain import Command
from services.sla.explaining import explain
from services.sla.moving import Fact
from services.sla.replaying import facts, recorded
from tests.services.sla.histories import History, count_slowly, histories
from tests.services.sla.stories import (
    NEXT_UPDATE,
    RESOLUTION,
    RESPONSE,
    after,
    breached,
    breaches,
    checked,
    held,
    merged,
    met,
    opened,
    reopened,
    replied,
    resolved,
    resumed,
    running,
    standing,
    unmerged,
    withdrawals,
)
from tests.services.sla.test_clock import assert_agrees, check, live
from tests.services.sla.test_clock import breaches as told_breaches
from tests.services.sla.test_explaining import counted, expected_due
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at

MONDAY = opened("mon 09:00")


class Late(NamedTuple):
    """A reply of a tick, and after how many facts and with how long a sweep it came."""

    tick: int
    heard_after: int
    swept: int | None


def lates() -> st.SearchStrategy[list[Late]]:
    ahead = st.none() | st.integers(0, 60)
    one = st.builds(Late, st.integers(0, 60), st.integers(0, 12), ahead)
    return st.lists(one, min_size=1, max_size=4)


def entered_late(history: History, late: list[Late]) -> Iterator[Command]:
    """The facts in order, and after some of them replies of before, with sweeps."""
    for number in range(len(history.facts) + 1):
        heard = history.facts[number - 1].at if number else history.start
        for one in late:
            if min(one.heard_after, len(history.facts)) == number:
                if one.swept is not None:
                    yield check(min(heard + one.swept * history.tick, history.until))
                yield reply_of(history, one, heard)
        if number < len(history.facts):
            yield history.facts[number]


def reply_of(history: History, one: Late, heard: datetime) -> CountReply:
    when = min(history.start + one.tick * history.tick, heard)
    return CountReply(school_id=ASHGROVE, ticket_id=TICKET, at=when)


def in_order(history: History, late: list[Late]) -> History:
    """The same with every reply where it belongs; of one moment, as they are heard."""
    heard = (one for one in entered_late(history, late) if is_fact(one))
    found = sorted(cast(Iterator[Fact], heard), key=lambda one: one.at)
    return replace(history, facts=tuple(found))


def is_fact(one: Command) -> bool:
    return not isinstance(one, CheckClock | StartClock)


@given(histories(), lates())
@settings(deadline=None, max_examples=200)
def test_replies_entered_late_come_to_the_same_as_counting_every_minute(
    history: History, late: list[Late]
) -> None:
    clock, told = live(history, entered_late(history, late))
    true = in_order(history, late)
    slow = count_slowly(true)
    assert_agrees(true, clock, slow)
    assert told_breaches(told) == {
        (name, history.start + target.breached_at * history.tick): 1
        for name, target in slow.targets.items()
        if target.breached_at is not None
    }


@given(histories(), lates())
@settings(deadline=None, max_examples=100)
def test_no_warning_of_what_can_be_kept_is_missing_or_given_twice(
    history: History, late: list[Late]
) -> None:
    late = [one._replace(swept=None) for one in late]
    clock, told = live(history, entered_late(history, late))
    given_of = Counter(
        (e.target, history.number(e.warned_at))
        for e in told
        if isinstance(e, TargetWarned)
    )
    open_ones = {
        s.target
        for s in clock.standings
        if s.state in (TargetState.RUNNING, TargetState.PAUSED)
    }
    due = Counter(count_slowly(in_order(history, late)).warnings)
    last = {target: tick for target, tick in due if target in open_ones}
    for target, tick in last.items():
        if target in clock.warned:
            assert given_of[target, tick] == due[target, tick]


@given(histories(), lates())
@settings(deadline=None, max_examples=100)
def test_what_was_entered_late_is_explained_and_told_again_in_its_place(
    history: History, late: list[Late]
) -> None:
    clock, told = live(history, entered_late(history, late))
    again, _ = live(history, [*facts(ASHGROVE, told)][1:])
    assert [s.breached_at for s in again.standings] == [
        s.breached_at for s in clock.standings
    ]
    true = in_order(history, late)
    slow = count_slowly(true)
    states = recorded(told, history.agreement, history.until)
    for one in explain(states, history.agreement, history.until):
        expected = slow.targets[one.target]
        assert one.state is expected.state
        assert history.ticks(one.used) == expected.used
        assert counted(true, one.intervals) == expected.counted
        assert one.due_at == expected_due(true, slow, one.target)


def test_a_reply_entered_after_a_hold_is_put_before_it() -> None:
    past = after(MONDAY, checked("mon 11:05"), held("mon 12:00"))
    late = past.when(replied("mon 10:00"))
    assert [type(one) for one in late.events][-1] is LateReplyCounted
    assert withdrawals(late.and_then()) == [RESPONSE]
    assert standing(late.and_then(), RESPONSE) == met(RESPONSE, 1)
    on = late.and_then().when(resumed("tue 09:00")).and_then()
    assert standing(on, NEXT_UPDATE) == running(
        NEXT_UPDATE, 2, "tue 11:00", "tue 10:00"
    )


def test_a_reply_entered_after_the_end_has_it_kept() -> None:
    past = after(MONDAY, checked("mon 11:05"), resolved("mon 14:00"))
    assert standing(past, RESPONSE) == breached(RESPONSE, 5, "mon 11:00")
    late = past.when(replied("mon 10:30")).and_then()
    assert standing(late, RESPONSE) == met(RESPONSE, 1.5)
    assert withdrawals(late) == [RESPONSE, NEXT_UPDATE]
    assert late.state.standing(NEXT_UPDATE).state is TargetState.MET


def test_a_breach_moves_where_a_reply_entered_late_moves_what_was_due() -> None:
    story = (MONDAY, checked("mon 13:30"), held("mon 15:00"))
    late = after(*story).when(replied("mon 10:00")).and_then()
    assert standing(late, NEXT_UPDATE).breached_at == at("mon 14:00")
    assert breaches(late) == [RESPONSE, NEXT_UPDATE, NEXT_UPDATE]


def test_a_reply_of_when_nothing_could_be_answered_is_silence() -> None:
    ended = after(MONDAY, resolved("mon 10:00"), reopened("tue 09:00"))
    ended.when(replied("mon 12:00")).then_nothing()
    joined = after(MONDAY, merged("mon 10:00"), unmerged("tue 09:00"))
    joined.when(replied("mon 12:00")).then_nothing()


def test_no_reply_is_older_than_its_ticket() -> None:
    early = after(MONDAY, held("mon 10:00"))
    told = early.when(replied("mon 08:00")).and_then()
    assert standing(told, RESPONSE) == met(RESPONSE, 0)


def test_what_is_due_as_was_told_stands() -> None:
    story = (MONDAY, held("mon 09:30"), resumed("mon 10:00"), checked("tue 12:00"))
    late = after(*story).when(replied("mon 09:15")).and_then()
    assert withdrawals(late) == [RESPONSE, NEXT_UPDATE]
    assert standing(late, RESOLUTION).breached_at == at("tue 09:30")


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_its_place_a_reply_entered_late_undoes_no_breach(
    monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(domain, "is_late", lambda *_: False)
    story = (MONDAY, checked("mon 11:05"), held("mon 12:00"), replied("mon 10:00"))
    assert (standing(after(*story), RESPONSE).state is TargetState.MET) is guarded
