"""How is it kept whom notes name, and who has read of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid5

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    bindparam,
    func,
    insert,
    select,
    update,
)

from contracts.access import person_actor
from contracts.intake import NoteTicket
from contracts.mentions import (
    FindMentions,
    Mention,
    MentionPerson,
    MentionsView,
    PersonMentioned,
    ReadMentions,
)
from contracts.refusals import Forbidden
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.tables import METADATA, tickets, timeline
from services.intake.watching.rules import OfMentions
from shared.application import Answer, Asked
from shared.columns import Moment
from shared.work import Cause, Fresh, Work

mentions = Table(
    "mentions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("entry_id", Uuid, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("by_actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("unread", Integer, nullable=False),
    Index("mentions_actor", "actor", "at"),
    Index("mentions_ticket", "school", "ticket_id", "actor"),
)
"""Which line of a timeline names whom (`actor`), and who wrote it."""


def note_ticket(work: Work, command: NoteTicket, cause: Cause) -> None:
    """Keep a note, and have those whom it names find it; who writes it knows it."""
    noted = work.execute(command, cause)
    for one in command.mentions if noted else ():
        if noted is None or person_actor(one.person_id) == cause.caller.actor:
            continue
        mention = MentionPerson(
            school_id=work.school,
            ticket_id=command.ticket_id,
            entry_id=noted,
            person_id=one.person_id,
            email=one.email,
        )
        command_id = uuid5(cause.command_id, f"mention {one.person_id}")
        work.execute(mention, replace(cause, command_id=command_id, causation_id=noted))


def read_mentions(work: Work, command: ReadMentions, cause: Cause) -> None:
    """Carry it out; Forbidden where somebody says what another has read."""
    caller = cause.caller
    if caller.role is not None and caller.actor != person_actor(command.person_id):
        raise Forbidden("what somebody else has read is not yours to say")
    work.execute(command, cause)


def keep_mentions(connection: Connection, fresh: Fresh, event: OfMentions) -> None:
    """Keep who is named, and that they have read it."""
    actor = person_actor(event.person_id)
    if isinstance(event, PersonMentioned):
        row = {
            "school": fresh.school,
            "entry_id": event.entry_id,
            "actor": actor,
            "ticket_id": event.ticket_id,
            "by_actor": fresh.actor,
            "at": fresh.happened_at,
            "unread": 1,
        }
        connection.execute(_ADD, row)
    else:
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        connection.execute(_READ, which | {"of_actor": actor, "unread": 0})


def find_mentions(
    connection: Connection, query: FindMentions, asked: Asked
) -> MentionsView:
    """What names whoever asks, of what they may read.

    A note that is restricted or redacted says so.
    """
    who: dict[str, Any] = {"of_actor": asked.caller.actor}
    seen = seen_by(connection, asked)
    which = (_MINE, those_seen()) if seen else (_MINE,)
    found = connection.execute(_FOUND.where(*which), who | seen | {"most": query.limit})
    shown = tuple(
        Mention(
            ticket_id=row.ticket_id,
            school_id=row.school,
            reference=row.reference,
            subject=row.subject,
            by=row.by_actor,
            at=row.at,
            text=row.text or "",
            unread=bool(row.unread),
        )
        for row in found
    )
    unread = connection.execute(_UNREAD.where(*which), who | seen).scalar_one()
    return MentionsView(mentions=shown, unread=unread)


ANSWERS: Mapping[type, Answer] = {FindMentions: find_mentions}

# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(mentions)
_READ = update(mentions).where(
    mentions.c.school == bindparam("of_school"),
    mentions.c.ticket_id == bindparam("of_ticket"),
    mentions.c.actor == bindparam("of_actor"),
)
_MINE = mentions.c.actor == bindparam("of_actor")
_ITS_TICKET = (mentions.c.school == tickets.c.school) & (
    mentions.c.ticket_id == tickets.c.ticket_id
)
_FOUND = (
    select(
        mentions,
        tickets.c.reference,
        tickets.c.subject,
        timeline.c.text,
    )
    .join_from(mentions, tickets, _ITS_TICKET)
    .join(
        timeline,
        (mentions.c.school == timeline.c.school)
        & (mentions.c.entry_id == timeline.c.event_id),
    )
    .order_by(mentions.c.at.desc(), mentions.c.entry_id)
    .limit(bindparam("most"))
)
_UNREAD = (
    select(func.count())
    .join_from(mentions, tickets, _ITS_TICKET)
    .where(mentions.c.unread == 1)
)
