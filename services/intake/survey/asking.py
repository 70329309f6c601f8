"""Who is asked, and which letter is each of them written?

Intake knows addresses by what people asked for. So a letter is about the newest ticket
of whoever is asked, and goes with it where that is erased.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, bindparam, select, text

from contracts.access import platform
from contracts.outgoing import LetterKind, WriteLetter
from contracts.refusals import Refused
from contracts.surveys import (
    KeepSurvey,
    KeepSurveyLetters,
    SendSurvey,
    WriteSurveyLetters,
)
from contracts.values import PROVIDER
from services.intake.months import midnight
from services.intake.outgoing.addressing import is_written_to
from services.intake.outgoing.letter_rows import addressee
from services.intake.survey.questions import NEWEST
from services.intake.survey.rows import survey_of
from services.intake.survey.sending import survey_id
from services.intake.survey.tables import TO_WRITE, surveys
from services.intake.tables import tickets
from services.intake.watching.people_rows import person_by, place_at, roles_on
from services.intake.watching.rows import day
from shared.application import Application
from shared.sealing import FORGOTTEN
from shared.work import Cause, Work

AT_ONCE = 100
"""Tickets that are gone through in one transaction, each with a letter at most."""


def send_survey(work: Work, command: SendSurvey, cause: Cause) -> None:
    """Record that it is sent; its letters follow.

    Refused where nobody asked for anything in this school year.
    """
    keep = KeepSurvey(
        school_id=work.school,
        survey_id=survey_id(work.school, command.year_from),
        year_from=command.year_from,
        edition=NEWEST,
    )
    if work.execute(keep, cause) is None:
        return
    if next(_asked(work, command.year_from), None) is None:
        raise Refused("Nobody has asked for anything in this school year.")


def write_survey_letters(intake: Application) -> None:
    """Write the next letters of every survey that has some to write."""
    for survey in intake.read(_to_write):
        command = WriteSurveyLetters(
            school_id=survey.school, survey_id=survey.survey_id, after=survey.through
        )
        cause = Cause(
            caller=platform("intake"),
            command_id=uuid5(survey.survey_id, f"letters after {survey.through}"),
            correlation_id=survey.correlation_id,
        )
        intake.execute(command, cause)


def write_letters(work: Work, command: WriteSurveyLetters, cause: Cause) -> None:
    """Write some letters, and that they are written, in the same transaction.

    Nothing where somebody else has written these meanwhile.
    """
    survey = survey_of(work.connection, work.school, command.survey_id)
    if survey is None or not _is_next(survey, command):
        return
    page = _page(work, survey.year_from, command.after)
    for ticket in page:
        person = _to_ask(work, ticket)
        if person is not None:
            _write(work, survey.survey_id, ticket.ticket_id, person, cause)
    keep = KeepSurveyLetters(
        school_id=work.school,
        survey_id=survey.survey_id,
        after=command.after,
        through=page[-1].number if page else 0,
        is_last=len(page) < AT_ONCE,
    )
    work.execute(keep, cause)


def letter_id(survey: UUID, person_id: UUID) -> UUID:
    """The one letter of a survey to somebody, however many tickets tell of them."""
    return uuid5(survey, f"letter to {person_id}")


def _is_next(survey: Row[Any], command: WriteSurveyLetters) -> bool:
    return not survey.is_written and survey.through == command.after


def _write(
    work: Work, survey: UUID, ticket_id: UUID, person_id: UUID, cause: Cause
) -> None:
    which = letter_id(survey, person_id)
    letter = WriteLetter(
        school_id=work.school,
        ticket_id=ticket_id,
        letter_id=which,
        kind=LetterKind.SURVEY,
        about=survey,
    )
    command_id = uuid5(cause.command_id, f"{which} by {ticket_id}")
    work.execute(letter, replace(cause, command_id=command_id))


def _asked(work: Work, since: date) -> Iterator[UUID]:
    """Everybody who is asked, some of them several times."""
    page = _page(work, since, None)
    while page:
        found = (_to_ask(work, ticket) for ticket in page)
        yield from (one for one in found if one is not None)
        page = _page(work, since, page[-1].number)


def _page(work: Work, since: date, after: int | None) -> Sequence[Any]:
    """Tickets of the year, the newest first."""
    which = {"of_school": work.school, "begins": midnight(since), "most": AT_ONCE}
    if after is None:
        return work.connection.execute(_NEWEST, which).all()
    return work.connection.execute(_OLDER, which | {"after": after}).all()


def _to_ask(work: Work, ticket: Any) -> UUID | None:
    """Who is asked because of a ticket; None for a machine, and for a leaver.

    By each of their tickets anew: a program may have written one for somebody.
    """
    if ticket.requester_email == FORGOTTEN:
        return None
    known = addressee(work.connection, work.school, ticket.ticket_id)
    if known is None or not is_written_to(known, LetterKind.SURVEY, work.now):
        return None
    return None if _has_left(work, ticket.requester_email) else known.requester_id


def _has_left(work: Work, email: str) -> bool:
    """Whether directory knew somebody by this address, who has no role there today."""
    account = work.keyring.pseudonym(PROVIDER, email)
    person = person_by(work.connection, work.school, account)
    if person is None:
        return False
    held = roles_on(work.connection, work.school, [person], day(work.now))
    return not held.get(place_at(work.school, person, of_desk=False))


def _to_write(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(_TO_WRITE).all()


# Made once: to build a statement takes several times as long as to carry it out.
_NEWEST = (
    select(tickets.c.ticket_id, tickets.c.number, tickets.c.requester_email)
    .where(
        tickets.c.school == bindparam("of_school"),
        tickets.c.opened_at >= bindparam("begins"),
    )
    .order_by(tickets.c.number.desc())
    .limit(bindparam("most"))
)
_OLDER = _NEWEST.where(tickets.c.number < bindparam("after"))
_TO_WRITE = select(surveys).where(text(TO_WRITE)).order_by(surveys.c.sent_at)
