"""The language of intake about problems: what incidents come from, and what helps."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import (
    command,
    event,
    personal,
    query,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.recurring import AlikeBy
from contracts.values import Level, SchoolId, TicketId, TicketState

LONGEST_CAUSE = 10_000
"""Characters of a root cause or a workaround."""

MOST_SCHOOLS = 2_000
MOST_PROBLEMS = 100
MOST_INCIDENTS = 200
"""Incidents that one problem is begun with, or lists at once."""


class RootCause(Enum):
    """What incidents come from, in one word."""

    HARDWARE = "hardware"
    SOFTWARE = "software"
    CONFIGURATION = "configuration"
    NETWORK = "network"
    POWER = "power"
    SUPPLIER = "supplier"
    PEOPLE = "people"
    ATTACK = "attack"
    OTHER = "other"


@command("intake.open_problem", needs=Right.WORK_TICKETS)
class OpenProblem:
    """Open a problem of what recurs, with its incidents of so many days linked to it.

    Refused where nothing recurs there, or a problem about the same is open.
    """

    school_id: SchoolId
    ticket_id: TicketId
    by: AlikeBy
    name: str = text(least=1, most=40)
    days: int = whole(least=1, most=366, default=30)
    subject: str = text(least=1)
    requester_name: str = text(least=1)
    requester_email: str = text(least=3, most=254)
    impact: Level = Level.LOW
    urgency: Level = Level.LOW


@command("intake.record_problem", needs=Right.WORK_TICKETS)
class RecordProblem:
    """Say what the incidents of a problem come from, and what helps until it is gone.

    `shown` has the school of the problem read what helps. It replaces what was said
    before. With `version`, only if nobody has said something else since.
    """

    school_id: SchoolId
    ticket_id: TicketId
    cause: RootCause | None = None
    root_cause: str = text(most=LONGEST_CAUSE, default="")
    workaround: str = text(most=LONGEST_CAUSE, default="")
    shown: bool = False
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.problem_recorded")
class ProblemRecorded:
    """This is what the incidents of a problem come from, and what helps meanwhile."""

    ticket_id: TicketId
    cause: RootCause | None
    root_cause: str = personal("ticket_id", most=LONGEST_CAUSE)
    workaround: str = personal("ticket_id", most=LONGEST_CAUSE)
    shown: bool


@value
class ProblemOf:
    """A problem, and the school that it is of."""

    school_id: SchoolId
    ticket_id: TicketId


@command("intake.declare_known_error", needs=Right.WORK_TICKETS)
class DeclareKnownError:
    """Tell the schools that are named what is wrong, and what helps until it is gone.

    Declared again, it says the new words, to the new schools. `problems` are those of
    the schools that it comes from; no school reads which they are.
    """

    school_id: SchoolId
    known_error_id: UUID
    title: str = text(least=1, most=120)
    also_called: str = text(default="")
    workaround: str = text(least=1, most=LONGEST_CAUSE)
    schools: tuple[SchoolId, ...] = several(most=MOST_SCHOOLS)
    problems: tuple[ProblemOf, ...] = several(most=MOST_PROBLEMS, default=())
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.known_error_declared")
class KnownErrorDeclared:
    """The MSP knows what is wrong at these schools, and tells each of them the same."""

    known_error_id: UUID
    title: str
    also_called: str
    workaround: str
    schools: tuple[SchoolId, ...]
    problems: tuple[ProblemOf, ...]


@command("intake.end_known_error", needs=Right.WORK_TICKETS)
class EndKnownError:
    """Say that a known error is one no more, and why: no school reads it any longer."""

    school_id: SchoolId
    known_error_id: UUID
    reason: str = text(least=1, most=2_000)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.known_error_ended")
class KnownErrorEnded:
    """It is known no more as an error: it is gone, or was none."""

    known_error_id: UUID
    reason: str


@query("intake.list_known_errors", needs=Right.WORK_TICKETS)
class ListKnownErrors:
    """Which known errors are there, of all schools, ended ones too?"""


@value
class KnownError:
    """A known error as the desk reads it; `ended` says why it is one no more."""

    known_error_id: UUID
    title: str
    also_called: str
    workaround: str
    schools: tuple[SchoolId, ...]
    problems: tuple[ProblemOf, ...]
    declared_at: datetime
    changed_at: datetime
    version: int
    ended: str | None = None


@view("intake.known_errors")
class KnownErrorsView:
    """Those that stand first, each the last changed first."""

    known_errors: tuple[KnownError, ...]


@query("intake.find_known_errors", needs=Right.READ_TICKETS)
class FindKnownErrors:
    """What is known to be wrong at a school, and what helps? With words, what fits.

    The known errors that name the school, and what helps with its own problems where
    that is shown.
    """

    school_id: SchoolId
    search: str = text(most=2_000, default="")


@value
class ErrorShown:
    """What is wrong, as a school reads it; `because` are the words that fit."""

    title: str
    workaround: str
    since: datetime
    because: tuple[str, ...]


@view("intake.errors_shown")
class ErrorsShownView:
    """What is known to be wrong at a school, the last changed or best fitting first."""

    school_id: SchoolId
    errors: tuple[ErrorShown, ...]


@value
class Incident:
    """An incident that comes from a problem."""

    ticket_id: TicketId
    reference: str
    subject: str
    state: TicketState
    version: int


@value
class ProblemShown:
    """What is known of a problem; what is for the desk alone is empty for others."""

    cause: RootCause | None
    root_cause: str
    workaround: str
    shown: bool
    version: int
    incidents: tuple[Incident, ...]


@value
class Workaround:
    """What helps with an incident until its problem is gone."""

    ticket_id: TicketId
    reference: str
    subject: str
    workaround: str
    shown: bool
