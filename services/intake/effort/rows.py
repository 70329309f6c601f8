"""How is it kept how long work took, and what does that come to?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    Row,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    func,
    insert,
    select,
    update,
)

from contracts.refusals import NotFound
from contracts.time_spent import (
    Effort,
    EffortView,
    FindTime,
    GetEffort,
    RecordTime,
    TimeRecorded,
    TimeSpent,
    TimeView,
    WorkKind,
)
from services.intake.effort.recording import Event, Time, Worked
from services.intake.months import month_of, span_of
from services.intake.tables import METADATA, tickets
from services.intake.tied.tie_rows import merged_into
from services.intake.timeline.entries import Entry, write
from shared.application import Answer, Asked
from shared.work import Fresh, Work

time_spent = Table(
    "time_spent",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("time_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("actor", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("on", Date, nullable=False),
    Column("month", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("time_spent_ticket", "school", "ticket_id", "on"),
    Index("time_spent_month", "month", "school"),
)
"""The time that was recorded, as it was corrected last; `actor` is who worked."""

_KINDS = {
    WorkKind.REMOTE: "from afar",
    WorkKind.ON_SITE: "on site",
    WorkKind.TRAVEL: "on the way",
}


def terms(work: Work, _: Time, command: object) -> Worked | None:
    """The ticket that was worked on; None for what is recorded already, or for none."""
    if not isinstance(command, RecordTime):
        return None
    row = work.connection.execute(_TICKET, _of(work.school, command.ticket_id)).first()
    if row is None:
        return None
    survivor = row.merged_into
    if survivor is None:
        return Worked(requester_id=row.requester_id)
    other = work.connection.execute(_TICKET, _of(work.school, survivor)).one()
    return Worked(requester_id=row.requester_id, survivor=other.reference)


def keep_time(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep the time, and tell the desk of it in the story of the ticket."""
    now = {
        "minutes": event.minutes,
        "on": event.on,
        "month": f"{event.on:%Y-%m}",
        "kind": event.kind.value,
        "version": fresh.stream_version,
    }
    told = f"{event.minutes} min {_KINDS[event.kind]}, {event.on:%d/%m/%Y}"
    if isinstance(event, TimeRecorded):
        first = {
            "school": fresh.school,
            "time_id": event.time_id,
            "ticket_id": event.ticket_id,
            "actor": fresh.actor,
            "note": event.note,
        }
        connection.execute(_ADD, first | now)
        entry = Entry("time_spent", event.note or None, told, internal=True)
    else:
        which = {"of_school": fresh.school, "of_time": event.time_id}
        connection.execute(_CHANGE, which | now)
        told += f", not {event.was_minutes} min"
        entry = Entry("time_corrected", event.reason, told, internal=True)
    write(connection, fresh, event.ticket_id, entry)


def find_time(connection: Connection, query: FindTime, _: Asked) -> TimeView:
    """The time of a ticket and of those merged into it; NotFound for none."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    asked = _ANY_TICKET if query.school_id is None else _TICKET
    row = connection.execute(asked, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    all_of_it = [query.ticket_id, *merged_into(connection, row.school, query.ticket_id)]
    spent = [
        _spent(one)
        for ticket_id in all_of_it
        for one in connection.execute(_SPENT, _of(row.school, ticket_id))
    ]
    spent.sort(key=lambda one: (one.on, one.time_id))
    return TimeView(
        ticket_id=query.ticket_id,
        school_id=row.school,
        minutes=sum(one.minutes for one in spent),
        spent=tuple(spent),
    )


def get_effort(connection: Connection, query: GetEffort, asked: Asked) -> EffortView:
    """The time of a month by school; Invalid for what is no month."""
    month = query.month or month_of(asked.now)
    span_of(month)
    return EffortView(
        month=month, effort=tuple(_effort(connection, query.school_id, month))
    )


ANSWERS: Mapping[type, Answer] = {FindTime: find_time, GetEffort: get_effort}


def _effort(
    connection: Connection, school: UUID | None, month: str
) -> Iterator[Effort]:
    minutes: dict[UUID, dict[str, int]] = {}
    for row in connection.execute(_at(_BY_KIND, school), {"of_month": month}):
        minutes.setdefault(row.school, {})[row.kind] = row.minutes
    worked = connection.execute(_at(_WORKED, school), {"of_month": month})
    on = {row.school: row.tickets for row in worked}
    for one in sorted(minutes):
        told = {kind.value: minutes[one].get(kind.value, 0) for kind in WorkKind}
        yield Effort(school_id=one, tickets=on.get(one, 0), **told)


def _spent(row: Row[Any]) -> TimeSpent:
    return TimeSpent(
        time_id=row.time_id,
        ticket_id=row.ticket_id,
        actor=row.actor,
        minutes=row.minutes,
        on=row.on,
        kind=WorkKind(row.kind),
        note=row.note,
        corrected=row.version > 1,
        version=row.version,
    )


def _of(school: UUID, ticket_id: UUID) -> dict[str, UUID]:
    return {"of_school": school, "of_ticket": ticket_id}


def _at(found: Select[Any], school: UUID | None) -> Select[Any]:
    return found if school is None else found.where(time_spent.c.school == school)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(time_spent)
_CHANGE = update(time_spent).where(
    time_spent.c.school == bindparam("of_school"),
    time_spent.c.time_id == bindparam("of_time"),
)
_ANY_TICKET = select(tickets).where(tickets.c.ticket_id == bindparam("of_ticket"))
_TICKET = _ANY_TICKET.where(tickets.c.school == bindparam("of_school"))
_SPENT = select(time_spent).where(
    time_spent.c.school == bindparam("of_school"),
    time_spent.c.ticket_id == bindparam("of_ticket"),
)
_OF_MONTH = time_spent.c.month == bindparam("of_month")
_BY_KIND = (
    select(
        time_spent.c.school,
        time_spent.c.kind,
        func.sum(time_spent.c.minutes).label("minutes"),
    )
    .where(_OF_MONTH)
    .group_by(time_spent.c.school, time_spent.c.kind)
)
_WORKED = (
    select(
        time_spent.c.school,
        func.count(time_spent.c.ticket_id.distinct()).label("tickets"),
    )
    .where(_OF_MONTH, time_spent.c.minutes > 0)
    .group_by(time_spent.c.school)
)
