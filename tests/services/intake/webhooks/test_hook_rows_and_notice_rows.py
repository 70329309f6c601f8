"""Who sees which hooks, and what they were told?"""

from __future__ import annotations

from uuid import uuid4, uuid5

import pytest

from contracts.access import Caller, Role, platform
from contracts.hooks import (
    AddHook,
    FindHooks,
    FindNotices,
    NoticeState,
    Occasion,
    ReplayNotice,
)
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.values import PROVIDER
from services.intake.webhooks.hook_rows import MOST
from tests.services.intake.hooked import HOOK, OTHER, again, hook, shown, tell
from tests.services.intake.stories import open_it, reply
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.receiver import Receiver
from tests.support.town import Town

HEAD = Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE)
STAFF = Caller(actor="person:2", role=Role.STAFF, school=ASHGROVE)


def test_a_school_has_its_own_told_and_not_what_the_msp_is_told(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    hook(known, receiver, OTHER, home=ASHGROVE)
    known.execute(open_it)
    tell(known, receiver)
    [of_msp] = shown(known)
    [mine] = known.ask(FindNotices(hook_id=OTHER), HEAD).notices
    assert mine.state is NoticeState.TAKEN
    assert known.ask(FindNotices(hook_id=HOOK), HEAD).notices == ()
    assert [one.hook_id for one in known.ask(FindHooks(), HEAD).hooks] == [OTHER]
    with pytest.raises(NotFound):
        again(known, of_msp, by=HEAD)
    again(known, mine, by=HEAD)


def test_without_the_guard_a_school_would_have_the_msp_told_once_more(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whose it is, nothing else asks."""
    monkeypatch.delitem(known.applications["intake"].rooms.handlers, ReplayNotice)
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    again(known, *shown(known), by=HEAD)
    assert [one.state for one in shown(known)] == [NoticeState.WAITING]


def test_what_waits_and_what_failed_of_each_hook_is_counted(
    known: Town, receiver: Receiver
) -> None:
    receiver.status = 410
    hook(known, receiver)
    hook(known, receiver, OTHER, home=ASHGROVE)
    known.execute(open_it)
    tell(known, receiver)
    known.execute(reply)
    [one] = known.ask(FindHooks(), platform("test")).hooks
    assert (one.hook_id, one.waiting, one.failed) == (HOOK, 1, 1)
    assert one.address == receiver.address
    assert one.occasions == tuple(Occasion)


def test_a_secret_is_shown_to_who_adds_the_hook_and_to_their_retry(
    known: Town, receiver: Receiver
) -> None:
    command_id = uuid4()
    added = AddHook(
        school_id=ASHGROVE,
        hook_id=HOOK,
        address=receiver.address,
        occasions=(Occasion.OPENED,),
    )
    first = known.execute(added, by=HEAD, command_id=command_id)
    assert known.execute(added, by=HEAD, command_id=command_id) == first
    assert first.secret.startswith("whsec_")
    assert first.secret not in repr(first)
    with pytest.raises(Refused, match="another hook"):
        known.execute(added, by=HEAD)
    other = hook(known, receiver, OTHER, home=ASHGROVE)
    assert other.secret != first.secret


def test_neither_the_secret_nor_the_address_stands_in_the_log(
    known: Town, receiver: Receiver
) -> None:
    secret = hook(known, receiver).secret
    [one] = known.log("intake", PROVIDER)
    assert b"receiver.example" not in one.body
    assert secret.removeprefix("whsec_").encode() not in one.body


def test_there_are_no_more_hooks_than_can_be_told(
    known: Town, receiver: Receiver
) -> None:
    for number in range(MOST):
        hook(known, receiver, uuid5(HOOK, str(number)))
    with pytest.raises(Refused, match="remove one"):
        hook(known, receiver)
    assert len(known.ask(FindHooks(), platform("test")).hooks) == MOST
    assert len(known.log("intake", PROVIDER)) == MOST


def test_a_retry_of_the_last_that_may_be_added_is_shown_its_secret(
    known: Town, receiver: Receiver
) -> None:
    for number in range(1, MOST):
        hook(known, receiver, uuid5(HOOK, str(number)), home=ASHGROVE)
    command_id = uuid4()
    last = AddHook(
        school_id=ASHGROVE,
        hook_id=HOOK,
        address=receiver.address,
        occasions=(Occasion.OPENED,),
    )
    first = known.execute(last, by=HEAD, command_id=command_id)
    assert known.execute(last, by=HEAD, command_id=command_id) == first


@pytest.mark.parametrize("query", [FindHooks(), FindNotices(hook_id=HOOK)])
def test_who_does_not_manage_hooks_sees_none(known: Town, query: object) -> None:
    with pytest.raises(Forbidden):
        known.ask(query, STAFF)


def test_beckfield_is_not_told_of_ashgrove(known: Town, receiver: Receiver) -> None:
    hook(known, receiver, home=BECKFIELD)
    known.execute(open_it)
    tell(known, receiver)
    assert receiver.came == []
