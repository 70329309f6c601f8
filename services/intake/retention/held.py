"""Is a record held? With its ticket, whatever goes on as that, and whoever is on it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from contracts.retention import RecordClass, RecordKind
from services.intake.retention.tables import (
    kept_records,
    legal_holds,
    record_subjects,
)
from services.intake.tied.tie_rows import merged_into, survivor_of


def family_of(connection: Connection, school: UUID, ticket_id: UUID) -> list[UUID]:
    """The ticket that one goes on as, and all that go on as it: they share a fate."""
    root = survivor_of(connection, school, ticket_id)
    return [root, *merged_into(connection, school, root)]


def weigh_ticket(connection: Connection, school: UUID, ticket_id: UUID) -> None:
    """Keep whether a ticket is held, with its parts and with what shares its fate."""
    family = family_of(connection, school, ticket_id)
    which = {"of_school": school, "of_records": family}
    people = connection.execute(_OF_TICKETS, which).scalars().all()
    held = _any_standing(connection, school, [*family, *people])
    for one in family:
        told = {"of_school": school, "of_ticket": one, "held": int(held)}
        connection.execute(_HOLD_TICKET, told)
    for visit_id in connection.execute(_VISITS, which).scalars().all():
        settle_visit(connection, school, visit_id)


def settle_visit(connection: Connection, school: UUID, visit_id: UUID) -> None:
    """Keep of a visit what its tickets say: whether it is held, and how long it stays.

    For one that is about safeguarding it is kept as long as that.
    """
    kind = RecordKind.VISIT.value
    which = {"of_school": school, "of_kind": kind, "of_id": visit_id}
    named = connection.execute(_OF_RECORD, which).scalars().all()
    families = [one for it in named for one in family_of(connection, school, it)]
    told = {"of_school": school, "of_records": families}
    people = connection.execute(_OF_TICKETS, told).scalars().all()
    guarded = connection.execute(_GUARDED, told).first() is not None
    of = RecordClass.SAFEGUARDING if guarded else RecordClass.SITE_VISITS
    held = _any_standing(connection, school, [*families, *people])
    changes = {"held": int(held), "record_class": of.value}
    connection.execute(_HOLD_ALONE, which | changes)


def weigh_all_of(connection: Connection, school: UUID, subject: UUID) -> None:
    """Keep it anew of everything that is about a person, or about a ticket."""
    which = {"of_school": school, "of_subject": subject}
    about = connection.execute(_ABOUT, which).all()
    weigh_ticket(connection, school, subject)
    for kind, record_id in about:
        if kind == RecordKind.TICKET.value:
            weigh_ticket(connection, school, record_id)
        elif kind == RecordKind.VISIT.value:
            settle_visit(connection, school, record_id)
        else:
            weigh_alone(connection, school, kind, record_id)


def weigh_alone(
    connection: Connection, school: UUID, kind: str, record_id: UUID
) -> None:
    """The same of a record; of a part of a ticket, its ticket says it."""
    which = {"of_school": school, "of_kind": kind, "of_id": record_id}
    subjects = connection.execute(_OF_RECORD, which).scalars().all()
    held = _any_standing(connection, school, subjects)
    connection.execute(_HOLD_ALONE, which | {"held": int(held)})


def is_about(
    connection: Connection,
    school: UUID,
    kind: RecordKind,
    record_id: UUID,
    subject: UUID,
) -> bool:
    """Keep that a record is about somebody or about a ticket; whether that is new."""
    which = {"of_school": school, "of_kind": kind.value, "of_id": record_id}
    if subject in connection.execute(_OF_RECORD, which).scalars().all():
        return False
    row = {"kind": kind.value, "record_id": record_id, "subject": subject}
    connection.execute(ADD_SUBJECT, {"school": school, **row})
    return True


def _any_standing(
    connection: Connection, school: UUID, subjects: Sequence[UUID]
) -> bool:
    which = {"of_school": school, "of_subjects": [*subjects]}
    return connection.execute(_STANDING, which).first() is not None


# Made once: to build a statement takes several times as long as to carry it out.
ADD_SUBJECT = insert(record_subjects)
_OF_SCHOOL = record_subjects.c.school == bindparam("of_school")
_OF_TICKETS = select(record_subjects.c.subject).where(
    _OF_SCHOOL,
    record_subjects.c.kind == RecordKind.TICKET.value,
    record_subjects.c.record_id.in_(bindparam("of_records", expanding=True)),
)
_VISITS = (
    select(record_subjects.c.record_id)
    .where(
        _OF_SCHOOL,
        record_subjects.c.kind == RecordKind.VISIT.value,
        record_subjects.c.subject.in_(bindparam("of_records", expanding=True)),
    )
    .distinct()
)
_GUARDED = (
    select(kept_records.c.record_id)
    .where(
        kept_records.c.school == bindparam("of_school"),
        kept_records.c.kind == RecordKind.TICKET.value,
        kept_records.c.record_id.in_(bindparam("of_records", expanding=True)),
        kept_records.c.record_class == RecordClass.SAFEGUARDING.value,
    )
    .limit(1)
)
_OF_RECORD = select(record_subjects.c.subject).where(
    _OF_SCHOOL,
    record_subjects.c.kind == bindparam("of_kind"),
    record_subjects.c.record_id == bindparam("of_id"),
)
_ABOUT = select(record_subjects.c.kind, record_subjects.c.record_id).where(
    _OF_SCHOOL, record_subjects.c.subject == bindparam("of_subject")
)
_STANDING = (
    select(legal_holds.c.hold_id)
    .where(
        legal_holds.c.school == bindparam("of_school"),
        legal_holds.c.subject.in_(bindparam("of_subjects", expanding=True)),
    )
    .limit(1)
)
_HOLD_TICKET = update(kept_records).where(
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.ticket_id == bindparam("of_ticket"),
)
_HOLD_ALONE = update(kept_records).where(
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.kind == bindparam("of_kind"),
    kept_records.c.record_id == bindparam("of_id"),
    kept_records.c.ticket_id.is_(None),
)
