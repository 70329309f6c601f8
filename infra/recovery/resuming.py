"""How does a service go on hearing a log that was put right? From where both agree."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from contracts.envelope import Recorded
from contracts.refusals import Conflict
from infra.installation import Installation
from infra.recovery.copies import Copies
from infra.recovery.forks import Fork, contradicted
from shared import checkpoints, postgresql
from shared.chain import GENESIS
from shared.decider import Heard
from shared.following import Checkpoint, Verdict, follow
from shared.reading import read_event
from shared.rebuilding import Rebuild
from shared.shadow import Shadow
from shared.store import PAGE
from shared.subscription import BATCH


def resume(opened: Installation, fork: Fork, agreed: int) -> None:
    """Have a service hear a log from the last position that all agree on, and on.

    It stays stopped until it has heard all there is, in one transaction: a message from
    the past that was given up finds it stopped, or beyond its epoch. Each step may be
    done again, so whoever is interrupted begins anew.
    """
    application = opened.applications[fork.consumer]
    with application.database.school(fork.school) as connection:
        checkpoints.lock(connection, fork.source, fork.school)
        checkpoints.stop(connection, fork.source, fork.school, application.clock())
    if _heard_another(opened, fork):
        with application.database.school(fork.school) as connection:
            application.rooms.give_up(connection, fork.source, fork.school, agreed)
        _set_back(opened, fork, agreed)
    _hear_on(opened, fork)


def _heard_another(opened: Installation, fork: Fork) -> bool:
    now = _heard(opened, fork)
    live = Checkpoint(now.position, now.hash, now.epoch, checkpoints.LIVE)
    return contradicted(opened, fork.source, fork.school, live)


def _set_back(opened: Installation, fork: Fork, agreed: int) -> None:
    """Undo, in what is kept for reading, whatever was heard of what was given up."""
    application = opened.applications[fork.consumer]
    shadow = Shadow(
        opened.url(fork.consumer), application.rooms, opened.owner(fork.consumer)
    )
    shadow.drop()
    shadow.make()
    try:
        rebuild = Rebuild(application, shadow, partial(_feed, opened, fork))
        to = _place(opened, fork, agreed)
        for _ in rebuild.set_back(fork.school, fork.source, to):
            pass
    finally:
        shadow.drop()


def _place(opened: Installation, fork: Fork, position: int) -> Checkpoint:
    if position == 0:
        return Checkpoint(0, GENESIS, 1, "")
    [event] = opened.link.feed(fork.source, fork.school, position - 1, 1)
    return Checkpoint(position, event.hash, event.epoch, "")


def _feed(
    opened: Installation, fork: Fork, *page: *tuple[str, UUID, int, int]
) -> list[Recorded]:
    """What a service heard: of a log that contradicts it too, from the copies."""
    source, school, after, limit = page
    application = opened.applications[fork.consumer]
    heard = application.read(checkpoints.read, source, school, school=school)
    if source != fork.source and contradicted(opened, source, school, heard):
        return Copies(opened, source, school).after(after, limit)
    return opened.link.feed(*page)


def _hear_on(opened: Installation, fork: Fork) -> None:
    """Hear everything there is, answer it, and go on from there: at once."""
    application = opened.applications[fork.consumer]
    rooms, before = application.rooms, _heard(opened, fork)
    events, position = [], before.position
    while page := opened.link.feed(fork.source, fork.school, position, PAGE):
        events += page
        position = page[-1].position
    # Every hash is made anew: for a long log it takes longer than others may wait.
    fresh, verdict = follow(before, events)
    if verdict is not Verdict.FOLLOWS:
        raise Conflict(f"{fork.source} still contradicts what was heard")
    with application.work(fork.school) as work:
        postgresql.take_time(work.connection)
        if checkpoints.lock(work.connection, fork.source, fork.school) != before:
            raise Conflict(f"{fork.consumer} went on while it was looked at")
        keyring = work.keyring if rooms.opens else None
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            heard = [Heard(read_event(one, keyring), one) for one in batch]
            rooms.fold(work.connection, heard)
            for one in heard:
                work.react(rooms.react(one), one, application.name)
        work.commit()
        if fresh:
            checkpoints.move(work.connection, fresh[-1])
        checkpoints.go_on(work.connection, fork.source, fork.school)


def _heard(opened: Installation, fork: Fork) -> Checkpoint:
    application = opened.applications[fork.consumer]
    found = application.read(
        checkpoints.read, fork.source, fork.school, school=fork.school
    )
    return found or checkpoints.NOTHING_HEARD
