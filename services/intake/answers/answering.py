"""How is a ticket answered, and all done that goes with it, in one transaction?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid5

from sqlalchemy import bindparam, select

from contracts.intake import (
    AssignTicket,
    ClassifyTicket,
    HoldTicket,
    ReplyToTicket,
    ResolveTicket,
)
from contracts.macros import AnswerTicket
from contracts.values import Ending, HoldReason
from services.intake.outgoing.writing import Told, told
from services.intake.speaking import check_words
from services.intake.tables import tickets
from shared.work import Cause, Work

WAITS = "We wait for your answer."
"""Why it is on hold, in words that the school reads."""


def answer_ticket(work: Work, command: AnswerTicket, cause: Cause) -> None:
    """Tell the requester, and do the rest: where any of it is refused, nothing is."""
    check_words(command)
    if not told(work, _said(command), cause):
        return
    for step in _rest(command):
        name = type(step).__name__
        at = {"of_school": work.school, "of_ticket": command.ticket_id}
        version = work.connection.execute(_VERSION, at).scalar_one()
        beside = replace(cause, command_id=uuid5(cause.command_id, name))
        work.execute(replace(step, version=version), beside)


def _said(command: AnswerTicket) -> Told:
    which: dict[str, Any] = {
        "school_id": command.school_id,
        "ticket_id": command.ticket_id,
        "version": command.version,
        "despite_warning": command.despite_warning,
    }
    if command.ending is Ending.RESOLVE:
        return ResolveTicket(**which, note=command.text)
    return ReplyToTicket(**which, message_id=command.message_id, text=command.text)


def _rest(command: AnswerTicket) -> Iterator[Any]:
    """What goes with it; each is decided on the version that it finds."""
    which: dict[str, Any] = {
        "school_id": command.school_id,
        "ticket_id": command.ticket_id,
        "version": command.version,
    }
    if command.ending is Ending.HOLD:
        yield HoldTicket(**which, reason=WAITS, because=HoldReason.REQUESTER)
    if command.assignee is not None:
        yield AssignTicket(**which, assignee=command.assignee)
    if command.type is not None:
        yield ClassifyTicket(**which, type=command.type)


# Made once: to build a statement takes several times as long as to carry it out.
_VERSION = select(tickets.c.version).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
