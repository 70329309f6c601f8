"""How did the clock of a ticket count, as its own events tell?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from contracts.refusals import NotFound
from contracts.sla_explanation import ClockExplanationView, ExplainClock
from services.sla.agreement import agreement_from
from services.sla.explaining import explain
from services.sla.queries import signed_as
from services.sla.recorded_clocks import events_of, version_of
from services.sla.replaying import recorded
from services.sla.restatements import restatement_of
from shared.application import Answer, Asked
from shared.store import Log


def explain_clock(
    connection: Connection, query: ExplainClock, asked: Asked
) -> ClockExplanationView:
    """Every stretch of time until now; NotFound for a ticket without a clock.

    One that is about safeguarding has none for most of its school.
    """
    log = Log("sla", query.school_id, connection)
    events = events_of(log, query.ticket_id)
    if not events:
        raise NotFound(_NONE)
    version = version_of(events)
    signed = signed_as(connection, query.school_id, version)
    assert signed is not None, "a clock starts under an agreement"
    agreement = agreement_from(signed)
    clocks = recorded(events, agreement, asked.now)
    kind = clocks[-1].kind
    if kind.safeguarding and not asked.caller.reads_safeguarding():
        raise NotFound(_NONE)
    return ClockExplanationView(
        ticket_id=query.ticket_id,
        agreement_version=version,
        effective_from=signed.effective_from,
        at=asked.now,
        targets=tuple(explain(clocks, agreement, asked.now)),
        restatement=restatement_of(log, asked.keyring, query.ticket_id),
        service=kind.service,
        safeguarding=kind.safeguarding,
        inspection=kind.inspection,
    )


_NONE = "no clock was started for this ticket"

ANSWERS: Mapping[type, Answer] = {ExplainClock: explain_clock}
