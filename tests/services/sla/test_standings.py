"""What becomes of a breach when a fact is heard late that came before it?"""

from __future__ import annotations

import pytest

from contracts.sla import BreachWithdrawn, ReplyCounted, TargetBreached
from services.sla import standings
from shared.decider import Dated
from tests.services.sla.stories import (
    NEXT_UPDATE,
    P1,
    RESOLUTION,
    RESPONSE,
    after,
    breached,
    checked,
    held,
    met,
    opened,
    paused,
    replied,
    resumed,
    running,
    standing,
    triaged,
    withdrawals,
)
from tests.support.cast import TICKET
from tests.support.scenario import at

MONDAY = opened("mon 09:00")


def test_a_fact_heard_after_a_breach_it_precedes_withdraws_the_breach() -> None:
    restored = (
        running(RESPONSE, 1, "mon 11:00", None),
        running(NEXT_UPDATE, 1, "mon 13:00", "mon 12:00"),
        running(RESOLUTION, 1, "mon 17:00", "mon 15:00"),
    )
    withdrawn = BreachWithdrawn(
        ticket_id=TICKET,
        target=RESPONSE,
        breached_at=at("mon 11:00"),
        at=at("mon 10:00"),
        standings=restored,
    )
    counted = ReplyCounted(
        ticket_id=TICKET,
        at=at("mon 10:00"),
        standings=(
            met(RESPONSE, 1),
            running(NEXT_UPDATE, 0, "mon 14:00", "mon 13:00"),
            running(RESOLUTION, 1, "mon 17:00", "mon 15:00"),
        ),
    )
    after(MONDAY, checked("mon 11:05")).when(replied("mon 10:00")).then(
        Dated(withdrawn, at("mon 10:00")), Dated(counted, at("mon 10:00"))
    )


def test_a_fact_heard_late_of_the_due_moment_itself_withdraws_the_breach() -> None:
    past = after(MONDAY, checked("mon 11:05"), replied("mon 11:00"))
    assert withdrawals(past) == [RESPONSE]
    assert standing(past, RESPONSE) == met(RESPONSE, 2)


def test_a_late_fact_leaves_a_breach_that_it_does_not_change() -> None:
    past = after(MONDAY, checked("mon 18:00"), replied("mon 13:00"))
    assert withdrawals(past) == [NEXT_UPDATE]
    assert standing(past, RESPONSE) == breached(RESPONSE, 4, "mon 11:00")
    assert standing(past, RESOLUTION) == breached(RESOLUTION, 4, "mon 17:00")


def test_a_breach_left_standing_may_still_be_withdrawn_by_the_next_late_fact() -> None:
    story = (checked("tue 18:00"), replied("mon 13:00"), held("mon 14:00"))
    past = after(MONDAY, *story)
    assert withdrawals(past) == [NEXT_UPDATE, RESOLUTION]
    assert standing(past, RESOLUTION) == paused(RESOLUTION, 5)


def test_a_late_hold_withdraws_every_breach_it_comes_before() -> None:
    past = after(MONDAY, checked("tue 18:00"), held("mon 12:00"))
    assert withdrawals(past) == [NEXT_UPDATE, RESOLUTION]
    assert standing(past, NEXT_UPDATE) == paused(NEXT_UPDATE, 3)


def test_a_late_priority_moves_a_breach_to_where_it_belongs() -> None:
    past = after(MONDAY, checked("mon 11:30"), triaged("mon 10:15", P1))
    told = [e for e in past.past if isinstance(e, TargetBreached)]
    assert [e.breached_at for e in told if e.target is RESPONSE] == [
        at("mon 11:00"),
        at("mon 10:15"),
    ]
    assert withdrawals(past) == [RESPONSE]


def test_a_breach_by_priority_is_not_undone_by_a_fact_of_the_same_moment() -> None:
    past = after(MONDAY, triaged("mon 10:15", P1), held("mon 10:15"))
    assert standing(past, RESPONSE).breached_at == at("mon 10:15")
    assert withdrawals(past) == []


def test_a_fact_older_than_the_last_one_counted_counts_at_that_one() -> None:
    past = after(MONDAY, held("mon 10:00"), resumed("mon 09:30"))
    assert standing(past, RESOLUTION) == running(
        RESOLUTION, 1, "mon 17:00", "mon 15:00"
    )


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_looking_for_what_was_told_too_early_a_late_reply_is_breached(
    monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(standings, "foretold", lambda *_: False)
    past = after(MONDAY, checked("mon 11:05"), replied("mon 10:00"))
    assert (standing(past, RESPONSE) == met(RESPONSE, 1)) is guarded
