"""How is kept what a scanner said, and what is to be scanned now?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from contracts.mail import FileAttached, MailReceived, MailSettled, Nature
from contracts.refusals import NotFound
from contracts.scanning import WHOLE, FileScanned, Scanned
from services.intake.incoming.mail_tables import mails
from services.intake.scanning.scan_tables import TO_SCAN, scans
from services.intake.tables import tickets
from services.intake.timeline.entries import Entry, write
from shared.work import Fresh


class ToScan(NamedTuple):
    """A file that is to be scanned, and by which story it came."""

    school: UUID
    mail_id: UUID
    place: int
    sender_id: UUID
    file: str
    attempts: int
    correlation_id: UUID


class Finding(NamedTuple):
    """How a message stands with the scanner, with all that came in it."""

    scanned: Scanned
    said: str


def expect_scan(connection: Connection, fresh: Fresh) -> None:
    """Have what came scanned: a message as it was received, and each file of it."""
    event = fresh.event
    if not isinstance(event, MailReceived | FileAttached):
        return
    row = {
        "school": fresh.school,
        "mail_id": event.mail_id,
        "place": WHOLE if isinstance(event, MailReceived) else event.place,
        "sender_id": event.sender_id,
        "file": event.file,
        "state": Scanned.WAITING.value,
        "said": "",
        "attempts": 0,
        "waits_since": fresh.happened_at,
        "again_at": fresh.happened_at,
    }
    connection.execute(_ADD, row)


def tell_of_settled(connection: Connection, fresh: Fresh) -> None:
    """Tell on a ticket what was found in a message that is put there only now."""
    event = fresh.event
    if isinstance(event, MailSettled):
        finding = finding_of(connection, fresh.school, event.mail_id)
        if finding.scanned is Scanned.INFECTED:
            _tell(connection, fresh, event.mail_id, finding.said)


def keep_scan(connection: Connection, fresh: Fresh, event: FileScanned) -> None:
    """Keep what a scanner said; the ticket's timeline tells what was found."""
    which = {"of_school": fresh.school, "of_mail": event.mail_id}
    said = {
        "of_place": event.place,
        "state": event.outcome.value,
        "said": event.said,
        "attempts": event.attempt,
        "again_at": event.again_at,
    }
    connection.execute(_CHANGE, which | said)
    if event.outcome is Scanned.INFECTED and event.place == WHOLE:
        _tell(connection, fresh, event.mail_id, event.said)


def files_to_scan(connection: Connection, now: datetime, most: int) -> list[ToScan]:
    """What is to be scanned now, the longest due first."""
    rows = connection.execute(_TO_SCAN, {"now": now, "most": most})
    return [
        ToScan(
            school=row.school,
            mail_id=row.mail_id,
            place=row.place,
            sender_id=row.sender_id,
            file=row.file,
            attempts=row.attempts,
            correlation_id=row.correlation_id or row.mail_id,
        )
        for row in rows
    ]


def unscanned(connection: Connection, before: datetime) -> int:
    """How many files came before a moment that nobody has looked into yet."""
    return connection.execute(_UNSCANNED, {"before": before}).scalar_one()


def finding_of(connection: Connection, school: UUID, mail_id: UUID) -> Finding:
    """How a message stands: infected where anything in it is."""
    which = {"of_school": school, "of_mail": mail_id}
    # The message itself comes first: its place is before those of its files.
    rows = connection.execute(_OF_MAIL, which)
    found = [Finding(Scanned(row.state), row.said) for row in rows]
    bad = (one for one in found if one.scanned is Scanned.INFECTED)
    return next(bad, found[0] if found else Finding(Scanned.WAITING, ""))


def refuse_infected(connection: Connection, school: UUID, mail_id: UUID) -> None:
    """NotFound where a scanner found something in what came with a message."""
    finding = finding_of(connection, school, mail_id)
    if finding.scanned is Scanned.INFECTED:
        raise NotFound(
            f"The scanner found {finding.said} in this message:"
            " it is kept, and not handed out."
        )


def _tell(connection: Connection, fresh: Fresh, mail_id: UUID, said: str) -> None:
    which = {"of_school": fresh.school, "of_mail": mail_id}
    mail = connection.execute(_MAIL, which).one()
    if mail.ticket_id is not None:
        internal = mail.nature != Nature.PERSON.value
        entry = Entry("kept_back", detail=said, internal=internal)
        entry_id = uuid5(fresh.event_id, "kept back")
        write(connection, fresh, mail.ticket_id, entry, entry_id)


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(scans)
_OF_MAIL = (
    select(scans.c.place, scans.c.state, scans.c.said)
    .where(scans.c.school == bindparam("of_school"))
    .where(scans.c.mail_id == bindparam("of_mail"))
    .order_by(scans.c.place)
)
_CHANGE = (
    update(scans)
    .where(scans.c.school == bindparam("of_school"))
    .where(scans.c.mail_id == bindparam("of_mail"))
    .where(scans.c.place == bindparam("of_place"))
)
_MAIL = select(mails.c.ticket_id, mails.c.nature).where(
    mails.c.school == bindparam("of_school"), mails.c.mail_id == bindparam("of_mail")
)
_TO_SCAN = (
    select(scans, tickets.c.correlation_id)
    .outerjoin(
        mails,
        (mails.c.school == scans.c.school) & (mails.c.mail_id == scans.c.mail_id),
    )
    .outerjoin(
        tickets,
        (tickets.c.school == mails.c.school)
        & (tickets.c.ticket_id == mails.c.ticket_id),
    )
    .where(text(f"scans.{TO_SCAN}"))
    .where(scans.c.again_at <= bindparam("now"))
    .order_by(scans.c.again_at, scans.c.mail_id, scans.c.place)
    .limit(bindparam("most"))
)
_UNSCANNED = (
    select(func.count())
    .select_from(scans)
    .where(text(f"scans.{TO_SCAN}"))
    .where(scans.c.state == Scanned.WAITING.value)
    .where(scans.c.again_at < bindparam("before"))
)
