"""How is it kept for reading what a problem is, and what helps with its incidents?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.access import Right
from contracts.problems import (
    MOST_INCIDENTS,
    Incident,
    ProblemRecorded,
    ProblemShown,
    Workaround,
)
from contracts.ties import Tie
from contracts.values import TicketState
from services.intake.incidents.records import Kept, keep, take
from services.intake.incidents.tables import incident_records
from services.intake.tables import tickets, ties
from services.intake.timeline.entries import Entry, write
from shared.application import Asked
from shared.work import Fresh

KIND = "problem"
SHOWN, KEPT = "shown", "kept"


def keep_problem(connection: Connection, fresh: Fresh, event: ProblemRecorded) -> None:
    """Keep what was said last, and tell it: the desk alone, or the school as well."""
    take(connection, fresh, KIND, ProblemRecorded)
    keep(connection, fresh, KIND, SHOWN if event.shown else KEPT, event)
    said = event.workaround or None
    entry = Entry("problem_recorded", said, internal=not event.shown)
    write(connection, fresh, event.ticket_id, entry)


def problem_of(
    connection: Connection, ticket: Row[Any], kept: Kept | None, asked: Asked
) -> ProblemShown:
    """What is known of a problem, and the incidents that come from it."""
    knows = is_of_desk(asked, ticket.school)
    said = None if kept is None else kept.read(ProblemRecorded)
    shows = said is not None and (said.shown or knows)
    return ProblemShown(
        cause=said.cause if said and knows else None,
        root_cause=said.root_cause if said and knows else "",
        workaround=said.workaround if said and shows else "",
        shown=said is not None and said.shown,
        version=kept.version if kept else 0,
        incidents=_incidents(connection, ticket),
    )


def workarounds_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> tuple[Workaround, ...]:
    """What helps with an incident: of its problems that are not resolved."""
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    knows = is_of_desk(asked, ticket.school)
    found = []
    for row in connection.execute(_PROBLEMS, which):
        said = Kept(row.version, row.content).read(ProblemRecorded)
        if said.workaround and (said.shown or knows):
            workaround = Workaround(
                ticket_id=row.ticket_id,
                reference=row.reference,
                subject=row.subject,
                workaround=said.workaround,
                shown=said.shown,
            )
            found.append(workaround)
    return tuple(found)


def is_of_desk(asked: Asked, school: UUID) -> bool:
    """Whether whoever asks may read what is for the desk alone."""
    return asked.caller.may(Right.READ_NOTES, school)


def _incidents(connection: Connection, ticket: Row[Any]) -> tuple[Incident, ...]:
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    return tuple(
        Incident(
            ticket_id=row.ticket_id,
            reference=row.reference,
            subject=row.subject,
            state=TicketState(row.state),
            version=row.version,
        )
        for row in connection.execute(_INCIDENTS, which)
    )


# Made once: to build a statement takes several times as long as to carry it out.
_OTHER = (tickets.c.school == ties.c.school) & (tickets.c.ticket_id == ties.c.other_id)
_OF_TIES = (ties.c.school == bindparam("of_school")) & (
    ties.c.ticket_id == bindparam("of_ticket")
)
# Of the few that are tied: by the index of numbers every ticket would be gone through.
_BY_NUMBER = tickets.c.number + 0
_INCIDENTS = (
    select(tickets)
    .join(ties, _OTHER)
    .where(_OF_TIES, ties.c.tie == Tie.EFFECT.value, tickets.c.merged_into.is_(None))
    .order_by(_BY_NUMBER.desc())
    .limit(MOST_INCIDENTS)
)
_PROBLEMS = (
    select(
        tickets.c.ticket_id,
        tickets.c.reference,
        tickets.c.subject,
        incident_records.c.version,
        incident_records.c.content,
    )
    .join(ties, _OTHER)
    .join(
        incident_records,
        (incident_records.c.school == tickets.c.school)
        & (incident_records.c.ticket_id == tickets.c.ticket_id)
        & (incident_records.c.kind == KIND),
    )
    .where(
        _OF_TIES,
        ties.c.tie == Tie.CAUSE.value,
        tickets.c.merged_into.is_(None),
        tickets.c.state != TicketState.RESOLVED.value,
    )
    .order_by(_BY_NUMBER)
)
