"""Whose keys are destroyed for a record, and of which messages do the files go?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from contracts.retention import DueRecord, RecordClass, RecordKind
from services.intake.file_store import own_key
from services.intake.incoming.arrival import record_key
from services.intake.incoming.mail_tables import mails
from services.intake.ratings.rating_tables import ratings
from services.intake.retention.held import family_of


class Doomed(NamedTuple):
    """The subjects whose keys go, and the messages whose files do.

    `tickets` are the tickets that go as one: what was merged goes with its survivor.
    """

    subjects: tuple[UUID, ...]
    mails: tuple[UUID, ...] = ()
    tickets: tuple[UUID, ...] = ()


def doomed_by(
    connection: Connection, school: UUID, record: DueRecord, of: RecordClass
) -> Doomed:
    """What goes with a record; what was written by mail on a ticket stays with that."""
    which = record.record_id
    if record.kind is RecordKind.TICKET:
        return _of_tickets(connection, school, family_of(connection, school, which))
    if record.kind is not RecordKind.MAIL:
        return Doomed((which,))
    if of is RecordClass.MAIL:
        return Doomed((own_key(which),), (which,))
    return Doomed(_of_mail(which), (which,))


def _of_tickets(connection: Connection, school: UUID, family: Sequence[UUID]) -> Doomed:
    came: list[UUID] = []
    rated: list[UUID] = []
    for one in family:
        told = {"of_school": school, "of_ticket": one}
        came += connection.execute(_MAILS, told).scalars()
        rated += connection.execute(_RATINGS, told).scalars()
    keys = (one for mail_id in came for one in _of_mail(mail_id))
    subjects = (*family, *keys, *rated)
    return Doomed(subjects, tuple(came), tuple(family))


def _of_mail(mail_id: UUID) -> tuple[UUID, ...]:
    return mail_id, own_key(mail_id), record_key(mail_id)


# Made once: to build a statement takes several times as long as to carry it out.
_MAILS = (
    select(mails.c.mail_id)
    .where(
        mails.c.school == bindparam("of_school"),
        mails.c.ticket_id == bindparam("of_ticket"),
    )
    .order_by(mails.c.mail_id)
)
_RATINGS = (
    select(ratings.c.rating_id)
    .where(
        ratings.c.school == bindparam("of_school"),
        ratings.c.ticket_id == bindparam("of_ticket"),
    )
    .order_by(ratings.c.rating_id)
)
