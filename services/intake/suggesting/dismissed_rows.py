"""Which tickets were said to be another matter than one? Each of two knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Row, Table, Uuid, bindparam, insert, select

from contracts.suggestions import DismissDuplicate, DuplicateDismissed
from services.intake.suggesting.dismissing import Apart
from services.intake.tables import METADATA
from services.intake.tied.tying import called
from services.intake.timeline.entries import Entry, write
from shared.work import Fresh, Work

dismissed_duplicates = Table(
    "dismissed_duplicates",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("other_id", Uuid, primary_key=True),
)
"""Pairs of tickets that are not the same; each of the two has its row."""


def terms(work: Work, _: Apart, command: DismissDuplicate) -> str:
    """What people call the other ticket; NotFound where one of the two is not there."""
    called(work, command.ticket_id)
    return called(work, command.other_id)


def keep_dismissed(
    connection: Connection, fresh: Fresh, event: DuplicateDismissed
) -> None:
    """Keep that the two are apart, and tell it to the desk alone."""
    pair = (event.ticket_id, event.other_id)
    for one, other in (pair, pair[::-1]):
        row = {"school": fresh.school, "ticket_id": one, "other_id": other}
        if other not in _others(connection, fresh.school, one):
            connection.execute(_ADD, row)
    entry = Entry("duplicate_dismissed", detail=event.other_reference, internal=True)
    write(connection, fresh, event.ticket_id, entry)


def dismissed_of(connection: Connection, ticket: Row[Any]) -> frozenset[UUID]:
    """The tickets that are another matter than this one, as somebody said."""
    return _others(connection, ticket.school, ticket.ticket_id)


def _others(connection: Connection, school: UUID, ticket_id: UUID) -> frozenset[UUID]:
    which = {"of_school": school, "of_ticket": ticket_id}
    return frozenset(connection.execute(_OTHERS, which).scalars())


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(dismissed_duplicates)
_OTHERS = select(dismissed_duplicates.c.other_id).where(
    dismissed_duplicates.c.school == bindparam("of_school"),
    dismissed_duplicates.c.ticket_id == bindparam("of_ticket"),
)
