"""Where does a text of a ticket stand for reading, and how is it covered everywhere?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, bindparam, select, update

from services.intake.forms.answer_rows import kept_answers, put_answers
from services.intake.search.words import words_of
from services.intake.tables import ticket_words, tickets, timeline

RESTRICTED = "[restricted]"
"""What stands where a text is that only some may read."""


class Said(NamedTuple):
    """What a text says; `subject` is of what was asked for, and of nothing else.

    So is `answers`: what was answered to a form, as it is kept.
    """

    subject: str | None
    text: str
    quoted: str | None
    answers: str | None = None


def place_of(connection: Connection, school: UUID, entry_id: UUID) -> Row[Any] | None:
    """The line of the timeline that has a text; None where there is no such line."""
    which = {"of_school": school, "of_entry": entry_id}
    return connection.execute(_ENTRY, which).one_or_none()


def said_in(connection: Connection, entry: Row[Any]) -> Said:
    """What a text says as it is shown now."""
    if entry.kind != "opened":
        return Said(None, entry.text or "", entry.quoted)
    asked = connection.execute(_ASKED, _of(entry.school, entry.ticket_id)).one()
    answers = kept_answers(connection, entry.school, entry.ticket_id)
    return Said(asked.subject, asked.description, None, answers)


def cover(connection: Connection, entry: Row[Any], by: str) -> None:
    """Have `by` stand wherever the text stood: on pages, in searches, in letters."""
    quoted = None if entry.quoted is None else by
    show(connection, entry, Said(by, by, quoted))


def show(connection: Connection, entry: Row[Any], said: Said) -> None:
    """Have a text stand where it belongs, and be found by its words."""
    if entry.kind == "opened":
        _ask(connection, entry, said)
        return
    told = {"text": said.text, "quoted": said.quoted}
    # What was written to a ticket that is merged is told there as well.
    for entry_id in (entry.event_id, uuid5(entry.event_id, "passed on")):
        which = {"of_school": entry.school, "of_entry": entry_id}
        connection.execute(_TELL, which | told)


def _ask(connection: Connection, entry: Row[Any], said: Said) -> None:
    which = _of(entry.school, entry.ticket_id)
    asked = {"subject": said.subject, "description": said.text}
    connection.execute(_ASK, which | asked)
    row = connection.execute(_ASKED, which).one()
    named = (row.reference, row.subject, row.requester_name, row.requester_email)
    connection.execute(_FIND_BY, which | {"words": words_of(named)})
    put_answers(connection, entry.school, entry.ticket_id, said.answers)


def _of(school: UUID, ticket_id: UUID) -> dict[str, Any]:
    return {"of_school": school, "of_ticket": ticket_id}


# Made once: to build a statement takes several times as long as to carry it out.
_ENTRY = select(timeline).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.event_id == bindparam("of_entry"),
)
_OF_TICKET = (
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_ASKED = select(
    tickets.c.reference,
    tickets.c.subject,
    tickets.c.description,
    tickets.c.requester_name,
    tickets.c.requester_email,
).where(*_OF_TICKET)
_ASK = update(tickets).where(*_OF_TICKET)
_TELL = update(timeline).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.event_id == bindparam("of_entry"),
)
_FIND_BY = update(ticket_words).where(
    ticket_words.c.school == bindparam("of_school"),
    ticket_words.c.ticket_id == bindparam("of_ticket"),
)
