"""What is a letter made of, when it is sent? All of it from one school's rows."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.outgoing import TO_WATCHERS, LetterKind
from contracts.refusals import Refused
from services.intake.look_rows import look_of
from services.intake.mail.references import (
    Sign,
    message_id,
    reply_address,
    subject_mark,
)
from services.intake.outgoing.composing import Facts
from services.intake.outgoing.letter_rows import earlier_letters
from services.intake.outgoing.letter_tables import letters
from services.intake.outgoing.post import SENDER, Post
from services.intake.ratings.rating import proof
from services.intake.survey.letter import survey_facts
from services.intake.tables import mailboxes, tickets, timeline
from services.intake.watching.rows import watches_for_desk


def letter_facts(
    connection: Connection, school: UUID, letter_id: UUID, sign: Sign, post: Post
) -> Facts:
    """Everything that a letter says and bears; Refused where nothing can send it."""
    which = {"of_school": school, "of_letter": letter_id}
    row = connection.execute(_LETTER, which).one()
    mailbox = _mailbox(connection, school) or post.sender
    if mailbox is None:
        raise Refused(
            f"The school has no mailbox to send from, and {SENDER} names none."
        )
    name_of = partial(message_id, sign, row.number, domain=mailbox.rpartition("@")[2])
    kind = LetterKind(row.kind)
    watched = kind in TO_WATCHERS
    of_desk = watched and watches_for_desk(connection, row)
    earlier = earlier_letters(
        connection, school, row.ticket_id, row.written_at, row.requester_id
    )
    look = look_of(connection, school)
    facts = Facts(
        kind=kind,
        school=look.name,
        accent=look.accent,
        mailbox=mailbox,
        answers_to=reply_address(sign, row.number, mailbox),
        recipient=row.recipient,
        requester=row.requester_name,
        reference=row.reference,
        mark=subject_mark(sign, row.number, row.reference),
        subject=row.subject,
        description=row.description,
        text=_text(connection, row),
        response_at=row.response_at,
        resolution_at=row.resolution_at,
        with_school=bool(row.with_school),
        link=_link(post, school, row.ticket_id, of_desk=of_desk),
        rate=_rate(post, sign, row),
        message_id=name_of(message=letter_id),
        earlier=tuple(name_of(message=one) for one in earlier),
        written_at=row.written_at,
    )
    return survey_facts(facts, sign, post, row) if kind is LetterKind.SURVEY else facts


def _mailbox(connection: Connection, school: UUID) -> str | None:
    """Where a school's letters come from: the first of its mailboxes."""
    found: str | None = connection.execute(_MAILBOX, {"of_school": school}).scalar()
    return found


def _text(connection: Connection, letter: Row[Any]) -> str:
    """What the desk wrote; nothing where the letter is not about any words."""
    which = {"of_school": letter.school, "of_event": letter.about}
    return connection.execute(_WORDS, which).scalar() or ""


def _rate(post: Post, sign: Sign, letter: Row[Any]) -> str | None:
    """Where it is said how it was; only a letter that tells it is done asks."""
    if post.public is None or letter.kind != LetterKind.RESOLUTION.value:
        return None
    ticket_id, resolution_id = letter.ticket_id, letter.about
    proved = proof(sign, ticket_id, resolution_id)
    return f"{post.public}/rate/{letter.school}/{ticket_id}/{resolution_id}/{proved}"


def _link(post: Post, school: UUID, ticket_id: UUID, *, of_desk: bool) -> str | None:
    if post.public is None:
        return None
    if of_desk:
        return f"{post.public}/console/tickets/{ticket_id}"
    return f"{post.public}/portal/{school}/tickets/{ticket_id}"


# Made once: to build a statement takes several times as long as to carry it out.
_LETTER = (
    select(
        letters,
        tickets.c.number,
        tickets.c.reference,
        tickets.c.subject,
        tickets.c.description,
        tickets.c.requester_name,
        tickets.c.with_school,
    )
    .join_from(
        letters,
        tickets,
        (letters.c.school == tickets.c.school)
        & (letters.c.ticket_id == tickets.c.ticket_id),
    )
    .where(letters.c.school == bindparam("of_school"))
    .where(letters.c.letter_id == bindparam("of_letter"))
)
_MAILBOX = (
    select(mailboxes.c.address)
    .where(mailboxes.c.school == bindparam("of_school"))
    .order_by(mailboxes.c.address)
    .limit(1)
)
_WORDS = select(timeline.c.text).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.event_id == bindparam("of_event"),
)
