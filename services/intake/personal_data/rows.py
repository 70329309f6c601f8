"""What do events of texts change in what is kept, wherever a text stands?"""

from __future__ import annotations

import json
from typing import Any, assert_never
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from contracts.personal_data import (
    PersonalDataFound,
    RestrictedRead,
    TextErased,
    TextLeft,
    TextRedacted,
    TextRestricted,
    TextState,
)
from services.intake.personal_data.mail_texts import cover_mails, forget_mails
from services.intake.personal_data.rules import OfTexts
from services.intake.personal_data.tables import marked_texts
from services.intake.personal_data.texts import (
    RESTRICTED,
    Said,
    cover,
    place_of,
    said_in,
    show,
)
from services.intake.timeline.entries import Entry, write
from shared.sealing import FORGOTTEN
from shared.work import Fresh

_NOTHING_KEPT = dict.fromkeys(("subject", "text", "quoted", "answers", "mail_subject"))


def keep_text(connection: Connection, fresh: Fresh, event: OfTexts) -> None:
    """Keep how a text stands, and have it stand so at its ticket."""
    match event:
        case PersonalDataFound():
            kinds = ",".join(one.value for one in event.kinds)
            warned = {"kinds": kinds, "despite_warning": int(event.despite_warning)}
            _mark(connection, fresh, state=TextState.FOUND.value, **warned)
        case TextErased():
            _mark(connection, fresh, state=TextState.REDACTED.value, erased=1)
        case RestrictedRead():
            _tell(connection, fresh, "restricted_read")
        case TextLeft():
            _tell(connection, fresh, "text_left", event.reason)
            _leave(connection, fresh, event)
        case TextRestricted():
            _tell(connection, fresh, "text_restricted", event.reason)
            _restrict(connection, fresh, event)
        case TextRedacted():
            _tell(connection, fresh, "text_redacted", event.reason)
            _redact(connection, fresh, event)
        case _:
            assert_never(event)


def marked(connection: Connection, school: UUID, entry_id: UUID) -> Row[Any] | None:
    """How a text stands; None where nobody has looked at it and nothing was found."""
    which = {"of_school": school, "of_entry": entry_id}
    return connection.execute(_MARKED, which).one_or_none()


def ids_of(said: str) -> tuple[UUID, ...]:
    """The ids that a row has as JSON."""
    return tuple(UUID(one) for one in json.loads(said))


def _leave(connection: Connection, fresh: Fresh, event: TextLeft) -> None:
    row = marked(connection, fresh.school, event.entry_id)
    entry = place_of(connection, fresh.school, event.entry_id)
    if row and entry and row.state == TextState.RESTRICTED.value:
        said = Said(row.subject, row.text, row.quoted, row.answers)
        show(connection, entry, said)
        if row.mail_subject is not None:
            brought = ids_of(row.mails)
            cover_mails(connection, fresh.school, brought, row.mail_subject)
    _mark(connection, fresh, state=TextState.LEFT.value, mails="[]", **_NOTHING_KEPT)


def _restrict(connection: Connection, fresh: Fresh, event: TextRestricted) -> None:
    kept: dict[str, Any] = dict(_NOTHING_KEPT)
    if entry := place_of(connection, fresh.school, event.entry_id):
        kept |= said_in(connection, entry)._asdict()
        cover(connection, entry, RESTRICTED)
    was = cover_mails(connection, fresh.school, event.mails, RESTRICTED)
    kept |= {"mail_subject": was, "mails": _ids(event.mails)}
    _mark(connection, fresh, state=TextState.RESTRICTED.value, **kept)


def _redact(connection: Connection, fresh: Fresh, event: TextRedacted) -> None:
    if entry := place_of(connection, fresh.school, event.entry_id):
        cover(connection, entry, FORGOTTEN)
    forget_mails(connection, fresh.school, event.mails, FORGOTTEN)
    told = {"subjects": _ids(event.subjects), "mails": _ids(event.mails)}
    state = TextState.REDACTED.value
    _mark(connection, fresh, state=state, **told, **_NOTHING_KEPT)


def _tell(
    connection: Connection, fresh: Fresh, kind: str, reason: str | None = None
) -> None:
    """A line in the timeline; of a note of the desk, for the desk only."""
    entry = place_of(connection, fresh.school, fresh.event.entry_id)
    internal = entry is not None and bool(entry.internal)
    line = Entry(kind, reason or None, internal=internal)
    write(connection, fresh, fresh.event.ticket_id, line)


def _mark(connection: Connection, fresh: Fresh, **changes: Any) -> None:
    event = fresh.event
    if marked(connection, fresh.school, event.entry_id) is not None:
        which = {"of_school": fresh.school, "of_entry": event.entry_id}
        connection.execute(_CHANGE, which | changes)
        return
    row = {
        "school": fresh.school,
        "entry_id": event.entry_id,
        "ticket_id": event.ticket_id,
        "kinds": "",
        "despite_warning": 0,
        "marked_at": fresh.happened_at,
        "subjects": "[]",
        "mails": "[]",
        "erased": 0,
        **_NOTHING_KEPT,
    }
    connection.execute(_ADD, row | changes)


def _ids(ids: tuple[UUID, ...]) -> str:
    return json.dumps([str(one) for one in ids])


# Made once: to build a statement takes several times as long as to carry it out.
_OF_ENTRY = (
    marked_texts.c.school == bindparam("of_school"),
    marked_texts.c.entry_id == bindparam("of_entry"),
)
_ADD = insert(marked_texts)
_CHANGE = update(marked_texts).where(*_OF_ENTRY)
_MARKED = select(marked_texts).where(*_OF_ENTRY)
