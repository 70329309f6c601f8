"""Which letters follow from what the desk does, in the transaction of its event?"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias
from uuid import UUID, uuid5

from contracts.intake import ReplyToTicket, ResolveTicket
from contracts.outgoing import LetterKind, WriteLetter
from contracts.values import ReplyBy
from services.intake.outgoing.addressing import Addressee
from services.intake.outgoing.letter_rows import addressee
from services.intake.outgoing.letters import Command, State
from services.intake.watching.telling import tell_watchers, watcher_addressed
from shared.work import Cause, Work

Told: TypeAlias = ReplyToTicket | ResolveTicket

_KINDS: dict[type[Told], LetterKind] = {
    ReplyToTicket: LetterKind.REPLY,
    ResolveTicket: LetterKind.RESOLUTION,
}


def terms(work: Work, _: State, command: Command) -> Addressee | None:
    """Whom a letter goes to that is to be written; None for what is no such thing."""
    if not isinstance(command, WriteLetter):
        return None
    if command.watcher is not None:
        return watcher_addressed(work, command)
    return addressee(work.connection, work.school, command.ticket_id)


def tell(work: Work, command: Told, cause: Cause) -> None:
    """Carry out what the requester is to hear of, and write them a letter about it.

    So to each who watches the ticket.

    None of what they have heard: by telephone, or in person.
    """
    told(work, command, cause)


def told(work: Work, command: Told, cause: Cause) -> bool:
    """The same, and whether it happened now: it is not told a second time."""
    happened = work.execute(command, cause)
    if happened is None:
        return False
    if not isinstance(command, ReplyToTicket) or command.by is ReplyBy.WRITTEN:
        _write(work, command, cause, happened)
    return True


def _write(work: Work, command: Told, cause: Cause, about: UUID) -> None:
    letter = WriteLetter(
        school_id=work.school,
        ticket_id=command.ticket_id,
        letter_id=uuid5(about, "letter"),
        kind=_KINDS[type(command)],
        about=about,
    )
    follows = replace(
        cause, command_id=uuid5(cause.command_id, "letter"), causation_id=about
    )
    work.execute(letter, follows)
    tell_watchers(work, letter.kind, command.ticket_id, about, cause)
