"""Can a clock be told again what it was told, from nothing but its own events?"""

from __future__ import annotations

from typing import cast, get_args

from hypothesis import given, settings

from contracts.sla import BreachWithdrawn
from services.sla.clock import Counted, Event
from services.sla.domain import Command
from services.sla.replaying import AS_TOLD, facts, recorded
from services.sla.simulating import lived
from tests.services.sla.about import reclassified
from tests.services.sla.histories import History, histories
from tests.services.sla.stories import (
    AGREEMENT,
    P1,
    after,
    held,
    merged,
    opened,
    replied,
    resolved,
    resumed,
    triaged,
    unmerged,
)
from tests.services.sla.test_clock import live, sweeps, swept
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

STORY: tuple[Command, ...] = (
    opened("mon 09:00"),
    replied("mon 09:30"),
    triaged("mon 10:00", P1),
    reclassified("mon 10:15", "wireless", safeguarding=False),
    held("mon 10:30"),
    resumed("mon 15:00"),
    merged("mon 15:30"),
    unmerged("mon 16:00"),
    resolved("tue 10:00"),
)


def events(*commands: Command) -> list[Event]:
    return cast(list[Event], [*after(*commands).past])


def test_every_event_that_counts_something_can_be_told_again() -> None:
    assert AS_TOLD.keys() == {*get_args(Counted)} - {BreachWithdrawn}


def test_what_a_clock_was_told_is_read_off_what_it_recorded() -> None:
    assert [*facts(ASHGROVE, events(*STORY))] == [*STORY]


def test_what_is_due_by_now_was_told() -> None:
    clocks = recorded(events(opened("mon 09:00")), AGREEMENT, at("mon 12:00"))
    assert clocks[-1].standings[0].breached_at == at("mon 11:00")
    earlier = recorded(events(opened("mon 09:00")), AGREEMENT, at("mon 10:00"))
    assert earlier[-1] == clocks[0]


def test_a_fact_heard_late_is_told_again_for_when_it_counted() -> None:
    late = (opened("mon 09:00"), held("mon 10:00"), resumed("mon 09:30"))
    assert [one.at for one in facts(ASHGROVE, events(*late))][-1] == at("mon 10:00")


@given(histories(), sweeps(0, 900))
@settings(deadline=None, max_examples=100)
def test_a_clock_told_the_same_again_comes_to_the_same(
    history: History, ahead: list[int | None]
) -> None:
    _, told = live(history, swept(history, iter(ahead)))
    once = recorded(told, history.agreement, history.until)[-1]
    again = lived(facts(ASHGROVE, told), history.agreement, history.until)[-1]
    assert again.standings == once.standings
    assert (type(again), again.answered) == (type(once), once.answered)
