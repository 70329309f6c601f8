"""How is what came by mail read?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select, tuple_

from contracts.mail import (
    Checks,
    Fate,
    FindMails,
    MailOutcome,
    MailRow,
    MailsView,
    Nature,
    Why,
)
from contracts.refusals import Invalid, NotFound
from services.intake.incoming.mail_tables import mails
from services.intake.tables import tickets
from shared.application import Answer, Asked
from shared.chain import microseconds, moment_of

_LATEST = datetime.max.replace(tzinfo=UTC)


def outcome_of(
    connection: Connection, school: UUID, mail_id: UUID
) -> MailOutcome | None:
    """What became of a message; None where it did not come."""
    row = _found(connection, school, mail_id)
    if row is None:
        return None
    return MailOutcome(
        school_id=school,
        mail_id=mail_id,
        fate=Fate(row.fate),
        why=Why(row.why) if row.why else None,
        ticket_id=row.ticket_id,
        reference=row.reference,
    )


def mail_of(connection: Connection, school: UUID, mail_id: UUID) -> Row[Any]:
    """The row of a message; NotFound where it did not come."""
    row = _found(connection, school, mail_id)
    if row is None:
        raise NotFound("there is no such message")
    return row


def find_mails(connection: Connection, query: FindMails, _: Asked) -> MailsView:
    """A page of messages of one fate, the newest first."""
    after_at, after_id = _place(query.after)
    values = {
        "of_fate": query.fate.value,
        "after_at": after_at,
        "after_id": after_id,
        "most": query.limit + 1,
        "of_school": query.school_id,
    }
    found = _MAILS if query.school_id is None else _MAILS_OF_SCHOOL
    rows = connection.execute(found, values).all()
    page = rows[: query.limit]
    return MailsView(
        mails=tuple(row_of(row) for row in page),
        cursor=_cursor(page[-1]) if len(rows) > query.limit else "",
    )


ANSWERS: Mapping[type, Answer] = {FindMails: find_mails}


def _found(connection: Connection, school: UUID, mail_id: UUID) -> Row[Any] | None:
    which = {"of_school": school, "of_mail": mail_id}
    return connection.execute(_MAIL, which).one_or_none()


def row_of(row: Row[Any]) -> MailRow:
    return MailRow(
        mail_id=row.mail_id,
        school_id=row.school,
        received_at=row.received_at,
        sender=row.sender,
        subject=row.subject,
        fate=Fate(row.fate),
        why=Why(row.why) if row.why else None,
        reason=row.reason,
        ticket_id=row.ticket_id,
        reference=row.reference,
        about_id=row.about,
        about=row.about_reference,
        nature=Nature(row.nature),
        checks=Checks(spf=row.spf, dkim=row.dkim, dmarc=row.dmarc),
        size=row.size,
    )


def _cursor(row: Row[Any]) -> str:
    return f"{microseconds(row.received_at)}.{row.mail_id.hex}"


def _place(cursor: str) -> tuple[datetime, UUID]:
    """Where the page before ended; after everything where there was none."""
    if not cursor:
        return _LATEST, UUID(int=2**128 - 1)
    moment, _, mail_id = cursor.partition(".")
    try:
        return moment_of(int(moment)), UUID(mail_id)
    except (ValueError, OverflowError):
        raise Invalid({"after": ["Not a cursor of a list of mail."]}) from None


# Made once: to build a statement takes several times as long as to carry it out.
_about = tickets.alias("about")
_SHOWN = (
    select(mails, tickets.c.reference, _about.c.reference.label("about_reference"))
    .outerjoin(
        tickets,
        (tickets.c.school == mails.c.school)
        & (tickets.c.ticket_id == mails.c.ticket_id),
    )
    .outerjoin(
        _about,
        (_about.c.school == mails.c.school) & (_about.c.ticket_id == mails.c.about),
    )
)
_MAIL = _SHOWN.where(
    mails.c.school == bindparam("of_school"), mails.c.mail_id == bindparam("of_mail")
)
_MAILS = (
    _SHOWN.where(
        mails.c.fate == bindparam("of_fate"),
        tuple_(mails.c.received_at, mails.c.mail_id)
        < tuple_(
            bindparam("after_at", type_=mails.c.received_at.type),
            bindparam("after_id", type_=mails.c.mail_id.type),
        ),
    )
    .order_by(mails.c.received_at.desc(), mails.c.mail_id.desc())
    .limit(bindparam("most"))
)
_MAILS_OF_SCHOOL = _MAILS.where(mails.c.school == bindparam("of_school"))
