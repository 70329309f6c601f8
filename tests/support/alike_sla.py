"""What is sla asked of a school, by everything in it that reads a database?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from contracts import attainment, escalation, obligations, rota, sla
from contracts.values import Priority
from tests.support.cast import TICKET
from tests.support.scenario import at

_LATER = at("mon 09:00").replace(year=2030)

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "sla.attainment.get_attainment": lambda s: (
        attainment.GetAttainment(school_id=s, month="2026-06"),
    ),
    "sla.attainment.get_at_risk": lambda s: (attainment.GetAtRisk(school_id=s),),
    "sla.obligation_queries.foresee_obligation": lambda s: (
        obligations.ForeseeObligation(
            school_id=s, obligation=obligations.DFE_UPDATE, since=at("mon 09:00")
        ),
    ),
    "sla.alarms_due.due_alarms": lambda _: (_LATER,),
    "sla.escalation_rows.find_escalations": lambda s: (
        escalation.FindEscalations(school_id=s),
    ),
    "sla.escalation_rows.waiting_tickets": lambda s: (s, Priority.P1),
    "sla.escalation_rows.unacknowledged_counts": lambda _: (),
    "sla.outcome_rows.owed_counts": lambda _: (),
    "sla.outcome_rows.outcome_counts": lambda _: ("2026-06",),
    "sla.restatement_rows.stands": lambda s: (s, uuid5(TICKET, "restated")),
    "sla.rota_rows.newest_rota": lambda _: (),
    "sla.rota_rows.called_at": lambda _: ("first_on_call", _LATER),
    "sla.rota_rows.get_rota": lambda _: (rota.GetRota(),),
    "sla.rota_rows.get_on_call": lambda _: (rota.GetOnCall(),),
    "sla.promised_priorities.find_priorities": lambda s: (
        sla.FindPriorities(school_id=s),
    ),
    "sla.foreseeing.foresee_ticket": lambda s: (sla.ForeseeTicket(school_id=s),),
    "sla.queries.signed": lambda s: (s, None),
    "sla.queries.signed_as": lambda s: (s, 1),
    "sla.queries.get_agreement": lambda s: (sla.GetAgreement(school_id=s),),
    "sla.clock_queries.get_clock": lambda s: (
        sla.GetClock(school_id=s, ticket_id=TICKET),
    ),
    "sla.clock_queries.find_clocks": lambda s: (
        sla.FindClocks(
            school_id=s, tickets=(sla.ClockOf(school_id=s, ticket_id=TICKET),)
        ),
    ),
    "sla.queries.due_clocks": lambda _: (_LATER,),
    "sla.queries.breach_counts": lambda _: (),
    "sla.queries.due_soon_counts": lambda _: (_LATER,),
}
