"""The language of sla about what is promised: times, hours, days and who is told."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from contracts.declare import several, text, value, whole
from contracts.values import HoldReason, Nation, Priority, Target, WorkingHours

MOST_WARNINGS = 10
MOST_STEPS = 20
MOST_EXCLUSIONS = 40
MOST_CLOSED = 500
MOST_SERVICES = 60

ALL_REASONS = tuple(HoldReason)


@value
class Promise:
    """How long, in working time, one priority may take to each target.

    A target without a time is not promised. `round_the_clock` counts every hour of
    every day; `hours` are this priority's own, on the days that the agreement works.
    """

    priority: Priority
    response: timedelta | None = None
    next_update: timedelta | None = None
    resolution: timedelta | None = None
    round_the_clock: bool = False
    hours: WorkingHours | None = None


class Reopening(Enum):
    """What becomes of the time used when a ticket that was resolved is reopened."""

    CONTINUE = "continue"
    RESTART = "restart"


@value
class EscalationStep:
    """Which role is told of a target, and when.

    At a percentage of its time (100 is the breach), or so long after the breach, by
    the wall clock.
    """

    role: str = text(least=1, most=80)
    target: Target
    at_percent: int | None = whole(least=1, most=1_000, default=None)
    after_breach: timedelta | None = None


@value
class ServicePromised:
    """What is promised otherwise of one service; what is not given is as in general.

    `service` is its name, as a ticket has it. Each of `promises` takes the place of the
    general one of its priority.
    """

    service: str = text(least=1, most=40)
    promises: tuple[Promise, ...] = several(most=len(Priority), default=())
    warn_at_percents: tuple[int, ...] = several(most=MOST_WARNINGS, default=())
    pausing: tuple[HoldReason, ...] | None = several(most=len(HoldReason), default=None)
    escalation: tuple[EscalationStep, ...] = several(most=MOST_STEPS, default=())


@value
class Promised:
    """What is promised, apart from the calendar that it is counted in.

    `promises` are of any number of priorities, from p1 on without a gap; of one that
    is not named nothing is promised.
    `warn_at_percents` are parts of a target's time, in order; `exclusions` say in words
    what is not covered, and `uncovered` name the services of which nothing is promised.
    A hold for a reason that is not `pausing` is time that counts. Each promise of
    `inspection` takes the place of the one of its priority for a ticket that is opened
    in an inspection period. `safeguarding_always` counts a safeguarding ticket in every
    hour of every day; what was signed before there was such a term counts by its hours.
    """

    promises: tuple[Promise, ...] = several(most=len(Priority))
    warn_at_percents: tuple[int, ...] = several(most=MOST_WARNINGS)
    reopening: Reopening = Reopening.CONTINUE
    escalation: tuple[EscalationStep, ...] = several(most=MOST_STEPS, default=())
    exclusions: tuple[str, ...] = several(most=MOST_EXCLUSIONS, default=())
    of_services: tuple[ServicePromised, ...] = several(most=MOST_SERVICES, default=())
    uncovered: tuple[str, ...] = several(most=MOST_SERVICES, default=())
    pausing: tuple[HoldReason, ...] = several(most=len(HoldReason), default=ALL_REASONS)
    inspection: tuple[Promise, ...] = several(most=len(Priority), default=())
    safeguarding_always: bool = False


class WhyClosed(Enum):
    """Why no time counts on a day; where there are several reasons, the first."""

    BANK_HOLIDAY = "bank_holiday"
    CLOSURE = "closure"
    SCHOOL_HOLIDAY = "school_holiday"


@value
class ClosedDays:
    """The days on which no time counts for one reason."""

    because: WhyClosed
    days: tuple[date, ...]


@value
class NationalHolidays:
    """The bank holidays of a nation."""

    nation: Nation
    days: tuple[date, ...]
