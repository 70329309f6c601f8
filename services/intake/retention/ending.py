"""Since when is a record over, and may it be due by itself?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    insert,
    literal,
    null,
    select,
    update,
)

from contracts.retention import RecordClass, RecordKind
from contracts.values import Channel
from services.intake.retention.held import weigh_ticket
from services.intake.retention.tables import kept_records, record_lines
from services.intake.tables import alert_groups, tickets
from shared.columns import Moment
from shared.work import Fresh


class Record(NamedTuple):
    """What is kept, as what, and of which ticket it is a part, or which it is."""

    kind: RecordKind
    record_id: UUID
    of: RecordClass
    ticket_id: UUID | None = None


def add_record(connection: Connection, fresh: Fresh, record: Record) -> None:
    """Keep that there is a record, which is not over."""
    row = {
        "school": fresh.school,
        "kind": record.kind.value,
        "record_id": record.record_id,
        "record_class": record.of.value,
        "ticket_id": record.ticket_id,
        "over_at": None,
        "closed_at": None,
        "held": 0,
        "erased_at": None,
    }
    connection.execute(_ADD, row)


def is_recorded(
    connection: Connection, school: UUID, kind: RecordKind, record_id: UUID
) -> bool:
    """Whether there is such a record."""
    which = _one(school, kind, record_id)
    return connection.execute(_ONE, which).first() is not None


def is_erased(connection: Connection, school: UUID, ticket_id: UUID) -> bool:
    """Whether a ticket is erased: nothing is recorded of it any more."""
    which = _one(school, RecordKind.TICKET, ticket_id)
    return connection.execute(_ERASED, which).first() is not None


def change_record(
    connection: Connection,
    school: UUID,
    kind: RecordKind,
    record_id: UUID,
    **changes: Any,
) -> None:
    """Keep of a record what has changed."""
    connection.execute(_CHANGE, _one(school, kind, record_id) | changes)


def end_record(
    connection: Connection, fresh: Fresh, kind: RecordKind, record_id: UUID
) -> None:
    """A record that is no part of a ticket is over, and due by itself."""
    over = {"over_at": fresh.happened_at, "closed_at": fresh.happened_at}
    change_record(connection, fresh.school, kind, record_id, **over)


def add_line(
    connection: Connection,
    fresh: Fresh,
    kind: RecordKind,
    record_id: UUID,
    entry_id: UUID,
) -> None:
    """Keep that a line of a timeline says what a record says."""
    row = {"kind": kind.value, "record_id": record_id, "entry_id": entry_id}
    connection.execute(_ADD_LINE, {"school": fresh.school, **row})


def end_ticket(
    connection: Connection, school: UUID, ticket_id: UUID, at: datetime | None
) -> None:
    """Keep since when a ticket is over; not before what it hears of has ceased."""
    ticket = ticket_of(connection, school, ticket_id)
    if ticket is None:
        return  # a log of which the beginning is not there tells of nothing
    if ticket.channel == Channel.ALERT.value and _is_firing(
        connection, school, ticket_id
    ):
        at = None
    change_record(connection, school, RecordKind.TICKET, ticket_id, over_at=at)
    settle(connection, school, ticket_id)


def go_on(connection: Connection, school: UUID, ticket_id: UUID, at: datetime) -> None:
    """What happens to a ticket that is over is its last act; to another, no matter."""
    which = {"of_school": school, "of_ticket": ticket_id}
    connection.execute(_GO_ON, which | {"at": at})


def settle(connection: Connection, school: UUID, ticket_id: UUID) -> None:
    """Keep of a ticket and its parts since when each may be due by itself.

    What is merged goes with its survivor, and parts of what is about safeguarding go
    with that.
    """
    ticket = ticket_of(connection, school, ticket_id)
    if ticket is None:
        return
    closed_at = None if ticket.merged_into is not None else ticket.over_at
    apart = ticket.record_class == RecordClass.TICKETS.value
    which = {"of_school": school, "of_ticket": ticket_id}
    parts = {"over_at": ticket.over_at, "closed_at": closed_at if apart else None}
    connection.execute(_CHANGE_PARTS, which | parts)
    change_record(connection, school, RecordKind.TICKET, ticket_id, closed_at=closed_at)
    weigh_ticket(connection, school, ticket_id)


def ticket_of(connection: Connection, school: UUID, ticket_id: UUID) -> Any:
    """A ticket as a record, and how it stands; None where there is none."""
    which = {"of_school": school, "of_ticket": ticket_id}
    return connection.execute(_TICKET, which).one_or_none()


def _is_firing(connection: Connection, school: UUID, ticket_id: UUID) -> bool:
    """Whether monitoring still says something of a ticket."""
    which = {"of_school": school, "of_ticket": ticket_id}
    return connection.execute(_FIRING, which).first() is not None


def _one(school: UUID, kind: RecordKind, record_id: UUID) -> dict[str, Any]:
    return {"of_school": school, "of_kind": kind.value, "of_id": record_id}


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(kept_records)
_ADD_LINE = insert(record_lines)
_OF_RECORD = (
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.kind == bindparam("of_kind"),
    kept_records.c.record_id == bindparam("of_id"),
)
_ONE = select(kept_records.c.record_id).where(*_OF_RECORD)
_ERASED = _ONE.where(kept_records.c.erased_at.is_not(None))
_CHANGE = update(kept_records).where(*_OF_RECORD)
_OF_TICKET = (
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.ticket_id == bindparam("of_ticket"),
)
_IS_TICKET = kept_records.c.kind == RecordKind.TICKET.value
_CHANGE_PARTS = update(kept_records).where(*_OF_TICKET, ~_IS_TICKET)
_AT = bindparam("at", type_=Moment)
_GO_ON = (
    update(kept_records)
    .where(*_OF_TICKET, kept_records.c.over_at < _AT)
    .values(
        over_at=_AT,
        closed_at=case((kept_records.c.closed_at.is_(None), null()), else_=_AT),
    )
)
_TICKET = (
    select(
        kept_records.c.record_class,
        kept_records.c.over_at,
        tickets.c.state,
        tickets.c.channel,
        tickets.c.merged_into,
    )
    .join(
        tickets,
        (tickets.c.school == kept_records.c.school)
        & (tickets.c.ticket_id == kept_records.c.record_id),
    )
    .where(
        kept_records.c.school == bindparam("of_school"),
        _IS_TICKET,
        kept_records.c.record_id == bindparam("of_ticket"),
    )
)
_FIRING = (
    select(literal(1))
    .select_from(alert_groups)
    .where(
        alert_groups.c.school == bindparam("of_school"),
        alert_groups.c.ticket_id == bindparam("of_ticket"),
        alert_groups.c.firing > 0,
    )
    .limit(1)
)
