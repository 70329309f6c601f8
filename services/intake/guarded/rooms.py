"""What is not there for whoever may not read of safeguarding, asked for or acted on?

A question about such a ticket is put as one about a ticket that is nowhere: so it is
answered in the very words, or with the nothing, that an id of nobody's would get.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from contracts.incident_kinds import TellNearMiss
from contracts.intake import OpenTicket
from contracts.refusals import NotFound
from services.intake.guarded.rows import is_kept_from
from shared.application import Answer, Asked, Handler, Rooms
from shared.work import Cause, Work

NOWHERE = UUID(int=0)
"""The id that no ticket has."""

_OPENS = (OpenTicket, TellNearMiss)
"""What names a ticket that is not there yet."""


def keep_guarded(rooms: Rooms) -> Rooms:
    """The same rooms, which answer and do nothing about a ticket for whom it is not."""
    return replace(rooms, answers=_kept_answers(rooms), handlers=_kept_handlers(rooms))


def _kept_answers(rooms: Rooms) -> dict[type, Answer]:
    kept = {
        query: _kept_answer(answer)
        for query, answer in rooms.answers.items()
        if _names_ticket(query)
    }
    return {**rooms.answers, **kept}


def _kept_handlers(rooms: Rooms) -> dict[type, Handler]:
    """One for each command about a ticket; what it does beside is not looked at."""
    plain = {command: _carry_out for one in rooms.deciders for command in one.commands}
    kept = {
        command: _kept_handler(handler)
        for command, handler in {**plain, **rooms.handlers}.items()
        if _names_ticket(command) and command not in _OPENS
    }
    return {**rooms.handlers, **kept}


def _names_ticket(message: type) -> bool:
    return any(field.name == "ticket_id" for field in fields(message))


def _kept_answer(answer: Answer) -> Answer:
    def kept(connection: Connection, query: Any, asked: Asked) -> Any:
        if query.ticket_id is not None and is_kept_from(
            connection, asked.keyring, asked.caller, asked.school, query.ticket_id
        ):
            query = replace(query, ticket_id=NOWHERE)
        return answer(connection, query, asked)

    return kept


def _kept_handler(handler: Handler) -> Handler:
    def kept(work: Work, command: Any, cause: Cause) -> Any:
        if command.ticket_id is not None and is_kept_from(
            work.connection, work.keyring, cause.caller, work.school, command.ticket_id
        ):
            raise NotFound("There is no such ticket.")
        return handler(work, command, cause)

    return kept


def _carry_out(work: Work, command: Any, cause: Cause) -> None:
    work.execute(command, cause)
