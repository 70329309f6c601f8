"""The language of sla: what was promised, and the clock of every ticket."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from contracts.access import Right
from contracts.declare import (
    Payload,
    command,
    event,
    query,
    several,
    text,
    upcaster,
    value,
    view,
)
from contracts.sla_promises import ClosedDays, NationalHolidays, Promised, WhyClosed
from contracts.values import (
    HoldReason,
    Nation,
    Priority,
    SchoolId,
    Target,
    TargetState,
    TicketId,
    WorkingHours,
)


@command("sla.sign_agreement")
class SignAgreement:
    """Promise a school these times in these hours.

    Where something was promised before, only the parts named by `replaces_...` take
    the place of those that stand: the hours, closed days for these reasons (INSET days
    go with the closures), and the days of inspections. Where no part is named, all that
    stands stays.

    With `nation` the school is in it from now on. The bank holidays of its nation,
    where they are in `elsewhere`, take the place of those in `closed`.
    """

    school_id: SchoolId
    effective_from: datetime
    hours: WorkingHours
    closed: tuple[ClosedDays, ...]
    inset: tuple[date, ...]
    promised: Promised
    replaces_hours: bool = False
    replaces_closed: tuple[WhyClosed, ...] = ()
    nation: Nation | None = None
    elsewhere: tuple[NationalHolidays, ...] = ()
    inspected: tuple[date, ...] = ()
    replaces_inspected: bool = False


@event("sla.agreement_signed", version=2)
class AgreementSigned:
    """What was promised, from when; a clock keeps the version it started under.

    Each reason is in `closed` once; a day may be closed for several. On a day of
    `inset` staff are in: that it is a school holiday does not close it. On those of
    `inspected` what is promised in an inspection counts for what is opened then. The
    bank holidays are those of `nation` as they were known then.
    """

    agreement_version: int
    effective_from: datetime
    hours: WorkingHours
    closed: tuple[ClosedDays, ...]
    inset: tuple[date, ...]
    promised: Promised
    nation: Nation = Nation.ENGLAND
    inspected: tuple[date, ...] = ()


@upcaster("sla.agreement_signed", from_version=1)
def _promises_went_into_a_part(old: Payload) -> Payload:
    new = {name: part for name, part in old.items() if name not in _PROMISED_IN_1}
    promises, percent = (old[name] for name in _PROMISED_IN_1)
    return new | {"promised": {"promises": promises, "warn_at_percents": [percent]}}


_PROMISED_IN_1 = ("promises", "warn_at_percent")


@value
class Standing:
    """How one target stood at the moment (`at`) that its event tells of.

    `used` of `allowed` is spent, in working time; nothing is allowed where nothing is
    promised. `due_at` and `warn_at` are set while it runs; `warn_at` only until the
    warning is given.
    """

    target: Target
    state: TargetState
    allowed: timedelta | None
    used: timedelta
    due_at: datetime | None
    warn_at: datetime | None
    breached_at: datetime | None


@command("sla.start_clock")
class StartClock:
    """Start counting for a ticket that was opened."""

    school_id: SchoolId
    ticket_id: TicketId
    priority: Priority
    at: datetime
    service: str = text(most=40, default="")
    safeguarding: bool = False


@event("sla.clock_started")
class ClockStarted:
    """The promises of a priority count from now, under this agreement.

    Those of this service, and of a safeguarding ticket or an inspection period.
    """

    ticket_id: TicketId
    priority: Priority
    agreement_version: int
    at: datetime
    standings: tuple[Standing, ...]
    service: str = ""
    safeguarding: bool = False
    inspection: bool = False


@command("sla.retarget_clock")
class RetargetClock:
    """Apply the promises of another priority to the time already used."""

    school_id: SchoolId
    ticket_id: TicketId
    priority: Priority
    at: datetime


@event("sla.clock_retargeted")
class ClockRetargeted:
    """Another priority's promises apply to the time already used."""

    ticket_id: TicketId
    priority: Priority
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.reclassify_clock")
class ReclassifyClock:
    """Apply what is promised of another service, or of safeguarding.

    What is None was not said, and stays.
    """

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime
    service: str | None = text(most=40, default=None)
    safeguarding: bool | None = None


@event("sla.clock_reclassified")
class ClockReclassified:
    """What is promised of this service or of safeguarding applies to the time used."""

    ticket_id: TicketId
    service: str
    safeguarding: bool
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.count_reply")
class CountReply:
    """A person of the desk told the requester something."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.reply_counted")
class ReplyCounted:
    """A human reply stopped first response and started the next update anew."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.pause_clock")
class PauseClock:
    """Stand still while somebody else is waited for."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime
    because: HoldReason = HoldReason.OTHER


@event("sla.clock_paused")
class ClockPaused:
    """The clock stands still."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]
    because: HoldReason = HoldReason.OTHER


@event("sla.hold_counted")
class HoldCounted:
    """The ticket is on hold for something that does not stop its clock."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]
    because: HoldReason


@command("sla.resume_clock")
class ResumeClock:
    """Count again."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.clock_resumed")
class ClockResumed:
    """The clock counts again, from the time that was left."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.stop_clock")
class StopClock:
    """The ticket is resolved."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.clock_stopped")
class ClockStopped:
    """The ticket was resolved; each target is met or breached."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.continue_clock")
class ContinueClock:
    """The ticket was not done after all."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.clock_continued")
class ClockContinued:
    """The ticket was reopened; resolution goes on from the time already used."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.withdraw_clock")
class WithdrawClock:
    """The ticket goes on as part of another: nothing is promised of it by itself."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.clock_withdrawn")
class ClockWithdrawn:
    """The ticket was merged into another, so nothing of its own comes due any more."""

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]


@command("sla.restore_clock")
class RestoreClock:
    """The ticket is by itself again: what was promised of it counts again."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.clock_restored")
class ClockRestored:
    """A merge was undone: the clock goes on with the time that was left.

    `held_for` is set where it was on hold before, and stands still for that again;
    `counted_for` where it was on hold for something that does not stop it. `answered`
    says whether a person of the desk had replied; None: it was not recorded yet.
    """

    ticket_id: TicketId
    at: datetime
    standings: tuple[Standing, ...]
    held_for: HoldReason | None = None
    counted_for: HoldReason | None = None
    answered: bool | None = None


@command("sla.check_clock")
class CheckClock:
    """Give the warnings and breaches that are due by now."""

    school_id: SchoolId
    ticket_id: TicketId
    at: datetime


@event("sla.target_warned")
class TargetWarned:
    """A target will soon be breached; dated to the moment the warning was due."""

    ticket_id: TicketId
    target: Target
    warned_at: datetime
    due_at: datetime


@event("sla.target_breached")
class TargetBreached:
    """A target was not kept; dated to the moment it was due."""

    ticket_id: TicketId
    priority: Priority
    target: Target
    breached_at: datetime


@event("sla.breach_withdrawn")
class BreachWithdrawn:
    """We heard late of something that came before the breach: there was none."""

    ticket_id: TicketId
    target: Target
    breached_at: datetime
    at: datetime
    standings: tuple[Standing, ...]


@query("sla.get_clock", needs=Right.READ_TICKETS)
class GetClock:
    """How do the targets of this ticket stand?"""

    school_id: SchoolId
    ticket_id: TicketId


@value
class TargetView:
    """A target as a person sees it; `remaining` is working time, None when stopped."""

    target: Target
    due_at: datetime | None
    state: TargetState
    remaining: timedelta | None


@view("sla.clock")
class ClockView:
    """How the targets of one ticket stand."""

    ticket_id: TicketId
    agreement_version: int | None
    targets: tuple[TargetView, ...]


@value
class ClockOf:
    """Which ticket's clock is meant, and of which school."""

    school_id: SchoolId
    ticket_id: TicketId


@query("sla.find_clocks", needs=Right.READ_TICKETS)
class FindClocks:
    """How do the targets of these tickets stand? One answer for a page of a queue."""

    tickets: tuple[ClockOf, ...] = several(most=200)
    school_id: SchoolId | None = None


@view("sla.clocks")
class ClocksView:
    """The clocks that were found; a ticket whose clock has not started has none."""

    clocks: tuple[ClockView, ...]


@query("sla.get_agreement", needs=Right.READ_TICKETS)
class GetAgreement:
    """What is promised to this school now?"""

    school_id: SchoolId


@value
class ClosedDay:
    """A day on which no time counts, and why."""

    on: date
    because: WhyClosed


@view("sla.agreement")
class AgreementView:
    """What is promised to a school; each closed day once, with the first reason."""

    school_id: SchoolId
    agreement_version: int
    effective_from: datetime
    hours: WorkingHours
    closed: tuple[ClosedDay, ...]
    promised: Promised
    nation: Nation = Nation.ENGLAND
    inspected: tuple[date, ...] = ()


@query("sla.find_priorities", needs=Right.READ_TICKETS)
class FindPriorities:
    """Of which priorities is something promised, to this school or to any?"""

    school_id: SchoolId | None = None


@view("sla.priorities")
class PrioritiesView:
    """The priorities with a promise, p1 first; p1 to p4 where nothing is promised."""

    priorities: tuple[Priority, ...]


@query("sla.foresee_ticket", needs=Right.READ_TICKETS)
class ForeseeTicket:
    """What would be promised of a ticket of this school that is opened now?

    About this service; `safeguarding` where its category or service is used for that.
    """

    school_id: SchoolId
    service: str = text(most=40, default="")
    safeguarding: bool = False


@value
class Foreseen:
    """When each target of one priority would be due, where one is promised."""

    priority: Priority
    response_at: datetime | None
    next_update_at: datetime | None
    resolution_at: datetime | None


@view("sla.foreseen")
class ForeseenView:
    """What would be promised of a ticket opened `at` this moment, by priority."""

    school_id: SchoolId
    agreement_version: int
    at: datetime
    promises: tuple[Foreseen, ...]
