"""What of a message is covered with the text that it brought?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update

from services.intake.incoming.mail_tables import attached, mails
from services.intake.tables import timeline


def cover_mails(
    connection: Connection, school: UUID, brought: Sequence[UUID], by: str
) -> str | None:
    """Have `by` stand for the subject of messages; what it was, to be shown again."""
    was: str | None = None
    for mail_id in brought:
        which = {"of_school": school, "of_mail": mail_id}
        row = connection.execute(_MAIL, which).one_or_none()
        if row is not None and row.subject is not None:
            was = row.subject
            connection.execute(_CALL, which | {"subject": by})
            _tell(connection, school, row, by)
    return was


def forget_mails(
    connection: Connection, school: UUID, brought: Sequence[UUID], by: str
) -> None:
    """The same for good, with what their files were called and why they were let in."""
    cover_mails(connection, school, brought, by)
    for mail_id in brought:
        which = {"of_school": school, "of_mail": mail_id}
        connection.execute(_FORGET_NAMES, which | {"name": by})
        connection.execute(_FORGET_REASON, which | {"reason": by})


def _tell(connection: Connection, school: UUID, row: Any, by: str) -> None:
    """What the timeline says of a message of a program names its subject."""
    which = {"of_school": school, "of_ticket": row.ticket_id}
    for line in connection.execute(_LINES, which).all():
        detail = (line.detail or "").replace(
            f": {row.subject} (from {row.sender})", f": {by} (from {row.sender})"
        )
        if detail != line.detail:
            where = {"of_school": school, "of_entry": line.event_id}
            connection.execute(_TELL, where | {"detail": detail})


# Made once: to build a statement takes several times as long as to carry it out.
_OF_MAIL = (
    mails.c.school == bindparam("of_school"),
    mails.c.mail_id == bindparam("of_mail"),
)
_MAIL = select(mails.c.ticket_id, mails.c.subject, mails.c.sender).where(*_OF_MAIL)
_CALL = update(mails).where(*_OF_MAIL)
_FORGET_REASON = _CALL.where(mails.c.reason.is_not(None))
_FORGET_NAMES = update(attached).where(
    attached.c.school == bindparam("of_school"),
    attached.c.mail_id == bindparam("of_mail"),
)
_LINES = select(timeline.c.event_id, timeline.c.detail).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.ticket_id == bindparam("of_ticket"),
    timeline.c.kind == "mail",
    timeline.c.internal == 1,
)
_TELL = update(timeline).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.event_id == bindparam("of_entry"),
)
