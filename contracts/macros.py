"""The language of intake for macros: answers that are kept, and what goes with them."""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import Ending, SchoolId, TicketId, TicketType

LONGEST_NAME = 60
LONGEST_ANSWER = 20_000

PLACEHOLDERS = ("requester", "reference", "subject", "school", "me")
"""What stands in braces in a macro: `{requester}` is the name of who asks."""


@command("intake.save_macro", needs=Right.WORK_TICKETS)
class SaveMacro:
    """Keep an answer under a name, with what is done along with it.

    With `version`, only if nobody has changed it since it was that.
    """

    school_id: SchoolId
    macro_id: UUID
    name: str = text(least=1, most=LONGEST_NAME)
    text: str = text(least=1, most=LONGEST_ANSWER)
    ending: Ending = Ending.REPLY
    assign_to_me: bool = False
    type: TicketType | None = None
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.macro_saved")
class MacroSaved:
    """The desk answers so from now on, where somebody chooses it."""

    macro_id: UUID
    name: str
    text: str
    ending: Ending
    assign_to_me: bool
    type: TicketType | None


@command("intake.remove_macro", needs=Right.WORK_TICKETS)
class RemoveMacro:
    """Throw a macro away; what was answered by it stays.

    With `version`, only if nobody has changed it since it was that.
    """

    school_id: SchoolId
    macro_id: UUID
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.macro_removed")
class MacroRemoved:
    """Nobody is offered this macro any more."""

    macro_id: UUID


@query("intake.find_macros", needs=Right.WORK_TICKETS)
class FindMacros:
    """Which macros are there? Without a school, those of the MSP."""

    school_id: SchoolId | None = None


@value
class Macro:
    """A macro as it is kept; in its text stand placeholders."""

    macro_id: UUID
    name: str
    text: str
    ending: Ending
    assign_to_me: bool
    type: TicketType | None
    version: int


@view("intake.macros")
class MacrosView:
    """The macros, by name."""

    macros: tuple[Macro, ...]


@command("intake.answer_ticket", needs=Right.WORK_TICKETS)
class AnswerTicket:
    """Tell the requester something and do what goes with it: all of it, or nothing.

    The ticket stays whose it is and of its type where neither is given.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    message_id: UUID
    assignee: str | None = text(least=1, most=100, default=None)
    ending: Ending = Ending.REPLY
    type: TicketType | None = None
    text: str = text(least=1, most=LONGEST_ANSWER)
    despite_warning: bool = False
