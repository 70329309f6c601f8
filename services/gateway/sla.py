"""What may be asked of the SLA clocks? How they would count, under any agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.fields import Duration, Moment, Text, TupleOf
from contracts.intake import GetTicket, TicketView
from contracts.refusals import Invalid
from contracts.sla_explanation import (
    MOST_CLOSED,
    MOST_FACTS,
    Because,
    ExplainClock,
    FactType,
    Simulate,
    SimulatedFact,
)
from contracts.sla_promises import Promise, Promised, Reopening
from contracts.values import (
    MOST_INTERVALS,
    DayHours,
    Interval,
    Priority,
    Target,
    TargetState,
    Weekday,
    WorkingHours,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes

_TIME = validate.Regexp(
    r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z|^24:00\Z", error="Not a time such as 08:30."
)
_NOT_WARNED = (100,)
"""A simulation tells of no warnings, and every agreement has one."""

_PARTS = {"timezone": "agreement.timezone", "hours": "agreement.hours"}
"""What the service calls by another name than the body does."""

routes = Routes("sla", "The clocks of tickets, and how they count.")


def _span() -> fields.Field[Any]:
    """When a stretch of a day opens and closes; 24:00 is the end of the day."""
    return fields.List(fields.String(validate=_TIME), validate=validate.Length(equal=2))


class _Times(Schema):
    """How long one priority may take to each target; one without is not promised."""

    response = Duration()
    next_update = Duration()
    resolution = Duration()


_Week = Schema.from_dict(
    {
        day.value: fields.List(_span(), validate=validate.Length(max=MOST_INTERVALS))
        for day in Weekday
    },
    name="SimulatedWeek",
)
_Targets = Schema.from_dict(
    {priority.value: fields.Nested(_Times) for priority in Priority},
    name="SimulatedTargets",
)


class SimulatedAgreement(Schema):
    """What would be promised: in which hours, how soon, and on which days not."""

    timezone = Text(required=True, validate=validate.Length(max=100))
    hours = fields.Nested(_Week, load_default=dict)
    closed = fields.List(
        fields.Date("iso"), load_default=list, validate=validate.Length(max=MOST_CLOSED)
    )
    targets = fields.Nested(_Targets, required=True)
    round_the_clock = fields.List(
        fields.Enum(Priority, by_value=True),
        load_default=list,
        validate=validate.Length(max=len(Priority)),
    )
    reopen = fields.Enum(Reopening, by_value=True, load_default=Reopening.CONTINUE)


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
                hours=_hours(body["agreement"]),
                closed=tuple(body["agreement"]["closed"]),
                promised=_promised(body["agreement"]),
                facts=tuple(SimulatedFact(**fact) for fact in body["facts"]),
                now=body["now"],
            )
        )
    except Invalid as invalid:
        raise Invalid(_as_given(invalid.errors)) from invalid


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


def _hours(agreement: Body) -> WorkingHours:
    days = (
        DayHours(
            day=day,
            intervals=tuple(
                Interval(opens=_time(opens), closes=_time(closes))
                for opens, closes in agreement["hours"].get(day.value, ())
            ),
        )
        for day in Weekday
    )
    return WorkingHours(timezone=agreement["timezone"], days=tuple(days))


def _time(words: str) -> time:
    """The end of a day is the midnight after it."""
    return time() if words == "24:00" else time.fromisoformat(words)


def _promised(agreement: Body) -> Promised:
    return Promised(
        promises=tuple(
            Promise(
                priority=priority,
                round_the_clock=priority in agreement["round_the_clock"],
                **agreement["targets"][priority.value],
            )
            for priority in Priority
            if priority.value in agreement["targets"]
        ),
        warn_at_percents=_NOT_WARNED,
        reopening=agreement["reopen"],
    )


def _as_given(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What the service found wrong, under the names that the body has."""
    return dict(_renamed(errors))


def _renamed(errors: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for part, words in errors.items():
        of_promise = part.partition(".")[0] in {one.value for one in Priority}
        yield (
            f"agreement.targets.{part}" if of_promise else _PARTS.get(part, part),
            words,
        )
