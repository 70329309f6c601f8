"""What is not there for whoever may not read of safeguarding, asked for or acted on?

A question about such a ticket is put as one about a ticket that is nowhere: so it is
answered in the very words, or with the nothing, that an id of nobody's would get.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from contracts.guidance import WriteArticle
from contracts.incident_kinds import TellNearMiss
from contracts.intake import OpenTicket
from contracts.refusals import NotFound
from services.intake.guarded.rows import is_kept_from
from shared.application import Answer, Asked, Handler, Rooms
from shared.work import Cause, Work

NOWHERE = UUID(int=0)
"""The id that no ticket has."""

_NOT_LOOKED_AT = {
    OpenTicket: "ticket_id",
    TellNearMiss: "ticket_id",
    WriteArticle: "from_ticket",
}
"""A ticket that is not there yet, and one of which only its id is written down."""

_PART = "part_id"
"""Of a project: a ticket, or something else, which no ticket has the id of."""


def keep_guarded(rooms: Rooms) -> Rooms:
    """The same rooms, which answer and do nothing about a ticket for whom it is not."""
    return replace(rooms, answers=_kept_answers(rooms), handlers=_kept_handlers(rooms))


def naming_tickets(message: type) -> list[str]:
    """The fields of a question or a command that name tickets which there may be."""
    named = [
        field.name
        for field in fields(message)
        if "TicketId" in str(field.type) or field.name == _PART
    ]
    return [one for one in named if one != _NOT_LOOKED_AT.get(message)]


def handlers_about(rooms: Rooms) -> dict[type, tuple[Handler, list[str]]]:
    """What carries out each command that names tickets, and where it names them."""
    plain = {command: _carry_out for one in rooms.deciders for command in one.commands}
    return {
        command: (handler, names)
        for command, handler in {**plain, **rooms.handlers}.items()
        if (names := naming_tickets(command))
    }


def _kept_answers(rooms: Rooms) -> dict[type, Answer]:
    kept = {
        query: _kept_answer(answer, names)
        for query, answer in rooms.answers.items()
        if (names := naming_tickets(query))
    }
    return {**rooms.answers, **kept}


def _kept_handlers(rooms: Rooms) -> dict[type, Handler]:
    kept = {
        command: _kept_handler(handler, names)
        for command, (handler, names) in handlers_about(rooms).items()
    }
    return {**rooms.handlers, **kept}


def _kept_answer(answer: Answer, names: Collection[str]) -> Answer:
    def kept(connection: Connection, query: Any, asked: Asked) -> Any:
        whose = (asked.keyring, asked.caller, asked.school)
        hides = partial(is_kept_from, connection, *whose)
        return answer(connection, _hidden(query, names, hides), asked)

    return kept


def _kept_handler(handler: Handler, names: Collection[str]) -> Handler:
    def kept(work: Work, command: Any, cause: Cause) -> Any:
        whose = (work.keyring, cause.caller, work.school)
        hides = partial(is_kept_from, work.connection, *whose)
        shown = _hidden(command, names, hides)
        # Some would be carried out of a ticket that is nowhere.
        if "ticket_id" in names and shown.ticket_id != command.ticket_id:
            raise NotFound("There is no such ticket.")
        return handler(work, shown, cause)

    return kept


def _hidden(message: Any, names: Collection[str], hides: Callable[[UUID], bool]) -> Any:
    """The message, with the id that no ticket has for each that is kept from them."""

    def put(said: Any) -> Any:
        if isinstance(said, tuple):
            return tuple(put(one) for one in said)
        return NOWHERE if said is not None and hides(said) else said

    said = {name: getattr(message, name) for name in names}
    shown = {name: put(value) for name, value in said.items()}
    return message if shown == said else replace(message, **shown)


def _carry_out(work: Work, command: Any, cause: Cause) -> None:
    work.execute(command, cause)
