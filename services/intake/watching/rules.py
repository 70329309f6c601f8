"""Who may watch a ticket or be named in its notes, and how does that stand then?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from contracts.access import RIGHTS, Right, Role
from contracts.mentions import (
    MentionPerson,
    MentionsRead,
    PersonMentioned,
    ReadMentions,
)
from contracts.refusals import Invalid, NotFound, Refused
from contracts.watching import (
    MOST_WATCHERS,
    TicketUnwatched,
    TicketWatched,
    UnwatchTicket,
    WatchTicket,
)
from shared.decider import Decider


@dataclass(frozen=True)
class Watching:
    """The people who watch a ticket, and who has not read what names them."""

    people: frozenset[UUID] = frozenset()
    unread: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A ticket that somebody is to watch or read of, and who that is.

    `roles` are those that they hold today; none where directory knows another address.
    """

    requester_id: UUID
    watcher_id: UUID
    roles: frozenset[Role]
    safeguarding: bool = False
    survivor: str | None = None


Command: TypeAlias = WatchTicket | UnwatchTicket | MentionPerson | ReadMentions
OfWatching: TypeAlias = TicketWatched | TicketUnwatched
OfMentions: TypeAlias = PersonMentioned | MentionsRead
Event: TypeAlias = OfWatching | OfMentions


def may_be_told(roles: Collection[Role], *, safeguarding: bool) -> bool:
    """Whether somebody in these roles is told of a ticket.

    Who could not read it is not: what is about safeguarding is mailed to the desk, and
    to nobody of a school but who answers for that.
    """
    right = Right.READ_SAFEGUARDING if safeguarding else Right.READ_TICKETS
    return any(right in RIGHTS[role] for role in roles)


def decide(
    watching: Watching, command: Command, _now: datetime, watched: Watched | None
) -> list[Event]:
    """The events that follow; what is so already is silence."""
    who: dict[str, Any] = {
        "ticket_id": command.ticket_id,
        "person_id": command.person_id,
    }
    watches = command.person_id in watching.people
    match command:
        case UnwatchTicket():
            return [TicketUnwatched(**who)] if watches else []
        case ReadMentions():
            unread = command.person_id in watching.unread
            return [MentionsRead(**who)] if unread else []
        case WatchTicket():
            return [] if watches else [_watch(watching, command, watched)]
        case MentionPerson():
            return _mention(watching, command, watched)
        case _:
            assert_never(command)


def evolve(watching: Watching, event: Event) -> Watching:
    """Who watches after the event."""
    match event:
        case TicketWatched(person_id=person_id):
            return replace(watching, people=watching.people | {person_id})
        case TicketUnwatched(person_id=person_id):
            return replace(watching, people=watching.people - {person_id})
        case PersonMentioned(person_id=person_id):
            return replace(watching, unread=watching.unread | {person_id})
        case MentionsRead(person_id=person_id):
            return replace(watching, unread=watching.unread - {person_id})
        case _:
            assert_never(event)


def _watch(
    watching: Watching, command: WatchTicket, watched: Watched | None
) -> TicketWatched:
    if watched is None:
        raise NotFound("There is no such ticket.")
    _refuse(watching, watched)
    return TicketWatched(
        ticket_id=command.ticket_id,
        person_id=command.person_id,
        watcher_id=watched.watcher_id,
        of_desk=command.of_desk,
        email=command.email.strip().lower(),
    )


def _mention(
    watching: Watching, command: MentionPerson, watched: Watched | None
) -> list[Event]:
    """They have it to read, and watch it unless they hear of everything, or cannot."""
    roles = watched.roles if watched else ()
    if not any(Right.READ_NOTES in RIGHTS[role] for role in roles):
        raise Invalid({"text": ["It names somebody who does not read notes."]})
    safeguarding = watched is not None and watched.safeguarding
    if not may_be_told(roles, safeguarding=safeguarding):
        told = "It is about safeguarding, and names somebody who may not read that."
        raise Invalid({"text": [told]})
    named = PersonMentioned(
        ticket_id=command.ticket_id,
        entry_id=command.entry_id,
        person_id=command.person_id,
    )
    if command.person_id in watching.people:
        return [named]
    watch = WatchTicket(
        school_id=command.school_id,
        ticket_id=command.ticket_id,
        person_id=command.person_id,
        email=command.email,
        of_desk=True,
    )
    try:
        return [_watch(watching, watch, watched), named]
    except (Invalid, Refused):
        return [named]


def _refuse(watching: Watching, watched: Watched) -> None:
    if watched.survivor is not None:
        raise Refused(f"This ticket is merged into {watched.survivor}. Watch that one.")
    if watched.watcher_id == watched.requester_id:
        raise Invalid({"who": ["They asked for it, and are told of everything."]})
    if not may_be_told(watched.roles, safeguarding=False):
        raise Invalid({"who": ["Nobody of the school or the desk who may read it."]})
    if not may_be_told(watched.roles, safeguarding=watched.safeguarding):
        few = "the head, the DSL and the desk may watch"
        raise Invalid({"who": [f"It is about safeguarding: only {few}."]})
    if len(watching.people) >= MOST_WATCHERS:
        raise Refused(f"{MOST_WATCHERS} people watch it already. No more can.")


WATCHING: Decider[Watching] = Decider(
    category="watching",
    identity="ticket_id",
    commands=(WatchTicket, UnwatchTicket, MentionPerson, ReadMentions),
    initial=Watching(),
    decide=decide,
    evolve=evolve,
)
