"""What is done to a ticket that is erased? Nothing: what it took would stay.

Its rows are cleared when its erasure is approved and its keys destroyed a moment later:
what was written in between would be cleared by nobody, and sealed by nothing after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from contracts.mentions import ReadMentions
from contracts.refusals import Refused
from contracts.ties import UnlinkTickets
from contracts.watching import UnwatchTicket
from services.intake.guarded.rooms import handlers_about
from services.intake.retention.ending import is_erased
from shared.application import Handler, Rooms
from shared.work import Cause, Work

OF_TICKETS = frozenset({"ticket_id", "tickets"})
"""Where a command names what it is recorded of; others it only points to."""

LETTING_GO = frozenset({ReadMentions, UnlinkTickets, UnwatchTicket})
"""They say nothing of a ticket, and end what somebody else still has of it."""


def keep_erased(rooms: Rooms) -> Rooms:
    """The same rooms, which record nothing of a ticket that is erased."""
    kept = {
        command: _kept(handler, names)
        for command, (handler, named) in handlers_about(rooms).items()
        if (names := OF_TICKETS.intersection(named)) and command not in LETTING_GO
    }
    return replace(rooms, handlers={**rooms.handlers, **kept})


def _kept(handler: Handler, names: frozenset[str]) -> Handler:
    def kept(work: Work, command: Any, cause: Cause) -> Any:
        for ticket_id in _named(command, names):
            if is_erased(work.connection, work.school, ticket_id):
                raise Refused("It is erased: nothing is recorded of it any more.")
        return handler(work, command, cause)

    return kept


def _named(command: Any, names: frozenset[str]) -> Iterator[UUID]:
    for name in names:
        said = getattr(command, name)
        if said is not None:
            yield from said if isinstance(said, tuple) else (said,)
