"""How is what is known of a ticket kept as a record of a kind, and read again?"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from contracts.codec import dump, restore
from contracts.obligations import Owed
from contracts.refusals import NotFound
from contracts.values import TicketType
from services.intake.incidents.about import About
from services.intake.incidents.tables import incident_records, ticket_duties
from services.intake.tables import tickets
from shared.work import Fresh, Work

R = TypeVar("R")


class Kept(NamedTuple):
    """A record as it is kept, and the version of its stream."""

    version: int
    content: str

    def read(self, kind: type[R]) -> R:
        """The record itself."""
        return restore(kind, json.loads(self.content))


def take(connection: Connection, fresh: Fresh, kind: str, of: type[R]) -> R | None:
    """The record of the ticket that an event is about, to be kept anew after it."""
    kept = records_of(connection, fresh.school, fresh.event.ticket_id).get(kind)
    which = {
        "of_school": fresh.school,
        "of_ticket": fresh.event.ticket_id,
        "of_kind": kind,
    }
    connection.execute(_REMOVE, which)
    return None if kept is None else kept.read(of)


def keep(connection: Connection, fresh: Fresh, kind: str, state: str, of: Any) -> None:
    """Keep a record of the ticket that an event is about, once the last is taken."""
    row = {
        "school": fresh.school,
        "ticket_id": fresh.event.ticket_id,
        "kind": kind,
        "version": fresh.stream_version,
        "state": state,
        "content": json.dumps(dump(of)),
    }
    connection.execute(_ADD, row)


def about(work: Work, ticket_id: UUID) -> About:
    """The ticket that something is to be recorded of; NotFound where there is none."""
    which = {"of_school": work.school, "of_ticket": ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    return About(TicketType(row.type), row.merged_into is not None)


def terms(work: Work, _: object, command: object) -> About:
    """What a decider of records is told of the ticket that its command names."""
    which: UUID = getattr(command, "ticket_id")  # noqa: B009  # every record has one
    return about(work, which)


def state_of(
    connection: Connection, school: UUID, ticket_id: UUID, kind: str
) -> str | None:
    """How a record of a ticket stands; None where it has none of that kind."""
    which = {"of_school": school, "of_ticket": ticket_id, "of_kind": kind}
    found: str | None = connection.execute(_STATE, which).scalar()
    return found


def records_of(
    connection: Connection, school: UUID, ticket_id: UUID
) -> dict[str, Kept]:
    """Every record of a ticket, by its kind."""
    which = {"of_school": school, "of_ticket": ticket_id}
    rows = connection.execute(_ALL, which)
    return {row.kind: Kept(row.version, row.content) for row in rows}


def duties_of(connection: Connection, ticket: Row[Any]) -> dict[UUID, Owed]:
    """Every duty of a ticket, by its id, as sla told of it last."""
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    return {
        row.duty: restore(Owed, json.loads(row.content))
        for row in connection.execute(_DUTIES, which)
    }


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (incident_records.c.school == bindparam("of_school")) & (
    incident_records.c.ticket_id == bindparam("of_ticket")
)
_ALL = select(incident_records).where(_OF_TICKET)
_ADD = insert(incident_records)
_REMOVE = delete(incident_records).where(
    _OF_TICKET, incident_records.c.kind == bindparam("of_kind")
)
_STATE = select(incident_records.c.state).where(
    _OF_TICKET, incident_records.c.kind == bindparam("of_kind")
)
_TICKET = select(tickets.c.type, tickets.c.merged_into).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_DUTIES = select(ticket_duties).where(
    ticket_duties.c.school == bindparam("of_school"),
    ticket_duties.c.ticket_id == bindparam("of_ticket"),
)
