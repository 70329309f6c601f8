"""What may be said of a problem: its root cause, and what helps meanwhile?"""

from __future__ import annotations

from datetime import datetime

from contracts.problems import ProblemRecorded, RecordProblem
from contracts.refusals import Invalid
from contracts.values import TicketType
from services.intake.incidents.about import About, refuse_other
from shared.decider import Decider


def decide(
    _: ProblemRecorded | None, command: RecordProblem, _now: datetime, of: About
) -> list[ProblemRecorded]:
    """What is said takes the place of what was; texts are sealed, so it always does."""
    refuse_other(of, TicketType.PROBLEM)
    workaround = command.workaround.strip()
    if command.shown and not workaround:
        raise Invalid({"workaround": ["Say what helps, if the school is to read it."]})
    recorded = ProblemRecorded(
        ticket_id=command.ticket_id,
        cause=command.cause,
        root_cause=command.root_cause.strip(),
        workaround=workaround,
        shown=command.shown,
    )
    return [recorded]


def evolve(_: ProblemRecorded | None, event: ProblemRecorded) -> ProblemRecorded:
    """What was said last is what is known."""
    return event


PROBLEM: Decider[ProblemRecorded | None] = Decider(
    category="problem",
    identity="ticket_id",
    commands=(RecordProblem,),
    initial=None,
    decide=decide,
    evolve=evolve,
)
