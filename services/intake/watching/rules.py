"""Who may watch a ticket, and who watches it then?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.access import RIGHTS, Right, Role
from contracts.refusals import Invalid, NotFound, Refused
from contracts.watching import (
    MOST_WATCHERS,
    TicketUnwatched,
    TicketWatched,
    UnwatchTicket,
    WatchTicket,
)
from shared.decider import Decider

SAFEGUARDS = frozenset({Role.HEAD, Role.DSL})
"""Who of a school may be told of what is about safeguarding."""


@dataclass(frozen=True)
class Watching:
    """The people who watch a ticket."""

    people: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A ticket that somebody is to watch, and who that is.

    `roles` are those that they hold today; none where directory knows another address.
    """

    requester_id: UUID
    watcher_id: UUID
    roles: frozenset[Role]
    safeguarding: bool = False
    survivor: str | None = None


Command: TypeAlias = WatchTicket | UnwatchTicket
Event: TypeAlias = TicketWatched | TicketUnwatched


def may_be_told(roles: Collection[Role], *, of_desk: bool, safeguarding: bool) -> bool:
    """Whether somebody in these roles is told of a ticket.

    Who could not read it is not. What is about safeguarding is mailed to nobody of a
    school but who answers for that.
    """
    reads = any(Right.READ_TICKETS in RIGHTS[role] for role in roles)
    guards = of_desk or not SAFEGUARDS.isdisjoint(roles)
    return reads and (guards or not safeguarding)


def decide(
    watching: Watching, command: Command, _now: datetime, watched: Watched | None
) -> list[Event]:
    """The events that follow; what is so already is silence."""
    if isinstance(command, UnwatchTicket):
        if command.person_id not in watching.people:
            return []
        return [
            TicketUnwatched(ticket_id=command.ticket_id, person_id=command.person_id)
        ]
    if command.person_id in watching.people:
        return []
    if watched is None:
        raise NotFound("There is no such ticket.")
    _refuse(watching, command, watched)
    return [
        TicketWatched(
            ticket_id=command.ticket_id,
            person_id=command.person_id,
            watcher_id=watched.watcher_id,
            of_desk=command.of_desk,
            email=command.email.strip().lower(),
        )
    ]


def evolve(watching: Watching, event: Event) -> Watching:
    """Who watches after the event."""
    match event:
        case TicketWatched(person_id=person_id):
            return Watching(watching.people | {person_id})
        case TicketUnwatched(person_id=person_id):
            return Watching(watching.people - {person_id})
        case _:
            assert_never(event)


def _refuse(watching: Watching, command: WatchTicket, watched: Watched) -> None:
    if watched.survivor is not None:
        raise Refused(f"This ticket is merged into {watched.survivor}. Watch that one.")
    if watched.watcher_id == watched.requester_id:
        raise Invalid({"who": ["They asked for it, and are told of everything."]})
    if not may_be_told(watched.roles, of_desk=command.of_desk, safeguarding=False):
        raise Invalid({"who": ["Nobody of the school or the desk who may read it."]})
    if not may_be_told(
        watched.roles, of_desk=command.of_desk, safeguarding=watched.safeguarding
    ):
        raise Invalid(
            {"who": ["It is about safeguarding: only the head and the DSL may watch."]}
        )
    if len(watching.people) >= MOST_WATCHERS:
        raise Refused(f"{MOST_WATCHERS} people watch it already. No more can.")


WATCHING: Decider[Watching] = Decider(
    category="watching",
    identity="ticket_id",
    commands=(WatchTicket, UnwatchTicket),
    initial=Watching(),
    decide=decide,
    evolve=evolve,
)
