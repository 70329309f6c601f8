"""How are hooks kept and read, and how is one added?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, text

from contracts.hooks import (
    AddHook,
    FindHooks,
    Hook,
    HookAdded,
    HookRemoved,
    HookSecret,
    HooksView,
    NoticeState,
    Occasion,
)
from contracts.refusals import Refused
from contracts.values import PROVIDER
from services.intake.outgoing.webhook import secret_of
from services.intake.webhooks.hook_tables import NOT_TAKEN, hooks, notices
from services.intake.webhooks.notices import Wants
from shared.application import Answer, Asked
from shared.work import Cause, Fresh, Work

MOST = 20
"""Hooks of one school, or of the MSP: each is one more notice of every event."""


def add_hook(work: Work, command: AddHook, cause: Cause) -> HookSecret:
    """Add a hook, and show its secret; a retry of the same request is shown it, too."""
    work.execute(command, cause)
    # With the new one: who asks for the last of them again adds nothing.
    known = select(func.count()).where(hooks.c.school == work.school)
    if work.connection.execute(known).scalar_one() > MOST:
        raise Refused(f"There are {MOST} hooks already: remove one first.")
    fingerprint = partial(work.keyring.fingerprint, work.school)
    return HookSecret(
        hook_id=command.hook_id, secret=secret_of(fingerprint, command.hook_id)
    )


def keep_hook(
    connection: Connection, fresh: Fresh, event: HookAdded | HookRemoved
) -> None:
    """Keep who is told."""
    if isinstance(event, HookRemoved):
        connection.execute(
            _REMOVE, {"of_school": fresh.school, "of_hook": event.hook_id}
        )
        return
    row = {
        "school": fresh.school,
        "hook_id": event.hook_id,
        "address": event.address,
        "occasions": json.dumps([one.value for one in event.occasions]),
    }
    connection.execute(_ADD, row)


def wanting(connection: Connection, school: UUID) -> list[Wants]:
    """Who may be told of a school: its own hooks, and those of the MSP."""
    rows = connection.execute(_WANTING, {"homes": [school, PROVIDER]})
    return [Wants(row.hook_id, row.school, _occasions(row.occasions)) for row in rows]


def find_hooks(connection: Connection, query: FindHooks, _: Asked) -> HooksView:
    """The hooks of a school, or of the MSP, with what of theirs waits and failed."""
    home = query.school_id or PROVIDER
    counted = {
        row.hook_id: row for row in connection.execute(_COUNTED, {"of_home": home})
    }
    found = []
    for row in connection.execute(_OF_HOME, {"of_home": home}):
        count = counted.get(row.hook_id)
        wanted = _occasions(row.occasions)
        one = Hook(
            hook_id=row.hook_id,
            address=row.address,
            occasions=tuple(one for one in Occasion if one in wanted),
            waiting=count.waiting if count else 0,
            failed=count.failed if count else 0,
        )
        found.append(one)
    return HooksView(hooks=tuple(found))


def _occasions(told: str) -> frozenset[Occasion]:
    return frozenset(map(Occasion, json.loads(told)))


ANSWERS: Mapping[type, Answer] = {FindHooks: find_hooks}

# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(hooks)
_WAITS = notices.c.state == NoticeState.WAITING.value
_REMOVE = delete(hooks).where(
    hooks.c.school == bindparam("of_school"), hooks.c.hook_id == bindparam("of_hook")
)
_WANTING = (
    select(hooks)
    .where(hooks.c.school.in_(bindparam("homes", expanding=True)))
    .order_by(hooks.c.school, hooks.c.hook_id)
)
_OF_HOME = (
    select(hooks)
    .where(hooks.c.school == bindparam("of_home"))
    .order_by(hooks.c.address, hooks.c.hook_id)
)
_COUNTED = (
    select(
        notices.c.hook_id,
        func.sum(case((_WAITS, 1), else_=0)).label("waiting"),
        func.sum(case((_WAITS, 0), else_=1)).label("failed"),
    )
    .where(text(f"notices.{NOT_TAKEN}"))
    .where(notices.c.home == bindparam("of_home"))
    .group_by(notices.c.hook_id)
)
