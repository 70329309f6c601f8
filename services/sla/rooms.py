"""What is the sla service made of?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

from contracts.escalation import (
    CarriedView,
    CarryEscalation,
    CarryEscalations,
    GiveAlarm,
)
from contracts.obligations import SetObligation
from contracts.sla_restating import RestateTickets
from contracts.values import Priority
from services.sla import (
    agreements,
    attainment,
    clock_queries,
    escalation_rows,
    explanations,
    foreseeing,
    obligation_queries,
    obligation_rows,
    promised_priorities,
    restatements,
    rota_rows,
    simulating,
    what_if,
)
from services.sla.agreement import Agreement, agreement_from
from services.sla.clock import Clock, Started
from services.sla.domain import CLOCK, Command
from services.sla.escalation import ESCALATION, Escalation, Told
from services.sla.escalation_rows import waiting_tickets
from services.sla.kinds import ANY
from services.sla.obligation_clock import OBLIGATION
from services.sla.obligation_clock import Command as Oblige
from services.sla.policies import react
from services.sla.projections import project
from services.sla.queries import ANSWERS, in_force, signed_as
from services.sla.restatements import restate_tickets, trial
from services.sla.restating import RESTATEMENT
from services.sla.rota import ROTA
from services.sla.rota_rows import called_at
from services.sla.signing import AGREEMENT
from services.sla.tables import METADATA
from services.sla.working_time import Hours
from shared.application import Rooms
from shared.work import Cause, Work


def terms(work: Work, clock: Clock, command: Command) -> Agreement | None:
    """The agreement a clock runs under: the one it started with, whatever came later.

    A clock that starts takes the one in force, or the first that was ever signed.
    """
    connection, school = work.connection, work.school
    if isinstance(clock, Started):
        pinned = signed_as(connection, school, clock.agreement_version)
    else:
        pinned = in_force(connection, school, command.at)
    return agreement_from(pinned) if pinned else None


def called(work: Work, _: Escalation, command: object) -> Told:
    """Who is on call in the role of a step when it is due."""
    if not isinstance(command, GiveAlarm):
        return ()
    return called_at(work.connection, command.role, command.due_at)


def working_hours(work: Work, _: object, command: Oblige) -> Hours | None:
    """When the school works, as what is counted in its days is set."""
    if not isinstance(command, SetObligation):
        return None
    agreement = in_force(work.connection, work.school, command.at)
    return agreement_from(agreement).of(ANY).hours[Priority.P4] if agreement else None


def carry_escalations(
    work: Work, command: CarryEscalations, cause: Cause
) -> CarriedView:
    """Record of each ticket of a priority that Alertmanager told somebody of it."""
    tickets = waiting_tickets(work.connection, work.school, command.priority)
    for ticket_id in tickets:
        carry = CarryEscalation(school_id=work.school, ticket_id=ticket_id)
        own = uuid5(cause.command_id, str(ticket_id))
        work.execute(carry, replace(cause, command_id=own))
    return CarriedView(tickets=tuple(tickets))


ROOMS = Rooms(
    name="sla",
    tables=METADATA,
    deciders=(
        AGREEMENT,
        replace(CLOCK, terms=terms),
        replace(ESCALATION, terms=called),
        replace(RESTATEMENT, terms=trial),
        ROTA,
        replace(OBLIGATION, terms=working_hours),
    ),
    project=project,
    answers={
        **ANSWERS,
        **clock_queries.ANSWERS,
        **agreements.ANSWERS,
        **foreseeing.ANSWERS,
        **explanations.ANSWERS,
        **escalation_rows.ANSWERS,
        **rota_rows.ANSWERS,
        **attainment.ANSWERS,
        **obligation_queries.ANSWERS,
        **promised_priorities.ANSWERS,
        **obligation_rows.ANSWERS,
        **what_if.ANSWERS,
        **restatements.ANSWERS,
    },
    handlers={
        CarryEscalations: carry_escalations,
        RestateTickets: restate_tickets,
    },
    procedures=simulating.PROCEDURES,
    hears=("directory", "intake"),
    react=react,
)
