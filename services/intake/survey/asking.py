"""Who is asked, and which letter is each of them written?

Intake knows addresses by what people asked for. So a letter is about the newest ticket
of whoever is asked, and goes with it where that is erased.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection, bindparam, select

from contracts.outgoing import LetterKind, WriteLetter
from contracts.refusals import Refused
from contracts.surveys import KeepSurvey, SendSurvey
from contracts.values import PROVIDER
from services.intake.months import LONDON
from services.intake.outgoing.addressing import is_written_to
from services.intake.outgoing.letter_rows import addressee
from services.intake.survey.questions import NEWEST
from services.intake.survey.sending import survey_id
from services.intake.tables import tickets
from services.intake.watching.people_rows import person_by, place_at, roles_on
from services.intake.watching.rows import day
from shared.sealing import FORGOTTEN
from shared.work import Cause, Work


class Asked(NamedTuple):
    """Somebody who is asked, and the ticket that tells where they are written to."""

    person_id: UUID
    ticket_id: UUID


def send_survey(work: Work, command: SendSurvey, cause: Cause) -> None:
    """Record that it is sent, and write each one letter, in the same transaction.

    Refused where nobody asked for anything in this school year.
    """
    which = survey_id(work.school, command.year_from)
    keep = KeepSurvey(
        school_id=work.school,
        survey_id=which,
        year_from=command.year_from,
        edition=NEWEST,
    )
    sent = work.execute(keep, cause)
    if sent is None:
        return
    asked = list(_asked(work, command.year_from))
    if not asked:
        raise Refused("Nobody has asked for anything in this school year.")
    for one in asked:
        letter = WriteLetter(
            school_id=work.school,
            ticket_id=one.ticket_id,
            letter_id=uuid5(which, f"letter to {one.person_id}"),
            kind=LetterKind.SURVEY,
            about=which,
        )
        command_id = uuid5(cause.command_id, f"letter to {one.person_id}")
        work.execute(letter, replace(cause, command_id=command_id, causation_id=sent))


def _asked(work: Work, since: date) -> Iterator[Asked]:
    """Everybody once, by their newest ticket of the year; no machine, and no leaver."""
    seen: set[str] = set()
    for ticket_id, email in _tickets(work.connection, work.school, since):
        if email.lower() in seen or email == FORGOTTEN:
            continue
        seen.add(email.lower())
        known = addressee(work.connection, work.school, ticket_id)
        if known is None or not is_written_to(known, LetterKind.SURVEY, work.now):
            continue
        if not _has_left(work, email):
            yield Asked(known.requester_id, ticket_id)


def _tickets(
    connection: Connection, school: UUID, since: date
) -> list[tuple[UUID, str]]:
    begins = datetime.combine(since, time(), LONDON)
    rows = connection.execute(_OF_YEAR, {"of_school": school, "begins": begins})
    return [(row.ticket_id, row.requester_email) for row in rows]


def _has_left(work: Work, email: str) -> bool:
    """Whether directory knew somebody by this address, who has no role there today."""
    account = work.keyring.pseudonym(PROVIDER, email)
    person = person_by(work.connection, work.school, account)
    if person is None:
        return False
    held = roles_on(work.connection, work.school, [person], day(work.now))
    return not held.get(place_at(work.school, person, of_desk=False))


# Made once: to build a statement takes several times as long as to carry it out.
_OF_YEAR = (
    select(tickets.c.ticket_id, tickets.c.requester_email)
    .where(
        tickets.c.school == bindparam("of_school"),
        tickets.c.opened_at >= bindparam("begins"),
    )
    .order_by(tickets.c.opened_at.desc(), tickets.c.ticket_id)
)
