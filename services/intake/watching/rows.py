"""How is it kept who watches a ticket, and who of them may be told today?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
)

from contracts.access import Right, person_actor
from contracts.mentions import MentionPerson
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.values import PROVIDER
from contracts.watching import (
    FindWatchers,
    TicketWatched,
    UnwatchTicket,
    Watcher,
    WatchersView,
    WatchTicket,
)
from services.intake.months import LONDON
from services.intake.tables import METADATA, tickets
from services.intake.tied.tie_rows import merged_into
from services.intake.timeline.entries import Entry, write
from services.intake.watching.people_rows import account_of, place_at, roles_on
from services.intake.watching.rules import OfWatching, Watched, Watching, may_be_told
from services.intake.watching.safeguarding import is_safeguarding
from shared.application import Answer, Asked
from shared.columns import Moment
from shared.work import Cause, Fresh, Work

watchers = Table(
    "watchers",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("watcher_id", Uuid, nullable=False),
    Column("of_desk", Integer, nullable=False),
    Column("email", Text, nullable=False),
    Column("since_at", Moment, nullable=False),
    Index("watchers_actor", "actor", "ticket_id"),
)
"""Who watches which ticket; `actor` is the name that their acts are recorded under."""


def watch_ticket(
    work: Work, command: WatchTicket | UnwatchTicket, cause: Cause
) -> None:
    """Carry it out; Forbidden where somebody decides for another, and may not.

    Who may write about a ticket may have another told. The desk's own are told by
    nobody of a school.
    """
    caller, school = cause.caller, work.school
    by_themselves = caller.actor == person_actor(command.person_id)
    works = caller.may(Right.WORK_TICKETS, school)
    if isinstance(command, UnwatchTicket):
        allowed = by_themselves or works
    else:
        writes = caller.may(Right.RAISE_TICKETS, school)
        allowed = by_themselves or works or (writes and not command.of_desk)
    if not allowed:
        raise Forbidden("who else watches it is not yours to say")
    work.execute(command, cause)
    if isinstance(command, UnwatchTicket):
        unwatch_merged(work, command, cause)


def unwatch_merged(work: Work, command: UnwatchTicket, cause: Cause) -> None:
    """Have somebody told no longer by what goes on as the ticket: see `told_of`."""
    for one in merged_into(work.connection, work.school, command.ticket_id):
        beside = uuid5(cause.command_id, f"unwatched {one}")
        also = replace(command, ticket_id=one)
        work.execute(also, replace(cause, command_id=beside))


def terms(work: Work, watching: Watching, command: object) -> Watched | None:
    """The ticket and who is to watch or read it; None for no ticket, or no news."""
    if isinstance(command, WatchTicket):
        of_desk, news = command.of_desk, command.person_id not in watching.people
    else:
        of_desk = news = isinstance(command, MentionPerson)
    if not news or not isinstance(command, WatchTicket | MentionPerson):
        return None
    which = {"of_school": work.school, "of_ticket": command.ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    if row is None:
        return None
    survivor, safeguarding = None, bool(row.guarded)
    if row.merged_into is not None:
        which["of_ticket"] = row.merged_into
        survivor = work.connection.execute(_TICKET, which).one().reference
    place = place_at(work.school, command.person_id, of_desk=of_desk)
    account = account_of(work.connection, *place)
    theirs = account == work.keyring.pseudonym(PROVIDER, command.email)
    held = roles_on(work.connection, work.school, [command.person_id], day(work.now))
    return Watched(
        requester_id=row.requester_id,
        watcher_id=work.keyring.pseudonym(work.school, command.email),
        roles=held.get(place, frozenset()) if theirs else frozenset(),
        safeguarding=safeguarding,
        survivor=survivor,
    )


def keep_watching(connection: Connection, fresh: Fresh, event: OfWatching) -> None:
    """Keep who watches, and tell the desk of it in the story of the ticket."""
    actor = person_actor(event.person_id)
    other = None if fresh.actor == actor else actor
    if isinstance(event, TicketWatched):
        row = {
            "school": fresh.school,
            "ticket_id": event.ticket_id,
            "person_id": event.person_id,
            "actor": actor,
            "watcher_id": event.watcher_id,
            "of_desk": int(event.of_desk),
            "email": event.email,
            "since_at": fresh.happened_at,
        }
        connection.execute(_ADD, row)
        kind = "watched" if other is None else "watcher_added"
    else:
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        connection.execute(_REMOVE, which | {"of_person": event.person_id})
        kind = "unwatched" if other is None else "watcher_removed"
    write(connection, fresh, event.ticket_id, Entry(kind, detail=other, internal=True))


def told_of(
    connection: Connection,
    school: UUID,
    ticket_id: UUID,
    on: date,
    *,
    person_id: UUID | None = None,
) -> list[Row[Any]]:
    """Who watches a ticket, or one that goes on as it, and may be told on that day.

    Each person once, the first to watch first; one alone, if it is said who. Who has
    left is told no more.
    """
    asked = _WATCHERS if person_id is None else _WATCHER
    found: dict[UUID, Row[Any]] = {}
    for one in (ticket_id, *merged_into(connection, school, ticket_id)):
        which = {"of_school": school, "of_ticket": one, "of_person": person_id}
        for row in connection.execute(asked, which):
            found.setdefault(row.person_id, row)
    if not found:
        return []
    held = roles_on(connection, school, found.keys(), on)
    guarded = is_safeguarding(connection, school, ticket_id)

    def may(row: Row[Any]) -> bool:
        place = place_at(school, row.person_id, of_desk=bool(row.of_desk))
        return may_be_told(held.get(place, ()), safeguarding=guarded)

    return sorted(filter(may, found.values()), key=_since)


def _since(row: Row[Any]) -> tuple[datetime, UUID]:
    return row.since_at, row.person_id


def watches_for_desk(connection: Connection, letter: Row[Any]) -> bool:
    """Whether a letter goes to the desk; Refused where nobody watches by it any more.

    It may have waited for days, and meanwhile its ticket be about something else.
    """
    on = day(letter.written_at)
    told = told_of(connection, letter.school, letter.ticket_id, on)
    row = next((one for one in told if one.watcher_id == letter.requester_id), None)
    if row is None:
        raise Refused("They do not watch it any more, or may not.")
    return bool(row.of_desk)


def find_watchers(
    connection: Connection, query: FindWatchers, asked: Asked
) -> WatchersView:
    """Who is told of a ticket; NotFound for none."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    found = _ANY_TICKET if query.school_id is None else _TICKET
    ticket = connection.execute(found, which).one_or_none()
    if ticket is None:
        raise NotFound("There is no such ticket.")
    told = told_of(connection, ticket.school, query.ticket_id, day(asked.now))
    sees_all = asked.caller.may(Right.READ_NOTES, ticket.school)
    return WatchersView(
        ticket_id=query.ticket_id,
        school_id=ticket.school,
        watchers=tuple(
            Watcher(
                person_id=row.person_id,
                of_desk=bool(row.of_desk),
                email=row.email if sees_all or not row.of_desk else "",
                since_at=row.since_at,
            )
            for row in told
        ),
    )


def watched_by_me() -> ColumnElement[bool]:
    """What makes a ticket one that `actor` watches."""
    mine = select(watchers.c.ticket_id).where(watchers.c.actor == bindparam("actor"))
    return tickets.c.ticket_id.in_(mine)


def day(moment: datetime) -> date:
    """The day it is in London, on which roles count."""
    return moment.astimezone(LONDON).date()


ANSWERS: Mapping[type, Answer] = {FindWatchers: find_watchers}

# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(watchers)
_OF_TICKET = (watchers.c.school == bindparam("of_school")) & (
    watchers.c.ticket_id == bindparam("of_ticket")
)
_OF_PERSON = watchers.c.person_id == bindparam("of_person")
_REMOVE = delete(watchers).where(_OF_TICKET, _OF_PERSON)
_WATCHERS = select(watchers).where(_OF_TICKET)
_WATCHER = _WATCHERS.where(_OF_PERSON)
_ANY_TICKET = select(tickets).where(tickets.c.ticket_id == bindparam("of_ticket"))
_TICKET = _ANY_TICKET.where(tickets.c.school == bindparam("of_school"))
