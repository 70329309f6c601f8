"""What is shown of an incident besides its ticket?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from contracts.incidents import IncidentShown
from contracts.values import TicketType
from services.intake.incidents.major_rows import KIND as MAJOR
from services.intake.incidents.major_rows import major_incident_of
from services.intake.incidents.problem_rows import KIND, problem_of, workarounds_of
from services.intake.incidents.records import records_of
from services.intake.incidents.report_rows import KIND as REPORTING
from services.intake.incidents.report_rows import reporting_of
from services.intake.themes.rows import kind_of
from shared.application import Asked


def incident_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> IncidentShown | None:
    """What is known of a ticket as an incident or a problem; None where nothing is."""
    kept = records_of(connection, ticket.school, ticket.ticket_id)
    is_problem = ticket.type == TicketType.PROBLEM.value
    shown = IncidentShown(
        problem=problem_of(connection, ticket, kept.get(KIND), asked)
        if is_problem
        else None,
        major=major_incident_of(connection, ticket, kept.get(MAJOR), asked),
        reporting=reporting_of(connection, ticket, kept.get(REPORTING), asked),
        workarounds=() if is_problem else workarounds_of(connection, ticket, asked),
        kind=kind_of(kept),
    )
    return None if shown == IncidentShown() else shown
