"""Does no school take up every place in which hooks are told?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import UUID, uuid5

import pytest

from contracts.hooks import NoticeState, NoticeTried
from contracts.values import PROVIDER
from services.intake.webhooks import notifying
from services.intake.webhooks.due_notices import Places, ToTry, notices_to_try
from services.intake.webhooks.hook_rows import MOST
from services.intake.webhooks.notifying import AT_ONCE, OF_ONE
from tests.services.intake.hooked import HOOK, OTHER, hook, shown, tell
from tests.services.intake.stories import open_it, reply
from tests.support.cast import ASHGROVE
from tests.support.receiver import Receiver
from tests.support.town import Town


@pytest.fixture
def crowded(known: Town, receiver: Receiver) -> Town:
    """Ashgrove has as many hooks as it may, which are due before the one of the MSP."""
    for number in range(MOST):
        hook(known, receiver, uuid5(HOOK, str(number)), home=ASHGROVE)
    known.execute(open_it)
    hook(known, receiver, OTHER)
    known.clock.advance(minutes=1)
    known.execute(reply)
    return known


def due(
    town: Town,
    busy: Collection[UUID] = (),
    quiet: Collection[UUID] = (),
    of_one: int = OF_ONE,
) -> list[ToTry]:
    """What is to be tried while some are told already, and some are left alone."""
    places = Places(AT_ONCE - len(busy), of_one)
    intake = town.applications["intake"]
    found: list[ToTry] = intake.read(notices_to_try, town.clock(), busy, quiet, places)
    return found


def homes(found: list[ToTry]) -> dict[UUID, int]:
    return Counter(one.home for one in found)


def test_a_school_with_many_hooks_leaves_a_place_to_others(crowded: Town) -> None:
    assert homes(due(crowded)) == {ASHGROVE: OF_ONE, PROVIDER: 1}


def test_without_its_bound_a_school_would_take_up_every_place(crowded: Town) -> None:
    """The twin: whatever is due the longest, whoever has it."""
    assert homes(due(crowded, of_one=AT_ONCE)) == {ASHGROVE: AT_ONCE}


def test_what_is_being_told_has_its_place_already(crowded: Town) -> None:
    told = [one.hook_id for one in due(crowded) if one.home == ASHGROVE]
    assert homes(due(crowded, busy=told)) == {PROVIDER: 1}
    few = due(crowded, busy=told[:3])
    assert homes(few) == {ASHGROVE: OF_ONE - 3, PROVIDER: 1}
    assert not {one.hook_id for one in few} & {*told[:3]}


def test_who_is_left_alone_takes_up_no_place(crowded: Town) -> None:
    quiet = [one.hook_id for one in due(crowded)]
    found = due(crowded, quiet=quiet)
    assert homes(found) == {ASHGROVE: OF_ONE}
    assert not {one.hook_id for one in found} & {*quiet}


def test_the_first_of_each_hook_is_due_and_the_longest_due_first(crowded: Town) -> None:
    found = due(crowded, of_one=AT_ONCE)
    assert len({one.hook_id for one in found}) == AT_ONCE
    waits = [one.waits_since for one in found]
    assert waits == sorted(waits)
    assert {one.told.occasion.value for one in found} == {"ticket.opened"}


def first_told(town: Town, slow: Receiver, other: Receiver) -> bool:
    """Whether it is the hook of the MSP that takes it first, of two and another."""
    slow.status = 0
    hook(town, slow, HOOK, home=ASHGROVE)
    hook(town, slow, uuid5(HOOK, "second"), home=ASHGROVE)
    town.execute(open_it)
    hook(town, other, OTHER)
    town.clock.advance(minutes=1)
    town.execute(reply)
    tell(town, slow, seconds=1.0)
    [tried] = [one for notice in shown(town, OTHER) for one in notice.tries]
    assert tried.status == 204
    [first, *_] = [
        one for one in town.events("intake", ASHGROVE) if isinstance(one, NoticeTried)
    ]
    return first.state is NoticeState.TAKEN


def test_slow_receivers_of_one_school_do_not_hold_up_the_msps(
    known: Town,
    receiver: Receiver,
    other_receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notifying, "AT_ONCE", 2)
    monkeypatch.setattr(notifying, "OF_ONE", 1)
    assert first_told(known, receiver, other_receiver)


def test_without_its_bound_a_school_would_hold_up_everybody(
    known: Town,
    receiver: Receiver,
    other_receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: it has every place, until nobody answered."""
    monkeypatch.setattr(notifying, "AT_ONCE", 2)
    monkeypatch.setattr(notifying, "OF_ONE", 2)
    assert not first_told(known, receiver, other_receiver)
