"""Which letters do those get who watch a ticket, and who begins to by being in copy?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid5

from contracts.outgoing import LetterKind, WriteLetter
from contracts.refusals import Invalid, Refused
from contracts.values import PROVIDER
from contracts.watching import WatchTicket
from services.intake.mail import Mail
from services.intake.outgoing.addressing import Addressee
from services.intake.outgoing.letter_rows import addressee, is_ours
from services.intake.tied.tie_rows import survivor_of
from services.intake.watching.people_rows import person_by
from services.intake.watching.rows import day, told_of
from shared.work import Cause, Work

KINDS = {
    LetterKind.REPLY: LetterKind.WATCHED_REPLY,
    LetterKind.RESOLUTION: LetterKind.WATCHED_RESOLUTION,
}
"""What those are told who watch, of what the requester is told."""

MOST_COPIED = 20
"""Addresses of one message that are looked at."""


def tell_watchers(
    work: Work, kind: LetterKind, ticket_id: UUID, about: UUID, cause: Cause
) -> None:
    """Write each who watches one letter about an event; none to who did it."""
    for row in told_of(work.connection, work.school, ticket_id, day(work.now)):
        if row.actor == cause.caller.actor:
            continue
        letter = WriteLetter(
            school_id=work.school,
            ticket_id=ticket_id,
            letter_id=uuid5(about, f"letter to {row.person_id}"),
            kind=KINDS[kind],
            about=about,
            watcher=row.person_id,
        )
        command_id = uuid5(cause.command_id, f"letter to {row.person_id}")
        follows = replace(cause, command_id=command_id, causation_id=about)
        work.execute(letter, follows)


def watcher_addressed(work: Work, command: WriteLetter) -> Addressee | None:
    """Whom a letter goes to who watches; None where they do not, or may not."""
    known = addressee(work.connection, work.school, command.ticket_id)
    told = told_of(
        *(work.connection, work.school, command.ticket_id, day(work.now)),
        person_id=command.watcher,
    )
    if known is None or not told:
        return None
    [row] = told
    return replace(
        known,
        requester_id=row.watcher_id,
        email=row.email,
        is_ours=is_ours(work.connection, work.school, row.email),
    )


def watch_copied(work: Work, mail: Mail, ticket_id: UUID, cause: Cause) -> None:
    """Have people of the school watch whom the requester put in copy.

    Whoever is not known there is passed over: anybody may be named in a message.
    """
    survivor = survivor_of(work.connection, work.school, ticket_id)
    asked = addressee(work.connection, work.school, survivor)
    sender_id = work.keyring.pseudonym(work.school, mail.sender_email)
    if asked is None or asked.requester_id != sender_id:
        return
    for email in mail.copied[:MOST_COPIED]:
        account = work.keyring.pseudonym(PROVIDER, email)
        person_id = person_by(work.connection, work.school, account)
        if person_id is None:
            continue
        watch = WatchTicket(
            school_id=work.school,
            ticket_id=survivor,
            person_id=person_id,
            email=email,
        )
        beside = uuid5(cause.command_id, f"watched by {person_id}")
        with suppress(Invalid, Refused):
            work.execute(watch, replace(cause, command_id=beside))
