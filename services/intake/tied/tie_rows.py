"""Which tickets belong together, as it is kept for reading?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, assert_never
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select

from contracts.refusals import NotFound
from contracts.ties import (
    GetTies,
    TicketJoined,
    TicketLinked,
    TicketMerged,
    TicketParted,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
    TicketUnmerged,
    Tie,
    TiedTicket,
    TiesView,
)
from contracts.values import TicketState
from services.intake.callbacks.waiting import carried
from services.intake.guarded.rows import seen_by
from services.intake.tables import tickets, ties
from services.intake.tied.ties import Bound
from services.intake.timeline.entries import Entry, as_suggested, change, write
from shared.application import Asked
from shared.work import Fresh


class _Told(NamedTuple):
    """What an event says of a tie: which it is, whether it stands, and to what."""

    kind: str
    tie: Tie
    stands: bool
    other_id: UUID
    detail: str


def project_tie(connection: Connection, fresh: Fresh, event: Bound) -> None:
    """Keep a tie, or keep it no longer, and tell it in the timeline."""
    told = _told(event)
    which: dict[str, Any] = {"of_school": fresh.school, "of_ticket": event.ticket_id}
    which |= {"of_tie": told.tie.value, "of_other": told.other_id}
    connection.execute(_ADD if told.stands else _REMOVE, which)
    changes: dict[str, Any] = {}
    if told.tie is Tie.MERGED_INTO:
        changes["merged_into"] = told.other_id if told.stands else None
    changes |= carried(connection, fresh.school, event)
    change(connection, fresh, event.ticket_id, changes)
    write(connection, fresh, event.ticket_id, Entry(told.kind, detail=told.detail))


def _told(event: Bound) -> _Told:
    match event:
        case TicketMerged(into_id=other, into_reference=called):
            detail = called + as_suggested(event)
            return _Told("merged", Tie.MERGED_INTO, True, other, detail)
        case TicketUnmerged(into_id=other, into_reference=called):
            return _Told("unmerged", Tie.MERGED_INTO, False, other, called)
        case TicketJoined(from_id=other, from_reference=called):
            return _Told("joined", Tie.MERGED, True, other, called)
        case TicketParted(from_id=other, from_reference=called):
            return _Told("parted", Tie.MERGED, False, other, called)
        case TicketSplit(new_id=other, new_reference=called):
            return _Told("split", Tie.SPLIT_OFF, True, other, called)
        case TicketSplitOff(from_id=other, from_reference=called):
            return _Told("split_off", Tie.SPLIT_FROM, True, other, called)
        case TicketLinked() | TicketUnlinked():
            stands = isinstance(event, TicketLinked)
            kind = "linked" if stands else "unlinked"
            detail = f"{event.other_reference} as {event.link.value}"
            detail += as_suggested(event) if isinstance(event, TicketLinked) else ""
            return _Told(kind, Tie(event.link.value), stands, event.other_id, detail)
        case _:
            assert_never(event)


def survivor_of(connection: Connection, school: UUID, ticket_id: UUID) -> UUID:
    """The ticket that a message to this one belongs to now: where it was merged into.

    A message keeps naming the ticket it was written to, and that ticket its number.
    """
    for survivor in _survivors(connection, school, ticket_id):
        ticket_id = survivor
    return ticket_id


def merged_into(connection: Connection, school: UUID, ticket_id: UUID) -> list[UUID]:
    """The tickets that go on as this one, those merged into them included."""
    found: dict[UUID, None] = {}
    wanted = [ticket_id]
    while wanted:
        which = {"of_school": school, "of_ticket": wanted.pop()}
        joined = connection.execute(_JOINED, which).scalars().all()
        new = [one for one in joined if one not in found and one != ticket_id]
        found |= dict.fromkeys(new)
        wanted += new
    return list(found)


def get_ties(connection: Connection, query: GetTies, asked: Asked) -> TiesView:
    """The tickets that belong to one; NotFound where there is no such ticket.

    Of one that is kept from whoever asks they read that there is one, and no subject.
    """
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    known = _KNOWN if query.school_id is None else _KNOWN_OF_SCHOOL
    school = connection.execute(known, which).scalar()
    if school is None:
        raise NotFound("There is no such ticket.")
    asked_of = which | {"of_school": school}
    rows: Sequence[Any] = connection.execute(_TIES, asked_of).all()
    seen = _subjects_seen(connection, rows, asked)
    return TiesView(
        ticket_id=query.ticket_id,
        ties=tuple(
            TiedTicket(
                tie=Tie(row.tie),
                ticket_id=row.ticket_id,
                reference=row.reference,
                subject=row.subject if seen(row) else "",
                state=TicketState(row.state),
            )
            for row in rows
        ),
    )


def _subjects_seen(
    connection: Connection, rows: Sequence[Any], asked: Asked
) -> Callable[[Any], bool]:
    """Which of those that are tied whoever asks may read; asked once for all."""
    guarded = any(row.guarded for row in rows)
    own = seen_by(connection, asked) if guarded else {}
    among = own.get("own_requests")
    return lambda row: not row.guarded or among is None or row.requester_id in among


def _survivors(connection: Connection, school: UUID, start: UUID) -> Iterator[UUID]:
    """Each that goes on as the one before it; a log that has them in a circle ends.

    No command makes one, and a log that was brought from elsewhere may hold one: what
    reads it must not go round for ever.
    """
    found: UUID | None = start
    gone_over: set[UUID] = set()
    while found is not None and found not in gone_over:
        gone_over.add(found)
        which = {"of_school": school, "of_ticket": found}
        found = connection.execute(_SURVIVOR, which).scalar()
        if found is not None:
            yield found


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (ties.c.school == bindparam("of_school")) & (
    ties.c.ticket_id == bindparam("of_ticket")
)
_ADD = insert(ties).values(
    school=bindparam("of_school"),
    ticket_id=bindparam("of_ticket"),
    tie=bindparam("of_tie"),
    other_id=bindparam("of_other"),
)
_REMOVE = delete(ties).where(
    _OF_TICKET,
    ties.c.tie == bindparam("of_tie"),
    ties.c.other_id == bindparam("of_other"),
)
_JOINED = select(ties.c.other_id).where(_OF_TICKET, ties.c.tie == Tie.MERGED.value)
_KNOWN = select(tickets.c.school).where(tickets.c.ticket_id == bindparam("of_ticket"))
_KNOWN_OF_SCHOOL = _KNOWN.where(tickets.c.school == bindparam("of_school"))
_SURVIVOR = _KNOWN_OF_SCHOOL.with_only_columns(tickets.c.merged_into)
_TIES = (
    select(
        ties.c.tie,
        tickets.c.ticket_id,
        tickets.c.reference,
        tickets.c.subject,
        tickets.c.state,
        tickets.c.guarded,
        tickets.c.requester_id,
    )
    .join(
        tickets,
        (tickets.c.school == ties.c.school) & (tickets.c.ticket_id == ties.c.other_id),
    )
    .where(_OF_TICKET)
    .order_by(tickets.c.number, ties.c.tie)
)
