"""What if an event ends the process that applies it? It is parked before it is tried.

A broker tells what it brought time and again to readers that came to no end with it.
Such an event is parked first, and taken out again in the transaction that applies it.
Where it ends this process too, it stays parked, and the next one leaves it alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import checkpoints
from shared.application import Application
from shared.subscription import Subscription

SUSPECTED = "whoever applied it before did not come to an end"
_log = logging.getLogger(__name__)


def receive_warily(subscription: Subscription, events: Iterable[Recorded]) -> None:
    """Apply events that are suspects, one by one; each is applied or parked.

    Unavailable, when all were tried, where the database could not be had for some: the
    broker brings them again.
    """
    busy: Unavailable | None = None
    for event in sorted(events, key=lambda e: (e.service, e.school, e.position)):
        if event.service in subscription.sources:
            try:
                _try(subscription, event)
            except Unavailable as error:
                busy = error
    if busy is not None:
        raise busy


def _try(subscription: Subscription, event: Recorded) -> None:
    source, school = event.service, event.school
    if not _park_first(subscription.application, event, SUSPECTED):
        subscription.behind.add((source, school))
        return
    _log.warning("trying %s of %s once more", event.event_id, source)
    try:
        subscription.hear(source, school, [event], checkpoints.PARKED)
    except Unavailable:
        # It was not tried. If this fails too, it waits for an operator: nobody can tell
        # it from one that ended its process.
        _let_go(subscription.application, event)
        raise


def _park_first(application: Application, event: Recorded, told: str) -> bool:
    """Whether it is parked now: only what comes next in a log that is being heard."""
    with application.database.school(event.school) as connection:
        checkpoint = checkpoints.lock(connection, event.service, event.school)
        if checkpoint.state != checkpoints.LIVE:
            return False
        if checkpoint.position + 1 != event.position:
            return False
        checkpoints.park(connection, event, told, application.clock())
    return True


def _let_go(application: Application, event: Recorded) -> None:
    """Have the log be heard again, if the suspect is what it waits for."""
    source, school = event.service, event.school
    with application.database.school(school) as connection:
        checkpoint = checkpoints.lock(connection, source, school)
        if checkpoint.position + 1 == event.position:
            checkpoints.take_up(connection, source, school, checkpoints.PARKED)
