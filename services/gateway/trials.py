"""How does a program say which terms are to be tried? In hours, days and times."""

from __future__ import annotations

from datetime import time
from typing import Any

from marshmallow import Schema, fields, validate

from contracts.codec import Part
from contracts.fields import Duration, Text, TupleOf
from contracts.sla_promises import (
    MOST_CLOSED,
    MOST_SERVICES,
    Promise,
    Reopening,
    ServicePromised,
)
from contracts.values import (
    MOST_INTERVALS,
    DayHours,
    HoldReason,
    Interval,
    Priority,
    Weekday,
    WorkingHours,
)
from services.gateway.routes import Body

_TIME = validate.Regexp(
    r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z|^24:00\Z", error="Not a time such as 08:30."
)


def _span() -> fields.Field[Any]:
    """When a stretch of a day opens and closes; 24:00 is the end of the day."""
    return fields.List(fields.String(validate=_TIME), validate=validate.Length(equal=2))


class _Times(Schema):
    """How long one priority may take to each target; one without is not promised."""

    response = Duration()
    next_update = Duration()
    resolution = Duration()


Week = Schema.from_dict(
    {
        day.value: fields.List(_span(), validate=validate.Length(max=MOST_INTERVALS))
        for day in Weekday
    },
    name="SimulatedWeek",
)
Targets = Schema.from_dict(
    {priority.value: fields.Nested(_Times) for priority in Priority},
    name="SimulatedTargets",
)


class SimulatedAgreement(Schema):
    """What would be promised: in which hours, how soon, and on which days not."""

    timezone = Text(required=True, validate=validate.Length(max=100))
    hours = fields.Nested(Week, load_default=dict)
    closed = fields.List(
        fields.Date("iso"), load_default=list, validate=validate.Length(max=MOST_CLOSED)
    )
    targets = fields.Nested(Targets, required=True)
    round_the_clock = fields.List(
        fields.Enum(Priority, by_value=True),
        load_default=list,
        validate=validate.Length(max=len(Priority)),
    )
    reopen = fields.Enum(Reopening, by_value=True, load_default=Reopening.CONTINUE)


class OtherAgreement(Schema):
    """Terms in the place of those that each ticket had; what is not given stays.

    `version` has the promises and the calendar of that version. A priority in `targets`
    has its promise replaced whole; `hours` are read in `timezone`. What is promised of
    services and in an inspection is said as an agreement has it.
    """

    version = fields.Integer(strict=True, validate=validate.Range(min=1, max=1_000_000))
    timezone = Text(load_default="Europe/London", validate=validate.Length(max=100))
    hours = fields.Nested(Week)
    closed = fields.List(fields.Date("iso"), validate=validate.Length(max=MOST_CLOSED))
    targets = fields.Nested(Targets, load_default=dict)
    round_the_clock = fields.List(
        fields.Enum(Priority, by_value=True),
        load_default=list,
        validate=validate.Length(max=len(Priority)),
    )
    reopen = fields.Enum(Reopening, by_value=True)
    of_services = TupleOf(
        Part(ServicePromised), validate=validate.Length(max=MOST_SERVICES)
    )
    uncovered = TupleOf(Text(), validate=validate.Length(max=MOST_SERVICES))
    pausing = TupleOf(
        fields.Enum(HoldReason, by_value=True),
        validate=validate.Length(max=len(HoldReason)),
    )
    inspection = TupleOf(Part(Promise), validate=validate.Length(max=len(Priority)))
    safeguarding_always = fields.Boolean(truthy={True}, falsy={False})


def hours_of(agreement: Body) -> WorkingHours:
    """The week that is given, in its time zone."""
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


def promises_of(agreement: Body) -> tuple[Promise, ...]:
    """What is promised for each priority that is named."""
    return tuple(
        Promise(
            priority=priority,
            round_the_clock=priority in agreement["round_the_clock"],
            **agreement["targets"][priority.value],
        )
        for priority in Priority
        if priority.value in agreement["targets"]
    )


def _time(words: str) -> time:
    """The end of a day is the midnight after it."""
    return time() if words == "24:00" else time.fromisoformat(words)
