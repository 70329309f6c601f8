"""What may be asked of the SLA clocks? How they would count, under any agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.codec import Part
from contracts.fields import Duration, Moment, TupleOf
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Invalid
from contracts.sla_explanation import (
    MOST_FACTS,
    Because,
    ExplainClock,
    FactType,
    Simulate,
    SimulatedFact,
)
from contracts.sla_promises import Promised
from contracts.sla_restating import Restatement
from contracts.values import (
    Priority,
    Target,
    TargetState,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.trials import SimulatedAgreement, hours_of, promises_of

_NOT_WARNED = (100,)
"""A simulation tells of no warnings, and every agreement has one."""

_PARTS = {
    "timezone": "agreement.timezone",
    "hours": "agreement.hours",
    "agreement_version": "agreement.version",
}
"""What the service calls by another name than the body does."""

routes = Routes("sla", "The clocks of tickets, and how they count.")


class Fact(Schema):
    """Something that happens to the ticket; opening and triage give a priority."""

    at = Moment(required=True)
    type = fields.Enum(FactType, by_value=True, required=True)
    priority = fields.Enum(Priority, by_value=True, allow_none=True, load_default=None)


class Simulation(Schema):
    """An agreement, what happens under it in order, and when to look."""

    agreement = fields.Nested(SimulatedAgreement, required=True)
    facts = fields.List(
        fields.Nested(Fact), required=True, validate=validate.Length(max=MOST_FACTS)
    )
    now = Moment(required=True)


CountedInterval = Schema.from_dict(
    {
        "from": Moment(required=True, attribute="from_at"),
        "to": Moment(required=True, attribute="until_at"),
        "counted": fields.Boolean(required=True),
        "because": fields.Enum(Because, by_value=True, required=True),
    },
    name="CountedInterval",
)


class ExplainedClock(Schema):
    """One target, and every stretch of time that counted for it or did not.

    `due_at` is the earliest moment at which the time is used up, null on hold and when
    stopped; `used` is of the current cycle.
    """

    target = fields.Enum(Target, by_value=True, required=True)
    state = fields.Enum(TargetState, by_value=True, required=True)
    due_at = Moment(required=True, allow_none=True)
    breached_at = Moment(required=True, allow_none=True)
    used = Duration(required=True)
    allowed = Duration(required=True)
    intervals = TupleOf(fields.Nested(CountedInterval), required=True)


class Simulated(Schema):
    """How each target stands at the moment that was asked for."""

    clocks = TupleOf(fields.Nested(ExplainedClock), required=True)


class Explanation(Schema):
    """How each target stands `at` a moment, under the version that the clock keeps."""

    ticket_id = fields.UUID(required=True)
    agreement_version = fields.Integer(required=True)
    effective_from = Moment(required=True)
    at = Moment(required=True)
    targets = TupleOf(fields.Nested(ExplainedClock), required=True)
    restatement = Part(Restatement, required=True, allow_none=True)
    service = fields.String(required=True)
    safeguarding = fields.Boolean(required=True)
    inspection = fields.Boolean(required=True)


@routes.on(
    "POST", "/sla/simulate", needs=Simulate, body=Simulation(), answer=Simulated()
)
def simulate(asker: Asker, body: Body) -> Any:
    """Count what happens to a ticket under an agreement, as the clocks do.

    Nothing is recorded. A target is breached when its due moment passes while it runs.
    """
    try:
        return asker.ask(
            Simulate(
                hours=hours_of(body["agreement"]),
                closed=tuple(body["agreement"]["closed"]),
                promised=_promised(body["agreement"]),
                facts=tuple(SimulatedFact(**fact) for fact in body["facts"]),
                now=body["now"],
            )
        )
    except Invalid as invalid:
        raise Invalid(as_given(invalid.errors)) from invalid


@routes.on(
    "GET",
    "/tickets/<uuid:ticket_id>/sla/explanation",
    needs=ExplainClock,
    answer=Explanation(),
)
def explain_clock(asker: Asker, ticket_id: UUID) -> Any:
    """Show every stretch of time that counted for a ticket or did not, and why."""
    view: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    question = ExplainClock(school_id=view.school_id, ticket_id=ticket_id)
    return asker.ask(question, requires={"intake": view.head})


def _promised(agreement: Body) -> Promised:
    return Promised(
        promises=promises_of(agreement),
        warn_at_percents=_NOT_WARNED,
        reopening=agreement["reopen"],
    )


def as_given(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What the service found wrong, under the names that a body has."""
    return {_renamed(part): words for part, words in errors.items()}


def _renamed(part: str) -> str:
    of_promise = part.partition(".")[0] in {one.value for one in Priority}
    return f"agreement.targets.{part}" if of_promise else _PARTS.get(part, part)
