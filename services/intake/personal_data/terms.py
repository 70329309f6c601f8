"""Of which ticket is a text, and which keys are its own? Read from the log itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.access import Caller, Right
from contracts.mail import Fate
from contracts.personal_data import RecordFound, RedactText, RestrictText
from contracts.refusals import NotFound
from services.intake.guarded.rows import is_kept_from
from services.intake.incoming.mail_tables import mails
from services.intake.personal_data.rules import Place, Text
from services.intake.personal_data.texts import place_of
from shared.keyring import Keyring
from shared.reading import read_event
from shared.work import Work

TEXTS = frozenset(
    {
        *("opened", "reply", "note", "requester_replied"),
        *("held", "resolved", "reopened", "handed_over"),
    }
)
"""The lines of a timeline that have a text of their own."""


def terms(work: Work, _: Text, command: Any) -> Place:
    """Where a text stands; what is its own where it is to be covered or erased."""
    if isinstance(command, RecordFound):
        return Place(command.ticket_id)
    entry = _entry(work.connection, work.school, command.entry_id)
    if not isinstance(command, RedactText | RestrictText):
        return Place(entry.ticket_id)
    own = own_key(work, entry)
    brought = mails_of(work, entry, own)
    subjects = () if own is None else tuple(dict.fromkeys((own, *brought)))
    return Place(entry.ticket_id, subjects, brought)


def readable(
    connection: Connection,
    keyring: Keyring,
    caller: Caller,
    school: UUID,
    entry_id: UUID,
) -> Row[Any]:
    """The line that has a text; NotFound also for what a caller may not read.

    That is a note, or any text of a ticket that is kept from them.
    """
    entry = _entry(connection, school, entry_id)
    if entry.internal and not caller.may(Right.READ_NOTES, school):
        raise NotFound(_NONE)
    if is_kept_from(connection, keyring, caller, school, entry.ticket_id):
        raise NotFound(_NONE)
    return entry


def own_key(work: Work, entry: Row[Any]) -> UUID | None:
    """The subject that seals this text alone; None for what is older than such keys."""
    for recorded in work.log.stream(f"ticket-{entry.ticket_id}"):
        if recorded.event_id == entry.event_id:
            event = read_event(recorded)
            found = getattr(event, "message_id", None)
            return found or getattr(event, "text_id", None)
    return None


def mails_of(work: Work, entry: Row[Any], own: UUID | None) -> tuple[UUID, ...]:
    """The messages that brought a text: they opened the ticket, or were put on it."""
    which = {"of_school": work.school, "of_ticket": entry.ticket_id}
    rows = work.connection.execute(_MAILS, which)
    opened = Fate.TICKET.value if entry.kind == "opened" else None
    return tuple(
        row.mail_id for row in rows if row.fate == opened or row.mail_id == own
    )


def _entry(connection: Connection, school: UUID, entry_id: UUID) -> Row[Any]:
    entry = place_of(connection, school, entry_id)
    if entry is None or entry.kind not in TEXTS:
        raise NotFound(_NONE)
    return entry


_NONE = "There is no such text."

# Made once: to build a statement takes several times as long as to carry it out.
_MAILS = (
    select(mails.c.mail_id, mails.c.fate)
    .where(
        mails.c.school == bindparam("of_school"),
        mails.c.ticket_id == bindparam("of_ticket"),
    )
    .order_by(mails.c.mail_id)
)
