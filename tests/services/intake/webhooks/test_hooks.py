"""Which address may be told of tickets, and is it told any more?"""

from __future__ import annotations

from uuid import uuid5

import pytest

from contracts.hooks import AddHook, HookAdded, HookRemoved, Occasion, RemoveHook
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER
from services.intake.webhooks.hooks import HOOK
from tests.support.cast import TICKET
from tests.support.scenario import Scenario

HOOK_ID = uuid5(TICKET, "hook")
ADDRESS = "https://receiver.example/told?of=tickets"

hooks = Scenario(HOOK)
added = HookAdded(
    hook_id=HOOK_ID, address=ADDRESS, occasions=(Occasion.OPENED, Occasion.BREACHED)
)
removed = HookRemoved(hook_id=HOOK_ID)
remove = RemoveHook(school_id=PROVIDER, hook_id=HOOK_ID)


def add(
    address: str = ADDRESS,
    occasions: tuple[Occasion, ...] = (Occasion.BREACHED, Occasion.OPENED),
) -> AddHook:
    return AddHook(
        school_id=PROVIDER, hook_id=HOOK_ID, address=address, occasions=occasions
    )


def test_a_hook_is_added_with_what_it_is_told_of() -> None:
    hooks.given().when(add(f"  {ADDRESS} ")).then(added)


def test_a_hook_is_not_added_a_second_time() -> None:
    hooks.given(added).when(add()).then_refused(
        "There is such a hook: another address is another hook."
    )


def test_a_hook_is_removed_once() -> None:
    hooks.given(added).when(remove).then(removed)
    hooks.given(added, removed).when(remove).then_nothing()
    with pytest.raises(NotFound):
        hooks.given().when(remove)


@pytest.mark.parametrize(
    "address",
    [
        "http://receiver.example/",
        "ftp://receiver.example/",
        "https://",
        "https:///told",
        "https://user@receiver.example/",
        "https://user:secret@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example:0/",
        "https://receiver.example:99999/",
        "https://receiver.example/a b",
        "https://receiver.example/\r\nHost: other",
        "https://[::1",
        "https://localhost/",
        "https://intake.internal/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
    ],
)
def test_what_is_no_address_of_the_internet_is_said_beside_it(address: str) -> None:
    with pytest.raises(Invalid) as told:
        hooks.given().when(add(address))
    assert {*told.value.errors} == {"address"}


def test_who_is_told_of_nothing_is_no_hook() -> None:
    with pytest.raises(Invalid) as told:
        hooks.given().when(add(occasions=()))
    assert {*told.value.errors} == {"occasions"}
