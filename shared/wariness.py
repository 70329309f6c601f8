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
from shared.reasons import reason
from shared.subscription import Subscription

SUSPECTED = "whoever applied it before did not come to an end"
_log = logging.getLogger(__name__)


def receive_warily(subscription: Subscription, events: Iterable[Recorded]) -> None:
    """Apply events that are suspects, one by one; each is applied or parked."""
    for event in sorted(events, key=lambda e: (e.service, e.school, e.position)):
        if event.service in subscription.sources:
            _try(subscription, event)


def _try(subscription: Subscription, event: Recorded) -> None:
    source, school = event.service, event.school
    if not _park_first(subscription.application, event, SUSPECTED):
        subscription.behind.add((source, school))
        return
    _log.warning("trying %s of %s once more", event.event_id, source)
    try:
        subscription.apply(source, school, [event], checkpoints.PARKED)
    except Unavailable:
        raise
    except Exception as error:
        _park_again(subscription.application, event, reason(error))


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


def _park_again(application: Application, event: Recorded, told: str) -> None:
    with application.database.school(event.school) as connection:
        checkpoints.lock(connection, event.service, event.school)
        checkpoints.park(connection, event, told, application.clock())
