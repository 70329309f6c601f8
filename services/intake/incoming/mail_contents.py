"""What does a message say and carry, read from what was kept of it?"""

from __future__ import annotations

import mimetypes
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.mail import (
    AttachedFile,
    AttachedView,
    FileView,
    FindAttached,
    GetAttached,
    GetMail,
    GetMailPage,
    GetRawMail,
    MailPageView,
    MailView,
    Nature,
    RawMailView,
)
from contracts.refusals import NotFound
from contracts.scanning import Scanned
from services.intake import file_store
from services.intake.incoming.mail_queries import mail_of, row_of
from services.intake.incoming.mail_tables import attached, mails
from services.intake.mail import NotAMessage, fold, page_of, read_message
from services.intake.personal_data.queries import is_restricted
from services.intake.scanning.scan_rows import finding_of, refuse_infected
from services.intake.scanning.scan_tables import scans
from services.intake.tables import tickets
from shared.application import Answer, Asked
from shared.keyring import Forgotten


def get_mail(connection: Connection, query: GetMail, asked: Asked) -> MailView:
    """What a message says, as far as it can be read."""
    row = mail_of(connection, query.school_id, query.mail_id)
    raw = _raw(connection, asked, row)
    try:
        said, quoted = fold(read_message(raw).text)
    except NotAMessage as error:
        said, quoted = str(error), ""
    found = finding_of(connection, row.school, row.mail_id)
    shown = found.scanned is not Scanned.INFECTED
    return MailView(
        mail=row_of(row),
        text=said,
        quoted=quoted,
        has_html=shown and _page(raw) is not None,
        files=_files(connection, _FILES_OF_MAIL, row.school, row.mail_id),
        scanned=found.scanned,
        found=found.said,
    )


def get_mail_page(
    connection: Connection, query: GetMailPage, asked: Asked
) -> MailPageView:
    """The HTML of a message, made safe; NotFound where something was found in it."""
    row = mail_of(connection, query.school_id, query.mail_id)
    refuse_infected(connection, row.school, row.mail_id)
    page = _page(_raw(connection, asked, row))
    if page is None:
        raise NotFound("this message has no HTML")
    return MailPageView(html=page)


def get_raw_mail(
    connection: Connection, query: GetRawMail, asked: Asked
) -> RawMailView:
    """A message as it was received; NotFound where something was found in it."""
    row = mail_of(connection, query.school_id, query.mail_id)
    refuse_infected(connection, row.school, row.mail_id)
    name = f"{(row.subject or 'message').replace('/', ' ')}.eml"
    raw = b64encode(_raw(connection, asked, row)).decode()
    return RawMailView(name=name, raw=raw)


def find_attached(
    connection: Connection, query: FindAttached, _: Asked
) -> AttachedView:
    """The files of all messages on a ticket; NotFound where there is no such ticket."""
    school = _school_of(connection, query.ticket_id, query.school_id)
    return AttachedView(
        files=_files(connection, _FILES_OF_TICKET, school, query.ticket_id)
    )


def get_attached(connection: Connection, query: GetAttached, asked: Asked) -> FileView:
    """A file that came with a message on a ticket; NotFound also where it would run."""
    school = _school_of(connection, query.ticket_id, query.school_id)
    _refuse_restricted(connection, school, query.ticket_id, query.mail_id)
    which = {
        "of_school": school,
        "of_id": query.ticket_id,
        "of_mail": query.mail_id,
        "of_place": query.place,
    }
    row = connection.execute(_FILE, which).one_or_none()
    if row is None:
        raise NotFound("there is no such file")
    if not row.offered:
        raise NotFound("this kind of file is kept, and not handed out")
    if row.state == Scanned.INFECTED.value:
        raise NotFound(
            f"The scanner found {row.said} in this file:"
            " it is kept, and not handed out."
        )
    subjects = [row.sender_id, row.mail_id]
    content = _content(connection, asked, school, row.file, subjects)
    guessed = mimetypes.guess_type(row.name)[0]
    return FileView(
        name=row.name,
        kind=guessed or "application/octet-stream",
        content=b64encode(content).decode(),
    )


ANSWERS: Mapping[type, Answer] = {
    GetMail: get_mail,
    GetMailPage: get_mail_page,
    GetRawMail: get_raw_mail,
    FindAttached: find_attached,
    GetAttached: get_attached,
}


def _school_of(connection: Connection, ticket_id: UUID, school: UUID | None) -> UUID:
    which = {"of_ticket": ticket_id, "of_school": school}
    asked = _SCHOOL if school is None else _SCHOOL_ITSELF
    found: UUID | None = connection.execute(asked, which).scalar()
    if found is None:
        raise NotFound("there is no such ticket")
    return found


def _raw(connection: Connection, asked: Asked, row: Row[Any]) -> bytes:
    _refuse_restricted(connection, row.school, row.ticket_id, row.mail_id)
    subjects = [row.sender_id, row.mail_id]
    return _content(connection, asked, row.school, row.file, subjects)


def _refuse_restricted(
    connection: Connection, school: UUID, ticket_id: UUID | None, mail_id: UUID
) -> None:
    """What a message says is read at its ticket while that is recorded each time."""
    if is_restricted(connection, school, ticket_id, mail_id):
        raise NotFound("What this message says is restricted. Read it at its ticket.")


def _content(
    connection: Connection,
    asked: Asked,
    school: UUID,
    file: str,
    subjects: list[UUID],
) -> bytes:
    try:
        return file_store.read(asked.keyring, connection, school, file, subjects)
    except Forgotten:
        raise NotFound("This message is redacted or erased.") from None


def _page(raw: bytes) -> str | None:
    try:
        return page_of(raw)
    except Exception:
        # A fault of a reader shows less of a message, and never the wrong page.
        return None


def _files(
    connection: Connection, statement: Any, school: UUID, of: UUID
) -> tuple[AttachedFile, ...]:
    rows = connection.execute(statement, {"of_school": school, "of_id": of})
    return tuple(
        AttachedFile(
            mail_id=row.mail_id,
            place=row.place,
            name=row.name,
            kind=row.kind,
            size=row.size,
            offered=row.offered,
            scanned=Scanned(row.state),
            found=row.said,
        )
        for row in rows
    )


# Made once: to build a statement takes several times as long as to carry it out.
_SCHOOL = select(tickets.c.school).where(tickets.c.ticket_id == bindparam("of_ticket"))
_SCHOOL_ITSELF = _SCHOOL.where(tickets.c.school == bindparam("of_school"))
_WITH_SCANS = select(attached, scans.c.state, scans.c.said).join(
    scans,
    (scans.c.school == attached.c.school)
    & (scans.c.mail_id == attached.c.mail_id)
    & (scans.c.place == attached.c.place),
)
_FILES_OF_MAIL = (
    _WITH_SCANS.where(attached.c.school == bindparam("of_school"))
    .where(attached.c.mail_id == bindparam("of_id"))
    .order_by(attached.c.place)
)
_FILES_OF_TICKET = (
    _WITH_SCANS.join(
        mails,
        (mails.c.school == attached.c.school) & (mails.c.mail_id == attached.c.mail_id),
    )
    .where(attached.c.school == bindparam("of_school"))
    .where(mails.c.ticket_id == bindparam("of_id"))
    # What bounced may show the addresses of others, and says nothing of the request.
    .where(mails.c.nature.in_([Nature.PERSON.value, Nature.GENERATED.value]))
    .order_by(mails.c.received_at, attached.c.place)
)
_FILE = _FILES_OF_TICKET.where(
    attached.c.mail_id == bindparam("of_mail"),
    attached.c.place == bindparam("of_place"),
)
