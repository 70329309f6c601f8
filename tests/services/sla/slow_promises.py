"""Which promise counts for a ticket, as somebody looks it up who reads them all?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contracts.sla_promises import Promise, Promised, ServicePromised
from contracts.values import Priority
from services.sla.kinds import Kind


def promise_for(promised: Promised, kind: Kind, priority: Priority) -> Promise:
    """The one that goes before all others; safeguarding is covered always."""
    always = kind.safeguarding and promised.safeguarding_always
    found = _of(priority, promised.promises, Promise(priority=priority))
    found = _of(priority, own_for(promised, kind.service).promises, found)
    if kind.service in promised.uncovered and not always:
        return Promise(priority=priority, round_the_clock=found.round_the_clock)
    if kind.inspection:
        found = _of(priority, promised.inspection, found)
    return replace(found, round_the_clock=True) if always else found


def own_for(promised: Promised, service: str) -> ServicePromised:
    """What is promised otherwise of a service, if anything is."""
    for one in promised.of_services:
        if one.service == service:
            return one
    return ServicePromised(service="none")


def _of(priority: Priority, promises: Iterable[Promise], otherwise: Promise) -> Promise:
    for one in promises:
        if one.priority is priority:
            return one
    return otherwise
