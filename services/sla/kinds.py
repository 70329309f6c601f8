"""What of a ticket decides, besides its priority, what is promised of it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from contracts.sla_promises import Promise, Promised, ServicePromised
from contracts.values import Priority


class Kind(NamedTuple):
    """Which service a ticket is about, and whether it counts in a way of its own.

    `service` is empty where none was named; `inspection` is whether it was opened in an
    inspection period.
    """

    service: str = ""
    safeguarding: bool = False
    inspection: bool = False


ANY = Kind()
"""What most tickets are: for them the general promises count."""


def promised_of(promised: Promised, kind: Kind) -> Promised:
    """What is promised of tickets of a kind, as if it were all that is promised.

    What is promised of a service takes the place of what is in general, and what is in
    an inspection of that. A safeguarding ticket is covered always.
    """
    always = is_always(promised, kind)
    own = own_of(promised, kind.service)
    found = {one.priority: one for one in promised.promises}
    found |= {one.priority: one for one in own.promises}
    if kind.service in promised.uncovered and not always:
        found = {priority: _nothing(one) for priority, one in found.items()}
    elif kind.inspection:
        found |= {one.priority: one for one in promised.inspection}
    return replace(
        promised,
        promises=tuple(_always(one) if always else one for one in found.values()),
        warn_at_percents=own.warn_at_percents or promised.warn_at_percents,
        pausing=promised.pausing if own.pausing is None else own.pausing,
        escalation=own.escalation or promised.escalation,
    )


def is_always(promised: Promised, kind: Kind) -> bool:
    """Whether tickets of a kind count in every hour of every day."""
    return kind.safeguarding and promised.safeguarding_always


def own_of(promised: Promised, service: str) -> ServicePromised:
    """What is promised otherwise of a service; nothing where it is as in general."""
    found = (one for one in promised.of_services if one.service == service)
    return next(found, ServicePromised(service=service))


def every_promise(promised: Promised) -> Iterator[tuple[str, tuple[Promise, ...]]]:
    """The general promises and all that may take their place, with where they stand."""
    yield "", promised.promises
    for number, one in enumerate(promised.of_services):
        yield f"of_services.{number}.", one.promises
    yield "inspection.", promised.inspection


def by_priority(promised: Promised) -> Mapping[Priority, Promise]:
    """The promise of each priority."""
    return {one.priority: one for one in promised.promises}


def _nothing(promise: Promise) -> Promise:
    """Time is counted as it was, and none of it is promised."""
    return replace(promise, response=None, next_update=None, resolution=None)


def _always(promise: Promise) -> Promise:
    return replace(promise, round_the_clock=True, hours=None)
