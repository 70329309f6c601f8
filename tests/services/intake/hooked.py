"""How is a hook added in a test, and told, and what does whoever has it see?"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, platform
from contracts.hooks import (
    AddHook,
    FindNotices,
    HookSecret,
    Notice,
    Occasion,
    ReplayNotice,
    WriteNotices,
)
from contracts.values import PROVIDER
from services.intake.webhooks.notifying import Notifier
from tests.support.cast import ASHGROVE, TICKET
from tests.support.receiver import Receiver
from tests.support.scenario import at
from tests.support.town import Town

HOOK, OTHER = uuid5(TICKET, "hook"), uuid5(TICKET, "other hook")
ANYTHING = tuple(Occasion)


def hook(
    town: Town,
    receiver: Receiver,
    hook_id: UUID = HOOK,
    home: UUID = PROVIDER,
    occasions: tuple[Occasion, ...] = ANYTHING,
) -> HookSecret:
    """Have somebody told from now on; the secret that they are given."""
    added: HookSecret = town.execute(
        AddHook(
            school_id=home,
            hook_id=hook_id,
            address=receiver.address,
            occasions=occasions,
        ),
        by=platform("test"),
    )
    return added


def tell(town: Town, receiver: Receiver, seconds: float = 10.0) -> None:
    """Let whoever's turn it is look once."""
    Notifier(receiver.reach(seconds)).tell(town.applications["intake"])


def told(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in receiver.came]


def shown(
    town: Town, hook_id: UUID = HOOK, by: Caller | None = None
) -> tuple[Notice, ...]:
    found: tuple[Notice, ...] = town.ask(
        FindNotices(hook_id=hook_id), by=by or platform("test")
    ).notices
    return found


def ask_again(town: Town) -> None:
    """Have those told who want to be of what they were told of."""
    [about] = {one.about for one in shown(town)}
    command = WriteNotices(
        school_id=ASHGROVE,
        about=about,
        ticket_id=TICKET,
        occasion=Occasion.OPENED,
        at=at("mon 09:00"),
    )
    town.execute(command, by=platform("test"))


def again(town: Town, *told: Notice, by: Caller | None = None) -> None:
    for one in told:
        command = ReplayNotice(
            school_id=one.school_id, about=one.about, notice_id=one.notice_id
        )
        town.execute(command, by=by or platform("test"))


def kinds(town: Town) -> list[str]:
    return [one.type for one in town.log("intake", ASHGROVE)]
